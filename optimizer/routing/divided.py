"""One solution searched by several threads, each among routes of its own, which are dealt out anew time and again.

Two searches side by side find the better of two; two halves of one are annealed with twice the iterations a client.

References
----------
Taillard (1993), doi:10.1002/net.3230230804 (parts of a solution searched on their own, then put together).
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from typing import Generic, Self, TypeVar

from optimizer.routing.pool import Searcher
from optimizer.routing.random import RandomState, random_state

PAY, MOST_APART_S = 20.0, 3.0
"""Parts are searched for so many times as long as it takes to deal them out, but for no longer than so many seconds.

Dealing out may be held up once, by code that is loaded or by another process; parts that stay apart for the rest of a
search grow worse than one search alone: what stands between them never moves.
"""

S = TypeVar("S", bound=Searcher)


@dataclass(slots=True)
class Divided(ABC, Generic[S]):
    """A search by so many threads, in as many parts as there are ``randoms``.

    Attributes
    ----------
    whole
        Has the solution, and the best one, as they were when all came together last.
    searches
        Those in the parts dealt out since; none before the first stretch and after the last.
    dealt_s, searched_s
        Seconds that dealing out has taken, and that have gone into these parts.
    """

    whole: S
    threads: int
    randoms: list[RandomState]
    draw: Random
    searches: list[S] = field(default_factory=list)
    dealt_s: float = 0.0
    searched_s: float = 0.0

    @classmethod
    def begin(cls, whole: S, threads: int, seed: int, *, parts_each: int = 1) -> Self:
        """Divide a search that has begun; every thread searches so many parts in turn."""
        randoms = [random_state(seed * 1000 + i) for i in range(threads * parts_each)]
        return cls(whole, threads, randoms, Random(seed))  # noqa: S311 - nothing to keep secret

    @abstractmethod
    def deal_out(self) -> list[S]:
        """Searches in parts of the whole solution, one for each of the ``randoms`` whose part has anything."""

    @abstractmethod
    def gather(self) -> None:
        """Let the whole search have the parts' solutions, and their bests where these are the best together."""

    def loosen(self, progress: float) -> bool:  # noqa: ARG002 - for those that have something to loosen
        """Loosen what is held back at first, if it is time; whether it was."""
        return False

    @property
    def bearers(self) -> Sequence[S]:
        """The searches whose bests are the best solution together."""
        whole = (self.whole.lost, self.whole.cost)
        return self.searches if self.searches and standing(self.searches) < whole else [self.whole]

    @property
    def cost(self) -> float:
        """Cost of the best solution."""
        return standing(self.bearers)[1]

    @property
    def lost(self) -> tuple[int, ...]:
        """What of the best solution counts before its cost."""
        return standing(self.bearers)[0]

    @property
    def idle(self) -> bool:
        """Whether the best solution serves nobody."""
        return all(search.idle for search in self.bearers)

    def run(self, iterations: int, begin: float, end: float) -> int:
        """Run so many iterations in each thread while progress goes from ``begin`` to ``end``."""
        self._loosen(begin)
        each = iterations * self.threads // len(self.randoms)
        done = self._side_by_side(lambda team: sum(search.run(each, begin, end) for search in team))
        self.come_together()
        return done

    def run_until(self, deadline: float, begin: float, end: float) -> int:
        """Run until the monotonic clock strikes ``deadline``; returns the iterations done."""
        self._loosen(begin)
        done = self._side_by_side(lambda team: run_in_turn(team, deadline, begin, end))
        if self.searched_s > min(MOST_APART_S, PAY * self.dealt_s):
            self.come_together()
        return done

    def take_over(self, other: Self) -> None:
        """Go on from another search's best."""
        self.come_together()
        self.whole.take_over(other.come_together())

    def come_together(self) -> S:
        """Put the parts together again; returns the whole."""
        if self.searches:
            self.gather()
            self.searches = []
        return self.whole

    def _loosen(self, progress: float) -> None:
        """Deal out anew when something is no longer held back."""
        if self.loosen(progress):
            self.come_together()

    def _side_by_side(self, run: Callable[[Sequence[S]], int]) -> int:
        """Let every thread search its parts; returns the iterations done."""
        started = time.monotonic()
        if not self.searches:
            self.searches = self.deal_out()
            self.dealt_s, self.searched_s = time.monotonic() - started, 0.0
        dealt = time.monotonic()
        teams = [self.searches[i :: self.threads] for i in range(min(self.threads, len(self.searches)))]
        with ThreadPoolExecutor(len(teams)) as threads:
            done = sum(threads.map(run, teams))
        self.searched_s += time.monotonic() - dealt
        return done


def run_in_turn(searches: Sequence[Searcher], deadline: float, begin: float, end: float) -> int:
    """Run searches one after the other for as long each until the clock strikes; returns the iterations done."""
    done = 0
    for i, search in enumerate(searches):
        now = time.monotonic()
        done += search.run_until(now + (deadline - now) / (len(searches) - i), begin, end)
    return done


def standing(searches: Sequence[Searcher]) -> tuple[tuple[int, ...], float]:
    """What the bests of several searches lose, and cost, together."""
    lost = tuple(sum(each) for each in zip(*(search.lost for search in searches), strict=True))
    return lost, sum(search.cost for search in searches)
