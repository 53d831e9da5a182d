"""How the body of a request is described in OpenAPI: the same schema the command line reads, with an example."""

from typing import Any

from api.uploads import WORKBOOK
from optimizer.intake.json_schema import example_request, request_schema

_FORM: dict[str, Any] = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "The workbook 工作簿 (.xlsx), or a .json file"}
    },
    "additionalProperties": False,
}

_FORM_WITH_START = {
    **_FORM,
    "properties": {
        **_FORM["properties"],
        "start": {"type": "string", "format": "binary", "description": "The plan.json to start from, if any"},
    },
}

_CHANGES = {
    "type": "object",
    "required": ["road_changes"],
    "properties": {"road_changes": request_schema()["properties"]["road_changes"]},
}

CHANGES_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": _CHANGES,
                "examples": {
                    "closure": {
                        "summary": "A bridge is closed in the morning",
                        "value": {
                            "road_changes": [
                                {
                                    "id": "R7",
                                    "kind": "closure",
                                    "road": "石板坡长江大桥",
                                    "valid_from": "2022-11-21 07:00",
                                    "valid_until": "2022-11-21 12:00",
                                }
                            ]
                        },
                    }
                },
            },
            "multipart/form-data": {"schema": _FORM},
            WORKBOOK: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}

REQUEST_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": request_schema(),
                "examples": {"day": {"summary": "A small day", "value": example_request()}},
            },
            "multipart/form-data": {"schema": _FORM},
            WORKBOOK: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}

PLAN_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            **REQUEST_BODY["requestBody"]["content"],
            "multipart/form-data": {"schema": _FORM_WITH_START},
        },
    }
}
