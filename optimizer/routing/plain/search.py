"""One search of the plain core, and the solution it has."""

from dataclasses import dataclass

import numpy as np

from optimizer.routing.arrays import Floats, Ints
from optimizer.routing.plain.anneal import anneal, put_back
from optimizer.routing.plain.arrays import Plain, Vehicles
from optimizer.routing.plain.best import Best, adopt, note_whole, standing
from optimizer.routing.plain.few import give_back
from optimizer.routing.plain.journal import begin_iteration
from optimizer.routing.plain.positions import INFINITE
from optimizer.routing.plain.ruin import RuinSize
from optimizer.routing.plain.settled import as_common
from optimizer.routing.plain.state import State, empty_state
from optimizer.routing.pool import RESIGNED, run_by_the_clock
from optimizer.routing.random import RandomState

BATCH = 500
"""Iterations between two looks at the clock."""


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
        if begin >= RESIGNED:
            self.resign()
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

    def resign(self) -> None:
        """Where the best solution leaves clients out, let all be as dear to leave out from now on."""
        counts = self.state.counts
        if self.best.cost[0] > 0 and counts["dearer"][0] > 0:
            self.state.weight[:] = self.state.weight.max()
            counts["dearer"] = 0.0
            adopt(self.plain, self.state, self.best)

    def settle(self) -> None:
        """Where vehicles are held back as a search is called off, let them serve those who are left out meanwhile."""
        if not self.loosen(1.0):
            return
        begin_iteration(self.state)
        put_back(self.plain, self.state, self.keys, INFINITE, self.random)
        begin_iteration(self.state)
        if standing(self.state) < (self.best.cost[0], self.best.cost[1]):
            note_whole(self.state, self.best)

    def come_together(self) -> "PlainSearch":
        """The search itself, which no others share."""
        return self

    def take_over(self, other: "PlainSearch") -> None:
        """Go on from another search's best."""
        for mine, its in zip(self.best, other.best, strict=True):
            np.copyto(mine, its)
        adopt(self.plain, self.state, self.best)


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
