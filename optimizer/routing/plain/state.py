"""A solution under search: clients linked into routes, with what an insertion needs to know kept at each link.

Nothing is copied whole. A node changed for the first time in an iteration is noted, with its links, in a journal, from
which the iteration can be undone; nodes changed since the best solution was last noted are on a second list.
"""

from typing import NamedTuple

import numpy as np

from optimizer.routing.arrays import Floats, Ints, Records, long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.plain.arrays import EVERY_KIND, Plain

LINK = np.dtype(
    [
        ("before", np.int32),
        ("after", np.int32),
        ("route", np.int32),  # -1: absent
        ("to_next", np.int32),  # distance to the node after
        ("from_before", np.int32),  # distance from the node before
    ],
    align=True,
)

TIMES = np.dtype([("leave", np.int64), ("late", np.int64)], align=True)
"""When service ends at the earliest (given what comes before), and begins at the latest (given what follows)."""

SPAN = np.dtype(
    [
        ("to_duration", np.int64),
        ("to_early", np.int64),
        ("to_late", np.int64),
        ("from_duration", np.int64),
        ("from_early", np.int64),
        ("from_late", np.int64),
    ],
    align=True,
)
"""The stretch up to a node, and the one from it on: least duration, and between when and when to set out for it."""

ROUTE = np.dtype(
    [
        ("kind", np.int32),
        ("size", np.int32),
        ("linehauls", np.int32),
        ("is_touched", np.int32),
        ("kinds", np.uint64),  # bits of types that all its clients admit: all of them, or fewer until computed again
        ("delivery", np.int64),
        ("pickup", np.int64),
        ("distance", np.int64),
        ("cost", np.float64),
    ],
    align=True,
)

COUNTS = np.dtype(
    [
        ("absent", np.int32),
        ("saved_absent", np.int32),
        ("journal", np.int32),
        ("changed", np.int32),
        ("touched", np.int32),
        ("iteration", np.int32),
        ("epoch", np.int32),
        ("stamp", np.int32),
        ("timed", np.int32),
        ("bold", np.int32),  # whether new vehicles are of any type, and not of the cheapest
    ],
    align=True,
)


class State(NamedTuple):
    """Arrays of one search; ``n`` clients, ``R`` routes, ``N = n + 2 R`` nodes.

    Attributes
    ----------
    links, times, spans
        ``(N,)`` records; the last two are kept only where the problem needs them.
    routes, saved_routes
        ``(R,)`` records, and those of touched routes before the iteration.
    used
        ``(kinds,)``: vehicles of each type that drive.
    absent, saved_absent
        Clients that nobody serves, in the first ``counts[0].absent`` places.
    journal, journal_nodes, noted_in
        Links as they were, of which node, and the iteration in which a node was last noted.
    timed, timed_in, old_times, old_spans
        Nodes whose times changed in this iteration, the iteration in which each last did, and what they were before.
    changed, changed_in
        Nodes changed since the best was noted, and the epoch in which.
    touched
        Routes touched in this iteration.
    seen
        ``(R,)``: the stamp under which a route was last looked at.
    weight
        ``(n,)``: how dear it is to leave a client out; grows with every iteration it stays out.
    """

    links: Records
    times: Records
    spans: Records
    routes: Records
    saved_routes: Records
    used: Ints
    absent: Ints
    saved_absent: Ints
    journal: Records
    journal_nodes: Ints
    noted_in: Ints
    timed: Ints
    timed_in: Ints
    old_times: Records
    old_spans: Records
    changed: Ints
    changed_in: Ints
    touched: Ints
    seen: Ints
    weight: Floats
    counts: Records


def empty_state(p: Plain, routes: int, absent_cost: float) -> State:
    """Everybody absent; ``routes`` empty routes."""
    n = len(p.clients)
    nodes = n + 2 * routes
    timed, spanned = nodes if p.features.clock else 1, nodes if p.features.span else 1
    links = np.zeros(nodes, dtype=LINK)
    links["route"][:n] = -1
    links["route"][n:] = np.repeat(np.arange(routes), 2)
    links["after"][n::2] = np.arange(n + 1, nodes, 2)
    links["before"][n + 1 :: 2] = np.arange(n, nodes, 2)
    counts = np.zeros(1, dtype=COUNTS)
    counts["absent"], counts["iteration"], counts["epoch"] = n, 1, 1
    return State(
        links=links,
        times=np.zeros(timed, dtype=TIMES),
        spans=np.zeros(spanned, dtype=SPAN),
        routes=np.zeros(routes, dtype=ROUTE),
        saved_routes=np.zeros(routes, dtype=ROUTE),
        used=np.zeros(len(p.kinds), dtype=np.int32),
        absent=np.arange(n, dtype=np.int32),
        saved_absent=np.zeros(n, dtype=np.int32),
        journal=np.zeros(nodes, dtype=LINK),
        journal_nodes=np.zeros(nodes, dtype=np.int32),
        noted_in=np.zeros(nodes, dtype=np.int32),
        timed=np.zeros(timed, dtype=np.int32),
        timed_in=np.zeros(timed, dtype=np.int32),
        old_times=np.zeros(timed, dtype=TIMES),
        old_spans=np.zeros(spanned, dtype=SPAN),
        changed=np.zeros(nodes, dtype=np.int32),
        changed_in=np.zeros(nodes, dtype=np.int32),
        touched=np.zeros(routes, dtype=np.int32),
        seen=np.zeros(routes, dtype=np.int32),
        weight=np.full(n, absent_cost),
        counts=counts,
    )


@inlined
def between(p: Plain, origin: int, destination: int) -> int:
    """Distance between two places."""
    if p.features.dense:
        return long(p.distance[origin, destination])
    dx, dy = p.x[origin] - p.x[destination], p.y[origin] - p.y[destination]
    return long(np.floor(p.scale * np.sqrt(dx * dx + dy * dy) + p.half))


@inlined
def way_to(p: Plain, destination: int, origin: int) -> int:
    """As ``between(p, origin, destination)``, for many origins and one destination."""
    if p.features.dense:
        return long(p.back[destination, origin])
    return between(p, origin, destination)


@inlined
def lasts(p: Plain, origin: int, destination: int) -> int:
    """Travel time between two places."""
    if p.features.dense:
        return long(p.duration[origin, destination])
    return between(p, origin, destination)


@inlined
def place_of(p: Plain, s: State, node: int) -> int:
    """Place of a node."""
    n = len(p.clients)
    if node < n:
        return long(p.first_place + node)
    kind = s.routes[(node - n) // 2].kind
    return long(p.kinds[kind].start) if (node - n) % 2 == 0 else long(p.kinds[kind].end)


@inlined
def copy_link(old: Records, new: Records) -> None:
    """Copy one link's fields into another's."""
    new.before, new.after, new.route = old.before, old.after, old.route
    new.to_next, new.from_before = old.to_next, old.from_before


@inlined
def note(s: State, node: int) -> None:
    """Put a node's links into the journal before its first change."""
    counts = s.counts[0]
    if s.noted_in[node] == counts.iteration:
        return
    s.noted_in[node] = counts.iteration
    old, link = s.journal[counts.journal], s.links[node]
    copy_link(link, old)
    s.journal_nodes[counts.journal] = node
    counts.journal += 1


@inlined
def copy_span(to: Records, other: Records) -> None:
    """Copy one record of spans onto another."""
    to.to_duration, to.to_early, to.to_late = other.to_duration, other.to_early, other.to_late
    to.from_duration, to.from_early, to.from_late = other.from_duration, other.from_early, other.from_late


@inlined
def note_times(p: Plain, s: State, node: int) -> None:
    """Keep a node's times before their first change."""
    counts = s.counts[0]
    if s.timed_in[node] == counts.iteration:
        return
    s.timed_in[node] = counts.iteration
    old, now = s.old_times[counts.timed], s.times[node]
    old.leave, old.late = now.leave, now.late
    if p.features.span:
        copy_span(s.old_spans[counts.timed], s.spans[node])
    s.timed[counts.timed] = node
    counts.timed += 1


@inlined
def restore_times(p: Plain, s: State) -> None:
    """Put all times that changed in this iteration back as they were."""
    for i in range(s.counts[0].timed):
        node = s.timed[i]
        old, now = s.old_times[i], s.times[node]
        now.leave, now.late = old.leave, old.late
        if p.features.span:
            copy_span(s.spans[node], s.old_spans[i])


@inlined
def touch(s: State, route: int) -> None:
    """Save a route before its first change."""
    now = s.routes[route]
    if now.is_touched:
        return
    saved = s.saved_routes[route]
    saved.kind, saved.size, saved.linehauls, saved.kinds = now.kind, now.size, now.linehauls, now.kinds
    saved.delivery, saved.pickup, saved.distance, saved.cost = now.delivery, now.pickup, now.distance, now.cost
    now.is_touched = 1
    s.touched[s.counts[0].touched] = route
    s.counts[0].touched += 1


@inlined
def begin_iteration(s: State) -> None:
    """Begin with an empty journal."""
    counts = s.counts[0]
    for i in range(counts.touched):
        s.routes[s.touched[i]].is_touched = 0
    counts.touched = counts.journal = counts.timed = 0
    counts.iteration += 1
    counts.saved_absent = counts.absent
    for i in range(counts.absent):
        s.saved_absent[i] = s.absent[i]


@inlined
def keep_iteration(s: State) -> None:
    """Put what the journal names on the list of nodes changed since the best was noted."""
    counts = s.counts[0]
    for i in range(counts.journal):
        node = s.journal_nodes[i]
        if s.changed_in[node] != counts.epoch:
            s.changed_in[node] = counts.epoch
            s.changed[counts.changed] = node
            counts.changed += 1


@inlined
def route_cost(p: Plain, kind: int, distance: int) -> float:
    """Cost of a route of this type that drives so far."""
    return float(p.kinds[kind].fixed + p.kinds[kind].per_distance * distance)


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
    route.size += 1
    route.kinds &= p.clients[client].kinds
    route.delivery += p.clients[client].delivery
    route.pickup += p.clients[client].pickup
    route.linehauls += 1 - p.clients[client].is_backhaul
    route.cost = route_cost(p, route.kind, route.distance)


@compiled
def absent_cost(s: State) -> float:
    """Price of the clients left out."""
    cost = 0.0
    for i in range(s.counts[0].absent):
        cost += s.weight[s.absent[i]]
    return cost
