"""The roads of a day: where places lie on them, how long drives take, and which way they go."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from graphs.changes.alternatives import Blocked, Detour, detours
from graphs.changes.boundaries import fewer, periods
from graphs.changes.change import Interval
from graphs.changes.resolve import DayChanges, resolve
from graphs.changes.say import Said
from graphs.changes.tables import Calls, SignedLaw, joined, period_travel, rounded, weights, worth
from graphs.changes.whole_day import throughout
from graphs.changes.why import why_unreachable
from graphs.engine.pieces import Pieces
from graphs.engine.prepared import Laid
from graphs.engine.stops import StopTable
from graphs.engine.topology import Topology
from graphs.geo import CoordinateSystem, Position, likely_system
from graphs.law.classes import TYPICAL, RoadVehicle
from graphs.law.legal import callers_only, forbidden_turns, legal_ms
from graphs.leg import Journey
from graphs.map.drawing import RoadLine, polyline, road_lines
from graphs.map.told import Approach, Told, tell, zones_of
from graphs.opening import open_graph
from graphs.placing import Placer
from graphs.profiles import VehicleClass
from graphs.reading.cache import cache_folder
from graphs.reading.prepared import LinkCache
from graphs.roads import Ints, RoadClass, RoadGraph
from graphs.snap import Snapper
from graphs.travel import Conditions, TravelTimes
from graphs.wide import FullLaw, WideRoads

MAJOR = (RoadClass.MOTORWAY, RoadClass.TRUNK, RoadClass.PRIMARY, RoadClass.SECONDARY)
"""Classes that make a city recognisable on a map."""

BLOCK = 2_000
"""Rows held at once where a table is had in parts."""

TABLE_BYTES = 2**30
"""Tables by period take at most so much memory (4 bytes a cell, for seconds and for metres); a day that would need
more is cut into fewer periods, in which changes hold all through."""

_NOTHING_SPECIAL = Conditions({})


class RoadNetwork:
    """A road graph put to use: a :class:`graphs.travel.TravelSource`.

    Places are put on roads that all vehicle classes asked for may use and from which every other such road can be
    reached and left, so a place is at the same spot for every class. ``paths`` and all that tells of drives speak of
    the places of the last ``travel``.
    """

    def __init__(self, roads: RoadGraph, laid: Laid = Topology.build) -> None:
        self.roads = roads
        self._wide = WideRoads(roads, laid)
        self._placer = Placer(self._wide)
        self._places = self._placer.place({}, frozenset(), {}, limit_m=0)
        self._tables: dict[tuple[str, Interval], StopTable] = {}
        self._conditions = _NOTHING_SPECIAL
        self._day = resolve(roads, ())
        self._periods: tuple[Interval, ...] = (_NOTHING_SPECIAL.horizon,)

    @property
    def name(self) -> str:
        """What roads these are: file name, or town and seed."""
        return self.roads.name

    def snapper(self, classes: Sequence[VehicleClass]) -> Snapper:
        """Find roads that all of ``classes`` may use (kept for the next time)."""
        return self._placer.snapper(frozenset(TYPICAL[vehicle_class] for vehicle_class in classes))

    def travel(
        self,
        positions: Mapping[str, Position],
        profiles: Sequence[str],
        *,
        snap_limit_m: int,
        conditions: Conditions | None = None,
    ) -> TravelTimes:
        """Seconds (rounded up) and metres among all positions, for every profile, by period of the day.

        The day is cut where changes begin and end and where speeds change, and where signs with hours do if that
        makes a difference; periods in which all is as before are joined. Neither a vehicle nor an hour nor a change
        needs a new hierarchy.

        Parameters
        ----------
        profiles
            Names of ``conditions.vehicles``, or of vehicle classes: typical vehicles without permits.
        snap_limit_m
            A place farther from any road is reported in ``snaps`` and unreachable.

        Raises
        ------
        InvalidChanges
            When a change cannot be applied; nothing is in force then.
        """
        self._begin(positions, profiles, snap_limit_m, conditions or _NOTHING_SPECIAL)
        vehicles = {profile: self._vehicle(profile) for profile in profiles}
        travel = self._by_period(vehicles, self._cut(vehicles, signs=False))
        finer = self._cut(vehicles, signs=True)
        if len(finer) > len(travel.starts):
            by_signs = self._by_period(vehicles, finer)
            travel = by_signs if worth(by_signs, travel) else travel
        travel = joined(travel)
        ends = (*travel.starts[1:], self._conditions.horizon.end_s)
        self._periods = tuple(Interval(begin_s=a, end_s=b) for a, b in zip(travel.starts, ends, strict=True))
        return travel

    def travel_rows(
        self,
        positions: Mapping[str, Position],
        profile: str,
        *,
        snap_limit_m: int,
        conditions: Conditions | None = None,
        block: int = BLOCK,
    ) -> Iterator[tuple[Ints, Ints]]:
        """Seconds and metres from some places at a time to all, for tables that do not fit into memory.

        One period for all of the horizon: what hinders at any moment of it hinders throughout. Yields arrays of shape
        ``(at most block, places)``, in the order of the places; the places are then as after :meth:`travel`.
        """
        self._begin(positions, [profile], snap_limit_m, conditions or _NOTHING_SPECIAL)
        table = self._table(profile, self._conditions.horizon)
        for first in range(0, len(positions), block):
            rows = min(block, len(positions) - first)
            seconds, metres = np.empty((2, rows, len(positions)), dtype=np.int32)
            table.fill(seconds, metres, first=first)
            rounded(seconds, metres, first=first)
            yield seconds, metres

    def paths(self, profile: str, journeys: Sequence[Journey]) -> list[tuple[Position, ...]]:
        """Draw the ways driven between places of the last ``travel``; empty where there is none."""
        plane = self.snapper(()).plane
        return [
            () if pieces is None else polyline(self.driven_roads, plane, pieces)
            for pieces in self.drives(profile, journeys)
        ]

    @property
    def driven_roads(self) -> RoadGraph:
        """The roads whose edges drives are told in: those of :attr:`roads`, and opposite ones of one-way streets."""
        return self._wide.prepared.roads

    def drives(self, profile: str, journeys: Sequence[Journey]) -> list[Pieces | None]:
        """What is driven between places of the last ``travel``: parts of edges with milliseconds and decimetres.

        A journey that begins in one period and ends in another is told by a way that is open all the time, if there
        is one, and by that of the hour of arrival otherwise. None where there is no way, or a place was not among
        those of the last ``travel``.
        """
        row = self._places.row
        found: list[Pieces | None] = [None] * len(journeys)
        open_ = [i for i, one in enumerate(journeys) if one.origin in row and one.destination in row]
        for part in range(2):
            by_period: dict[Interval, list[int]] = {}
            for i in open_:
                periods_met = self._met(journeys[i])
                by_period.setdefault(_all_of(periods_met) if part == 0 else periods_met[-1], []).append(i)
            for period, chosen in by_period.items():
                pairs = [(row[journeys[i].origin], row[journeys[i].destination]) for i in chosen]
                for i, pieces in zip(chosen, self._table(profile, period).drives(pairs), strict=True):
                    found[i] = pieces
            open_ = [i for i in open_ if found[i] is None and len(self._met(journeys[i])) > 1]
        return found

    def told(self, profile: str, journeys: Sequence[Journey]) -> list[Told | None]:
        """Tell the ways driven between places of the last ``travel``; None where there is no way."""
        vehicle, plane = self._vehicle(profile), self.snapper(()).plane
        changes = [(change, self._wide.touched(self._day, row)) for row, change in enumerate(self._day.changes)]
        found: list[Told | None] = []
        for journey, pieces in zip(journeys, self.drives(profile, journeys), strict=True):
            if pieces is None:
                found.append(None)
                continue
            while_ = Interval(begin_s=journey.leaves_s, end_s=max(journey.arrives_s, journey.leaves_s) + 1)
            zones = zones_of(changes, vehicle, pieces, while_)
            found.append(tell(self.driven_roads, plane, pieces, zones, self._approach(profile, journey.destination)))
        return found

    def causes(self, profile: str, sources: Sequence[str]) -> dict[str, Said]:
        """Say why vehicles of a profile cannot get from any of some places to others of the last ``travel``, or back.

        For the first period of the day; places without a cause are reached.
        """
        period, places = self._periods[0], self._places
        calls = Calls(tuple(places.snaps), places.stops_of(profile))
        day, vehicle = throughout(self._day, period), self._vehicle(profile)
        found = why_unreachable(day, self._law, vehicle, period, calls=calls, sources=sources)
        return {place: cause.message for place, cause in found.items() if places.snaps[place].refusal is None}

    def _approach(self, profile: str, place: str) -> Approach:
        snap, kerb = self._places.snaps[place], self._places.kerbs.get(place)
        side = kerb.side if kerb is not None and profile in self._places.of_profile else None
        return Approach(gate=snap.gate, walk_m=snap.moved_m, side=side)

    def detours(self, day: DayChanges, blocked: Sequence[Blocked]) -> list[Detour | None]:
        """Find ways round changes, between places of the last ``travel``; see :mod:`graphs.changes.alternatives`."""
        row = self._places.row

        def drives(
            vehicle: RoadVehicle, ms: Ints, legs: Sequence[tuple[str, str]]
        ) -> tuple[RoadGraph, Sequence[Pieces | None]]:
            turns = forbidden_turns(self.roads, vehicle)
            stops, callers = self._places.stops_of(self._like(vehicle)), callers_only(day.roads, vehicle)
            table = self._wide.table(
                ms, turns, stops, turns_round=vehicle.turns_round, callers=callers, against=day.against
            )
            return table.roads, table.drives([(row[a], row[b]) for a, b in legs])

        return detours(day, blocked, legal_ms, drives)

    def lines(self, *, tolerance_m: float = 12) -> list[RoadLine]:
        """Give every street, simplified for a map."""
        return road_lines(self.roads, tuple(RoadClass), tolerance_m=tolerance_m)

    def major_lines(self, *, tolerance_m: float = 15) -> list[RoadLine]:
        """Give the main streets, simplified for a map."""
        return road_lines(self.roads, MAJOR, tolerance_m=tolerance_m)

    def likely_system(self, positions: Sequence[Position]) -> CoordinateSystem:
        """In which coordinate system these positions were most likely given, for a warning."""
        return likely_system(positions, self.snapper(()).off_road_m)

    def _begin(
        self, positions: Mapping[str, Position], profiles: Sequence[str], limit_m: int, conditions: Conditions
    ) -> None:
        """Put changes and places onto the roads."""
        day = resolve(self.roads, conditions.changes)
        self._conditions, self._day = conditions, day
        vehicles = {profile: self._vehicle(profile) for profile in profiles}
        typical = frozenset(TYPICAL[vehicle.vehicle_class] for vehicle in vehicles.values())
        self._places = self._placer.place(positions, typical, vehicles, limit_m=limit_m)
        self._tables = {}
        self._periods = (conditions.horizon,)

    @property
    def _law(self) -> SignedLaw:
        return SignedLaw(self._conditions.date, self._conditions.traffic)

    def _cut(self, vehicles: Mapping[str, RoadVehicle], *, signs: bool) -> tuple[Interval, ...]:
        """Cut the day into periods, as few as memory asks for."""
        horizon, cells = self._conditions.horizon, len(vehicles) * len(self._places.snaps) ** 2
        found = self._law.moments(self._day.roads, vehicles.values() if signs else (), horizon)
        cut = periods(horizon, self._day.changes, found)
        return fewer(cut, max(1, TABLE_BYTES // max(1, 8 * cells)))

    def _by_period(self, vehicles: Mapping[str, RoadVehicle], cut: Sequence[Interval]) -> TravelTimes:
        places = self._places
        calls = Calls(tuple(places.snaps), places.stops, places.of_profile, places.snaps)
        full = FullLaw(self._law, self._wide.prepared)
        return period_travel(self._day, full, vehicles, cut, calls, tables=self._wide.tables)

    def _vehicle(self, profile: str) -> RoadVehicle:
        """Who drives for a profile: as the last ``travel`` said, or a typical vehicle of the class."""
        known = self._conditions.vehicles.get(profile)
        return TYPICAL[VehicleClass(profile)] if known is None else known

    def _like(self, vehicle: RoadVehicle) -> str:
        """A profile that stops where a vehicle does: one of its class."""
        profiles = self._conditions.vehicles.items()
        return next((name for name, one in profiles if one.vehicle_class is vehicle.vehicle_class), "")

    def _met(self, journey: Journey) -> tuple[Interval, ...]:
        """The periods through which a journey goes; the first and the last of the day reach beyond it."""
        first, last, until_s = self._periods[0], self._periods[-1], max(journey.arrives_s, journey.leaves_s + 1)
        return tuple(
            period
            for period in self._periods
            if (period.begin_s < until_s or period == first) and (journey.leaves_s < period.end_s or period == last)
        )

    def _table(self, profile: str, period: Interval) -> StopTable:
        """Drives of a profile among the places of the last ``travel`` in a period (kept until the next)."""
        if (profile, period) not in self._tables:
            vehicle, day = self._vehicle(profile), throughout(self._day, period)
            self._tables[profile, period] = self._wide.table(
                weights(day, self._law, vehicle, period),
                self._law.forbidden_turns(self.roads, vehicle, period),
                self._places.stops_of(profile),
                turns_round=vehicle.turns_round,
                callers=self._law.callers_only(day.roads, vehicle, period),
                against=day.against,
            )
        return self._tables[profile, period]


def _all_of(periods_met: Sequence[Interval]) -> Interval:
    return Interval(begin_s=periods_met[0].begin_s, end_s=periods_met[-1].end_s)


def open_roads(spec: str | None) -> RoadNetwork:
    """Roads by name, as :func:`graphs.opening.open_graph` knows them: a town, a town's seed and size, or a file.

    Raises
    ------
    UnreadableRoads
        When the file is missing, damaged or of an unknown kind, or a seed is no number.
    """
    return RoadNetwork(open_graph(spec), LinkCache(cache_folder()).laid)
