"""Ruin: strings of clients near one another, taken out of their routes.

References
----------
Christiaens & Vanden Berghe (2020), doi:10.1287/trsc.2019.0914, section 5.2.
"""

from typing import NamedTuple

from optimizer.routing.arrays import long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.links import remove
from optimizer.routing.plain.state import State
from optimizer.routing.random import RandomState, below, uniform

OF_ONE_KIND = 0.5
"""How often, where not every type may go everywhere, strings are taken from routes of one type alone."""


class RuinSize(NamedTuple):
    """How much is taken out: clients on average, longest string, how often a string spares its middle, and how much.

    ``region``: among how many clients next to one another in number the search stays for a while. ``tails``: beside how
    many clients tails are cut after each iteration. ``swaps``: how many clients may then change places,
    ``trades``: and how many go into one another's route.
    """

    mean_removed: float = 10.0
    longest: float = 10.0
    split_share: float = 0.5
    split_stop: float = 0.5
    region: int = 1_000
    tails: int = 0
    swaps: int = 0
    trades: int = 0


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
def empty(p: Plain, s: State, route: int) -> None:
    """Take all clients out of a route."""
    n = len(p.clients)
    node = long(s.links[n + 2 * route].after)
    while node < n:
        after = long(s.links[node].after)
        remove(p, s, node)
        node = after


@compiled
def ruin_routes(p: Plain, s: State, size: RuinSize, state: RandomState) -> None:
    """Take out whole routes near a random client, so that fewer and larger vehicles, or more and smaller, may drive."""
    seed = below(state, len(p.clients))
    aim = (0.5 + 1.5 * uniform(state)) * size.mean_removed
    removed = 0
    for i in range(-1, p.neighbours.shape[1]):
        client = seed if i < 0 else long(p.neighbours[seed, i])
        if client < 0 or removed >= aim:
            break
        route = s.links[client].route
        if route < 0 or (removed > 0 and removed + s.routes[route].size > 2.0 * aim):
            continue
        removed += long(s.routes[route].size)
        empty(p, s, route)


@compiled
def ruin(p: Plain, s: State, size: RuinSize, mean_route: float, first: int, state: RandomState) -> None:
    """Take out strings from the route of a random client and of its neighbours; times are left as they were.

    The client is one of those that follow ``first`` in number.
    """
    n = len(p.clients)
    seed = (first + below(state, min(n, size.region))) % n
    own = s.links[seed].route
    kind = -1
    if p.features.sites and own >= 0 and uniform(state) < OF_ONE_KIND:
        kind = s.routes[own].kind
    longest = min(size.longest, max(1.0, mean_route))
    strings = int(1.0 + uniform(state) * (4.0 * size.mean_removed / (1.0 + longest) - 1.0))
    for i in range(-1, p.neighbours.shape[1]):
        client = seed if i < 0 else long(p.neighbours[seed, i])
        if client < 0 or s.counts[0].touched >= strings:
            break
        route = s.links[client].route
        if route < 0 or s.routes[route].is_touched or (kind >= 0 and s.routes[route].kind != kind):
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
            if s.routes[s.touched[i]].linehauls == 0:  # a route without a delivery may not have pickups
                empty(p, s, s.touched[i])
