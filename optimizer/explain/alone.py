"""What if a crew had nothing else to do? One drop, one crew: from where it stands to the customer and home again."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from optimizer.model.crews import Crew
from optimizer.model.day import Day
from optimizer.model.loads import Drop
from optimizer.model.rules import DayRules
from optimizer.model.travel import TravelTable
from optimizer.model.units import Seconds
from optimizer.model.windows import TimeWindow, intersect


class Obstacle(IntEnum):
    """What stops the crew; a larger number means that it came farther."""

    NO_ROAD = 1
    LOADING_CLOSED = 2
    WINDOW_CLOSED = 3
    SHIFT_OVER = 4
    NONE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where a crew stands and the hours it has; ``home`` is where it must be in the end, or None."""

    crew: Crew
    place: str
    hours: TimeWindow
    home: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of it.

    Attributes
    ----------
    arrives_s
        At the customer; at the load point, if loading had closed by then.
    ends_s
        When the crew is home again, or done; as if the window were open when it arrives.
    leaves_by_s
        The latest start with which it would still have met the windows, without rests; ``Start.hours`` may forbid it.
    """

    start: Start
    obstacle: Obstacle
    load_point: str
    arrives_s: Seconds = 0
    ends_s: Seconds = 0
    leaves_by_s: Seconds = 0


class Clock:
    """A crew's time and its driving since the last rest."""

    def __init__(self, rules: DayRules, now_s: Seconds) -> None:
        self.now_s = now_s
        self._rules = rules
        self._driven_s = 0

    def drive(self, seconds: Seconds) -> None:
        """Drive, resting on the way whenever the law asks for it."""
        rests = max(0, self._driven_s + seconds - 1) // self._rules.max_driving_s
        self._driven_s += seconds - rests * self._rules.max_driving_s
        self.now_s += seconds + rests * self._rules.rest_s

    def wait_until(self, moment: Seconds) -> None:
        """Wait; a long wait is a rest where the rules say so."""
        if self._rules.waiting_is_rest and moment - self.now_s >= self._rules.rest_s:
            self._driven_s = 0
        self.now_s = max(self.now_s, moment)

    def work(self, seconds: Seconds) -> None:
        """Load or unload: no driving, no rest."""
        self.now_s += seconds


def first_moment(windows: tuple[TimeWindow, ...], arrives_s: Seconds) -> Seconds | None:
    """When service can begin after this arrival; None once all windows have closed."""
    return min((max(arrives_s, window.opens) for window in windows if window.closes >= arrives_s), default=None)


def trials(day: Day, travel: TravelTable, start: Start, drop: Drop) -> Iterator[Trial]:
    """Try the drop from each of its load points."""
    for load_point in drop.load_points:
        yield trial(day, travel, start, drop, load_point)


def trial(day: Day, travel: TravelTable, start: Start, drop: Drop, load_point: str) -> Trial:
    """Load the drop, deliver it, and go home."""
    profile = day.profiles[start.crew.vehicle]
    source, customer = day.places[load_point], day.places[drop.place]
    no_road = Trial(start=start, obstacle=Obstacle.NO_ROAD, load_point=load_point)
    clock = Clock(day.rules, start.hours.opens)
    to_load = travel.leg(profile, start.place, load_point, clock.now_s)
    if to_load is None:
        return no_road
    clock.drive(to_load.seconds)
    load_s = first_moment(source.windows, max(clock.now_s, drop.ready_s))
    if load_s is None:
        obstacle = Obstacle.LOADING_CLOSED
        return Trial(start=start, obstacle=obstacle, load_point=load_point, arrives_s=clock.now_s)
    clock.wait_until(load_s)
    clock.work(source.service_s(drop.grams))
    to_customer = travel.leg(profile, load_point, drop.place, clock.now_s)
    if to_customer is None:
        return no_road
    clock.drive(to_customer.seconds)

    arrives_s = clock.now_s
    windows = intersect(drop.windows, customer.windows)
    begin_s = first_moment(windows, arrives_s)
    clock.wait_until(arrives_s if begin_s is None else begin_s)
    clock.work(customer.service_s(drop.grams))
    to_home = travel.leg(profile, drop.place, start.home or drop.place, clock.now_s)
    if to_home is None:
        return no_road
    clock.drive(to_home.seconds)
    last_load_s = windows[-1].closes - to_customer.seconds - source.service_s(drop.grams) if windows else arrives_s
    last_load_s = min(last_load_s, source.windows[-1].closes)
    return Trial(
        start=start,
        obstacle=_obstacle(begin_s is not None, clock.now_s <= start.hours.closes),
        load_point=load_point,
        arrives_s=arrives_s,
        ends_s=clock.now_s,
        leaves_by_s=last_load_s - to_load.seconds,
    )


def _obstacle(in_window: bool, in_shift: bool) -> Obstacle:  # noqa: FBT001 (two plain facts)
    if not in_window:
        return Obstacle.WINDOW_CLOSED
    return Obstacle.NONE if in_shift else Obstacle.SHIFT_OVER
