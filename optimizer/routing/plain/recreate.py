"""Recreate: absent clients put back one by one where they cost least, overlooking a place now and then.

References
----------
Christiaens & Vanden Berghe (2020), doi:10.1287/trsc.2019.0914, section 5.3.
"""

from optimizer.routing.arrays import Floats, long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.beside import best_position
from optimizer.routing.plain.journal import note, touch
from optimizer.routing.plain.links import insert
from optimizer.routing.plain.positions import Position
from optimizer.routing.plain.schedule import reschedule, reschedule_around
from optimizer.routing.plain.state import State
from optimizer.routing.plain.ways import between, route_cost
from optimizer.routing.random import RandomState, below, uniform


@inlined
def retype(p: Plain, s: State, route: int, kind: int) -> None:
    """Give a route a vehicle of another type from the same depots and with its times, or an empty one any type."""
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
        apart = between(p, p.kinds[kind].start, p.kinds[kind].end)
        s.links[first].to_next = s.links[first + 1].from_before = apart
    if p.features.clock:
        reschedule(p, s, route)


@inlined
def place_client(p: Plain, s: State, client: int, where: Position) -> None:
    """Carry out an insertion."""
    route = long(s.links[where.before].route)
    if where.kind != s.routes[route].kind:
        retype(p, s, route, where.kind)
    elif s.routes[route].size == 0 and p.features.clock:
        reschedule(p, s, route)
    insert(p, s, client, where.before)
    if p.features.clock:
        reschedule_around(p, s, client)


@inlined
def key_of(p: Plain, client: int, order: int, state: RandomState) -> float:
    """Sort key of an absent client; smallest goes first."""
    c = p.clients[client]
    if order == 1:
        return -float(c.delivery + c.pickup)
    if order == 2:
        return -float(p.alone[client, 0])
    if order == 3:
        return float(p.alone[client, 0])
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
def recreate(p: Plain, s: State, limit: float, state: RandomState) -> bool:
    """Insert absent clients greedily, in the order of the absent list; those that fit nowhere stay absent.

    Ends, and returns False, as soon as that costs as much as ``limit``: the iteration is to be undone then.
    """
    left = 0
    for i in range(s.counts[0].absent):
        client = s.absent[i]
        where = best_position(p, s, client, limit, state)
        if where.before >= 0:
            place_client(p, s, client, where)
            limit -= where.cost
            continue
        limit -= s.weight[client]
        if limit <= 0.0:
            return False
        s.absent[left] = client
        left += 1
    s.counts[0].absent = left
    return True
