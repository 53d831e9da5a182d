"""Retype: vehicle types of touched routes, drawn before clients are put back, and chosen for least cost afterwards."""

import numpy as np

from optimizer.routing.arrays import long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.plain.arrays import EVERY_KIND, Plain
from optimizer.routing.plain.journal import note
from optimizer.routing.plain.positions import as_long_out
from optimizer.routing.plain.schedule import Stretch, join, reschedule
from optimizer.routing.plain.state import State
from optimizer.routing.plain.ways import between, lasts, place_of, route_cost
from optimizer.routing.random import RandomState, below, uniform

SHUFFLED = 0.5
"""Share of the touched routes that are offered another type."""


@inlined
def moved_distance(p: Plain, s: State, route: int, kind: int) -> int:
    """Length of a route if it started and ended where vehicles of a type do."""
    k, now = p.kinds[kind], p.kinds[s.routes[route].kind]
    if k.start == now.start and k.end == now.end:
        return long(s.routes[route].distance)
    first = len(p.clients) + 2 * route
    head, tail = long(s.links[first].after), long(s.links[first + 1].before)
    change = between(p, k.start, place_of(p, s, head)) - s.links[first].to_next
    change += between(p, place_of(p, s, tail), k.end) - s.links[tail].to_next
    return long(s.routes[route].distance + change)


@compiled
def admit_again(p: Plain, s: State) -> None:
    """Find the types that all clients of each touched route admit, now that some have left."""
    n = len(p.clients)
    for i in range(s.counts[0].touched):
        route = s.touched[i]
        kinds = np.uint64(EVERY_KIND)
        node = long(s.links[n + 2 * route].after)
        while node < n:
            kinds &= p.clients[node].kinds
            node = long(s.links[node].after)
        s.routes[route].kinds = kinds


@inlined
def may_drive(p: Plain, s: State, route: int, kind: int) -> bool:
    """Whether a vehicle of a type is left, holds what a route carries, and may go to all its clients."""
    r, k = s.routes[route], p.kinds[kind]
    if s.used[kind] >= k.count or r.delivery > k.capacity or r.pickup > k.capacity:
        return False
    return bool((r.kinds >> np.uint64(kind)) & np.uint64(1))


@compiled
def can_drive(p: Plain, s: State, route: int, kind: int) -> bool:
    """Whether a type keeps windows, shift and duration on a route."""
    k = p.kinds[kind]
    if as_long_out(p, kind, s.routes[route].kind):
        return True
    n = len(p.clients)
    node = long(s.links[n + 2 * route].after)
    place = long(k.start)
    so_far = Stretch(False, long(0), long(k.opens), long(k.closes))
    while node < n:
        c, here = p.clients[node], long(p.first_place + node)
        so_far = join(so_far, lasts(p, place, here), Stretch(False, long(c.service), long(c.opens), long(c.closes)))
        if so_far.broken or so_far.duration > k.max_duration:
            return False
        place = here
        node = long(s.links[node].after)
    so_far = join(so_far, lasts(p, place, k.end), Stretch(False, long(0), long(k.opens), long(k.closes)))
    return bool((not so_far.broken) and so_far.duration <= k.max_duration)


@inlined
def give(p: Plain, s: State, route: int, kind: int) -> None:
    """Give a route that drives a vehicle of a type, with its depots and times."""
    first = len(p.clients) + 2 * route
    last = first + 1
    r = s.routes[route]
    distance = moved_distance(p, s, route, kind)
    head, tail = long(s.links[first].after), long(s.links[last].before)
    note(s, first)  # also where only the type changes: it is how the best solution learns of it
    if p.kinds[kind].start != p.kinds[r.kind].start or p.kinds[kind].end != p.kinds[r.kind].end:
        note(s, head)
        note(s, tail)
        note(s, last)
        s.links[first].to_next = s.links[head].from_before = between(p, p.kinds[kind].start, place_of(p, s, head))
        s.links[tail].to_next = s.links[last].from_before = between(p, place_of(p, s, tail), p.kinds[kind].end)
    same = as_long_out(p, kind, r.kind) and as_long_out(p, r.kind, kind)
    s.used[r.kind] -= 1
    s.used[kind] += 1
    r.kind = kind
    r.distance = distance
    r.cost = route_cost(p, kind, distance)
    if p.features.clock and not same:
        reschedule(p, s, route)


@compiled
def shuffle_kinds(p: Plain, s: State, state: RandomState) -> None:
    """Give some touched routes another type that can drive them, at any cost: what is put back may make it pay."""
    for i in range(s.counts[0].touched):
        route = long(s.touched[i])
        if s.routes[route].size == 0 or uniform(state) >= SHUFFLED:
            continue
        kind = below(state, len(p.kinds))
        if kind != s.routes[route].kind and may_drive(p, s, route, kind) and can_drive(p, s, route, kind):
            give(p, s, route, kind)


@compiled
def may_save(p: Plain, s: State) -> float:
    """What the touched routes would cost less if each were driven by the cheapest type that holds what is left of it.

    No more than that comes back by another type once clients are put back, or hardly ever: they only add to a load.
    """
    saved = 0.0
    for i in range(s.counts[0].touched):
        route = long(s.touched[i])
        r = s.routes[route]
        if r.size == 0:
            continue
        least = r.cost
        for kind in range(len(p.kinds)):
            if kind != r.kind and may_drive(p, s, route, kind):
                least = min(least, route_cost(p, kind, moved_distance(p, s, route, kind)))
        saved += r.cost - least
    return saved


@compiled
def cheaper_kinds(p: Plain, s: State) -> None:
    """For every touched route that drives, choose the cheapest type that may and can drive it."""
    for i in range(s.counts[0].touched):
        route = long(s.touched[i])
        r = s.routes[route]
        if r.size == 0:
            continue
        for kind in range(len(p.kinds)):
            if kind == r.kind or not may_drive(p, s, route, kind):
                continue
            if route_cost(p, kind, moved_distance(p, s, route, kind)) >= r.cost - 1e-9:
                continue
            if can_drive(p, s, route, kind):
                give(p, s, route, kind)
