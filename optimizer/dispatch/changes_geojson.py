"""The day's changes of the roads as GeoJSON (RFC 7946, WGS-84): what they touch, to be laid over the road map."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from graphs.changes.change import Interval
from graphs.changes.overlay import named
from graphs.changes.resolve import DayChanges, resolve
from graphs.geo import Floats, Position
from graphs.law.classes import COLUMNS
from graphs.roads import Ints, RoadGraph
from optimizer.dispatch.clock import clock, closing
from optimizer.model.day import Day
from optimizer.model.papers import RoadChange
from optimizer.validation.changes import changes_of

Feature = dict[str, Any]


def changes_geojson(day: Day, roads: RoadGraph) -> Feature:
    """Give the changes as a FeatureCollection in the order of the rows; ``kind`` of a feature says what it is.

    ``edges`` is a MultiLineString of the streets that a change touches, each once; ``zone`` the Polygon it was given
    by. ``says`` names the change, ``lasts`` its interval, both in English and Chinese.

    Raises
    ------
    InvalidChanges
        When a change cannot be put on these roads.
    """
    known = resolve(roads, changes_of(day))
    features = [feature for row in range(len(day.road_changes)) for feature in _features(day, known, row)]
    return {"type": "FeatureCollection", "name": day.name, "date": str(day.date), "features": features}


def _features(day: Day, known: DayChanges, row: int) -> Iterator[Feature]:
    change = day.road_changes[row]
    says = named(known.changes[row])
    properties = {
        "change": change.id,
        "effect": change.kind.value,
        "value": change.value,
        "says": says._asdict(),
        "lasts": _lasts(known.changes[row].interval),
        "begins_s": change.interval.opens,
        "ends_s": change.interval.closes,
        "classes": [column.value for column in COLUMNS if change.classes is None or column in change.classes],
        "permits": sorted(change.permits),
        "streets": list(known.streets(change.id)),
        "note": change.note,
    }
    if change.area:
        yield _feature("zone", "Polygon", [_ring(change)], properties)
    yield _feature("edges", "MultiLineString", _lines(known.roads, known.edges[row]), properties)


def _feature(kind: str, geometry: str, coordinates: list[Any], properties: Feature) -> Feature:
    return {
        "type": "Feature",
        "geometry": {"type": geometry, "coordinates": coordinates},
        "properties": {"kind": kind, **properties},
    }


def _lasts(interval: Interval) -> dict[str, str]:
    begins, ends = clock(interval.begin_s), closing(interval.end_s)
    return {"en": f"{begins} to {ends}", "zh": f"{begins} 至 {ends}"}


def _ring(change: RoadChange) -> list[list[float]]:
    """Corners anticlockwise and the first once more at the end, as RFC 7946 has it."""
    corners = list(change.area[:-1] if change.area[0] == change.area[-1] else change.area)
    lon, lat = np.array(corners).T
    clockwise = float((lon * np.roll(lat, -1) - np.roll(lon, -1) * lat).sum()) < 0
    around = corners[::-1] if clockwise else corners
    return [_at(corner) for corner in (*around, around[0])]


def _lines(roads: RoadGraph, edges: Ints) -> list[list[list[float]]]:
    _, first = np.unique(roads.shape[edges], return_index=True)
    return [_rounded(roads.line(int(edge))) for edge in edges[np.sort(first)]]


def _rounded(points: Floats) -> list[list[float]]:
    """Six decimals: 0.1 m, as RFC 7946 advises."""
    rounded: list[list[float]] = np.round(points, 6).tolist()
    return rounded


def _at(position: Position) -> list[float]:
    return [round(position.lon, 6), round(position.lat, 6)]
