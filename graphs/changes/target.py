"""From the words of a change to edges: which it acts on, and what is wrong with where it says it is."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

import numpy as np

from graphs.changes.change import Area, Around, Change, Checkpoint, Closure, Edges, NamedRoad, Reversal, SlowDown
from graphs.changes.say import Fault, Said
from graphs.changes.shapes import Region, Surveyor
from graphs.geo import EARTH_M, Floats
from graphs.roads import Ints, RoadGraph

_DEGREE_M = np.pi / 180 * EARTH_M


def faults_of(survey: Surveyor, change: Change) -> Iterator[Fault]:
    """What is wrong with where a change is, before edges are looked for."""
    where = change.where
    if isinstance(where, Edges):
        wrong = [edge for edge in where.edges if not 0 <= edge < survey.roads.edge_count]
        if wrong:
            yield _no_edge(change, wrong[0], survey.roads.edge_count)
    if isinstance(where, NamedRoad) and not len(edges_named(survey.roads, where.name)):
        yield _no_name(survey.roads, change, where.name)
    area = where.near if isinstance(where, NamedRoad) else where
    if isinstance(area, Area) and (spot := survey.region(area).crossing) is not None:
        yield Fault(
            change.id,
            "area",
            Said(
                f"the polygon of change {change.id!r} crosses itself at {spot.lon}, {spot.lat}",
                f"变化“{change.id}”的多边形在 {spot.lon}, {spot.lat} 处自相交",
            ),
            Said("give its corners in the order in which one walks round it", "请按绕行顺序依次填写各角点"),
        )


def touched_by(survey: Surveyor, change: Change, base_count: int) -> Ints:
    """Edges that a change without faults acts on; ``base_count`` of the edges are roads as they are every day."""
    roads, where = survey.roads, change.where
    region = region_of(survey, change)
    found = np.arange(roads.edge_count, dtype=np.int32) if region is None else survey.touching(region)
    if isinstance(where, Edges):
        found = np.unique(np.array(where.edges, dtype=np.int32))
        street = np.isin(roads.shape, roads.shape[found]) & (np.arange(roads.edge_count) >= base_count)
        found = np.r_[found, np.flatnonzero(street)].astype(np.int32)
    if isinstance(where, NamedRoad):
        found = np.intersect1d(found, edges_named(roads, where.name)).astype(np.int32)
    if isinstance(change.effect, Reversal):
        found = found[found < base_count]
        # an edge and the opposite one added for it are twins: what counts is the street as it is every day
        twin = roads.twin[found]
        return found[(twin < 0) | (twin >= base_count)]
    if isinstance(change.effect, Checkpoint) and region is not None:
        return survey.entering(region, found)
    return found


def region_of(survey: Surveyor, change: Change) -> Region | None:
    """The piece of ground a change is on; None where it goes by name or number alone."""
    where = change.where.near if isinstance(change.where, NamedRoad) else change.where
    return survey.region(where) if isinstance(where, Around | Area) else None


def shares_of(survey: Surveyor, change: Change, edges: Ints) -> Floats:
    """How much of each edge a change counts for, 0 to 1.

    A slow-down counts where the edge lies inside its region, so that works of 50 m do not slow a bridge of 2 km from
    end to end. Where the gate stands on a road is not known when only the road's name is: then each stretch bears its
    part of the wait by length, so that whoever drives the whole road waits once.
    """
    roads, region = survey.roads, region_of(survey, change)
    if isinstance(change.effect, SlowDown) and region is not None:
        return survey.part(region, edges)
    if not isinstance(change.effect, Checkpoint) or not isinstance(change.where, NamedRoad) or region is not None:
        return np.ones(len(edges))
    length = roads.length_dm[edges].astype(np.float64)
    share: Floats = np.minimum(length / (length.sum() / _carriageways(roads, edges)), 1)
    return share


def nothing_there(survey: Surveyor, change: Change) -> Fault:
    """Say that a change touches no road, and how far off the nearest is."""
    closed = replace(change, effect=Closure())
    if isinstance(change.effect, Reversal) and len(touched_by(survey, closed, survey.roads.edge_count)):
        return Fault(
            change.id,
            "kind",
            Said(
                f"change {change.id!r} reverses one-way streets, but touches none",
                f"变化“{change.id}”为单行反向，但范围内没有单行道",
            ),
            Said("correct where it is, or close the street instead", "请改正位置，或改为道路封闭"),
        )
    region = region_of(survey, change)
    off_m = 0 if region is None else round(survey.nearest_m(region))
    return Fault(
        change.id,
        "where",
        Said(
            f"change {change.id!r} touches no road" + (f"; the nearest is {off_m:,} m away" if off_m else ""),
            f"变化“{change.id}”没有涉及任何道路" + (f"，最近的道路在 {off_m:,} 米外" if off_m else ""),
        ),
        Said(
            "check its position and coordinate system, or make its radius or polygon larger",
            "请核对位置和坐标系，或扩大半径、多边形",
        ),
    )


def edges_named(roads: RoadGraph, name: str) -> Ints:
    """Edges of all streets of a name, however wide its characters and whatever its case."""
    sought = _plain(name)
    alike = [i for i, street in enumerate(roads.streets) if i and _plain(street) == sought]
    return np.flatnonzero(np.isin(roads.street, alike)).astype(np.int32)


def _carriageways(roads: RoadGraph, edges: Ints) -> int:
    """1 for a road driven one way, 2 for one driven both ways: there and back cancel."""
    length = roads.length_dm[edges] / 10
    scale = np.cos(np.radians(roads.lat.mean()))
    east = (roads.lon[roads.head[edges]] - roads.lon[roads.tail[edges]]).sum() * scale
    north = (roads.lat[roads.head[edges]] - roads.lat[roads.tail[edges]]).sum()
    return 2 if np.hypot(east, north) * _DEGREE_M < length.sum() / 4 else 1


def _no_name(roads: RoadGraph, change: Change, name: str) -> Fault:
    by_plain = {_plain(street): street for street in roads.streets[1:]}
    meant = [by_plain[plain] for plain in get_close_matches(_plain(name), by_plain, n=3, cutoff=0.5)]
    return Fault(
        change.id,
        "road",
        Said(
            f"change {change.id!r} is on road {name!r}, and the map has no road of that name",
            f"变化“{change.id}”所在道路“{name}”不在地图上",
        ),
        Said(
            f"did you mean {', '.join(meant)}?" if meant else "write the name as on the map, or give a position",
            f"是否指“{'”、“'.join(meant)}”？" if meant else "请按地图写道路名称，或填写坐标",
        ),
    )


def _no_edge(change: Change, edge: int, count: int) -> Fault:
    return Fault(
        change.id,
        "edges",
        Said(
            f"change {change.id!r} names edge {edge}, but edges are numbered from 0 to {count - 1}",
            f"变化“{change.id}”中的路段编号 {edge} 不存在，编号为 0 到 {count - 1}",
        ),
        Said("take the number from the map that is in use", "请从当前使用的地图中取路段编号"),
    )


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
