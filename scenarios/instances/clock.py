"""The clock of a route, longhand: when it is where, how it waits, rests and eats, and where it comes too late."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from optimizer.model.routing_nouns import VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import Meal
from optimizer.model.windows import TimeWindow
from scenarios.instances.breaches import Fault, RouteBreach
from scenarios.instances.driving import Drive, drive_at
from scenarios.instances.stations import Station


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What came of leaving at some moment.

    Attributes
    ----------
    begins, finishes
        Of service, by client.
    driving, distance
        Of all ways; rests are no driving.
    waited
        In all, on the route.
    shape
        Everything that leaving later must not change; see :mod:`optimizer.model.routing_rules`.
    """

    left: int
    ended: int
    begins: Mapping[int, int]
    finishes: Mapping[int, int]
    driving: int
    distance: int
    waited: int
    shape: tuple[object, ...]
    breaches: tuple[RouteBreach, ...]

    @property
    def duration(self) -> int:
        """From leaving to the end."""
        return self.ended - self.left


class Clock:
    """A vehicle on its way from station to station; what has happened to it so far.

    Parameters
    ----------
    number
        Of the route, for its breaches.
    fixed
        Clients that leaving later must not delay.
    """

    def __init__(self, problem: RoutingProblem, kind: VehicleType, number: int, fixed: Collection[int]) -> None:
        self.problem, self.kind, self.number, self.fixed = problem, kind, number, fixed
        self.now = self.left = self.driven = self.driving = self.distance = self.waited = 0
        self.at: int | None = None
        self.begins: dict[int, int] = {}
        self.finishes: dict[int, int] = {}
        self.hungry: list[Meal] = []
        self.shape: list[object] = []
        self.breaches: list[RouteBreach] = []

    def walk(self, passed: Sequence[Station], leaving: int) -> Walk:
        """Leave the first station at ``leaving``, or as soon after as it allows, and begin everywhere at once."""
        self.now = leaving
        for station in passed:
            if self.at is None:
                self._leave(station)
            else:
                self._set_out(station.location)
                self._begin(station)
            self.at, self.now = station.location, self.now + station.service
        shift = self.kind.shift
        if shift is not None and self.now > shift.closes:
            self._breach(Fault.SHIFT, None, self.now - shift.closes)
        return Walk(
            left=self.left, ended=self.now, begins=self.begins, finishes=self.finishes, driving=self.driving,
            distance=self.distance, waited=self.waited, shape=tuple(self.shape), breaches=tuple(self.breaches),
        )  # fmt: skip

    def _leave(self, station: Station) -> None:
        """Begin the route; waiting before is none, and a meal whose window is over by then is not due."""
        self._begin(station)
        self.left, self.waited = self.now, 0
        self.hungry = [meal for meal in self.kind.meals if self.now <= meal.window.closes]
        self.shape.append(len(self.hungry))

    def _set_out(self, location: int) -> None:
        """Drive on; a meal that the way would outlast the window of comes first."""
        for meal in tuple(self.hungry):
            if self._drive(location).arrives > meal.window.closes:
                self.hungry.remove(meal)
                self._eat(meal)
        drive = self._drive(location)
        if drive.way.seconds is None:
            self._breach(Fault.WAY, None, 1)
        asked = drive.asked and (drive.asked.period, self.now if drive.asked.period is None else None)
        self.distance += int(self.problem.distances(self._here(), location, self.kind.profile))
        self.driving += drive.way.seconds or 0
        self.now, self.driven = drive.arrives, drive.driven
        across = None if drive.way.period is not None else drive.departs
        self.shape.append((drive.way.seconds, drive.rests, drive.way.period, across, asked))

    def _drive(self, location: int) -> Drive:
        return drive_at(self.problem, self.kind, (self._here(), location), self.now, self.driven)

    def _here(self) -> int:
        assert self.at is not None, "set out on"
        return self.at

    def _eat(self, meal: Meal) -> None:
        begin = max(self.now, meal.window.opens)
        late = begin - meal.window.closes
        if late > 0:
            self._breach(Fault.MEAL, None, late)
        self.waited += begin - self.now
        self.now = begin + meal.duration
        if self.kind.rest is not None and meal.duration >= self.kind.rest.rest:
            self.driven = 0
        self.shape.append((meal, begin if late > 0 else None))

    def _begin(self, station: Station) -> None:
        """Begin at the first moment that the station allows, and see whether the wait was a rest."""
        arrived, soonest = self.now, max(self.now, station.ready)
        window = next((window for window in station.windows if soonest <= window.closes), None)
        begin = soonest if window is None else max(soonest, window.opens)
        missed = window is None and bool(station.windows)
        if missed:
            self._breach(Fault.WINDOW, station.client, soonest - station.windows[-1].closes)
        rule = self.kind.rest
        rested = rule is not None and rule.waiting_is_rest and begin - arrived >= rule.rest and self.driven > 0
        self.driven = 0 if rested else self.driven
        self.waited += begin - arrived
        self.now = begin
        late = 0 if station.due is None else max(0, begin - station.due)
        held = missed or station.client in self.fixed
        self.shape.append((window, rested, late, begin if held else None))
        if station.client is not None:
            self.begins[station.client], self.finishes[station.client] = begin, begin + station.service

    def _breach(self, fault: Fault, at: int | None, excess: int) -> None:
        self.breaches.append(RouteBreach(fault=fault, route=self.number, at=at, excess=excess))


def best_walk(
    problem: RoutingProblem, kind: VehicleType, number: int, passed: Sequence[Station], fixed: Collection[int]
) -> Walk:
    """Walk a route: leaving as early as possible, or later where its type has a reason to.

    With the delay waits only shrink, and everything after them is delayed the more, so the delays that are allowed are
    those up to a greatest one; it is found by halving.
    """
    shift: TimeWindow | None = kind.shift

    def leave(moment: int) -> Walk:
        return Clock(problem, kind, number, fixed).walk(passed, moment)

    first = best = leave(shift.opens if shift else 0)
    if not _leaves_later(problem, kind):
        return first
    allowed, refused = 0, first.waited + 1
    while allowed + 1 < refused:
        delay = (allowed + refused) // 2
        walk = leave(first.left + delay)
        if walk.shape == first.shape and walk.ended <= first.ended:
            allowed, best = delay, walk
        else:
            refused = delay
    return best


def _leaves_later(problem: RoutingProblem, kind: VehicleType) -> bool:
    """Whether a route gains by leaving later."""
    overtime = kind.overtime_after is not None and kind.unit_overtime_cost > 0
    rides = any(pair.max_ride is not None for pair in problem.pairs)
    return kind.unit_duration_cost > 0 or overtime or kind.max_duration is not None or rides
