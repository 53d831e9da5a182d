"""Two routes exchange what follows a cut in each, or one is turned round.

Which cut, and why, is in :mod:`optimizer.routing.plain.cuts`.
"""

import numpy as np

from optimizer.routing.arrays import long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.plain.arrays import EVERY_KIND, Plain
from optimizer.routing.plain.cuts import Cut
from optimizer.routing.plain.journal import note, note_longest, touch
from optimizer.routing.plain.schedule import reschedule_gaps
from optimizer.routing.plain.state import State
from optimizer.routing.plain.ways import between, place_of, route_cost


@inlined
def lead_to(p: Plain, s: State, node: int, after: int) -> None:
    """Let a node come right behind another."""
    note(s, node)
    note(s, after)
    way = between(p, place_of(p, s, node), place_of(p, s, after))
    s.links[node].after, s.links[node].to_next = after, way
    s.links[after].before, s.links[after].from_before = node, way
    note_longest(s, node)
    note_longest(s, after)


@inlined
def move(p: Plain, s: State, first: int, last: int, before: int, after: int) -> None:
    """Lay a stretch between two nodes as it is; an empty one has a depot as ``first``."""
    n, route = len(p.clients), s.links[before].route
    if first >= n:
        lead_to(p, s, before, after)
        return
    node = first
    while True:
        note(s, node)
        s.links[node].route = route
        if node == last:
            break
        node = long(s.links[node].after)
    lead_to(p, s, before, first)
    lead_to(p, s, last, after)


@inlined
def turn(p: Plain, s: State, first: int, last: int, before: int, after: int) -> None:
    """Lay a stretch between two nodes the other way round; an empty one has a depot as ``first`` or ``last``."""
    n, route = len(p.clients), s.links[before].route
    if first >= n or last >= n:
        lead_to(p, s, before, after)
        return
    node = first
    while True:
        note(s, node)
        link = s.links[node]
        onward = long(link.after)
        link.after, link.before, link.route = link.before, onward, route
        link.to_next, link.from_before = link.from_before, link.to_next
        if node == last:
            break
        node = onward
    lead_to(p, s, before, last)
    lead_to(p, s, first, after)


@inlined
def recount(p: Plain, s: State, route: int) -> None:
    """Sum a route up anew."""
    n, r = len(p.clients), s.routes[route]
    before = r.size
    r.size = r.linehauls = 0
    r.delivery = r.pickup = r.distance = 0
    r.kinds = np.uint64(EVERY_KIND)
    node = long(n + 2 * route)
    while node != n + 2 * route + 1:
        r.distance += s.links[node].to_next
        node = long(s.links[node].after)
        if node < n:
            r.size += 1
            r.delivery += p.clients[node].delivery
            r.pickup += p.clients[node].pickup
            r.linehauls += 1 - p.clients[node].is_backhaul
            r.kinds &= p.clients[node].kinds
    r.cost = route_cost(p, r.kind, r.distance) if r.size > 0 else 0.0
    s.used[r.kind] += (1 if r.size > 0 else 0) - (1 if before > 0 else 0)


@compiled
def carry_out(p: Plain, s: State, cut: Cut) -> None:
    """Cut and tie."""
    n, one, other = len(p.clients), cut.one, cut.other
    first, second = long(s.links[one].route), long(s.links[other].route)
    touch(s, first)
    touch(s, second)
    one_end, other_end = n + 2 * first + 1, n + 2 * second + 1
    one_tail, other_tail = long(s.links[one].after), long(s.links[other].after)
    one_last, other_last = long(s.links[one_end].before), long(s.links[other_end].before)
    if first == second:
        node = one_tail
        while node != other and node < n:
            node = long(s.links[node].after)
        if node == other:
            turn(p, s, one_tail, other, one, other_tail)
        else:
            turn(p, s, other_tail, one, other, one_tail)
    elif cut.turned == 1:
        other_first = long(s.links[n + 2 * second].after)
        turn(p, s, other_first, other, one, one_end)
        turn(p, s, one_tail, one_last, n + 2 * second, other_tail)
    else:
        move(p, s, other_tail, other_last, one, one_end)
        move(p, s, one_tail, one_last, other, other_end)
    recount(p, s, first)
    if first != second:
        recount(p, s, second)
    if p.features.clock:
        reschedule_gaps(p, s)
