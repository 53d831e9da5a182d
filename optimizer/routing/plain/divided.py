"""One solution searched by several threads, each among routes of its own, which are dealt out anew time and again.

Two searches side by side find the better of two; two halves of one are annealed with twice the iterations a client.

References
----------
Taillard (1993), doi:10.1002/net.3230230804 (parts of a solution searched on their own, then put together).
"""

import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from random import Random
from typing import Self

import numpy as np

from optimizer.routing.plain.best import Best
from optimizer.routing.plain.laid import Laid, joined, lay, read
from optimizer.routing.plain.parts import Part, take_apart
from optimizer.routing.plain.search import PlainSearch, most_routes
from optimizer.routing.plain.state import empty_state
from optimizer.routing.random import RandomState, random_state

PAY = 20.0
"""Parts are searched for so many times as long as it takes to deal them out, at least."""

LEAST_ROUTES = 4
"""A part has so many routes on average, at least: what lies between two parts cannot be bettered meanwhile."""


@dataclass(slots=True)
class DividedSearch:
    """A search by as many threads as there are ``randoms``.

    Attributes
    ----------
    whole
        Has the solution, and the best one, as they were when all came together last.
    parts, searches
        What was dealt out since, and the searches in it; none before the first stretch and after the last.
    dealt_s, searched_s
        Seconds that dealing out has taken, and that have gone into these parts.
    """

    whole: PlainSearch
    randoms: list[RandomState]
    draw: Random
    parts: list[Part] = field(default_factory=list)
    searches: list[PlainSearch] = field(default_factory=list)
    dealt_s: float = 0.0
    searched_s: float = 0.0

    @classmethod
    def begin(cls, whole: PlainSearch, threads: int, seed: int) -> Self:
        """Divide a search that has begun."""
        return cls(whole, [random_state(seed * 1000 + i) for i in range(threads)], Random(seed))  # noqa: S311 - nothing to keep secret

    @property
    def cost(self) -> float:
        """Cost of the best solution."""
        return self._standing()[1]

    @property
    def lost(self) -> tuple[int, ...]:
        """How many clients the best solution leaves out."""
        return (int(self._standing()[0]),)

    @property
    def idle(self) -> bool:
        """Whether the best solution serves nobody."""
        return self.lost[0] == len(self.whole.plain.clients)

    def run(self, iterations: int, begin: float, end: float) -> int:
        """Run so many iterations in each thread while progress goes from ``begin`` to ``end``."""
        self._loosen(begin)
        done = self._side_by_side(lambda search: search.run(iterations, begin, end))
        self.come_together()
        return done

    def run_until(self, deadline: float, begin: float, end: float) -> int:
        """Run until the monotonic clock strikes ``deadline``; returns the iterations done."""
        self._loosen(begin)
        done = self._side_by_side(lambda search: search.run_until(deadline, begin, end))
        if self.searched_s > PAY * self.dealt_s:
            self.come_together()
        return done

    def take_over(self, other: Self) -> None:
        """Go on from another search's best."""
        self.come_together()
        self.whole.take_over(other.come_together())

    def come_together(self) -> PlainSearch:
        """Put the parts together again; returns the whole."""
        if not self.searches:
            return self.whole
        p, state, best = self.whole.plain, self.whole.state, self.whole.best
        standing = self._standing()
        if standing < (best.cost[0], best.cost[1]):
            lay(p, state, self._joined([search.best for search in self.searches]))
            np.copyto(best.links, state.links)
            best.kinds[:] = state.routes["kind"]
            best.cost[:] = standing
        lay(p, state, self._joined([now_of(search) for search in self.searches]))
        for part, search in zip(self.parts, self.searches, strict=True):
            state.weight[part.members] = search.state.weight
        self.parts, self.searches = [], []
        return self.whole

    def _standing(self) -> tuple[float, float]:
        """Clients left out by the best solution, and its cost."""
        whole = self.whole.best.cost
        bests = [search.best.cost for search in self.searches] or [whole]
        return min((float(sum(best[0] for best in bests)), float(sum(best[1] for best in bests))), (whole[0], whole[1]))

    def _loosen(self, progress: float) -> None:
        """Deal out anew when vehicles that were held back may drive."""
        if self.whole.loosen(progress):
            self.come_together()

    def _side_by_side(self, run: Callable[[PlainSearch], int]) -> int:
        """Let every thread search its part; returns the iterations done."""
        if not self.searches:
            self._deal_out()
        started = time.monotonic()
        with ThreadPoolExecutor(len(self.searches)) as threads:
            done = sum(threads.map(run, self.searches))
        self.searched_s += time.monotonic() - started
        return done

    def _deal_out(self) -> None:
        started = time.monotonic()
        whole, threads = self.whole, len(self.randoms)
        laid = read(whole.state.links, whole.state.routes["kind"].copy(), len(whole.plain.clients))
        angle = self.draw.uniform(0.0, 2.0 * math.pi)
        parts = take_apart(whole.plain, laid, threads, angle, self.draw.randrange(threads))
        self.parts = [part for part in parts if len(part.members)]
        self.searches = [in_part(whole, part, random) for part, random in zip(self.parts, self.randoms, strict=False)]
        self.dealt_s, self.searched_s = time.monotonic() - started, 0.0

    def _joined(self, bests: list[Best]) -> Laid:
        found = zip(self.parts, bests, strict=True)
        laid = [(part, read(best.links, best.kinds, len(part.members))) for part, best in found]
        return joined([each._replace(clients=part.members[each.clients]) for part, each in laid])


def may_divide(search: PlainSearch, threads: int) -> bool:
    """Whether several threads have enough routes to share."""
    return threads > 1 and int((search.state.routes["size"] > 0).sum()) >= LEAST_ROUTES * threads


def in_part(whole: PlainSearch, part: Part, random: RandomState) -> PlainSearch:
    """The search of a part, as warm as that of the whole."""
    p, n = part.plain, len(part.members)
    state = empty_state(p, most_routes(p), absent_cost=0.0)
    state.weight[:] = whole.state.weight[part.members]
    lay(p, state, part.laid)
    cost = np.array([float(state.counts["absent"][0]), state.routes["cost"].sum()])
    best = Best(links=state.links.copy(), kinds=state.routes["kind"].copy(), cost=cost)
    held_back = np.zeros(1, dtype=np.int32)
    return replace(whole, plain=p, state=state, best=best, keys=np.zeros(n), random=random, held_back=held_back)


def now_of(search: PlainSearch) -> Best:
    """The solution under search, which need not be the best."""
    s = search.state
    return Best(links=s.links, kinds=s.routes["kind"].copy(), cost=search.best.cost)
