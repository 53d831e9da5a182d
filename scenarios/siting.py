"""Where things stand: places put at nodes of the road graph, the way people live and markets lie."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graphs.changes.change import ALWAYS, Around, Change, Closure
from graphs.changes.resolve import resolve
from graphs.geo import Plane, Position, great_circle_m
from graphs.law.classes import TYPICAL
from graphs.law.legal import INFINITE, legal_ms
from graphs.profiles import VehicleClass, drive_ms, stoppable
from graphs.roads import RoadGraph
from graphs.search import strong_part
from graphs.wide import WideRoads
from optimizer.model.units import Metres
from scenarios.chance import Chance

_TOWN_SCALE_M = 2_500  # people thin out by a factor e on so many metres from the middle of a quarter
_COUNTRYSIDE = 0.05  # people live between the quarters too, so thinly
_CENTRES = 6
_SHORTLIST = 12  # for every place to spread out, so many candidates are drawn


@dataclass(frozen=True)
class Ground:
    """The road nodes that a place may stand at, and where the people are.

    Attributes
    ----------
    points
        Degrees WGS-84, shape ``(n, 2)``, longitude first; all in one strongly connected part of the roads.
    people
        Shape ``(n,)``: how likely a household stands at each node, sums to 1.
    taken
        Nodes that hold a place already: a node is given out once as long as there are free ones.
    """

    points: NDArray[np.float64]
    people: NDArray[np.float64]
    taken: set[int] = field(default_factory=set)

    def homes(self, chance: Chance, count: int) -> list[Position]:
        """So many positions, where the people are."""
        return [self._position(node) for node in self._draw(chance, count, self.people)]

    def outskirts(self, chance: Chance, count: int) -> list[Position]:
        """So many positions spread far from each other and out of the densest quarters: markets, stations, depots."""
        weights = np.sqrt(self.people)
        shortlist = self._draw(chance, count * _SHORTLIST, weights / weights.sum(), keep=False)
        flat = np.column_stack(Plane(self._position(shortlist[0])).xy(*self.points.T))
        chosen = [shortlist[0]]
        while len(chosen) < count:
            to_chosen = [min(float(np.hypot(*(flat[node] - flat[other]))) for other in chosen) for node in shortlist]
            chosen.append(shortlist[int(np.argmax(to_chosen))])
        self.taken.update(chosen)
        return [self._position(node) for node in chosen]

    def _draw(self, chance: Chance, count: int, weights: NDArray[np.float64], *, keep: bool = True) -> list[int]:
        free = np.array([node for node in range(len(self.points)) if node not in self.taken], dtype=np.int64)
        if len(free) == 0:
            free = np.arange(len(self.points))
        replace = len(free) < count
        share = weights[free] / weights[free].sum()
        drawn = [int(n) for n in chance.generator.choice(free, size=count, replace=replace, p=share)]
        if keep:
            self.taken.update(drawn)
        return drawn

    def _position(self, node: int) -> Position:
        lon, lat = self.points[node]
        return Position(round(float(lon), 6), round(float(lat), 6))


LORRIES = (VehicleClass.HEAVY, VehicleClass.MEDIUM, VehicleClass.LIGHT, VehicleClass.MINI)
"""Classes of the catalogue's vehicles: a place stands where all of them may drive."""


def open_to_lorries(roads: RoadGraph) -> NDArray[np.bool_]:
    """Edges that every class of lorry may use by law; shape ``(edges,)``."""
    usable = np.ones(roads.edge_count, dtype=np.bool_)
    for vehicle_class in LORRIES:
        usable &= drive_ms(roads, vehicle_class) > 0
    return usable


def standing_points(roads: RoadGraph) -> NDArray[np.float64]:
    """Junctions where lorries of all classes can stop and that they reach from all others; degrees, ``(n, 2)``.

    Turns that are forbidden are minded, and that long vehicles do not turn round next to them: at a junction that is
    given, every street is one that can be come to and left.
    """
    drivable, reached = open_to_lorries(roads), reached_by_lorries(roads)
    strong = strong_part(roads.node_count, roads.tail[drivable], roads.head[drivable])
    main = drivable & strong[roads.tail] & strong[roads.head]
    main = main & reached if (main & reached).any() else main
    near = main & stoppable(roads) if (main & stoppable(roads)).any() else main
    here = np.union1d(roads.tail[near], roads.head[near])
    return np.column_stack((roads.lon[here], roads.lat[here]))


def reached_by_lorries(roads: RoadGraph, shut: NDArray[np.integer] | None = None) -> NDArray[np.bool_]:
    """Edges that every class of lorry comes to and leaves under the rules of turning; shape ``(edges,)``.

    ``shut`` are edges that nobody drives on.
    """
    wide, reached = _wide(roads), np.ones(roads.edge_count, dtype=np.bool_)
    for vehicle_class in LORRIES:
        vehicle = TYPICAL[vehicle_class]
        edge_ms = legal_ms(roads, vehicle)
        if shut is not None:
            edge_ms[shut] = INFINITE
        reached &= wide.reached(edge_ms, vehicle)
    return reached


@lru_cache(maxsize=1)
def _wide(roads: RoadGraph) -> WideRoads:
    return WideRoads(roads)


def cuts_off(roads: RoadGraph, position: Position, radius_m: Metres, places: Collection[Position]) -> bool:
    """Whether some place, each at a junction, loses a street of its own when the roads around a position are shut."""
    lost = reached_by_lorries(roads) & ~reached_by_lorries(roads, _touched(roads, position, radius_m))
    nodes = np.union1d(roads.tail[lost], roads.head[lost])
    spots = zip(roads.lon[nodes].tolist(), roads.lat[nodes].tolist(), strict=True)
    return not {(round(lon, 6), round(lat, 6)) for lon, lat in spots}.isdisjoint(places)


def _touched(roads: RoadGraph, position: Position, radius_m: Metres) -> NDArray[np.intp]:
    shut = Change(id="shut", where=Around(position, radius_m), effect=Closure(), interval=ALWAYS)
    return np.asarray(resolve(roads, (shut,)).touched("shut"), dtype=np.intp)


def may_be_shut(roads: RoadGraph, position: Position, radius_m: Metres) -> bool:
    """Whether the roads around a position can be shut without cutting off more than the junctions they join."""
    touched = _touched(roads, position, radius_m)
    before = open_to_lorries(roads)
    after = before.copy()
    after[touched] = False
    strong = strong_part(roads.node_count, roads.tail[before], roads.head[before])
    still = strong_part(roads.node_count, roads.tail[after], roads.head[after])
    lost = np.flatnonzero(strong & ~still)
    return bool(np.isin(lost, np.union1d(roads.tail[touched], roads.head[touched])).all())


def ground(
    points: NDArray[np.float64], chance: Chance, *, radius_m: Metres, landmarks: Mapping[str, Position]
) -> Ground:
    """Choose the nodes within ``radius_m`` of the middle of town, with people around a few quarters.

    Parameters
    ----------
    points
        All nodes of the largest strongly connected part of the roads, degrees, shape ``(n, 2)``.
    landmarks
        Known quarters; those inside the radius become centres of population. Where there are none, nodes drawn by
        chance do, which follows the density of the streets.

    Raises
    ------
    ValueError
        If there are no points.
    """
    if len(points) == 0:
        raise ValueError("no road node to put a place at: the road graph is empty")
    near = points[_distance(points, middle(points, landmarks)) <= radius_m]
    quarters = [np.array(position) for position in landmarks.values()]
    quarters = [quarter for quarter in quarters if _distance(near, quarter).min() < _TOWN_SCALE_M]
    while len(quarters) < _CENTRES:
        quarters.append(near[chance.whole(0, len(near) - 1)])
    people = np.full(len(near), _COUNTRYSIDE)
    for quarter in quarters:
        people += chance.between(0.5, 1.0) * np.exp(-_distance(near, quarter) / _TOWN_SCALE_M)
    return Ground(near, people / people.sum())


def middle(points: NDArray[np.float64], landmarks: Mapping[str, Position]) -> NDArray[np.float64]:
    """Find the node nearest to the first landmark if that is on this map, otherwise to the median of all nodes."""
    centre = np.median(points, axis=0)
    first = next(iter(landmarks.values()), None)
    if first is not None and _distance(points, np.array(first)).min() < _TOWN_SCALE_M:
        centre = np.array(first)
    nearest: NDArray[np.float64] = points[int(np.argmin(_distance(points, centre)))]
    return nearest


def _distance(points: NDArray[np.float64], origin: NDArray[np.float64]) -> NDArray[np.float64]:
    return great_circle_m(points[:, 0], points[:, 1], origin[0], origin[1])
