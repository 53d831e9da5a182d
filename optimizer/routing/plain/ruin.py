"""Ruin: strings of clients near one another, taken out of their routes.

References
----------
Christiaens & Vanden Berghe (2020), doi:10.1287/trsc.2019.0914, section 5.2.
"""

from typing import NamedTuple

from optimizer.routing.arrays import long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.state import State, remove
from optimizer.routing.random import RandomState, below, uniform


class RuinSize(NamedTuple):
    """How much is taken out: clients on average, longest string, how often a string spares its middle, and how much."""

    mean_removed: float = 10.0
    longest: float = 10.0
    split_share: float = 0.5
    split_stop: float = 0.5


@inlined
def remove_string(p: Plain, s: State, client: int, cut: int, keep: int, state: RandomState) -> None:
    """Take ``cut`` clients around one out of its route, sparing ``keep`` in the middle of them."""
    n = len(p.clients)
    span = cut + keep
    node = client
    for _ in range(below(state, span)):
        if s.links[node].before >= n:
            break
        node = long(s.links[node].before)
    spare_from = 1 + below(state, cut) if keep > 0 else span
    for i in range(span):
        if node >= n:
            break
        after = long(s.links[node].after)
        if not spare_from <= i < spare_from + keep:
            remove(p, s, node)
        node = after


@inlined
def drop_bare_backhauls(p: Plain, s: State, route: int) -> None:
    """A route without a delivery may not have pickups."""
    n = len(p.clients)
    if s.routes[route].linehauls > 0:
        return
    node = long(s.links[n + 2 * route].after)
    while node < n:
        after = long(s.links[node].after)
        remove(p, s, node)
        node = after


@compiled
def ruin(p: Plain, s: State, size: RuinSize, mean_route: float, state: RandomState) -> None:
    """Take out strings from the route of a random client and of its neighbours; times are left as they were."""
    seed = below(state, len(p.clients))
    longest = min(size.longest, max(1.0, mean_route))
    strings = int(1.0 + uniform(state) * (4.0 * size.mean_removed / (1.0 + longest) - 1.0))
    for i in range(-1, p.neighbours.shape[1]):
        client = seed if i < 0 else long(p.neighbours[seed, i])
        if client < 0 or s.counts[0].touched >= strings:
            break
        route = s.links[client].route
        if route < 0 or s.routes[route].is_touched:
            continue
        here = min(float(s.routes[route].size), longest)
        cut = int(1.0 + uniform(state) * here)
        keep = 0
        if cut > 1 and uniform(state) < size.split_share:
            while cut + keep < s.routes[route].size and uniform(state) > size.split_stop:
                keep += 1
        remove_string(p, s, client, min(cut, long(s.routes[route].size)), keep, state)
    if p.features.backhauls:
        for i in range(s.counts[0].touched):
            drop_bare_backhauls(p, s, s.touched[i])
