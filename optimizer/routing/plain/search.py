"""One search of the plain core, and the solution it has."""

from dataclasses import dataclass

import numpy as np

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Routes
from optimizer.routing.arrays import Floats, Ints
from optimizer.routing.plain.anneal import anneal, put_back
from optimizer.routing.plain.arrays import Plain, Vehicles
from optimizer.routing.plain.best import Best, adopt
from optimizer.routing.plain.few import UNTIL, few_enough, give_back
from optimizer.routing.plain.follow import start_with
from optimizer.routing.plain.journal import begin_iteration
from optimizer.routing.plain.positions import INFINITE
from optimizer.routing.plain.ruin import RuinSize
from optimizer.routing.plain.savings import can_join, start_by_savings
from optimizer.routing.plain.settled import as_common
from optimizer.routing.plain.state import LINK, State, empty_state
from optimizer.routing.plain.warmth import is_alike, mean_distance, rounds_of, warmth
from optimizer.routing.pool import run_by_the_clock
from optimizer.routing.random import RandomState, random_state

BATCH = 500
"""Iterations between two looks at the clock."""

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


@dataclass(frozen=True, slots=True)
class PlainSearch:
    """A search over a plain problem; holds all its mutable arrays.

    ``held_back``: how many vehicles of each type may not drive yet; ``until``: progress from which on they may.
    ``rounds``: how often it cools within its budget; ``ended``: shape ``(1,)``, how many of these have ended.
    """

    plain: Plain
    state: State
    best: Best
    keys: Floats
    random: RandomState
    size: RuinSize
    hot: float
    cold: float
    held_back: Vehicles
    until: float
    rounds: int
    ended: Ints

    @property
    def cost(self) -> float:
        """Cost of the best solution."""
        return float(self.best.cost[1])

    @property
    def lost(self) -> tuple[int, ...]:
        """How many clients the best solution leaves out."""
        return (int(self.best.cost[0]),)

    @property
    def idle(self) -> bool:
        """Whether the best solution serves nobody."""
        return bool(self.best.cost[0] == len(self.plain.clients))

    def run(self, iterations: int, begin: float, end: float) -> int:
        """Run so many iterations while progress goes from ``begin`` to ``end``; each round goes on from the best."""
        ended = min(int(begin * self.rounds), self.rounds - 1)
        if ended > self.ended[0]:
            self.ended[0] = ended
            adopt(self.plain, self.state, self.best)
        return self.cool(iterations, begin * self.rounds - ended, min(1.0, end * self.rounds - ended))

    def cool(self, iterations: int, begin: float, end: float) -> int:
        """Run so many iterations of one round, from one part of its way to another."""
        self.loosen(begin)
        hot, cold = (self.hot * (self.cold / self.hot) ** at for at in (begin, end))
        anneal(as_common(self.plain), self.state, self.best, self.keys, self.size, hot, cold, iterations, self.random)
        return iterations

    def run_until(self, deadline: float, begin: float, end: float) -> int:
        """Run until the monotonic clock strikes ``deadline``; returns the iterations done."""
        return run_by_the_clock(self, BATCH, deadline, begin, end)

    def loosen(self, progress: float) -> bool:
        """Let the vehicles drive that were held back at first, if it is time; whether it was."""
        left_out = int(self.state.counts["absent"][0]) / len(self.plain.clients)
        return give_back(self.plain, self.held_back, progress, self.until, left_out)

    def settle(self) -> None:
        """Where vehicles are held back as a search is called off, let them serve those who are left out meanwhile."""
        if not self.loosen(1.0):
            return
        begin_iteration(self.state)
        put_back(self.plain, self.state, self.keys, INFINITE, self.random)
        begin_iteration(self.state)
        standing = (float(self.state.counts["absent"][0]), float(self.state.routes["cost"].sum()))
        if standing < (self.best.cost[0], self.best.cost[1]):
            np.copyto(self.best.links, self.state.links)
            self.best.kinds[:], self.best.cost[:] = self.state.routes["kind"], standing

    def come_together(self) -> "PlainSearch":
        """The search itself, which no others share."""
        return self

    def take_over(self, other: "PlainSearch") -> None:
        """Go on from another search's best."""
        for mine, its in zip(self.best, other.best, strict=True):
            np.copyto(mine, its)
        adopt(self.plain, self.state, self.best)


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
    n = len(p.clients)
    iterations = threads * iterations_of(p, budget)
    large = can_join(p) and n > LARGE
    hot, cold = warmth(p, iterations / n, large=large)
    if start is not None:
        hot = max(cold, MILD * hot)
    if held_back is None:
        held_back = np.zeros(len(p.kinds), dtype=np.int64) if start is not None else few_enough(p)
    price = float(p.kinds["per_distance"][(held_back == 0) | (held_back < p.kinds["count"])].mean())
    yardstick = mean_distance(p) * float(p.kinds["per_distance"].mean())
    state = empty_state(p, most_routes(p), absent_cost=20 * yardstick + float(p.kinds["fixed"].max()))
    p = p._replace(kinds=p.kinds.copy())
    best = Best(
        links=np.zeros(len(state.links), dtype=LINK),
        kinds=np.zeros(len(state.routes), dtype=np.int32),
        cost=np.array([float(n), 0.0]),
    )
    np.copyto(best.links, state.links)
    search = PlainSearch(
        plain=p,
        state=state,
        best=best,
        keys=np.zeros(n),
        random=random_state(seed),
        size=size or _ruin_size(p, iterations / n, large=large),
        hot=hot * price,
        cold=cold * price,
        held_back=held_back.copy(),
        until=until,
        rounds=1 if start is not None else rounds_of(p, iterations / n),
        ended=np.zeros(1, dtype=np.int32),
    )
    if start is not None:
        start_with(p, state, start)
    elif large:
        start_by_savings(p, state, FILLED if iterations / n > HURRY else 1.0)
    begin_iteration(state)
    put_back(p, state, search.keys, INFINITE, search.random)
    begin_iteration(state)
    np.copyto(best.links, state.links)
    best.kinds[:] = state.routes["kind"]
    best.cost[:] = state.counts["absent"][0], state.routes["cost"].sum()
    if held_back.any():
        p.kinds["count"] -= held_back
        begin_anew(search)
    return search


def iterations_of(p: Plain, budget: Budget) -> float:
    """About how many iterations one thread does in a budget."""
    return budget.iterations or (budget.seconds or 0.0) * SPEED[int(p.features.clock)]


def begin_anew(search: PlainSearch) -> None:
    """Put all clients back into the vehicles that may drive now; the best stays what it is until it is bettered."""
    state, nodes = search.state, len(search.state.links)
    for mine, fresh in zip(state, empty_state(search.plain, len(state.routes), float(state.weight[0])), strict=True):
        np.copyto(mine, fresh)
    begin_iteration(state)
    put_back(search.plain, state, search.keys, INFINITE, search.random)
    begin_iteration(state)
    state.changed[:], state.changed_in[:] = np.arange(nodes), state.counts["epoch"][0]
    state.counts["changed"] = nodes


def most_routes(p: Plain) -> int:
    """How many routes a solution may have."""
    n = len(p.clients)
    return max(1, int(min(n, np.minimum(p.kinds["count"], n).sum())))


def _ruin_size(p: Plain, iterations_each: float, *, large: bool) -> RuinSize:
    if p.features.pairs:
        return RuinSize()
    if large:
        return RuinSize(tails=2, swaps=1) if iterations_each > AT_LEISURE else RuinSize(tails=1)
    if is_alike(p):
        return ALIKE
    trades = 0 if p.features.clock or p.features.backhauls else 1
    return RuinSize(tails=TAILS, swaps=SWAPS - trades, trades=trades)
