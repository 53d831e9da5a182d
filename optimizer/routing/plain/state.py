"""A solution under search: clients linked into routes, with what an insertion needs to know kept at each link.

Nothing is copied whole. A node changed for the first time in an iteration is noted, with its links, in a journal, from
which the iteration can be undone; nodes changed since the best solution was last noted are on a second list.
"""

from typing import NamedTuple

import numpy as np

from optimizer.routing.arrays import Floats, Ints, Records
from optimizer.routing.compiled import compiled, thin
from optimizer.routing.plain.arrays import Plain

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
        ("dearer", np.float64),  # by how much, at most, it gets dearer in an iteration to leave a client out
    ],
    align=True,
)


NOWHERE = -(2**30)
"""Longest way of a client that nobody serves."""


LEAP = 20.0
"""By how much it gets dearer at most in an iteration to leave a client out, in what it costs at first.

There is no most it can cost: whoever is out for long must in the end be dearer than those who would be out in its
place, or the same one stays out for good (``docs/decisions/0032-left-out-for-long-is-ever-dearer.md``).
"""


@thin
class State(NamedTuple):
    """Arrays of one search; ``n`` clients, ``R`` routes, ``N = n + 2 R`` nodes.

    Attributes
    ----------
    links, times, spans
        ``(N,)`` records; the last two are kept only where the problem needs them.
    longest
        ``(N,)``: the longer of a node's two ways, ``NOWHERE`` where it has none: all that an insertion looks at first.
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
    near
        Which of a client's neighbours may have a place for it, in the order of nearness.
    weight
        ``(n,)``: how dear it is to leave a client out; grows with every iteration it stays out.
    """

    links: Records
    longest: Ints
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
    near: Ints
    weight: Floats
    counts: Records


def empty_state(p: Plain, routes: int, absent_cost: float) -> State:
    """Everybody absent; ``routes`` empty routes."""
    n = len(p.clients)
    nodes = n + 2 * routes
    timed, spanned = nodes if p.features.clock else 1, nodes if p.features.span else 1
    state = State(
        links=np.zeros(nodes, dtype=LINK),
        longest=np.full(nodes, NOWHERE, dtype=np.int32),
        times=np.zeros(timed, dtype=TIMES),
        spans=np.zeros(spanned, dtype=SPAN),
        routes=np.zeros(routes, dtype=ROUTE),
        saved_routes=np.zeros(routes, dtype=ROUTE),
        used=np.zeros(len(p.kinds), dtype=np.int32),
        absent=np.zeros(n, dtype=np.int32),
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
        near=np.zeros(p.neighbours.shape[1] + 1, dtype=np.int32),
        weight=np.full(n, absent_cost),
        counts=np.zeros(1, dtype=COUNTS),
    )
    state.counts["dearer"] = LEAP * absent_cost
    clear(state)
    return state


def clear(s: State) -> None:
    """Everybody absent, all routes empty; what counts iterations goes on."""
    n, nodes = len(s.weight), len(s.links)
    s.links[:] = 0
    s.links["route"][:n] = -1
    s.links["route"][n:] = np.repeat(np.arange(len(s.routes)), 2)
    s.links["after"][n::2] = np.arange(n + 1, nodes, 2)
    s.links["before"][n + 1 :: 2] = np.arange(n, nodes, 2)
    s.longest[:] = NOWHERE
    s.routes[:] = 0
    s.used[:] = 0
    s.absent[:] = np.arange(n)
    counts = s.counts
    for empty in ("saved_absent", "journal", "changed", "touched", "timed"):
        counts[empty] = 0
    counts["absent"] = n
    counts["iteration"] += 1
    counts["epoch"] += 1


@compiled
def absent_cost(s: State) -> float:
    """Price of the clients left out."""
    cost = 0.0
    for i in range(s.counts[0].absent):
        cost += s.weight[s.absent[i]]
    return cost
