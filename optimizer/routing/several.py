"""Several solutions of the general core, and the best of their parts; see :mod:`optimizer.routing.population`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Self

import numpy as np

from optimizer.routing.arrays import Arrays, Ints
from optimizer.routing.crossover import Crossed, alone, cross
from optimizer.routing.parts import write_into
from optimizer.routing.population import Child, Member, Population
from optimizer.routing.random import RandomState, random_state
from optimizer.routing.room import room_for
from optimizer.routing.search import Search, Warmth, begin_search
from optimizer.routing.solution import Best, copied, empty_solution, no_best
from optimizer.routing.span import span_for

PAYS = 1_000
"""With fewer iterations a stop in all, one search does as well alone; one does more here than in the plain core."""

MOST = 400
"""More stops are better searched for in one solution, by all threads: of the day ``district``, with 1,043 drops, four
minutes on two threads find a plan of 34,135 yuan so, of 36,517 in several; of ``neighbourhood``, with 92, half a minute
finds 3,402 yuan in one and 3,173 in several (mean of three)."""

CROSSED, ANEW = (20, 0.25), (100, 0.5)
"""Iterations a stop, and where between the last temperature and the first, in powers, they begin: for trips of two
solutions, and for those of one that are searched among anew."""


@dataclass(slots=True, kw_only=True)
class SeveralSearches(Population[Search, Best]):
    """A population of a problem of any kind.

    Attributes
    ----------
    each
        Iterations that the search for a member has, about.
    duties
        What every member begins with.
    whole
        The search for the last member; when that has ended, what routes are priced in.
    crossed
        What the child is searched for in.
    """

    arrays: Arrays
    each: float
    duties: Mapping[int, Ints]
    warmth: Warmth
    seed: int
    whole: Search
    random: RandomState
    crossed: Crossed | None = None

    @classmethod
    def begin(
        cls, arrays: Arrays, span: float, seed: int, *, each: float, duties: Mapping[int, Ints], warmth: Warmth
    ) -> Self:
        """A population that has begun the search for its first member, in such a part of the budget."""
        first = begin_search(arrays, seed * 1000, iterations=each, duties=duties, warmth=warmth)
        return cls(
            span=span,
            draw=Random(seed),  # noqa: S311 - nothing to keep secret
            young=first,
            begun=1,
            arrays=arrays,
            each=each,
            duties=duties,
            warmth=warmth,
            seed=seed,
            whole=first,
            random=random_state(seed * 1000 - 1),
        )

    @property
    def driving(self) -> Ints:
        """The crews that drive in the best solution."""
        return self._best.driving

    @property
    def unserved(self) -> int:
        """How many stops the best solution leaves out."""
        return self._best.left_out(len(self.arrays.stops))

    @property
    def _best(self) -> Best:
        leader = self.leader
        return leader.routes if isinstance(leader, Member) else leader.best

    def grow(self, number: int) -> Search:
        """The search for a new member, from nothing."""
        seed = self.seed * 1000 + number
        self.whole = begin_search(self.arrays, seed, iterations=self.each, duties=self.duties, warmth=self.warmth)
        return self.whole

    def member_of(self, search: Search) -> Member[Best]:
        """What a search for a member has found."""
        return Member(copied(search.best), search.lost, search.cost)

    def cross(self, mother: int, father: int) -> Child[Search, Best] | None:
        """A member with some of another's trips, or, if that is the same, to be searched anew there; None: no news."""
        routes, others, a = self.members[mother].routes, self.members[father].routes, self.arrays
        is_one = mother == father
        crossed = alone(a, routes, self.draw) if is_one else cross(a, routes, others, self.draw)
        if crossed is None:
            return None
        self.crossed = crossed
        iterations, share = ANEW if is_one else CROSSED
        search = self._search_in(crossed, share)
        return Child(search, mother, not is_one, iterations * len(crossed.part.stops), routes)

    def _search_in(self, crossed: Crossed, share: float) -> Search:
        whole, a = self.whole, crossed.part.arrays
        solution = empty_solution(a)
        solution = solution._replace(lost=np.zeros_like(whole.solution.lost))
        search = replace(
            whole,
            arrays=a,
            solution=solution,
            best=no_best(a, solution),
            room=room_for(a, solution.tokens.shape[1]),
            random=self.random,
            hot_cents=whole.cold_cents * (whole.hot_cents / whole.cold_cents) ** share,
        )
        search.set_out(crossed.duties)
        search.note(anyhow=True)
        return search

    def completed(self, child: Child[Search, Best]) -> Member[Best]:
        """A mended child, beside the duties of its mother's that it has left alone."""
        assert self.crossed is not None
        both = copied(child.beside)
        write_into(both, self.crossed.part, child.search.best, len(self.arrays.stops))
        return self.member_of(self.holding(both))

    def holding(self, routes: Best) -> Search:
        """The search for the last member, with these routes as its best solution."""
        self.whole.adopt(routes)
        self.whole.note(anyhow=True)
        return self.whole


def several_searches(
    arrays: Arrays, seed: int, threads: int, iterations: float, *, duties: Mapping[int, Ints], warmth: Warmth
) -> list[SeveralSearches]:
    """A population for each thread, where several members pay with so many iterations a thread; else none."""
    n = len(arrays.stops)
    span = span_for(n, iterations / n, PAYS) if n <= MOST else None
    if span is None:
        return []
    each = span * iterations
    return [
        SeveralSearches.begin(arrays, span, seed * 1000 + i, each=each, duties=duties, warmth=warmth)
        for i in range(threads)
    ]
