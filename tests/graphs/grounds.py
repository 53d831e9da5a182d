"""Tiny road graphs, worked by hand: junctions in metres on flat ground, streets between them.

Streets are primary roads signed 36 km/h unless said otherwise: a light lorry does ten metres a second.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graphs.geo import Plane, Position
from graphs.reading.ways import BOTH, FORWARD, Ways, lay_out
from graphs.roads import CODE, RoadClass, RoadGraph

PLANE = Plane(Position(106.5, 29.5))
SQUARE = {"A": (0, 0), "B": (1000, 0), "C": (1000, 1000), "D": (0, 1000)}


@dataclass(frozen=True, kw_only=True)
class Street:
    """A street from junction to junction, by some points on the way."""

    ends: str
    via: Sequence[tuple[float, float]] = ()
    one_way: bool = False
    road_class: RoadClass = RoadClass.PRIMARY
    kph: int = 36
    bridge: bool = False
    tunnel: bool = False
    name: str = ""


def at(x: float, y: float) -> Position:
    """The position so many metres east and north of the middle."""
    lon, lat = PLANE.lonlat(np.array([x]), np.array([y]))
    return Position(float(lon[0]), float(lat[0]))


def street(ends: str, **parts: object) -> Street:
    """A street; ends are two letters."""
    return Street(ends=ends, **parts)  # type: ignore[arg-type]


def ground(spots: Mapping[str, tuple[float, float]], *streets: Street) -> RoadGraph:
    """The road graph of some streets."""
    number = {name: i for i, name in enumerate(spots)}
    lon, lat = PLANE.lonlat(*np.array(list(spots.values()), dtype=np.float64).T)
    lines = [np.array([spots[s.ends[0]], *s.via, spots[s.ends[1]]], dtype=np.float64) for s in streets]
    shape_lon, shape_lat = PLANE.lonlat(*np.concatenate(lines).T)
    names = ("", *sorted({s.name for s in streets} - {""}))
    ways = Ways(
        start=np.array([number[s.ends[0]] for s in streets], dtype=np.int32),
        end=np.array([number[s.ends[1]] for s in streets], dtype=np.int32),
        direction=np.array([FORWARD if s.one_way else BOTH for s in streets], dtype=np.int8),
        road_class=np.array([CODE[s.road_class] for s in streets], dtype=np.uint8),
        max_kph=np.array([s.kph for s in streets], dtype=np.uint8),
        bridge=np.array([s.bridge for s in streets], dtype=np.bool_),
        tunnel=np.array([s.tunnel for s in streets], dtype=np.bool_),
        street=np.array([names.index(s.name) for s in streets], dtype=np.int32),
        shape_start=np.cumsum([0, *(len(line) for line in lines)]).astype(np.int64),
        shape_lon=shape_lon,
        shape_lat=shape_lat,
    )
    return lay_out("ground", lon, lat, names, ways)


def ring() -> RoadGraph:
    """A square of one-way streets of 1 km, driven A, B, C, D and round again."""
    return ground(SQUARE, *(street(ends, one_way=True) for ends in ("AB", "BC", "CD", "DA")))
