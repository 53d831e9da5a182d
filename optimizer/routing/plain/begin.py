"""How a search of the plain core begins: as warm, and with as many vehicles, as its problem and its time ask for."""

import numpy as np

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Routes
from optimizer.routing.plain.anneal import put_back
from optimizer.routing.plain.arrays import Plain, Vehicles
from optimizer.routing.plain.best import no_best, note_whole
from optimizer.routing.plain.few import UNTIL, few_enough
from optimizer.routing.plain.follow import start_with
from optimizer.routing.plain.journal import begin_iteration
from optimizer.routing.plain.positions import INFINITE
from optimizer.routing.plain.ruin import RuinSize
from optimizer.routing.plain.savings import can_join, start_by_savings
from optimizer.routing.plain.search import PlainSearch, begin_anew
from optimizer.routing.plain.state import empty_state
from optimizer.routing.plain.warmth import is_alike, mean_distance, rounds_of, warmth
from optimizer.routing.random import random_state

SPEED = 150_000, 80_000
"""About how many iterations a second one thread does; nothing but the first temperature hangs on it."""

LARGE = 1_000
"""Above so many clients, plain ones at least, a search does not come to rest within a minute."""

MILD = 0.3
"""First temperature of a search that goes on from given routes, as a share."""

FILLED, HURRY = 0.5, 15.0
"""How full vehicles are at first, and from how many iterations a client on.

From twice the vehicles it takes, all with room, a search finds its way. From full ones that save most it does not: the
last of them gather what the others left. But in a hurry, half-full ones are not emptied in time.
"""

TAILS, SWAPS = 3, 2
"""Beside how many clients tails are cut, and how many may change places, after each iteration.

Mean gap of fourteen instances at eight seconds: 1.82 % without, 1.49 % with tails, 1.41 % with both. A large
problem has too few iterations for as many, and for more than one cut with less than ``AT_LEISURE`` a client. Without
times and backhauls one of those who may change places goes wherever in the other's route it costs least.
"""

ALIKE = RuinSize(tails=1, swaps=1, trades=1)
"""The same where vehicles are alike and only what they hold matters: since whoever finds no room nearby asks further
off, ruins alone find nearly as much, and more of them find more."""

AT_LEISURE = 200


def begin_search(
    p: Plain,
    seed: int,
    *,
    budget: Budget,
    size: RuinSize | None = None,
    start: Routes | None = None,
    threads: int = 1,
    held_back: Vehicles | None = None,
    until: float = UNTIL,
) -> PlainSearch:
    """A search that has put every client where it fitted first, as hot as its budget can cool.

    ``threads`` is how many will share its clients; ``held_back`` how many vehicles of each type may not drive ``until``
    some progress: if not given, as many as loads have no need of where that is wise.

    Given routes to start from, it begins with what holds of them, and milder: it shall mend them, not melt them down.
    """
    search = empty_search(
        p, seed, budget=budget, size=size, mends=start is not None, threads=threads, held_back=held_back, until=until
    )
    p, state = search.plain, search.state
    if start is not None:
        start_with(p, state, start)
    elif _is_large(p):
        is_hurried = threads * iterations_of(p, budget) / len(p.clients) <= HURRY
        start_by_savings(p, state, 1.0 if is_hurried else FILLED)
    begin_iteration(state)
    put_back(p, state, search.keys, INFINITE, search.random)
    begin_iteration(state)
    note_whole(state, search.best)
    if search.held_back.any():
        p.kinds["count"] -= search.held_back
        begin_anew(search)
    return search


def empty_search(
    p: Plain,
    seed: int,
    *,
    budget: Budget,
    size: RuinSize | None = None,
    mends: bool = False,
    threads: int = 1,
    held_back: Vehicles | None = None,
    until: float = UNTIL,
) -> PlainSearch:
    """A search that serves nobody yet; ``mends`` where it is to go on from given routes."""
    n = len(p.clients)
    iterations = threads * iterations_of(p, budget)
    hot, cold = warmth(p, iterations / n, large=_is_large(p))
    if mends:
        hot = max(cold, MILD * hot)
    if held_back is None:
        held_back = np.zeros(len(p.kinds), dtype=np.int64) if mends else few_enough(p)
    price = float(p.kinds["per_distance"][(held_back == 0) | (held_back < p.kinds["count"])].mean())
    yardstick = mean_distance(p) * float(p.kinds["per_distance"].mean())
    state = empty_state(p, most_routes(p), absent_cost=20 * yardstick + float(p.kinds["fixed"].max()))
    return PlainSearch(
        plain=p._replace(kinds=p.kinds.copy()),
        state=state,
        best=no_best(state),
        keys=np.zeros(n),
        random=random_state(seed),
        size=size or _ruin_size(p, iterations / n),
        hot=hot * price,
        cold=cold * price,
        held_back=held_back.copy(),
        until=until,
        rounds=1 if mends else rounds_of(p, iterations / n),
        ended=np.zeros(1, dtype=np.int32),
    )


def iterations_of(p: Plain, budget: Budget) -> float:
    """About how many iterations one thread does in a budget."""
    return budget.iterations or (budget.seconds or 0.0) * SPEED[int(p.features.clock)]


def most_routes(p: Plain) -> int:
    """How many routes a solution may have."""
    n = len(p.clients)
    return max(1, int(min(n, np.minimum(p.kinds["count"], n).sum())))


def _is_large(p: Plain) -> bool:
    return can_join(p) and len(p.clients) > LARGE


def _ruin_size(p: Plain, iterations_each: float) -> RuinSize:
    if p.features.pairs:
        return RuinSize()
    if _is_large(p):
        return RuinSize(tails=2, swaps=1) if iterations_each > AT_LEISURE else RuinSize(tails=1)
    if is_alike(p):
        return ALIKE
    trades = 0 if p.features.clock or p.features.backhauls else 1
    return RuinSize(tails=TAILS, swaps=SWAPS - trades, trades=trades)
