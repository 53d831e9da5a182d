"""Recreate: absent clients put back one by one where they cost least, overlooking a place now and then.

References
----------
Christiaens & Vanden Berghe (2020), doi:10.1287/trsc.2019.0914, section 5.3.
"""

from typing import NamedTuple

import numpy as np

from optimizer.routing.arrays import Floats, long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.schedule import in_time, reschedule, reschedule_around
from optimizer.routing.plain.state import State, between, insert, note, place_of, route_cost, touch, way_to
from optimizer.routing.random import RandomState, below, uniform

BLINK = 0.01
INFINITE = 1e18


class Position(NamedTuple):
    """Behind which node, in a vehicle of which type (-1: as it is), and at which cost."""

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
def admits(p: Plain, kind: int, client: int) -> bool:
    """Whether vehicles of a type may serve a client."""
    return bool((p.clients[client].kinds >> np.uint64(kind)) & np.uint64(1))


@inlined
def try_behind(p: Plain, s: State, before: int, client: int, best: Position) -> Position:
    """The better of ``best`` and the place behind a node."""
    left = s.links[before]
    after, route = long(left.after), long(left.route)
    here = long(p.first_place + client)
    change = way_to(p, here, place_of(p, s, before)) + between(p, here, place_of(p, s, after)) - left.to_next
    kind = s.routes[route].kind
    cost = p.kinds[kind].per_distance * change
    if cost >= best.cost:
        return best
    if p.features.backhauls and not in_order(p, s, before, client, after):
        return best
    if p.features.clock and not in_time(p, s, before, client, after, kind):
        return best
    return position(cost, before, -1)


@inlined
def try_larger(p: Plain, s: State, before: int, client: int, best: Position) -> Position:
    """The better of ``best`` and the place behind a node with the route given a vehicle of another type."""
    left = s.links[before]
    after, route = long(left.after), long(left.route)
    if p.features.backhauls and not in_order(p, s, before, client, after):
        return best
    now = s.routes[route]
    here = long(p.first_place + client)
    change = way_to(p, here, place_of(p, s, before)) + between(p, here, place_of(p, s, after)) - left.to_next
    for kind in range(len(p.kinds)):
        if kind == now.kind or s.used[kind] >= p.kinds[kind].count:
            continue
        if p.kinds[kind].start != p.kinds[now.kind].start or p.kinds[kind].end != p.kinds[now.kind].end:
            continue
        cost = route_cost(p, kind, now.distance + change) - now.cost
        if cost < best.cost and has_room(p, s, route, client, p.kinds[kind].capacity):
            best = position(cost, before, kind)
    return best


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
def try_new_route(p: Plain, s: State, client: int, best: Position, state: RandomState) -> Position:
    """The better of ``best`` and a vehicle that does not drive yet, of any type."""
    if p.features.backhauls and p.clients[client].is_backhaul:
        return best
    route = -1
    c, here = p.clients[client], long(p.first_place + client)
    for kind in range(len(p.kinds)):
        k = p.kinds[kind]
        if s.used[kind] >= k.count or c.delivery > k.capacity or c.pickup > k.capacity or not admits(p, kind, client):
            continue
        distance = way_to(p, here, k.start) + between(p, here, k.end)
        cost = route_cost(p, kind, distance)
        if cost >= best.cost:
            continue
        if p.features.clock:
            begin = max(long(c.opens), k.opens + way_to(p, here, k.start))
            if begin > c.closes or begin + c.service + between(p, here, k.end) > k.closes:
                continue
            if p.features.span and distance + c.service > k.max_duration:
                continue
        if route < 0:
            route = unused_route(s, state)
            if route < 0:
                return best
        best = position(cost, len(p.clients) + 2 * route, kind)
    return best


@inlined
def best_position(p: Plain, s: State, client: int, state: RandomState) -> Position:
    """The cheapest place for an absent client beside its neighbours, or in a new route; ``before`` -1: none."""
    best = position(INFINITE, -1, -1)
    for i in range(p.neighbours.shape[1]):
        other = long(p.neighbours[client, i])
        if other < 0:
            break
        route = s.links[other].route
        if route < 0:
            continue
        kind = s.routes[route].kind
        if p.features.kinds and not admits(p, kind, client):
            continue
        fits = has_room(p, s, route, client, p.kinds[kind].capacity)
        if not fits and not p.features.kinds:
            continue
        for side in range(2):
            if uniform(state) < BLINK:
                continue
            before = other if side == 0 else long(s.links[other].before)
            if fits:
                best = try_behind(p, s, before, client, best)
            elif not p.features.clock:
                best = try_larger(p, s, before, client, best)
    return try_new_route(p, s, client, best, state)


@inlined
def retype(p: Plain, s: State, route: int, kind: int) -> None:
    """Give a route a vehicle of another type from the same depots, or an empty one any type."""
    r = s.routes[route]
    touch(s, route)
    if r.size > 0:
        s.used[r.kind] -= 1
        s.used[kind] += 1
        r.cost = route_cost(p, kind, r.distance)
    r.kind = kind
    if r.size == 0:
        first = len(p.clients) + 2 * route
        note(s, first)
        note(s, first + 1)
        s.links[first].to_next = between(p, p.kinds[kind].start, p.kinds[kind].end)
        if p.features.clock:
            reschedule(p, s, route)


@compiled
def place_client(p: Plain, s: State, client: int, where: Position) -> None:
    """Carry out an insertion."""
    route = long(s.links[where.before].route)
    if where.kind >= 0 and where.kind != s.routes[route].kind:
        retype(p, s, route, where.kind)
    elif s.routes[route].size == 0 and p.features.clock:
        reschedule(p, s, route)
    insert(p, s, client, where.before)
    if p.features.clock:
        reschedule_around(p, s, client)


@inlined
def key_of(p: Plain, client: int, order: int, state: RandomState) -> float:
    """Sort key of an absent client; smallest goes first."""
    c, here = p.clients[client], long(p.first_place + client)
    if order == 1:
        return -float(c.delivery + c.pickup)
    if order == 2:
        return -float(way_to(p, here, p.kinds[0].start))
    if order == 3:
        return float(way_to(p, here, p.kinds[0].start))
    if order == 4:
        return float(c.closes - c.opens)
    if order == 5:
        return float(c.closes)
    return uniform(state)


@compiled
def sort_absent(p: Plain, s: State, keys: Floats, state: RandomState) -> None:
    """Put absent clients in one of the orders: random, demand, far, near; with windows also narrow, early closing."""
    draw = below(state, 15 if p.features.clock else 11)
    order = 0 if draw < 4 else 1 if draw < 8 else 2 if draw < 10 else 3 if draw < 11 else 4 if draw < 13 else 5
    for i in range(s.counts[0].absent):
        client = s.absent[i]
        key = key_of(p, client, order, state)
        j = i
        while j > 0 and keys[j - 1] > key:
            keys[j], s.absent[j] = keys[j - 1], s.absent[j - 1]
            j -= 1
        keys[j], s.absent[j] = key, client


@compiled
def recreate(p: Plain, s: State, state: RandomState) -> None:
    """Insert absent clients greedily, in the order of the absent list; those that fit nowhere stay absent."""
    left = 0
    for i in range(s.counts[0].absent):
        client = s.absent[i]
        where = best_position(p, s, client, state)
        if where.before >= 0:
            place_client(p, s, client, where)
        else:
            s.absent[left] = client
            left += 1
    s.counts[0].absent = left
