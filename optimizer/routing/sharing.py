"""One solution of the general core searched by several threads; see :mod:`optimizer.routing.divided`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np

from optimizer.routing.arrays import Arrays, Ints
from optimizer.routing.divided import Divided
from optimizer.routing.parts import Part, bundles, in_part, joined, take_apart
from optimizer.routing.pool import Searcher
from optimizer.routing.random import RandomState
from optimizer.routing.room import room_for
from optimizer.routing.search import DAY, Search, Warmth, begin_search
from optimizer.routing.several import several_searches
from optimizer.routing.solution import Best, empty_solution, no_best

LEAST_ROUTES = 4
"""A part has so many routes on average, at least: what lies between two parts cannot be bettered meanwhile."""

LARGEST = 0.5
"""Share of the stops that a bundle may hold, at most, in what is shared."""

KEPT = ["refused", "missed"]
"""What a search remembers of stops, whoever serves them."""

LEAST_IN_HALVES = 24
"""Of so many duties each, threads search one half after the other: in a smaller part more iterations are done, and
more of what is tried hits upon something. The day ``district``, with 90 duties, 10 s of processor time for each of two
threads, on two roads: 36,194 yuan on average of three runs in two parts, 35,888 in four.
"""


class Teamwork(Searcher, Protocol):
    """A search that one thread does, or several together."""

    @property
    def driving(self) -> Ints:
        """The crews that drive in the best solution."""

    @property
    def unserved(self) -> int:
        """How many stops the best solution leaves out."""

    def come_together(self) -> Search:
        """The whole search, with the best of all."""


@dataclass(slots=True)
class SharedSearch(Divided[Search]):
    """A search by several threads; ``parts`` are what has been dealt out."""

    parts: list[Part] = field(default_factory=list)

    @property
    def driving(self) -> Ints:
        """The crews that drive in the best solution."""
        if self.bearers is not self.searches:
            return self.whole.driving
        found = zip(self.parts, self.searches, strict=True)
        return np.concatenate([part.crews[search.driving] for part, search in found])

    @property
    def unserved(self) -> int:
        """How many stops the best solution leaves out."""
        return sum(search.unserved for search in self.bearers)

    def deal_out(self) -> list[Search]:
        """Searches in parts that lie side by side."""
        whole = self.whole
        self.parts = take_apart(whole.arrays, whole.solution, len(self.randoms), self.draw)
        return [search_in(whole, part, random) for part, random in zip(self.parts, self.randoms, strict=False)]

    def gather(self) -> None:
        """Write the parts' duties side by side."""
        whole, parts, n = self.whole, self.parts, len(self.whole.arrays.stops)
        if self.bearers is self.searches:
            best, together = whole.best, joined(parts, [search.best for search in self.searches], whole.best, n)
            best.tokens[:], best.length[:] = together.tokens, together.length
            best.lost[:], best.cents[:] = together.lost, together.cents
        whole.adopt(joined(parts, [search.now for search in self.searches], whole.best, n))
        for part, search in zip(parts, self.searches, strict=True):
            whole.solution.served[KEPT][part.stops] = search.solution.served[KEPT]


def search_in(whole: Search, part: Part, random: RandomState) -> Search:
    """The search of a part, as warm as that of the whole."""
    a, now = part.arrays, whole.now
    solution = empty_solution(a, now.tokens.shape[1])
    solution = solution._replace(lost=np.zeros_like(whole.solution.lost))
    solution.served[KEPT] = whole.solution.served[KEPT][part.stops]
    tokens, length = in_part(part, len(whole.arrays.stops), now)
    room = room_for(a, solution.tokens.shape[1])
    search = replace(whole, arrays=a, solution=solution, best=no_best(a, solution), room=room, random=random)
    search.adopt(Best(tokens, length, search.best.lost, search.best.cents))
    search.note(anyhow=True)
    return search


def may_share(search: Search, threads: int, least: int = LEAST_ROUTES) -> bool:
    """Whether several threads have duties enough to share, so many each, and nothing ties most of them together."""
    if threads == 1:
        return False
    own, driving = bundles(search.arrays, search.solution.served["crew"]), search.solution.duties["length"] > 0
    largest = int(np.bincount(own.of_stop).max())
    enough = len(np.unique(own.of_crew[driving])) >= least * threads
    return enough and largest <= LARGEST * len(search.arrays.stops)


def team_of(
    arrays: Arrays,
    seed: int,
    threads: int,
    *,
    iterations: float,
    duties: Mapping[int, Ints],
    mild: bool,
    warmth: Warmth = DAY,
) -> Sequence[Teamwork]:
    """Searches that spend a budget of so many iterations a thread: on several solutions each, on one each, or together.

    ``duties``, ``mild`` and ``warmth`` are as :func:`optimizer.routing.search.begin_search` has them.
    """

    def begun(number: int, iterations: float) -> Search:
        each = seed * 1000 + number
        return begin_search(arrays, each, iterations=iterations, duties=duties, mild=mild, warmth=warmth)

    several = [] if mild else several_searches(arrays, seed, threads, iterations, duties=duties, warmth=warmth)
    if several:
        return several
    first = begun(0, threads * iterations)
    if threads == 1:
        return [first]
    if may_share(first, threads):
        parts_each = 2 if may_share(first, threads, LEAST_IN_HALVES) else 1
        return [SharedSearch.begin(first, threads, seed, parts_each=parts_each)]
    return [begun(number, iterations) for number in range(threads)]
