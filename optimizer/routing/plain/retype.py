"""Retype: give touched routes the vehicle type that drives them cheapest."""

from optimizer.routing.arrays import long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.recreate import admits
from optimizer.routing.plain.schedule import reschedule
from optimizer.routing.plain.state import State, between, note, place_of, route_cost


@inlined
def moved_distance(p: Plain, s: State, route: int, kind: int) -> int:
    """Length of a route if it started and ended where vehicles of a type do."""
    first = len(p.clients) + 2 * route
    head, tail = long(s.links[first].after), long(s.links[first + 1].before)
    k, now = p.kinds[kind], p.kinds[s.routes[route].kind]
    head_place, tail_place = place_of(p, s, head), place_of(p, s, tail)
    change = between(p, k.start, head_place) - between(p, now.start, head_place)
    change += between(p, tail_place, k.end) - between(p, tail_place, now.end)
    return long(s.routes[route].distance + change)


@inlined
def all_admitted(p: Plain, s: State, route: int, kind: int) -> bool:
    """Whether vehicles of a type may serve every client of a route."""
    n = len(p.clients)
    node = long(s.links[n + 2 * route].after)
    while node < n:
        if not admits(p, kind, node):
            return False
        node = long(s.links[node].after)
    return True


@inlined
def give(p: Plain, s: State, route: int, kind: int) -> None:
    """Give a route a vehicle of a type, with its depots."""
    first = len(p.clients) + 2 * route
    last = first + 1
    r = s.routes[route]
    distance = moved_distance(p, s, route, kind)
    tail = long(s.links[last].before)
    note(s, first)
    note(s, tail)
    s.used[r.kind] -= 1
    s.used[kind] += 1
    r.kind = kind
    r.distance = distance
    r.cost = route_cost(p, kind, distance)
    s.links[first].to_next = between(p, p.kinds[kind].start, place_of(p, s, long(s.links[first].after)))
    s.links[tail].to_next = between(p, place_of(p, s, tail), p.kinds[kind].end)


@inlined
def holds(p: Plain, s: State, route: int) -> bool:
    """Whether a route, its times just computed, keeps windows, shift and duration."""
    first = len(p.clients) + 2 * route
    if s.times[first].late < s.times[first].leave:
        return False
    if not p.features.span:
        return True
    span = s.spans[first]
    return bool(span.from_duration <= p.kinds[s.routes[route].kind].max_duration)


@compiled
def cheaper_kinds(p: Plain, s: State) -> None:
    """For every touched route that drives, choose the cheapest type that may and can drive it."""
    for i in range(s.counts[0].touched):
        route = long(s.touched[i])
        r = s.routes[route]
        if r.size == 0:
            continue
        for kind in range(len(p.kinds)):
            k = p.kinds[kind]
            if kind == r.kind or s.used[kind] >= k.count or r.delivery > k.capacity or r.pickup > k.capacity:
                continue
            if route_cost(p, kind, moved_distance(p, s, route, kind)) >= r.cost - 1e-9:
                continue
            if not all_admitted(p, s, route, kind):
                continue
            old = long(r.kind)
            give(p, s, route, kind)
            if p.features.clock:
                reschedule(p, s, route)
                if not holds(p, s, route):
                    give(p, s, route, old)
                    reschedule(p, s, route)
