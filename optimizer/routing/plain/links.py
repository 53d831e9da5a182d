"""Clients taken out of routes and put into them."""

import numpy as np

from optimizer.routing.arrays import long
from optimizer.routing.compiled import inlined
from optimizer.routing.plain.arrays import EVERY_KIND, Plain
from optimizer.routing.plain.journal import note, note_longest, touch
from optimizer.routing.plain.state import State
from optimizer.routing.plain.ways import between, place_of, route_cost


@inlined
def remove(p: Plain, s: State, client: int) -> None:
    """Take a client out of its route and put it on the absent list."""
    link = s.links[client]
    before, after, r = long(link.before), long(link.after), long(link.route)
    touch(s, r)
    note(s, client)
    note(s, before)
    note(s, after)
    route, left = s.routes[r], s.links[before]
    direct = between(p, place_of(p, s, before), place_of(p, s, after))
    route.distance += direct - left.to_next - link.to_next
    right = s.links[after]
    left.after, left.to_next = after, direct
    right.before, right.from_before = before, direct
    link.route = -1
    note_longest(s, client)
    note_longest(s, before)
    note_longest(s, after)
    route.size -= 1
    route.delivery -= p.clients[client].delivery
    route.pickup -= p.clients[client].pickup
    route.linehauls -= 1 - p.clients[client].is_backhaul
    if route.size == 0:
        s.used[route.kind] -= 1
        route.cost = 0.0
    else:
        route.cost = route_cost(p, route.kind, route.distance)
    s.absent[s.counts[0].absent] = client
    s.counts[0].absent += 1


@inlined
def insert(p: Plain, s: State, client: int, before: int) -> None:
    """Put a client behind a node; it is taken off the absent list by the caller."""
    left = s.links[before]
    after, r = long(left.after), long(left.route)
    touch(s, r)
    note(s, client)
    note(s, before)
    note(s, after)
    route, link = s.routes[r], s.links[client]
    here = long(p.first_place + client)
    first = between(p, place_of(p, s, before), here)
    second = between(p, here, place_of(p, s, after))
    if route.size == 0:
        s.used[route.kind] += 1
        route.distance = first + second
        route.kinds = np.uint64(EVERY_KIND)
    else:
        route.distance += first + second - left.to_next
    link.before, link.after, link.route, link.from_before, link.to_next = before, after, r, first, second
    right = s.links[after]
    left.after, left.to_next = client, first
    right.before, right.from_before = client, second
    note_longest(s, client)
    note_longest(s, before)
    note_longest(s, after)
    route.size += 1
    route.kinds &= p.clients[client].kinds
    route.delivery += p.clients[client].delivery
    route.pickup += p.clients[client].pickup
    route.linehauls += 1 - p.clients[client].is_backhaul
    route.cost = route_cost(p, route.kind, route.distance)
