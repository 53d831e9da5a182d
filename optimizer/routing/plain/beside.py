"""Where an absent client costs least: beside its neighbours, beside someone further off, or in a vehicle of its own.

References
----------
Christiaens & Vanden Berghe (2020), doi:10.1287/trsc.2019.0914, section 5.3.
"""

from optimizer.routing.arrays import long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.positions import Position, cheapest_kind, has_room, position, try_between, try_new_route
from optimizer.routing.plain.schedule import early_enough, late_enough
from optimizer.routing.plain.shortlist import admits, kinds_left, load_with, shortlist
from optimizer.routing.plain.state import State
from optimizer.routing.plain.ways import between, place_of, route_cost, way_to
from optimizer.routing.random import RandomState

NEAREST = 10
"""So many neighbours are looked beside first; what is found there rules most of the others out."""


@inlined
def best_position(p: Plain, s: State, client: int, limit: float, state: RandomState) -> Position:
    """The cheapest place for an absent client beside its neighbours, or in a new route, at less than ``limit``.

    Where no neighbour's vehicle has room, others are asked. ``before`` -1: none.
    """
    best = position(limit, -1, -1)
    left = kinds_left(p, s, client)
    first, most, is_room = long(0), long(p.neighbours.shape[1]), False
    while first < most:
        last = min(most, NEAREST) if first == 0 else most
        listed = shortlist(p, s, client, first, last, best.cost, left)
        is_room |= listed.is_room
        for k in range(listed.length):
            i = long(s.near[k])
            best = try_beside(p, s, client, long(p.neighbours[client, i]), long(p.far[client, i]), best, state)
        first = last
    if not is_room:
        best = try_further(p, s, client, best, state)
    return try_new_route(p, s, client, best, state)


@inlined
def try_beside(p: Plain, s: State, client: int, other: int, far: int, best: Position, state: RandomState) -> Position:
    """The better of ``best`` and the places behind and ahead of another client, which is ``far`` away."""
    if p.features.metric and p.least_price * 2.0 * (far - s.longest[other]) >= best.cost:
        return best
    here, link = long(p.first_place + client), s.links[other]
    route = long(link.route)
    r = s.routes[route]
    behind, ahead = early_enough(p, s, other, client, far), late_enough(p, s, other, client, far)
    kind, more = long(r.kind), 0.0
    admitted = not p.features.sites or admits(p, kind, client)
    if p.features.mixed and not (admitted and has_room(p, s, route, client, p.kinds[kind].capacity)):
        kind = cheapest_kind(p, s, route, client)
        if kind < 0:
            return best
        more = route_cost(p, kind, r.distance) - r.cost
    price = p.kinds[kind].per_distance
    if behind and (not p.features.metric or more + price * 2.0 * (far - link.to_next) < best.cost):
        after = long(link.after)
        change = far + between(p, here, place_of(p, s, after)) - link.to_next
        best = try_between(p, s, other, client, after, more + price * change, kind, best, state)
    if ahead and (not p.features.metric or more + price * 2.0 * (far - link.from_before) < best.cost):
        before = long(link.before)
        onward = far if p.features.metric else between(p, here, p.first_place + other)
        change = way_to(p, here, place_of(p, s, before)) + onward - link.from_before
        best = try_between(p, s, before, client, other, more + price * change, kind, best, state)
    return best


@compiled
def try_further(p: Plain, s: State, client: int, best: Position, state: RandomState) -> Position:
    """The places beside the first client further off whose vehicle has room, if they cost less than ``best``.

    Vehicles are of one type: else nobody is asked further off.
    """
    capacity = p.kinds[0].capacity
    for i in range(p.further.shape[1]):
        other = long(p.further[client, i])
        if other < 0:
            return best
        route = long(s.links[other].route)
        if route >= 0 and load_with(p, s, route, client) <= capacity:
            far = long(between(p, p.first_place + other, p.first_place + client))
            found = try_beside(p, s, client, other, far, best, state)
            if found.before >= 0:
                return found
    return best
