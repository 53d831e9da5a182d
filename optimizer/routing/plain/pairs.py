"""Pairs: what is picked up at one client goes to another, on the same route, later.

A pair is put into a route in one go: for every place of the pickup the route is walked on from there, with what is then
on board, and every place of the delivery on the way is tried, until a window or the capacity ends the walk.

References
----------
Ropke & Pisinger (2006), An adaptive large neighborhood search heuristic for the pickup and delivery problem with time
windows, doi:10.1287/trsc.1050.0135 (insertion of requests).
"""

from typing import NamedTuple

from optimizer.routing.arrays import long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.links import insert, remove
from optimizer.routing.plain.positions import BLINK, INFINITE, unused_route
from optimizer.routing.plain.schedule import reschedule, reschedule_around, service
from optimizer.routing.plain.state import State
from optimizer.routing.plain.ways import between, lasts, place_of
from optimizer.routing.random import RandomState, uniform


class PairPosition(NamedTuple):
    """Behind which nodes pickup and delivery go (the delivery behind the pickup itself, if so), and at which cost."""

    cost: float
    pickup_behind: int
    delivery_behind: int


@inlined
def pair_position(cost: float, pickup_behind: int, delivery_behind: int) -> PairPosition:
    """A position whose numbers always have the same types (Numba needs that)."""
    return PairPosition(float(cost), long(pickup_behind), long(delivery_behind))


@inlined
def begins(p: Plain, node: int, leaving: int, origin: int) -> int:
    """When service at a client begins, coming from a place left at ``leaving``; a closed window is for the caller."""
    return max(long(p.clients[node].opens), leaving + lasts(p, origin, p.first_place + node))


@inlined
def deliver_on_the_way(
    p: Plain, s: State, pickup: int, behind: int, load: int, capacity: int, best: PairPosition
) -> PairPosition:
    """The better of ``best`` and the pickup behind a node with its delivery anywhere later; ``load`` as it leaves."""
    n = len(p.clients)
    delivery = long(p.clients[pickup].partner)
    here, there = long(p.first_place + pickup), long(p.first_place + delivery)
    left = place_of(p, s, behind)
    begin = begins(p, pickup, long(s.times[behind].leave), left)
    if begin > p.clients[pickup].closes or load + p.clients[pickup].amount > capacity:
        return best
    leaving = begin + service(p, pickup)
    load += long(p.clients[pickup].amount)
    node = long(s.links[behind].after)
    to_pickup = between(p, left, here)
    removed = long(s.links[behind].to_next)
    origin, previous = here, pickup
    walked = long(0)  # from the pickup to ``previous``, over what the route drove there
    while True:
        next_place = place_of(p, s, node)
        begin = begins(p, delivery, leaving, origin)
        if begin > p.clients[delivery].closes:
            return best
        if begin + service(p, delivery) + lasts(p, there, next_place) <= s.times[node].late:
            change = to_pickup + walked + between(p, origin, there) + between(p, there, next_place) - removed
            if change < best.cost:
                best = pair_position(change, behind, previous)
        if node >= n:
            return best
        drive = between(p, origin, next_place)
        begin = begins(p, node, leaving, origin)
        load += long(p.clients[node].amount)
        if begin > s.times[node].late or load > capacity:
            return best
        walked += drive
        removed += long(s.links[node].to_next)
        leaving = begin + service(p, node)
        origin, previous = next_place, node
        node = long(s.links[node].after)
        if to_pickup + walked - removed >= best.cost:
            # by the triangle inequality nothing later is cheaper; without it, only an improvement is missed
            return best


@inlined
def best_in_route(p: Plain, s: State, pickup: int, route: int, best: PairPosition, state: RandomState) -> PairPosition:
    """The better of ``best`` and the cheapest place for a pair in a route."""
    n = len(p.clients)
    capacity = long(p.kinds[s.routes[route].kind].capacity)
    node, load = long(n + 2 * route), long(0)
    while True:
        if uniform(state) >= BLINK:
            best = deliver_on_the_way(p, s, pickup, node, load, capacity, best)
        node = long(s.links[node].after)
        if node >= n or s.times[node].leave > p.clients[pickup].closes + service(p, node):
            return best
        load += long(p.clients[node].amount)


@compiled
def best_for_pair(p: Plain, s: State, pickup: int, limit: float, state: RandomState) -> PairPosition:
    """The cheapest place found for a pair, at less than ``limit``: in a route of a neighbour of an end, or alone."""
    best = pair_position(limit, -1, -1)
    s.counts[0].stamp += 1
    stamp = s.counts[0].stamp
    for end in range(2):
        client = pickup if end == 0 else long(p.clients[pickup].partner)
        for i in range(p.neighbours.shape[1]):
            other = p.neighbours[client, i]
            if other < 0:
                break
            route = s.links[other].route
            if route >= 0 and s.seen[route] != stamp:
                s.seen[route] = stamp
                best = best_in_route(p, s, pickup, route, best, state)
    if s.used[0] < p.kinds[0].count:
        route = unused_route(s, state)
        if route >= 0:
            reschedule(p, s, route)
            alone = best_in_route(p, s, pickup, route, pair_position(INFINITE, -1, -1), state)
            # an empty route drives nowhere: what its depots are apart is not saved, and calling it up costs
            cost = alone.cost + s.links[len(p.clients) + 2 * route].to_next + p.kinds[0].fixed
            if cost < best.cost:
                best = pair_position(cost, alone.pickup_behind, alone.delivery_behind)
    return best


@compiled
def recreate_pairs(p: Plain, s: State, limit: float, state: RandomState) -> bool:
    """Insert absent pairs greedily, in the order of the absent list; those that fit nowhere stay absent.

    Ends, and returns False, as soon as that costs as much as ``limit``: the iteration is to be undone then.
    """
    for i in range(s.counts[0].absent):
        client = s.absent[i]
        if p.clients[client].amount <= 0:
            continue
        where = best_for_pair(p, s, client, limit, state)
        delivery = long(p.clients[client].partner)
        if where.pickup_behind < 0:
            limit -= s.weight[client] + s.weight[delivery]
            if limit <= 0.0:
                return False
        else:
            limit -= where.cost
            insert(p, s, client, where.pickup_behind)
            reschedule_around(p, s, client)
            insert(p, s, delivery, where.delivery_behind)
            reschedule_around(p, s, delivery)
    left = 0
    for i in range(s.counts[0].absent):
        client = s.absent[i]
        if s.links[client].route < 0:
            s.absent[left] = client
            left += 1
    s.counts[0].absent = left
    return True


@compiled
def drop_partners(p: Plain, s: State) -> None:
    """Take out the other end of every pair that has lost one."""
    for i in range(s.counts[0].absent):
        other = long(p.clients[s.absent[i]].partner)
        if s.links[other].route >= 0:
            remove(p, s, other)
