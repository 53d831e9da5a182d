"""Simulated annealing over ruin and recreate: what is kept, what is undone, and what is the best so far."""

import math

from optimizer.routing.arrays import Floats
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.best import Best, note_best
from optimizer.routing.plain.cuts import best_cut
from optimizer.routing.plain.journal import begin_iteration, copy_link, keep_iteration, note_longest, restore_times
from optimizer.routing.plain.pairs import drop_partners, recreate_pairs
from optimizer.routing.plain.recreate import recreate, sort_absent
from optimizer.routing.plain.retype import admit_again, cheaper_kinds, may_save, shuffle_kinds
from optimizer.routing.plain.ruin import RuinSize, ruin, ruin_routes
from optimizer.routing.plain.schedule import reschedule_gaps
from optimizer.routing.plain.state import State, absent_cost
from optimizer.routing.plain.swaps import NEAR, best_swap, change_places, partner, trade
from optimizer.routing.plain.tails import carry_out
from optimizer.routing.random import RandomState, below, uniform

GROWTH = 0.02
"""By how much it gets dearer to leave a client out with every iteration it is out, as a share."""

BOLD = 0.3
"""How often vehicles are first drawn at random, and become the cheapest only after clients are put back."""

WHOLE = 0.5
"""How often whole routes are then taken out instead of strings."""

STAY = 250
"""Iterations among the clients of one region, whose data stay in the fast part of the cache meanwhile."""


@compiled
def take_out(p: Plain, s: State, size: RuinSize, mean_route: float, first: int, state: RandomState) -> None:
    """Ruin, and bring up to date what is kept of the routes that are left; now and then draw their vehicles anew."""
    bold = p.features.mixed and uniform(state) < BOLD
    s.counts[0].bold = bold
    if bold and uniform(state) < WHOLE:
        ruin_routes(p, s, size, state)
    else:
        ruin(p, s, size, mean_route, first, state)
    if p.features.pairs:
        drop_partners(p, s)
    if p.features.sites:
        admit_again(p, s)
    if p.features.clock:
        reschedule_gaps(p, s)
    if bold:
        shuffle_kinds(p, s, state)


@compiled
def put_back(p: Plain, s: State, keys: Floats, limit: float, state: RandomState) -> bool:
    """Insert the absent clients, in one of the orders; whether that costs less than ``limit``."""
    sort_absent(p, s, keys, state)
    if p.features.pairs:
        return recreate_pairs(p, s, limit, state)
    return recreate(p, s, limit, state)


@compiled
def undo(p: Plain, s: State) -> None:
    """Put every noted node and every touched route back as they were."""
    counts = s.counts[0]
    for i in range(counts.journal):
        copy_link(s.journal[i], s.links[s.journal_nodes[i]])
        note_longest(s, s.journal_nodes[i])
    for i in range(counts.touched):
        route = s.touched[i]
        now, saved = s.routes[route], s.saved_routes[route]
        s.used[now.kind] -= 1 if now.size > 0 else 0
        s.used[saved.kind] += 1 if saved.size > 0 else 0
        now.kind, now.size, now.linehauls, now.kinds = saved.kind, saved.size, saved.linehauls, saved.kinds
        now.delivery, now.pickup, now.distance, now.cost = saved.delivery, saved.pickup, saved.distance, saved.cost
    if p.features.clock:
        restore_times(p, s)
    counts.absent = counts.saved_absent
    for i in range(counts.absent):
        s.absent[i] = s.saved_absent[i]


@inlined
def driven_change(s: State) -> float:
    """By how much the cost of the touched routes has changed."""
    change = 0.0
    for i in range(s.counts[0].touched):
        change += s.routes[s.touched[i]].cost - s.saved_routes[s.touched[i]].cost
    return change


@inlined
def keep(s: State, best: Best, driven: float) -> None:
    """Keep what the iteration has changed."""
    keep_iteration(s)
    count = s.counts[0].absent
    if count < best.cost[0] or (count == best.cost[0] and driven < best.cost[1] - 1e-6):
        note_best(s, best, float(count), driven)


@inlined
def keep_exchange(s: State, best: Best, driven: float) -> float:
    """Keep an exchange that has been carried out; returns the cost of all routes."""
    driven += driven_change(s)
    keep(s, best, driven)
    return driven


@inlined
def exchange_tails(p: Plain, s: State, best: Best, client: int, limit: float, driven: float) -> float:
    """Cut routes at a client where that costs less than ``limit``; returns the cost of all routes."""
    begin_iteration(s)
    if s.links[client].route < 0:
        return driven
    kind = s.routes[s.links[client].route].kind
    cut = best_cut(p, s, client, limit / max(1e-9, p.kinds[kind].per_distance))
    if cut.one < 0:
        return driven
    carry_out(p, s, cut)
    return keep_exchange(s, best, driven)


@inlined
def swap_clients(p: Plain, s: State, best: Best, client: int, limit: float, driven: float) -> float:
    """Let a client change places where that costs less than ``limit``; returns the cost of all routes."""
    begin_iteration(s)
    if s.links[client].route < 0:
        return driven
    swap = best_swap(p, s, client, limit)
    if swap.other < 0:
        return driven
    change_places(p, s, client, swap.other)
    return keep_exchange(s, best, driven)


@inlined
def trade_routes(p: Plain, s: State, best: Best, client: int, first: int, limit: float, driven: float) -> float:
    """Let a client trade routes with a neighbour where that costs less than ``limit``; returns the cost of all."""
    begin_iteration(s)
    if s.links[client].route < 0:
        return driven
    other = partner(p, s, client, first)
    if other < 0:
        return driven
    trade(p, s, client, other)
    if driven_change(s) < limit:
        return keep_exchange(s, best, driven)
    undo(p, s)
    return driven


@compiled
def total_cost(s: State) -> float:
    """Cost of all routes."""
    cost = 0.0
    for route in range(len(s.routes)):
        cost += s.routes[route].cost
    return cost


@compiled
def anneal(
    p: Plain,
    s: State,
    best: Best,
    keys: Floats,
    size: RuinSize,
    hot: float,
    cold: float,
    iterations: int,
    state: RandomState,
) -> None:
    """Run so many iterations while the temperature falls from ``hot`` to ``cold``."""
    cooler = (cold / hot) ** (1.0 / max(1, iterations))
    temperature = hot
    driven = total_cost(s)
    n = len(p.clients)
    first = 0
    by_depot = p.features.priced and not p.features.mixed  # types differ in price by their depots alone
    for i in range(iterations):
        if i % STAY == 0:
            first = below(state, n)
        temperature *= cooler
        driving = 0
        for kind in range(len(s.used)):
            driving += s.used[kind]
        begin_iteration(s)
        limit = absent_cost(s) - temperature * math.log(uniform(state) + 1e-300)
        take_out(p, s, size, n / max(1.0, float(driving)), first, state)
        if by_depot:  # what is left of a route may do better from another one
            cheaper_kinds(p, s)
        # whatever is put back adds to the cost, or nearly always, but for what another type may make up for
        most = limit - driven_change(s)
        if p.features.priced and not by_depot:
            most += may_save(p, s)
        is_whole = put_back(p, s, keys, most, state)
        if is_whole and p.features.priced:
            cheaper_kinds(p, s)
        change = driven_change(s)
        if is_whole and change + absent_cost(s) < limit:
            driven += change
            keep(s, best, driven)
        else:
            undo(p, s)
        for _ in range(size.tails):
            client = (first + below(state, min(n, size.region))) % n
            driven = exchange_tails(p, s, best, client, -temperature * math.log(uniform(state) + 1e-300), driven)
        for _ in range(size.swaps):
            client = (first + below(state, min(n, size.region))) % n
            driven = swap_clients(p, s, best, client, -temperature * math.log(uniform(state) + 1e-300), driven)
        for _ in range(size.trades):
            client = (first + below(state, min(n, size.region))) % n
            limit = -temperature * math.log(uniform(state) + 1e-300)
            driven = trade_routes(p, s, best, client, below(state, NEAR), limit, driven)
        for k in range(s.counts[0].absent):
            client = s.absent[k]
            s.weight[client] += min(s.counts[0].dearer, GROWTH * s.weight[client])
