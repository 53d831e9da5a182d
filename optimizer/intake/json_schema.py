"""The request as JSON schema, for OpenAPI and for whoever writes one by hand; and a small one that is valid."""

from typing import Any

from optimizer.intake.columns import Column, Sheet
from optimizer.intake.schema import SHEETS


def request_schema() -> dict[str, Any]:
    """JSON schema (2020-12) of a plan request, made from the sheets."""
    return {
        "type": "object",
        "title": "PlanRequest",
        "description": "A planning day. Units stand at the end of each name; clock times are China Standard Time.",
        "properties": {sheet.key: _sheet(sheet) for sheet in SHEETS},
        "required": [sheet.key for sheet in SHEETS if sheet.required],
        "additionalProperties": False,
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    record = {
        "type": "object",
        "properties": {column.key: _column(column) for column in sheet.columns},
        "required": [column.key for column in sheet.columns if column.required],
        "additionalProperties": False,
    }
    described = f"{sheet.note.en} {sheet.zh}：{sheet.note.zh}"
    if sheet.listed:
        return {"type": "array", "description": described, "items": record}
    return {**record, "description": described}


def _column(column: Column) -> dict[str, Any]:
    schema = {**column.kind.json_schema(), "title": column.zh, "description": f"{column.note.en} {column.note.zh}"}
    if not column.required and column.default is not None:
        schema["default"] = column.kind.to_json(column.default)
    return schema


def example_request() -> dict[str, Any]:
    """Give a day small enough to read: one market, one community, one van, one driver."""
    return {
        "settings": {"name": "渝中区示例", "date": "2022-11-21", "coordinate_system": "wgs84"},
        "places": [
            {"id": "M01", "name": "双福批发市场", "kind": "market", "lon": 106.4512, "lat": 29.5021},
            {"id": "P01", "name": "保供车队停车场", "kind": "depot", "lon": 106.4655, "lat": 29.5102},
            {
                "id": "C001",
                "name": "石油路社区",
                "kind": "community",
                "lon": 106.5132,
                "lat": 29.5448,
                "windows": "06:00-12:00;14:00-18:00",
                "allowed_classes": ["light", "mini"],
            },
        ],
        "goods": [{"id": "rice", "name": "大米", "unit": "袋", "unit_kg": 25, "unit_litres": 35}],
        "stocks": [{"place": "M01", "good": "rice", "quantity": 400, "ready": "05:30"}],
        "demands": [
            {"id": "X0001", "place": "C001", "good": "rice", "quantity": 40, "due": "10:00", "priority": "special"},
        ],
        "vehicles": [
            {
                "id": "V001",
                "plate": "渝A·D12345",
                "vehicle_class": "light",
                "capacity_kg": 1500,
                "home": "P01",
                "shifts": "06:00-18:00",
            }
        ],
        "drivers": [{"id": "D001", "licence": "C1", "shifts": "06:00-18:00"}],
    }
