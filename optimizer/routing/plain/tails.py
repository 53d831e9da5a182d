"""Two routes exchange what follows a client in each, or one is turned round between two clients.

Strings of ten clients are all that a ruin takes out; a route of a hundred needs dozens of ruins, each dearer than the
last, for what one exchange of tails does. Routes exchange tails with others of their type. Nothing is turned round
unless a stretch is as long, and as good, either way: without times and backhauls, distances alike both ways.

References
----------
Potvin & Rousseau (1995), doi:10.1057/jors.1995.204 (2-opt*); Croes (1958), doi:10.1287/opre.6.6.791 (2-opt).
"""

from typing import NamedTuple

import numpy as np

from optimizer.routing.arrays import long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.plain.arrays import EVERY_KIND, Plain
from optimizer.routing.plain.schedule import from_on, join, reschedule_gaps, up_to
from optimizer.routing.plain.state import State, between, lasts, note, place_of, route_cost, touch

NEAR = 12
"""Beside how many neighbours a tail is tried."""


class Cut(NamedTuple):
    """Where two routes are cut: behind ``one`` and behind ``other``; the change of distance, and how ends are tied.

    Straight, each beginning takes the other's tail; turned, the beginnings are tied to one another, as are the tails.
    """

    change: float
    one: int
    other: int
    turned: int


@inlined
def can_turn(p: Plain, kind: int) -> bool:
    """Whether a stretch of a route of this type is as good either way round."""
    is_tour = p.kinds[kind].start == p.kinds[kind].end
    return bool(is_tour and p.features.metric and not (p.features.clock or p.features.backhauls))


@inlined
def delivered_up_to(p: Plain, s: State, node: int) -> int:
    """What a route delivers up to a node."""
    n, load = len(p.clients), long(0)
    while node < n:
        load += p.clients[node].delivery
        node = long(s.links[node].before)
    return load


@inlined
def picked_up_to(p: Plain, s: State, node: int) -> int:
    """What a route picks up, up to a node."""
    n, load = len(p.clients), long(0)
    while node < n:
        load += p.clients[node].pickup
        node = long(s.links[node].before)
    return load


@inlined
def shared_out(total: int, load: int, capacity: int) -> bool:
    """Whether both parts of a total stay within a capacity."""
    return bool(load <= capacity and total - load <= capacity)


@inlined
def fits(p: Plain, s: State, one: int, other: int, turned: int) -> bool:
    """Whether both routes hold their loads after the cut."""
    first, second = s.links[one].route, s.links[other].route
    if first == second:
        return bool(turned == 1)
    x, y = s.routes[first], s.routes[second]
    capacity = long(p.kinds[x.kind].capacity)
    kept, given = delivered_up_to(p, s, one), delivered_up_to(p, s, other)
    load = kept + (given if turned == 1 else y.delivery - given)
    if not shared_out(long(x.delivery + y.delivery), load, capacity):
        return False
    if not p.features.backhauls:
        return True
    load = picked_up_to(p, s, one) + y.pickup - picked_up_to(p, s, other)
    return shared_out(long(x.pickup + y.pickup), load, capacity)


@inlined
def follows(p: Plain, s: State, one: int, tail: int) -> bool:
    """Whether what begins at ``tail`` may come right behind ``one``, by times and by the order of backhauls."""
    n = len(p.clients)
    if p.features.backhauls and tail < n:
        is_back = p.clients[tail].is_backhaul
        if (one < n and p.clients[one].is_backhaul and not is_back) or (one >= n and is_back):
            return False
    if not p.features.clock:
        return True
    drive = lasts(p, place_of(p, s, one), place_of(p, s, tail))
    if s.times[one].leave + drive > s.times[tail].late:
        return False
    if not p.features.span:
        return True
    whole = join(up_to(s, one), drive, from_on(s, tail))
    return bool((not whole.broken) and whole.duration <= p.kinds[s.routes[s.links[one].route].kind].max_duration)


@inlined
def try_cut(p: Plain, s: State, tie: int, one: int, other: int, turned: int, best: Cut) -> Cut:
    """The better of ``best`` and a cut whose one new tie is ``tie`` long; ``one`` and ``other`` may be starts."""
    x, y = s.links[one], s.links[other]
    removed = x.to_next + y.to_next
    if tie - removed >= best.change:
        return best
    if turned == 1:
        added = between(p, place_of(p, s, one), place_of(p, s, other))
        added += between(p, place_of(p, s, x.after), place_of(p, s, y.after))
    else:
        added = between(p, place_of(p, s, one), place_of(p, s, y.after))
        added += between(p, place_of(p, s, other), place_of(p, s, x.after))
    change = float(added - removed)
    if change >= best.change:
        return best
    if turned == 0 and not (follows(p, s, one, long(y.after)) and follows(p, s, other, long(x.after))):
        return best
    if fits(p, s, one, other, turned):
        best = Cut(change, long(one), long(other), long(turned))
    return best


@compiled
def best_cut(p: Plain, s: State, client: int, limit: float) -> Cut:
    """The cheapest cut that brings a client beside a neighbour, at less than ``limit``; ``one`` -1: none."""
    best = Cut(limit, long(-1), long(-1), long(0))
    a = s.links[client]
    here, kind = long(p.first_place + client), s.routes[a.route].kind
    for i in range(min(NEAR, p.neighbours.shape[1])):
        near = long(p.neighbours[client, i])
        if near < 0:
            break
        b = s.links[near]
        if b.route < 0 or near in (a.after, a.before):
            continue
        if p.features.kinds and s.routes[b.route].kind != kind:
            continue
        tie = between(p, here, long(p.first_place + near))
        if can_turn(p, kind):
            best = try_cut(p, s, tie, client, near, 1, best)
            best = try_cut(p, s, tie, long(a.before), long(b.before), 1, best)
        if a.route != b.route:
            best = try_cut(p, s, tie, client, long(b.before), 0, best)
            best = try_cut(p, s, tie, long(a.before), near, 0, best)
    return best


@inlined
def lead_to(p: Plain, s: State, node: int, after: int) -> None:
    """Let a node come right behind another."""
    note(s, node)
    note(s, after)
    way = between(p, place_of(p, s, node), place_of(p, s, after))
    s.links[node].after, s.links[node].to_next = after, way
    s.links[after].before, s.links[after].from_before = node, way


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
