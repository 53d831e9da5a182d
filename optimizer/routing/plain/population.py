"""Several solutions of the plain core, and the best of their parts; see :mod:`optimizer.routing.population`."""

from dataclasses import dataclass, replace
from random import Random
from typing import Self

from optimizer.model.budget import Budget
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.begin import begin_search, iterations_of
from optimizer.routing.plain.best import note_whole, standing
from optimizer.routing.plain.crossover import alone, cross
from optimizer.routing.plain.divided import in_part
from optimizer.routing.plain.laid import Laid, joined, lay, read
from optimizer.routing.plain.parts import Part
from optimizer.routing.plain.search import PlainSearch
from optimizer.routing.pool import part_of
from optimizer.routing.population import Child, Member, Population
from optimizer.routing.random import RandomState, random_state
from optimizer.routing.span import EACH, span_for

PAYS = 3_300
"""With fewer iterations a client in all, one search does as well alone."""

EACH_WITH_SITES = 2_500
"""Iterations a client that the search for a member takes at least where not every type may go everywhere: routes of one
type lie across those of another there, so few fit into another solution, and two poor members make no good one."""

CROSSED, ANEW = (20, 0.25), (100, 0.5)
"""Iterations a client, and where between the last temperature and the first, in powers, they begin: for routes of two
solutions, and for those of one that are searched among anew."""


@dataclass(slots=True, kw_only=True)
class PlainPopulation(Population[PlainSearch, Laid]):
    """A population of a plain problem.

    Attributes
    ----------
    each
        Budget of the search for a member.
    whole
        The search for the last member; when that has ended, what routes are laid in to see what they cost.
    part
        What the child is searched for in.
    """

    plain: Plain
    each: Budget
    seed: int
    whole: PlainSearch
    random: RandomState
    part: Part | None = None

    @classmethod
    def begin(cls, plain: Plain, budget: Budget, span: float, seed: int) -> Self:
        """A population that has begun the search for its first member, in such a part of the budget."""
        each = part_of(budget, span)
        first = begin_search(plain, seed * 1000, budget=each)
        return cls(
            span=span,
            draw=Random(seed),  # noqa: S311 - nothing to keep secret
            young=first,
            begun=1,
            plain=plain,
            each=each,
            seed=seed,
            whole=first,
            random=random_state(seed * 1000 - 1),
        )

    def grow(self, number: int) -> PlainSearch:
        """The search for a new member, from nothing."""
        self.whole = begin_search(self.plain, self.seed * 1000 + number, budget=self.each)
        return self.whole

    def member_of(self, search: PlainSearch) -> Member[Laid]:
        """What a search for a member has found."""
        search.settle()
        return Member(read(search.best.links, search.best.kinds, len(self.plain.clients)), search.lost, search.cost)

    def cross(self, mother: int, father: int) -> Child[PlainSearch, Laid] | None:
        """A member with some of another's routes, or, if that is the same, to be searched anew there; None: no news."""
        routes, others = self.members[mother].routes, self.members[father].routes
        is_one = mother == father
        crossed = alone(self.plain, routes, self.draw) if is_one else cross(self.plain, routes, others, self.draw)
        if crossed is None:
            return None
        self.part = crossed.part
        iterations, share = ANEW if is_one else CROSSED
        cold = self.whole.cold
        hot = cold * (self.whole.hot / cold) ** share
        search = replace(in_part(self.whole, crossed.part, self.random), hot=hot, rounds=1)
        return Child(search, mother, not is_one, iterations * len(crossed.part.members), crossed.beside)

    def completed(self, child: Child[PlainSearch, Laid]) -> Member[Laid]:
        """A mended child, beside the routes of its mother's that it has left alone."""
        assert self.part is not None
        best, members = child.search.best, self.part.members
        found = read(best.links, best.kinds, len(members))
        laid = joined([child.beside, found._replace(clients=members[found.clients])])
        lay(self.plain, self.whole.state, laid)
        absent, driven = standing(self.whole.state)
        return Member(laid, (int(absent),), driven)

    def holding(self, routes: Laid) -> PlainSearch:
        """The search for the last member, with these routes as its best solution."""
        lay(self.plain, self.whole.state, routes)
        note_whole(self.whole.state, self.whole.best)
        return self.whole


def populations(p: Plain, budget: Budget, threads: int, seed: int) -> list[PlainPopulation]:
    """A population for each thread, where several members pay; else none.

    Without windows routes are full, and one that comes from elsewhere hardly ever saves more than it upsets.
    """
    n = len(p.clients)
    each = EACH_WITH_SITES if p.features.sites else EACH
    span = span_for(n, iterations_of(p, budget) / n, PAYS, each) if p.features.clock else None
    return [PlainPopulation.begin(p, budget, span, seed * 1000 + i) for i in range(threads)] if span else []
