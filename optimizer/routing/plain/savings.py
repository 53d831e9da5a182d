"""A first solution: chains of clients joined where that saves most, as long as the vehicle holds them.

References
----------
Clarke & Wright (1964), doi:10.1287/opre.12.4.568; only neighbours are joined, as in Arnold, Gendreau & Sörensen (2019),
doi:10.1016/j.cor.2019.03.006, section 4.1.
"""

import numpy as np
from scipy.spatial import cKDTree

from optimizer.routing.arrays import Ints, Records, long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.links import insert
from optimizer.routing.plain.state import State

CHAIN = np.dtype(
    [
        ("one", np.int32),  # the client beside it, or -1
        ("other", np.int32),  # the client on its other side; -1: it stands at an end
        ("towards", np.int32),  # a client nearer to the one that stands for the chain; itself if it is that one
        ("load", np.int64),  # of the chain it stands for
    ],
    align=True,
)


SPARE = 1.5
"""Filled to less than the whole, chains come to up to so many times the vehicles that their loads would fill."""

ENOUGH = 2_000
"""Ends of chains are matched again until fewer than one in so many clients finds another chain."""


def can_join(p: Plain) -> bool:
    """Whether chains may be turned round and joined with nothing but their loads in mind."""
    uses = p.features
    asks_more = uses.clock or uses.kinds or uses.sites or uses.backhauls or uses.pairs or not uses.metric
    return not asks_more and bool(p.kinds["start"][0] == p.kinds["end"][0])


def start_by_savings(p: Plain, s: State, filled: float) -> None:
    """Put everybody into a route, but those for whom no vehicle is left; nobody may be in one yet.

    Vehicles are filled to that share, where there are enough of them for it.
    """
    chains = np.zeros(len(p.clients), dtype=CHAIN)
    chains["one"] = chains["other"] = -1
    chains["towards"] = np.arange(len(chains))
    chains["load"] = p.clients["delivery"]
    capacity = int(p.kinds["capacity"][0])
    if SPARE * p.clients["delivery"].sum() < filled * capacity * len(s.routes):
        capacity = int(filled * capacity)
    near, n = p.neighbours, len(chains)
    one, other = np.repeat(np.arange(n, dtype=np.int32), near.shape[1]), near.ravel()
    while join(chains, *_by_saving(p, one[other >= 0], other[other >= 0]), capacity) > n // ENOUGH:
        ends = np.flatnonzero(chains["other"] < 0).astype(np.int32)
        one, other = np.repeat(ends, near.shape[1] + 1), _near_ends(p, ends, near.shape[1] + 1)
    drive(p, s, chains)


def _near_ends(p: Plain, ends: Ints, count: int) -> Ints:
    """For each end of a chain, the nearest ends; itself among them."""
    points = np.column_stack((p.x, p.y))[p.first_place + ends]
    _, near = cKDTree(points).query(points, k=np.arange(1, count + 1))
    return np.append(ends, -1)[np.minimum(near.ravel(), len(ends))].astype(np.int32)


def _by_saving(p: Plain, one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """The pairs, those first that save most when one vehicle serves both."""
    x, y, depot = p.x[p.first_place :], p.y[p.first_place :], p.kinds["start"][0]
    out = np.hypot(x - p.x[depot], y - p.y[depot])
    saving = out[one] + out[other] - np.hypot(x[one] - x[other], y[one] - y[other])
    order = np.argsort(-saving, kind="stable")
    return one[order], other[order]


@inlined
def stands_for(chains: Records, client: int) -> int:
    """The client that stands for a chain."""
    while chains[client].towards != client:
        chains[client].towards = chains[chains[client].towards].towards
        client = long(chains[client].towards)
    return client


@inlined
def tie(chains: Records, client: int, beside: int) -> None:
    """Put a client beside the end of a chain."""
    if chains[client].one < 0:
        chains[client].one = beside
    else:
        chains[client].other = beside


@compiled
def join(chains: Records, one: Ints, other: Ints, capacity: int) -> int:
    """Join chains at the given pairs, in that order, where both stand at ends and the loads fit; how many."""
    joined = 0
    for k in range(len(one)):
        a, b = long(one[k]), long(other[k])
        if chains[a].other >= 0 or chains[b].other >= 0:
            continue
        mine, its = stands_for(chains, a), stands_for(chains, b)
        if mine == its or chains[mine].load + chains[its].load > capacity:
            continue
        chains[its].towards = mine
        chains[mine].load += chains[its].load
        tie(chains, a, b)
        tie(chains, b, a)
        joined += 1
    return joined


@compiled
def drive(p: Plain, s: State, chains: Records) -> None:
    """Give each chain a route, as long as there are routes."""
    n, route = len(p.clients), 0
    for end in range(n):
        if chains[end].other >= 0 or s.links[end].route >= 0 or route >= len(s.routes):
            continue
        if p.clients[end].delivery > p.kinds[0].capacity:
            continue
        before, client = long(n + 2 * route), long(end)
        while client >= 0:
            insert(p, s, client, before)
            onward = chains[client].one if chains[client].one != before else chains[client].other
            before, client = client, long(onward)
        route += 1
    counts = s.counts[0]
    counts.absent = 0
    for client in range(n):
        if s.links[client].route < 0:
            s.absent[counts.absent] = client
            counts.absent += 1
