"""The roads of a day: where places lie on them, how long drives take, and which way they go."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from graphs.changes.alternatives import Blocked, Detour, detours
from graphs.changes.boundaries import periods
from graphs.changes.change import ALWAYS, Change, Interval
from graphs.changes.overlay import apply
from graphs.changes.periods import PeriodTravel
from graphs.changes.resolve import DayChanges, resolve
from graphs.changes.tables import Calls, SignedLaw, period_travel
from graphs.changes.whole_day import cautious
from graphs.engine.pieces import Pieces
from graphs.engine.stops import Stops, StopTable
from graphs.engine.units import INFINITE_MS
from graphs.geo import CoordinateSystem, Position, likely_system
from graphs.law.classes import TYPICAL, RoadVehicle
from graphs.law.legal import callers_only, forbidden_turns, legal_ms
from graphs.map.drawing import RoadLine, polyline, road_lines
from graphs.map.outline import Outline, outline
from graphs.opening import open_graph
from graphs.profiles import VehicleClass, stoppable
from graphs.roads import Ints, RoadClass, RoadGraph
from graphs.snap import Snap, Snapper
from graphs.travel import UNREACHABLE, Conditions, TravelTimes
from graphs.wide import FullLaw, WideRoads

MAJOR = (RoadClass.MOTORWAY, RoadClass.TRUNK, RoadClass.PRIMARY, RoadClass.SECONDARY)
"""Classes that make a city recognisable on a map."""

BLOCK = 2_000
"""Rows held at once where a table is had in parts."""

_ANY_DAY = SignedLaw()
_NOTHING_SPECIAL = Conditions({}, (), ALWAYS)


class RoadNetwork:
    """A road graph put to use: a :class:`graphs.travel.TravelSource`.

    Places are put on roads that all vehicle classes asked for may use and from which every other such road can be
    reached and left, so a place is at the same spot for every class. ``paths`` speaks of the places of the last
    ``travel``.
    """

    def __init__(self, roads: RoadGraph) -> None:
        self.roads = roads
        self._wide = WideRoads(roads)
        self._snappers: dict[frozenset[RoadVehicle], Snapper] = {}
        self._snaps: dict[str, Snap] = {}
        self._tables: dict[VehicleClass, StopTable] = {}
        self._conditions = _NOTHING_SPECIAL
        self._day: DayChanges | None = None

    @property
    def name(self) -> str:
        """What roads these are: file name, or town and seed."""
        return self.roads.name

    def snapper(self, classes: Sequence[VehicleClass]) -> Snapper:
        """Find roads that all of ``classes`` may use (kept for the next time)."""
        return self._snapper(frozenset(TYPICAL[vehicle_class] for vehicle_class in classes))

    def travel(
        self,
        positions: Mapping[str, Position],
        classes: Sequence[VehicleClass],
        *,
        snap_limit_m: int,
        conditions: Conditions | None = None,
    ) -> TravelTimes:
        """Seconds (rounded up) and metres among all positions, for every class.

        A place farther than ``snap_limit_m`` from any road is reported in ``snaps`` and unreachable. Changes of the day
        are applied as :func:`graphs.changes.whole_day.cautious` says.
        """
        self._place(positions, classes, snap_limit_m, conditions or _NOTHING_SPECIAL)
        count = len(positions)
        shape = (len(classes), count, count)
        seconds, metres = np.empty(shape, dtype=np.int32), np.empty(shape, dtype=np.int32)
        for layer, vehicle_class in enumerate(classes):
            self._rows(vehicle_class, 0, seconds[layer], metres[layer])
        return TravelTimes(
            places=tuple(positions), classes=tuple(classes), seconds=seconds, metres=metres, snaps=dict(self._snaps)
        )

    def travel_rows(
        self,
        positions: Mapping[str, Position],
        vehicle_class: VehicleClass,
        *,
        snap_limit_m: int,
        conditions: Conditions | None = None,
        block: int = BLOCK,
    ) -> Iterator[tuple[Ints, Ints]]:
        """Seconds and metres from some places at a time to all, for tables that do not fit into memory.

        Yields arrays of shape ``(block, positions)``, the last one with the rows that are left; otherwise as
        :meth:`travel`.
        """
        self._place(positions, [vehicle_class], snap_limit_m, conditions or _NOTHING_SPECIAL)
        for first in range(0, len(positions), block):
            rows = min(block, len(positions) - first)
            seconds, metres = np.empty((2, rows, len(positions)), dtype=np.int32)
            self._rows(vehicle_class, first, seconds, metres)
            yield seconds, metres

    def travel_periods(
        self,
        positions: Mapping[str, Position],
        vehicles: Mapping[str, RoadVehicle],
        *,
        horizon: Interval,
        snap_limit_m: int,
        changes: Sequence[Change] = (),
        law: SignedLaw = _ANY_DAY,
    ) -> PeriodTravel:
        """Seconds and metres among all positions, by vehicle profile and period, under changes of the day.

        The hierarchy is that of :meth:`travel`: neither a vehicle nor an hour nor a change needs a new one.

        Parameters
        ----------
        positions
            Places by id; one that is refused (see :meth:`snapper`) is unreachable.
        vehicles
            Vehicles by profile: class, size and permits decide what they may use.
        horizon
            From when to when; it is cut wherever speeds, signs or changes begin or end.
        changes
            Changes in the order in which they are applied.
        law
            The day, for signs with hours, and the table of speeds by hour.

        Raises
        ------
        InvalidChanges
            When a change cannot be applied; nothing is in force then.
        """
        day = resolve(self.roads, changes)
        snaps = self._snapper(frozenset(vehicles.values())).snap(list(positions.values()), limit_m=snap_limit_m)
        cut = periods(horizon, changes, law.moments(day.roads, vehicles.values(), horizon))
        calls = Calls(tuple(positions), _stops(snaps))
        full = FullLaw(law, self._wide.prepared)
        return period_travel(day, full, vehicles, cut, calls, tables=self._wide.tables(day))

    def paths(self, vehicle_class: VehicleClass, legs: Sequence[tuple[str, str]]) -> list[tuple[Position, ...]]:
        """Draw the fastest paths between places of the last ``travel``; empty where there is none."""
        plane = self.snapper(()).plane
        drives = self.drives(vehicle_class, legs)
        return [() if pieces is None else polyline(self.roads, plane, pieces) for pieces in drives]

    def drives(self, vehicle_class: VehicleClass, legs: Sequence[tuple[str, str]]) -> list[Pieces | None]:
        """What is driven between places of the last ``travel``: parts of edges with milliseconds and decimetres.

        None where there is no way, or a place was not among those of the last ``travel``.
        """
        row = {place: i for i, place in enumerate(self._snaps)}
        known = [(i, (row[a], row[b])) for i, (a, b) in enumerate(legs) if a in row and b in row]
        found: list[Pieces | None] = [None] * len(legs)
        drives = self._table(vehicle_class).drives([pair for _, pair in known])
        for (i, _), pieces in zip(known, drives, strict=True):
            found[i] = pieces
        return found

    def outlines(self, vehicle_class: VehicleClass, legs: Sequence[tuple[str, str]]) -> list[Outline | None]:
        """Tell the main streets and the gates between places of the last ``travel``; None where there is no way."""
        drives = self.drives(vehicle_class, legs)
        return [None if pieces is None else outline(self.roads, pieces) for pieces in drives]

    def detours(self, day: DayChanges, blocked: Sequence[Blocked]) -> list[Detour | None]:
        """Find ways round changes, between places of the last ``travel``; see :mod:`graphs.changes.alternatives`."""
        row = {place: i for i, place in enumerate(self._snaps)}

        def drives(
            vehicle_class: VehicleClass, ms: Ints, legs: Sequence[tuple[str, str]]
        ) -> tuple[RoadGraph, Sequence[Pieces | None]]:
            vehicle = self._vehicle(vehicle_class)
            turns = forbidden_turns(self.roads, vehicle)
            stops = _stops(self._snaps.values())
            callers = callers_only(day.roads, vehicle)
            table = self._wide.table(
                ms, turns, stops, turns_round=vehicle.turns_round, callers=callers, against=day.against
            )
            return table.roads, table.drives([(row[a], row[b]) for a, b in legs])

        return detours(day, blocked, lambda roads, vehicle_class: legal_ms(roads, self._vehicle(vehicle_class)), drives)

    def lines(self, *, tolerance_m: float = 12) -> list[RoadLine]:
        """Give every street, simplified for a map."""
        return road_lines(self.roads, tuple(RoadClass), tolerance_m=tolerance_m)

    def major_lines(self, *, tolerance_m: float = 15) -> list[RoadLine]:
        """Give the main streets, simplified for a map."""
        return road_lines(self.roads, MAJOR, tolerance_m=tolerance_m)

    def likely_system(self, positions: Sequence[Position]) -> CoordinateSystem:
        """In which coordinate system these positions were most likely given, for a warning."""
        return likely_system(positions, self.snapper(()).off_road_m)

    def _snapper(self, vehicles: frozenset[RoadVehicle]) -> Snapper:
        if vehicles not in self._snappers:
            usable, reached = np.ones((2, self.roads.edge_count), dtype=np.bool_)
            for vehicle in vehicles:
                edge_ms = legal_ms(self.roads, vehicle)
                usable &= edge_ms < INFINITE_MS
                reached &= self._wide.reached(edge_ms, vehicle)
            self._snappers[vehicles] = Snapper(self.roads, usable, stoppable(self.roads), reached)
        return self._snappers[vehicles]

    def _place(
        self,
        positions: Mapping[str, Position],
        classes: Sequence[VehicleClass],
        limit_m: int,
        conditions: Conditions,
    ) -> None:
        self._conditions = conditions
        self._day = resolve(self.roads, cautious(conditions.changes, conditions.horizon))
        snaps = self.snapper(classes).snap(list(positions.values()), limit_m=limit_m)
        self._snaps = dict(zip(positions, snaps, strict=True))
        self._tables = {}

    def _rows(self, vehicle_class: VehicleClass, first: int, seconds: Ints, metres: Ints) -> None:
        """Fill the rows of the places from ``first`` on."""
        self._table(vehicle_class).fill(seconds, metres, first=first)
        for row in range(len(seconds)):
            _round(seconds[row], metres[row])
            seconds[row, first + row] = metres[row, first + row] = 0

    def _vehicle(self, vehicle_class: VehicleClass) -> RoadVehicle:
        """Who drives for a class: as large as the last ``travel`` said, or of the usual size."""
        return self._conditions.vehicles.get(vehicle_class, TYPICAL[vehicle_class])

    def _table(self, vehicle_class: VehicleClass) -> StopTable:
        """Drives of a class among the places of the last ``travel`` (kept until the next)."""
        if vehicle_class not in self._tables:
            vehicle = self._vehicle(vehicle_class)
            edge_ms = legal_ms(self.roads, vehicle)
            if self._day is not None and self._day.changes:
                edge_ms = apply(self._day, vehicle, self._conditions.horizon).weigh(edge_ms)
            self._tables[vehicle_class] = self._wide.table(
                edge_ms,
                forbidden_turns(self.roads, vehicle),
                _stops(self._snaps.values()),
                turns_round=vehicle.turns_round,
                callers=callers_only(self.roads, vehicle),
            )
        return self._tables[vehicle_class]


def _stops(snaps: Collection[Snap]) -> Stops:
    """Where places lie; one that was refused lies nowhere."""
    return Stops(
        edge=np.array([snap.edge if snap.refusal is None else -1 for snap in snaps], dtype=np.int32),
        fraction=np.array([snap.fraction for snap in snaps], dtype=np.float64),
    )


def _round(ms: Ints, dm: Ints) -> None:
    """Make milliseconds seconds, rounded up, and decimetres metres, where a way leads."""
    reached = ms < INFINITE_MS
    ms[:] = np.where(reached, -(-ms // 1000), UNREACHABLE)
    dm[:] = np.where(reached, (dm + 5) // 10, UNREACHABLE)


def open_roads(spec: str | None) -> RoadNetwork:
    """Roads by name, as :func:`graphs.opening.open_graph` knows them: a town, a town's seed and size, or a file.

    Raises
    ------
    UnreadableRoads
        When the file is missing, damaged or of an unknown kind, or a seed is no number.
    """
    return RoadNetwork(open_graph(spec))
