"""Kinds of cell that speak of roads: limits with or without a unit, and polygons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphs.changes.change import Dimension
from graphs.changes.measures import NoMeasure, limit
from graphs.geo import Position
from optimizer.intake.kinds import Degrees, Number, Wire
from optimizer.intake.unfit import Unfit
from optimizer.model.text import Text

_HOW = Text(
    "write at least three corners, longitude before latitude, such as 106.51 29.54;106.53 29.54;106.53 29.56",
    "请至少写三个角点，先经度后纬度，例如 106.51 29.54;106.53 29.54;106.53 29.56",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Number):
    """A number, or one with a metric unit ("2.2 m", "7.5 t"); feet and pounds are refused with the metric figure."""

    def read(self, raw: object) -> int:
        """Thousandths of metres or tonnes, or of whatever else the number counts."""
        if not isinstance(raw, str) or not any(letter.isalpha() or letter in "'′\"″" for letter in raw):
            return Number.read(self, raw)
        refused = None
        for dimension, thousandths in ((Dimension.HEIGHT, 10), (Dimension.WEIGHT, 1)):
            try:
                return limit(raw, dimension) * thousandths
            except NoMeasure as error:
                if "metres" in error.what.en or "tonnes" in error.what.en:
                    refused = error
        if refused is not None:
            raise Unfit("E1202", Text(*refused.what), Text(*refused.remedy))
        return Number.read(self, raw)

    def json_schema(self) -> dict[str, Any]:
        """Give a number, or text with a unit."""
        return {"anyOf": [Number.json_schema(self), {"type": "string", "examples": ["2.2 m", "7.5 t"]}]}


@dataclass(frozen=True, slots=True)
class Ring:
    """Corners of a polygon, in the settings' coordinate system."""

    def read(self, raw: object) -> tuple[Position, ...]:
        """Read corners in order, the first not repeated at the end."""
        parts = raw if isinstance(raw, list) else _corners(str(raw))
        ring = tuple(_corner(part) for part in parts)
        ring = ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring
        if len(set(ring)) < 3:
            raise Unfit("E1213", Text("which has fewer than three corners", "不足三个角点"), _HOW)
        return ring

    def to_sheet(self, value: tuple[Position, ...]) -> Wire:
        """Write "106.51 29.54;106.53 29.54;106.53 29.56"."""
        return ";".join(f"{corner.lon} {corner.lat}" for corner in value)

    def to_json(self, value: tuple[Position, ...]) -> Wire:
        """Write a list of pairs."""
        return [[corner.lon, corner.lat] for corner in value]

    def json_schema(self) -> dict[str, Any]:
        """Give a list of pairs, or text."""
        pair = {"type": "array", "items": Degrees().json_schema(), "minItems": 2, "maxItems": 2}
        return {"anyOf": [{"type": "array", "items": pair, "minItems": 3}, {"type": "string"}]}


def _corners(text: str) -> list[list[str]]:
    return [
        part.replace(",", " ").split() for part in text.replace("；", ";").replace("，", ",").split(";") if part.strip()
    ]


def _corner(part: Any) -> Position:
    try:
        lon, lat = part if isinstance(part, Sequence) and not isinstance(part, str) else ()
        corner = Position(Degrees().read(lon), Degrees().read(lat))
    except (ValueError, TypeError) as error:  # Unfit is a ValueError
        raise Unfit("E1213", Text(f"where {part} is no position", f"其中 {part} 不是坐标"), _HOW) from error
    if abs(corner.lat) > 90:
        raise Unfit("E1213", Text(f"where {part} has no such latitude", f"其中 {part} 的纬度不存在"), _HOW)
    return corner
