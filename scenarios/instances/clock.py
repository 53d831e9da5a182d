"""The clock of a route, longhand: when it is where, how long it takes at best, and where it comes too late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from optimizer.model.routing_answer import Route
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.windows import TimeWindow
from scenarios.instances.breaches import Fault, RouteBreach


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A place a route passes, in order: a depot or a client.

    Attributes
    ----------
    way
        Travel time from the station before.
    ready
        Before this moment nothing begins here.
    """

    client: int | None
    way: int
    windows: tuple[TimeWindow, ...]
    service: int
    ready: int


@dataclass(frozen=True, slots=True)
class Walk:
    """What came of leaving at some moment."""

    left: int
    ended: int
    breaches: tuple[RouteBreach, ...]

    @property
    def duration(self) -> int:
        """From leaving to the end."""
        return self.ended - self.left


def best_walk(problem: RoutingProblem, number: int, route: Route, *, shortest: bool) -> Walk:
    """Walk a route: leaving as early as possible, or, if ``shortest``, so that it takes the least time.

    With the moment of leaving the duration falls as long as there is waiting anywhere, and else it stays. So the least
    one is found where some wait has just become nothing, or where leaving later would be too late somewhere: moments
    that follow from a window or a release and the ways before it. All are tried.
    """
    stations = _stations(problem, route)
    shift = problem.vehicle_types[route.vehicle_type].shift
    earliest = max(stations[0].ready, shift.opens if shift else 0)
    first = _walk(number, stations, earliest, shift)
    if first.breaches or not shortest:
        return first
    walks = [first, *(_walk(number, stations, t, shift) for t in _moments(stations, shift) if t > earliest)]
    return min((walk for walk in walks if not walk.breaches), key=lambda walk: walk.duration)


def _stations(problem: RoutingProblem, route: Route) -> list[Station]:
    """Everything the route passes: each trip's depot and clients, and the end."""
    kind = problem.vehicle_types[route.vehicle_type]
    stations: list[Station] = []
    at: int | None = None

    def go(location: int, client: int | None, windows: tuple[TimeWindow, ...], service: int, ready: int) -> None:
        nonlocal at
        way = 0 if at is None else int(problem.durations(at, location))
        stations.append(Station(client=client, way=way, windows=windows, service=service, ready=ready))
        at = location

    for trip in route.trips:
        release = max((problem.clients[i].release for i in trip.clients), default=0)
        go(trip.depot, None, problem.depots[trip.depot].windows, 0, release)
        for i in trip.clients:
            client = problem.clients[i]
            go(problem.location(i), i, client.windows, client.service, 0)
    if kind.end_depot is not None:
        go(kind.end_depot, None, problem.depots[kind.end_depot].windows, 0, 0)
    return stations


def _walk(number: int, stations: Sequence[Station], leaving: int, shift: TimeWindow | None) -> Walk:
    """Leave the first station at ``leaving``, or as soon after as its windows allow, and begin everywhere at once."""
    breaches: list[RouteBreach] = []
    now, left = leaving, leaving
    for place, station in enumerate(stations):
        arrived = now + station.way
        begin = _begin(max(arrived, station.ready), station.windows)
        if begin is None:
            late = max(arrived, station.ready) - station.windows[-1].closes
            breaches.append(RouteBreach(fault=Fault.WINDOW, route=number, at=station.client, excess=late))
            begin = max(arrived, station.ready)
        if place == 0:
            left = begin
        now = begin + station.service
    if shift is not None and now > shift.closes:
        breaches.append(RouteBreach(fault=Fault.SHIFT, route=number, excess=now - shift.closes))
    return Walk(left, now, tuple(breaches))


def _begin(moment: int, windows: Sequence[TimeWindow]) -> int | None:
    """The first moment not before ``moment`` in one of the windows; any moment will do where there are none."""
    if not windows:
        return moment
    return min((max(moment, window.opens) for window in windows if moment <= window.closes), default=None)


def _moments(stations: Sequence[Station], shift: TimeWindow | None) -> Iterator[int]:
    """Moments of leaving from which, without waiting, a station is reached just as a window opens or closes."""
    before = 0
    for station in stations:
        before += station.way
        yield station.ready - before
        for window in station.windows:
            yield window.opens - before
            yield window.closes - before
        before += station.service
    if shift is not None:
        yield shift.closes - before
