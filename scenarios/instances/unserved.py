"""Why clients are left out: what would be wrong if a vehicle did nothing but serve them, by the independent pricer."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import Tie
from optimizer.model.text import Text
from scenarios.instances.breaches import Fault, RouteBreach
from scenarios.instances.price import price
from scenarios.instances.unserved_words import NOT_ASKED, all_in_use, before_it, none_used, not_worth, together, why

ITS_OWN = frozenset(
    {
        Fault.SITE, Fault.CAPACITY, Fault.WINDOW, Fault.SHIFT, Fault.DURATION, Fault.DISTANCE, Fault.DRIVING, Fault.WAY,
        Fault.MEAL, Fault.STOCK, Fault.RIDE, Fault.BACKHAUL,
    }
)  # fmt: skip
"""Faults that lie in the client and the vehicle, not in what else is served."""
_MOST_EXPLAINED = 200
"""To try all vehicles takes milliseconds a client."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A client that nobody serves.

    Attributes
    ----------
    faults
        What is wrong with the vehicle that suits it best; none: it could be served alone; None: not looked for.
    reason
        Why, for a person.
    """

    client: int
    required: bool
    faults: tuple[Fault, ...] | None
    reason: Text


def left_out(problem: RoutingProblem, routes: Routes) -> tuple[LeftOut, ...]:
    """Name every client that routes leave out, required ones first, with the reason for the first few hundred."""
    served = {client for route in routes.routes for trip in route.trips for client in trip.clients}
    absent = sorted(set(range(len(problem.clients))) - served, key=lambda i: (not problem.clients[i].required, i))
    return tuple(
        _explained(problem, routes, i, frozenset(absent))
        if number < _MOST_EXPLAINED
        else LeftOut(i, problem.clients[i].required, None, NOT_ASKED)
        for number, i in enumerate(absent)
    )


def _explained(problem: RoutingProblem, routes: Routes, client: int, absent: frozenset[int]) -> LeftOut:
    """Look first at what lies in the client itself, then at whom it waits for, last at what the vehicles do."""
    stops = _with_its_own(problem, client)
    alone = _alone(problem, stops)
    breaches = min(alone.values(), key=_weight, default=())
    required = problem.clients[client].required
    if breaches:
        faults = tuple(dict.fromkeys(breach.fault for breach in breaches))
        reason = together([why(problem, breach, stops) for breach in breaches], len(stops))
        return LeftOut(client, required, faults, reason)
    firsts = (r.clients[0] for r in problem.relations if r.tie is Tie.GAP and r.clients[1] == client)
    first = next((other for other in firsts if other in absent), None)
    if first is not None:
        return LeftOut(client, required, (), before_it(problem, first))
    if not required and problem.clients[client].tier is None:
        return LeftOut(client, required, (), not_worth(problem, client))
    able = [kind for kind, found in alone.items() if not found]
    return LeftOut(client, required, (), _crowded_out(problem, routes, stops, able))


def _with_its_own(problem: RoutingProblem, client: int) -> tuple[int, ...]:
    """The clients of one trip without whom it cannot be served, in an order that keeps pairs and sequences."""
    for relation in problem.relations:
        if relation.tie is Tie.SEQUENCE and client in relation.clients:
            return relation.clients
    for pair in problem.pairs:
        if client in {pair.pickup, pair.delivery}:
            return pair.pickup, pair.delivery
    return (client,)


def _alone(problem: RoutingProblem, stops: tuple[int, ...]) -> Mapping[int, tuple[RouteBreach, ...]]:
    """By vehicle type, what is wrong with the best way in which a vehicle can serve the stops and nobody else."""
    best: dict[int, tuple[RouteBreach, ...]] = {}
    for k, kind in enumerate(problem.vehicle_types):
        for trips in _ways_to_serve(kind, stops):
            found = price(problem, Routes((Route(k, trips),))).breaches
            own = tuple(breach for breach in found if breach.route == 0 and breach.fault in ITS_OWN)
            best[k] = min(best.get(k, own), own, key=_weight)
            if not own:
                break
    return best


def _weight(breaches: tuple[RouteBreach, ...]) -> tuple[int, bool]:
    """A vehicle that may not come explains less than one that may and cannot."""
    faults = {breach.fault for breach in breaches}
    return len(faults), Fault.SITE in faults


def _ways_to_serve(kind: VehicleType, stops: tuple[int, ...]) -> Iterator[tuple[Trip, ...]]:
    """On the first trip, or loaded elsewhere."""
    if not kind.starts_empty:
        yield (Trip(kind.start_depot, stops),)
    for depot in kind.reload_depots:
        if kind.starts_empty:
            yield (Trip(depot, stops),)
        elif depot != kind.start_depot:
            yield Trip(kind.start_depot, ()), Trip(depot, stops)


def _crowded_out(problem: RoutingProblem, routes: Routes, stops: tuple[int, ...], able: list[int]) -> Text:
    """Whether a vehicle stays at home that could serve the stops, and what is short on those that are used."""
    used = Counter(route.vehicle_type for route in routes.routes if any(trip.clients for trip in route.trips))
    counts = [problem.vehicle_types[k].count for k in able]
    if any(count is None or used[k] < count for k, count in zip(able, counts, strict=True)):
        return none_used()
    least = _least_short(problem, routes, stops, able)
    return all_in_use(sum(count or 0 for count in counts), least)


def _least_short(problem: RoutingProblem, routes: Routes, stops: tuple[int, ...], able: list[int]) -> int:
    """By how much the load of the stops exceeds the room of the trip with most; 0 where there is room, or a reload."""
    short = []
    for route in routes.routes:
        kind = problem.vehicle_types[route.vehicle_type]
        if route.vehicle_type not in able:
            continue
        if problem.pairs or (kind.reload_depots and (kind.max_trips is None or len(route.trips) < kind.max_trips)):
            return 0
        short += [_short(problem, kind, trip, stops) for trip in route.trips]
    return max(0, min(short, default=0))


def _short(problem: RoutingProblem, kind: VehicleType, trip: Trip, stops: tuple[int, ...]) -> int:
    """How much too much a trip would bring, or fetch, in the dimension where it is most."""
    clients = [problem.clients[i] for i in (*trip.clients, *stops)]
    return max(
        max(sum(c.delivery[d] for c in clients), sum(c.pickup[d] for c in clients)) - capacity
        for d, capacity in enumerate(kind.capacity)
    )
