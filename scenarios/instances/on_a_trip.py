"""What a trip may carry and in which order: amounts, pairs, backhauls, zones, goods."""

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

from optimizer.model.routing_answer import Route, Trip
from optimizer.model.routing_problem import RoutingProblem
from scenarios.instances.breaches import Fault, RouteBreach


def trip_breaches(problem: RoutingProblem, number: int, route: Route, trip: Trip) -> Iterator[RouteBreach]:
    """Every rule that a trip breaks, whatever the clock says."""
    yield from _sites(problem, number, route, trip)
    yield from _pairs(problem, number, trip)
    yield from _loads(problem, number, route, trip)
    yield from _backhauls(problem, number, trip)
    yield from _zones(problem, number, trip)
    yield from _goods(problem, number, trip)
    if problem.vehicle_types[route.vehicle_type].last_in_first_out:
        yield from _stack(problem, number, trip)


def _sites(problem: RoutingProblem, number: int, route: Route, trip: Trip) -> Iterator[RouteBreach]:
    """The vehicle may go there, and the depot has the goods."""
    for i in trip.clients:
        client = problem.clients[i]
        if client.vehicle_types is not None and route.vehicle_type not in client.vehicle_types:
            yield RouteBreach(fault=Fault.SITE, route=number, at=i)
        if client.depots is not None and trip.depot not in client.depots:
            yield RouteBreach(fault=Fault.STOCK, route=number, at=i)


def _pairs(problem: RoutingProblem, number: int, trip: Trip) -> Iterator[RouteBreach]:
    """Both ends of a pair in the trip, pickup first."""
    if not problem.pairs:
        return
    order = {client: place for place, client in enumerate(trip.clients)}
    for pair in problem.pairs:
        ends = (pair.pickup in order, pair.delivery in order)
        if any(ends) and not all(ends):
            yield RouteBreach(fault=Fault.PAIR, route=number, at=pair.pickup if ends[0] else pair.delivery)
        elif all(ends) and order[pair.pickup] > order[pair.delivery]:
            yield RouteBreach(fault=Fault.PRECEDENCE, route=number, at=pair.delivery)


def _stack(problem: RoutingProblem, number: int, trip: Trip) -> Iterator[RouteBreach]:
    """Of the pairs on board the one picked up last leaves first."""
    picked = {pair.pickup: k for k, pair in enumerate(problem.pairs)}
    delivered = {pair.delivery: k for k, pair in enumerate(problem.pairs)}
    on_board: list[int] = []
    for i in trip.clients:
        if i in picked:
            on_board.append(picked[i])
        elif i in delivered and delivered[i] in on_board:
            if on_board[-1] != delivered[i]:
                yield RouteBreach(fault=Fault.STACK, route=number, at=i)
            on_board.remove(delivered[i])


def _loads(problem: RoutingProblem, number: int, route: Route, trip: Trip) -> Iterator[RouteBreach]:
    """On no leg of a trip is more on board than the vehicle carries."""
    handed = _handed_over(problem) if problem.pairs else {}
    for dimension, capacity in enumerate(problem.vehicle_types[route.vehicle_type].capacity):
        on_board = sum(problem.clients[i].delivery[dimension] for i in trip.clients)
        worst, where = on_board - capacity, trip.clients[0] if trip.clients else None
        for i in trip.clients:
            client = problem.clients[i]
            on_board += client.pickup[dimension] - client.delivery[dimension] + handed.get((i, dimension), 0)
            worst, where = max((worst, where), (on_board - capacity, i), key=lambda found: found[0])
        if worst > 0:
            yield RouteBreach(fault=Fault.CAPACITY, route=number, at=where, excess=worst)


def _handed_over(problem: RoutingProblem) -> Mapping[tuple[int, int], int]:
    """What pairs take on board (positive) and off it, by client and dimension."""
    change: dict[tuple[int, int], int] = {}
    for pair in problem.pairs:
        for dimension, amount in enumerate(pair.amount):
            change[pair.pickup, dimension] = amount
            change[pair.delivery, dimension] = -amount
    return change


def _backhauls(problem: RoutingProblem, number: int, trip: Trip) -> Iterator[RouteBreach]:
    """Deliveries first, then pickups, and no pickups alone."""
    if not problem.backhauls_last or not trip.clients:
        return
    brings = [any(problem.clients[i].delivery) for i in trip.clients]
    if not brings[0]:
        yield RouteBreach(fault=Fault.BACKHAUL, route=number, at=trip.clients[0])
    for (_, before), (i, after) in pairwise(zip(trip.clients, brings, strict=True)):
        if after and not before:
            yield RouteBreach(fault=Fault.BACKHAUL, route=number, at=i)


def _zones(problem: RoutingProblem, number: int, trip: Trip) -> Iterator[RouteBreach]:
    """From open to sealed, never back."""
    if problem.zones is None:
        return
    for before, i in pairwise(trip.clients):
        fall = problem.clients[before].zone - problem.clients[i].zone
        if fall > 0:
            yield RouteBreach(fault=Fault.ZONE, route=number, at=i, excess=fall)


def _goods(problem: RoutingProblem, number: int, trip: Trip) -> Iterator[RouteBreach]:
    """Goods that must be kept apart are on different trips."""
    if problem.goods is None:
        return
    kinds = sorted({problem.clients[i].goods for i in trip.clients})
    for one, other in combinations(kinds, 2):
        if (one, other) in problem.goods.apart or (other, one) in problem.goods.apart:
            at = next(i for i in trip.clients if problem.clients[i].goods == other)
            yield RouteBreach(fault=Fault.GOODS, route=number, at=at)
