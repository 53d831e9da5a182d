"""The value of a road change, in the unit of its kind: millimetres, grams, per cent, seconds.

The column holds metres, tonnes, per cent or minutes, and reads them in thousandths.
"""

from typing import NamedTuple

from optimizer.model.papers import RoadChangeKind


class _Unit(NamedTuple):
    times: int
    over: int


_UNITS: dict[RoadChangeKind, _Unit] = {
    RoadChangeKind.WIDTH_LIMIT: _Unit(1, 1),
    RoadChangeKind.HEIGHT_LIMIT: _Unit(1, 1),
    RoadChangeKind.WEIGHT_LIMIT: _Unit(1_000, 1),
    RoadChangeKind.SLOW_DOWN: _Unit(1, 1_000),
    RoadChangeKind.CHECKPOINT: _Unit(60, 1_000),
    RoadChangeKind.CLOSURE: _Unit(1, 1_000),
    RoadChangeKind.LENGTH_LIMIT: _Unit(1, 1),
    RoadChangeKind.AXLE_LIMIT: _Unit(1_000, 1),
    RoadChangeKind.SEALED_ZONE: _Unit(1, 1_000),
    RoadChangeKind.REVERSAL: _Unit(1, 1_000),
    RoadChangeKind.GREEN_LANE: _Unit(1, 1_000),
}


def value_of_milli(kind: RoadChangeKind, milli: int | None) -> int | None:
    """Thousandths of the column's unit to the unit of the model."""
    unit = _UNITS[kind]
    return None if milli is None else round(milli * unit.times / unit.over)


def milli_of_value(kind: RoadChangeKind, value: int | None) -> int | None:
    """Give the unit of the model to thousandths of the column's unit."""
    unit = _UNITS[kind]
    return None if value is None else round(value * unit.over / unit.times)
