"""Motorways of the mountain city: carriageways apart, over bridges, through tunnels, with slip roads to the streets."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
import shapely.ops
from scipy.spatial import cKDTree

from graphs.geo import Floats
from graphs.reading.ways import BOTH, FORWARD
from graphs.roads import CODE, RoadClass
from graphs.town.chongqing import MOTORWAYS
from graphs.town.land import Land, smooth

_STEP_M = 2_200
_HALF_MEDIAN_M = 12
_SLIP_M = 2_500


@dataclass(frozen=True, kw_only=True, eq=False)
class Stretch:
    """One carriageway or slip road: ends as point numbers, and the line between them in metres, ends included."""

    start: int
    end: int
    line: Floats
    direction: int
    road_class: int
    name: str
    bridge: bool = False
    tunnel: bool = False


def motorways(land: Land, spot: Floats) -> tuple[Floats, list[Stretch]]:
    """Build junctions, numbered on from those of ``spot``, and stretches to each other and to the streets."""
    junctions: list[Floats] = []
    stretches: list[Stretch] = []
    gates: list[int] = []
    for motorway in MOTORWAYS:
        line = shapely.LineString(smooth(land.at(motorway.course), 3))
        ring = motorway.course[0] == motorway.course[-1]
        cuts = _cuts(land, line)
        first = len(spot) + len(junctions)
        numbers = [first + i for i in range(len(cuts))]
        junctions += [np.array(line.interpolate(cut).coords[0]) for cut in (cuts[:-1] if ring else cuts)]
        if ring:
            numbers[-1] = first
        for (here, there), (a, b) in zip(pairwise(numbers), pairwise(cuts), strict=True):
            stretches += _carriageways(land, _substring(line, a, b), here, there, motorway.name)
        gates += _slip_ends(land, numbers[:-1] if ring else numbers, junctions, len(spot))
    new = np.array(junctions)
    stretches += _slips(spot, new, gates)
    stretches += _interchanges(new, gates, len(spot))
    return new, stretches


def _cuts(land: Land, line: shapely.LineString) -> list[float]:
    """Where to cut a motorway, in metres along it: at banks and portals, and every two kilometres."""
    special = shapely.get_coordinates(
        [line.intersection(land.water.buffer(60).boundary), line.intersection(land.heights.boundary)]
    )
    cuts = {0.0, line.length, *(line.project(shapely.Point(point)) for point in special)}
    ordered = sorted(cuts)
    for a, b in pairwise(ordered):
        cuts.update(np.linspace(a, b, max(2, round((b - a) / _STEP_M) + 1))[1:-1].tolist())
    ordered = sorted(cuts)
    return [cut for cut, before in zip(ordered, [-1e9, *ordered], strict=False) if cut - before > 40]


def _substring(line: shapely.LineString, a: float, b: float) -> shapely.LineString:
    part = shapely.ops.substring(line, a, b)
    assert isinstance(part, shapely.LineString)
    return part


def _carriageways(land: Land, part: shapely.LineString, here: int, there: int, name: str) -> list[Stretch]:
    middle = part.interpolate(0.5, normalized=True)
    bridge, tunnel = bool(land.water.buffer(60).contains(middle)), bool(land.heights.contains(middle))
    points = shapely.get_coordinates(part)
    direction = points[-1] - points[0]
    aside = np.array([direction[1], -direction[0]]) / max(float(np.hypot(*direction)), 1.0) * _HALF_MEDIAN_M
    inner = points[1:-1] if len(points) > 2 else points.mean(axis=0, keepdims=True)
    right = np.concatenate((points[:1], inner + aside, points[-1:]))
    left = np.concatenate((points[:1], inner - aside, points[-1:]))[::-1]
    tunnel = tunnel and not bridge

    def carriageway(start: int, end: int, line: Floats) -> Stretch:
        code = CODE[RoadClass.MOTORWAY]
        return Stretch(
            start=start, end=end, line=line, direction=FORWARD, road_class=code, name=name, bridge=bridge, tunnel=tunnel
        )

    return [carriageway(here, there, right), carriageway(there, here, left)]


def _slip_ends(land: Land, numbers: list[int], junctions: list[Floats], first: int) -> list[int]:
    """Junctions with slip roads: those on open ground."""
    closed = shapely.union_all([land.water.buffer(250), land.heights.buffer(250)])
    return [number for number in numbers if not closed.contains(shapely.Point(junctions[number - first]))]


def _slips(spot: Floats, new: Floats, gates: list[int]) -> list[Stretch]:
    """Join every gate to the nearest junction of a street by a slip road."""
    here = new[np.array(gates) - len(spot)]
    far, street = (np.atleast_1d(found) for found in cKDTree(spot).query(here))
    near = np.flatnonzero(far < _SLIP_M)
    return [_slip(gates[i], int(street[i]), here[i], spot[street[i]]) for i in near]


def _interchanges(new: Floats, gates: list[int], first: int) -> list[Stretch]:
    """Slip roads between motorways that meet."""
    pairs = cKDTree(new).query_pairs(700)
    open_ground = set(gates)
    return [
        _slip(a + first, b + first, new[a], new[b])
        for a, b in sorted(pairs)
        if a + first in open_ground and b + first in open_ground
    ]


def _slip(start: int, end: int, here: Floats, there: Floats) -> Stretch:
    across = np.array([there[1] - here[1], here[0] - there[0]])
    line = np.stack((here, (here + there) / 2 + across * 0.15, there))
    link = CODE[RoadClass.MOTORWAY_LINK]
    return Stretch(start=start, end=end, line=line, direction=BOTH, road_class=link, name="")
