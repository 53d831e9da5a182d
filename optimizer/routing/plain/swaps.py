"""Two clients of different routes change places, or routes.

Where vehicles are full, nothing can be put anywhere before something else has left; a ruin that takes out both is rare.

References
----------
Osman (1993), doi:10.1007/BF02023004 (1-1 interchange); Vidal (2022), doi:10.1016/j.cor.2021.105643 (swaps).
"""

from typing import NamedTuple

from optimizer.routing.arrays import long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.links import insert, remove
from optimizer.routing.plain.schedule import in_time, reschedule_gaps
from optimizer.routing.plain.shortlist import admits
from optimizer.routing.plain.state import State
from optimizer.routing.plain.ways import between, place_of, way_to

NEAR = 12
"""With how many neighbours a client may change places."""


class Swap(NamedTuple):
    """With whom a client changes places, and the change of cost."""

    change: float
    other: int


@inlined
def instead(p: Plain, s: State, client: int, leaver: int) -> int:
    """Change of a route's distance where a client takes the place of another."""
    link = s.links[leaver]
    here = long(p.first_place + client)
    new = way_to(p, here, place_of(p, s, link.before)) + between(p, here, place_of(p, s, link.after))
    return long(new - link.from_before - link.to_next)


@inlined
def holds_instead(p: Plain, s: State, client: int, leaver: int) -> bool:
    """Whether a route takes a client in the place of another, by loads and type."""
    r = s.routes[s.links[leaver].route]
    k, c, old = p.kinds[r.kind], p.clients[client], p.clients[leaver]
    if r.delivery + c.delivery - old.delivery > k.capacity or c.is_backhaul != old.is_backhaul:
        return False
    if p.features.backhauls and r.pickup + c.pickup - old.pickup > k.capacity:
        return False
    return not p.features.sites or admits(p, r.kind, client)


@inlined
def in_time_instead(p: Plain, s: State, client: int, leaver: int) -> bool:
    """Whether a route keeps its times with a client in the place of another."""
    link = s.links[leaver]
    return in_time(p, s, long(link.before), client, long(link.after), long(s.routes[link.route].kind))


@inlined
def best_swap(p: Plain, s: State, client: int, limit: float) -> Swap:
    """The cheapest change of places with a neighbour, at less than ``limit``; ``other`` -1: none."""
    best = Swap(limit, long(-1))
    a = s.links[client]
    price = p.kinds[s.routes[a.route].kind].per_distance
    for i in range(min(NEAR, p.neighbours.shape[1])):
        near = long(p.neighbours[client, i])
        if near < 0:
            break
        route = s.links[near].route
        if route < 0 or route == a.route:
            continue
        if not (holds_instead(p, s, client, near) and holds_instead(p, s, near, client)):
            continue
        change = price * instead(p, s, near, client)
        change += p.kinds[s.routes[route].kind].per_distance * instead(p, s, client, near)
        if change >= best.change:
            continue
        if p.features.clock and not (in_time_instead(p, s, client, near) and in_time_instead(p, s, near, client)):
            continue
        best = Swap(float(change), near)
    return best


@compiled
def change_places(p: Plain, s: State, client: int, other: int) -> None:
    """Carry out a swap."""
    one, two = long(s.links[client].before), long(s.links[other].before)
    remove(p, s, client)
    remove(p, s, other)
    s.counts[0].absent -= 2
    insert(p, s, other, one)
    insert(p, s, client, two)
    if p.features.clock:
        reschedule_gaps(p, s)


@inlined
def best_spot(p: Plain, s: State, client: int, route: int) -> int:
    """The node of a route behind which an absent client costs least."""
    n = len(p.clients)
    here = long(p.first_place + client)
    node = long(n + 2 * route)
    way = between(p, place_of(p, s, node), here)
    best, where = long(2**60), node
    while node != n + 2 * route + 1:
        link = s.links[node]
        after = long(link.after)
        onward = between(p, here, place_of(p, s, after))
        change = way + onward - link.to_next
        if change < best:
            best, where = change, node
        way, node = onward, after
    return long(where)


@compiled
def trade(p: Plain, s: State, client: int, other: int) -> None:
    """Let two clients go into one another's route, each where it costs least."""
    one, two = long(s.links[client].route), long(s.links[other].route)
    remove(p, s, client)
    remove(p, s, other)
    s.counts[0].absent -= 2
    mine, its = best_spot(p, s, other, one), best_spot(p, s, client, two)
    insert(p, s, other, mine)
    insert(p, s, client, its)


@inlined
def partner(p: Plain, s: State, client: int, first: int) -> int:
    """A neighbour in another route with whom a client might trade routes, by their loads; -1: none."""
    route = s.links[client].route
    most = min(NEAR, p.neighbours.shape[1])
    for i in range(most):
        near = long(p.neighbours[client, (first + i) % most])
        if near < 0 or s.links[near].route < 0 or s.links[near].route == route:
            continue
        if holds_instead(p, s, client, near) and holds_instead(p, s, near, client):
            return near
    return long(-1)
