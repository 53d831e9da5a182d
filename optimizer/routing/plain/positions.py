"""A position: behind whom an absent client may go, in which type of vehicle, and at which cost.

References
----------
Christiaens & Vanden Berghe (2020), doi:10.1287/trsc.2019.0914, section 5.3.
"""

from typing import NamedTuple

import numpy as np

from optimizer.routing.arrays import long
from optimizer.routing.compiled import inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.schedule import in_time
from optimizer.routing.plain.state import State
from optimizer.routing.plain.ways import route_cost
from optimizer.routing.random import RandomState, below, uniform

BLINK = 0.01

INFINITE = 1e18


class Position(NamedTuple):
    """Behind which node, in a vehicle of which type, and at which cost."""

    cost: float
    before: int
    kind: int


@inlined
def position(cost: float, before: int, kind: int) -> Position:
    """A position whose numbers always have the same types (Numba needs that)."""
    return Position(float(cost), long(before), long(kind))


@inlined
def in_order(p: Plain, s: State, before: int, client: int, after: int) -> bool:
    """Whether deliveries stay before pickups, and pickups with deliveries."""
    n = len(p.clients)
    if p.clients[client].is_backhaul:
        if s.routes[s.links[before].route].linehauls == 0:
            return False
        return bool(after >= n or p.clients[after].is_backhaul)
    return bool(before >= n or not p.clients[before].is_backhaul)


@inlined
def has_room(p: Plain, s: State, route: int, client: int, capacity: int) -> bool:
    """Whether the loads of a route, with the client, stay within a capacity."""
    r, c = s.routes[route], p.clients[client]
    if p.features.backhauls:
        return bool(r.delivery + c.delivery <= capacity and r.pickup + c.pickup <= capacity)
    return bool(r.delivery + c.delivery <= capacity)


@inlined
def try_between(
    p: Plain, s: State, before: int, client: int, after: int, cost: float, kind: int, best: Position, state: RandomState
) -> Position:
    """The better of ``best`` and the place between two nodes, in a vehicle of a type; overlooked now and then."""
    if cost >= best.cost or uniform(state) < BLINK:
        return best
    if p.features.backhauls and not in_order(p, s, before, client, after):
        return best
    if p.features.clock and not in_time(p, s, before, client, after, kind):
        return best
    return position(cost, before, kind)


@inlined
def as_long_out(p: Plain, kind: int, now: int) -> bool:
    """Whether one type's times are those of another, from the same depots."""
    one, other = p.kinds[kind], p.kinds[now]
    if one.start != other.start or one.end != other.end or one.opens > other.opens or one.closes < other.closes:
        return False
    return bool(one.max_duration >= other.max_duration)


@inlined
def cheapest_kind(p: Plain, s: State, route: int, client: int) -> int:
    """Type that would drive a route with one more client cheapest, among those that keep its times; -1: none."""
    r = s.routes[route]
    kinds = r.kinds & p.clients[client].kinds
    best, least = -1, INFINITE
    for kind in range(len(p.kinds)):
        if not (kinds >> np.uint64(kind)) & np.uint64(1) or s.used[kind] >= p.kinds[kind].count:
            continue
        cost = route_cost(p, kind, r.distance)
        if cost < least and has_room(p, s, route, client, p.kinds[kind].capacity) and as_long_out(p, kind, r.kind):
            best, least = kind, cost
    return long(best)


@inlined
def unused_route(s: State, state: RandomState) -> int:
    """An empty route."""
    count = len(s.routes)
    first = below(state, count)
    for i in range(count):
        route = (first + i) % count
        if s.routes[route].size == 0:
            return long(route)
    return long(-1)


@inlined
def bold_kind(p: Plain, s: State, client: int, kind: int, state: RandomState) -> int:
    """A random type that can serve a client, at the price of the cheapest: a larger vehicle pays only once it fills."""
    rank = below(state, len(p.kinds))
    other = p.alone_kinds[client, rank]
    if p.alone[client, rank] < INFINITE and s.used[other] < p.kinds[other].count:
        return long(other)
    return long(kind)


@inlined
def try_new_route(p: Plain, s: State, client: int, best: Position, state: RandomState) -> Position:
    """The better of ``best`` and a vehicle that does not drive yet, of any type."""
    if p.features.backhauls and p.clients[client].is_backhaul:
        return best
    for rank in range(len(p.kinds)):
        cost = p.alone[client, rank]
        if cost >= best.cost:
            return best
        kind = p.alone_kinds[client, rank]
        if s.used[kind] < p.kinds[kind].count:
            route = unused_route(s, state)
            if route >= 0:
                kind = bold_kind(p, s, client, kind, state) if s.counts[0].bold else kind
                best = position(cost, len(p.clients) + 2 * route, kind)
            return best
    return best
