"""The roads of a day: where places lie on them, how long drives take, and which way they go."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from graphs.errors import UnreadableRoads
from graphs.geo import CoordinateSystem, Position, likely_system
from graphs.map.drawing import RoadLine, polyline, road_lines
from graphs.profiles import VehicleClass, drive_ms, stoppable
from graphs.reading.osm import read_roads
from graphs.roads import RoadClass, RoadGraph
from graphs.search import Stops, StopSearch
from graphs.snap import Snap, Snapper
from graphs.town.towns import mountain_city
from graphs.travel import UNREACHABLE, TravelTimes

MAJOR = (RoadClass.MOTORWAY, RoadClass.TRUNK, RoadClass.PRIMARY, RoadClass.SECONDARY)
"""Classes that make a city recognisable on a map."""


class RoadNetwork:
    """A road graph put to use: a :class:`graphs.travel.TravelSource`.

    Places are put on roads that all vehicle classes asked for may use and from which every other such road can be
    reached and left, so a place is at the same spot for every class. ``paths`` speaks of the places of the last
    ``travel``.
    """

    def __init__(self, roads: RoadGraph) -> None:
        self.roads = roads
        self._snappers: dict[frozenset[VehicleClass], Snapper] = {}
        self._snaps: dict[str, Snap] = {}
        self._searches: dict[VehicleClass, StopSearch] = {}

    @property
    def name(self) -> str:
        """What roads these are: file name, or town and seed."""
        return self.roads.name

    def snapper(self, classes: Sequence[VehicleClass]) -> Snapper:
        """Find roads that all of ``classes`` may use (kept for the next time)."""
        key = frozenset(classes)
        if key not in self._snappers:
            usable = np.ones(self.roads.edge_count, dtype=np.bool_)
            for vehicle_class in key:
                usable &= drive_ms(self.roads, vehicle_class) > 0
            self._snappers[key] = Snapper(self.roads, usable, stoppable(self.roads))
        return self._snappers[key]

    def travel(
        self, positions: Mapping[str, Position], classes: Sequence[VehicleClass], *, snap_limit_m: int
    ) -> TravelTimes:
        """Seconds (rounded up) and metres among all positions, for every class.

        A place farther than ``snap_limit_m`` from any road is reported in ``snaps`` and unreachable.
        """
        snaps = self.snapper(classes).snap(list(positions.values()), limit_m=snap_limit_m)
        self._snaps = dict(zip(positions, snaps, strict=True))
        self._searches = {}
        shape = (len(classes), len(positions), len(positions))
        seconds = np.full(shape, UNREACHABLE, dtype=np.int32)
        metres = np.full(shape, UNREACHABLE, dtype=np.int32)
        on_road = np.array([i for i, snap in enumerate(snaps) if snap.refusal is None], dtype=np.intp)
        for layer, vehicle_class in enumerate(classes):
            ms, dm = self._search(vehicle_class).table()
            cells = np.ix_(on_road, on_road)
            seconds[layer][cells] = np.where(ms >= 0, -(-ms // 1000), UNREACHABLE)
            metres[layer][cells] = np.where(dm >= 0, (dm + 5) // 10, UNREACHABLE)
        every = np.arange(len(positions))
        seconds[:, every, every] = metres[:, every, every] = 0
        return TravelTimes(
            places=tuple(positions), classes=tuple(classes), seconds=seconds, metres=metres, snaps=dict(self._snaps)
        )

    def paths(self, vehicle_class: VehicleClass, legs: Sequence[tuple[str, str]]) -> list[tuple[Position, ...]]:
        """Draw the fastest paths between places of the last ``travel``; empty where there is none."""
        row = {place: i for i, place in enumerate(self._on_road())}
        search = self._search(vehicle_class)
        known = [(i, (row[a], row[b])) for i, (a, b) in enumerate(legs) if a in row and b in row]
        lines: list[tuple[Position, ...]] = [()] * len(legs)
        plane = self.snapper(()).plane
        for (i, _), arcs in zip(known, search.paths([pair for _, pair in known]), strict=True):
            lines[i] = () if arcs is None else polyline(self.roads, plane, arcs)
        return lines

    def lines(self, *, tolerance_m: float = 12) -> list[RoadLine]:
        """Give every street, simplified for a map."""
        return road_lines(self.roads, tuple(RoadClass), tolerance_m=tolerance_m)

    def major_lines(self, *, tolerance_m: float = 15) -> list[RoadLine]:
        """Give the main streets, simplified for a map."""
        return road_lines(self.roads, MAJOR, tolerance_m=tolerance_m)

    def likely_system(self, positions: Sequence[Position]) -> CoordinateSystem:
        """In which coordinate system these positions were most likely given, for a warning."""
        return likely_system(positions, self.snapper(()).off_road_m)

    def _on_road(self) -> list[str]:
        return [place for place, snap in self._snaps.items() if snap.refusal is None]

    def _search(self, vehicle_class: VehicleClass) -> StopSearch:
        if vehicle_class not in self._searches:
            snaps = [self._snaps[place] for place in self._on_road()]
            stops = Stops(
                edge=np.array([snap.edge for snap in snaps], dtype=np.int32),
                fraction=np.array([snap.fraction for snap in snaps], dtype=np.float64),
            )
            self._searches[vehicle_class] = StopSearch(self.roads, drive_ms(self.roads, vehicle_class), stops)
        return self._searches[vehicle_class]


def open_roads(spec: str | None) -> RoadNetwork:
    """Roads by name: None or ``"town"`` is the mountain city, ``"town:7"`` the one of seed 7, else a file.

    Raises
    ------
    UnreadableRoads
        When the file is missing, damaged or of an unknown kind, or the seed is no number.
    """
    if spec is None or spec == "town":
        return RoadNetwork(mountain_city())
    if spec.startswith("town:"):
        return RoadNetwork(mountain_city(seed=_seed(spec)))
    return RoadNetwork(read_roads(Path(spec)))


def _seed(spec: str) -> int:
    text = spec.removeprefix("town:")
    if not (text.isascii() and text.isdigit()):
        raise UnreadableRoads.no_seed(spec)
    return int(text)
