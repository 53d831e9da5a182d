"""The places a route passes, in order: its start, loadings, clients, disinfections, its end."""

from collections.abc import Mapping
from dataclasses import dataclass

from optimizer.model.routing_answer import Route, Trip
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.windows import TimeWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A place a route passes.

    Attributes
    ----------
    client
        None at a depot.
    windows
        When what is done here may begin; empty: always.
    service
        How long it takes.
    ready
        Before this moment nothing begins here.
    due
        Beginning after it is late.
    """

    location: int
    client: int | None = None
    windows: tuple[TimeWindow, ...] = ()
    service: int = 0
    ready: int = 0
    due: int | None = None


def stations(problem: RoutingProblem, route: Route, ready: Mapping[int, int]) -> list[Station]:
    """Everything a route passes; ``ready`` says for clients of gaps before which moment they do not begin."""
    kind = problem.vehicle_types[route.vehicle_type]
    passed: list[Station] = []
    if kind.starts_empty:
        passed.append(Station(location=kind.start_depot, windows=problem.depots[kind.start_depot].windows))
    soiled = False
    for place, trip in enumerate(route.trips):
        clean = _needs_cleaning(problem, trip, soiled=soiled)
        passed.append(_loading(problem, trip, clean=clean))
        soiled = (soiled and not clean) or _soils(problem, trip)
        passed += [_visit(problem, route, i, ready.get(i, 0)) for i in trip.clients]
        onward = route.trips[place + 1].depot if place + 1 < len(route.trips) else kind.end_depot
        passed += _disinfection(problem, kind.profile, trip, onward)
    if kind.end_depot is not None:
        passed.append(Station(location=kind.end_depot, windows=problem.depots[kind.end_depot].windows))
    return passed


def _loading(problem: RoutingProblem, trip: Trip, *, clean: bool) -> Station:
    """Load a trip, its goods released, the vehicle cleaned first where it has to be."""
    depot = problem.depots[trip.depot]
    amount = sum(problem.clients[i].delivery[0] for i in trip.clients)
    service = depot.loading - (-amount * depot.loading_per_thousand // 1000)
    if clean and problem.goods is not None:
        service += problem.goods.cleaning
    release = max((problem.clients[i].release for i in trip.clients), default=0)
    return Station(location=trip.depot, windows=depot.windows, service=service, ready=release)


def _needs_cleaning(problem: RoutingProblem, trip: Trip, *, soiled: bool) -> bool:
    rule = problem.goods
    return soiled and rule is not None and any(problem.clients[i].goods in rule.needing_clean for i in trip.clients)


def _soils(problem: RoutingProblem, trip: Trip) -> bool:
    rule = problem.goods
    return rule is not None and any(problem.clients[i].goods in rule.soiling for i in trip.clients)


def _visit(problem: RoutingProblem, route: Route, i: int, ready: int) -> Station:
    client = problem.clients[i]
    service = client.services[route.vehicle_type] if client.services else client.service
    return Station(
        location=problem.location(i), client=i, windows=client.windows, service=service, ready=ready, due=client.due
    )


def _disinfection(problem: RoutingProblem, profile: int, trip: Trip, onward: int | None) -> list[Station]:
    """Where the trip was in a zone that asks for it: the depot with the shortest way round, the first such."""
    rule = problem.zones
    if rule is None or all(problem.clients[i].zone < rule.disinfect_from for i in trip.clients):
        return []
    last = problem.location(trip.clients[-1])

    def round_by(depot: int) -> int:
        there = int(problem.durations(last, depot, profile))
        return there + (0 if onward is None else int(problem.durations(depot, onward, profile)))

    return [Station(location=min(rule.depots, key=round_by), service=rule.duration)]
