"""Several solutions searched for one after the other, then bettered by parts of one another.

Searches that differ only in their seed end about as good, and differently: one is better here, another there. Routes
that lie side by side in one solution are put into another in the place of those that serve the same stops; what no
longer fits is mended in a short search among these alone, and stays if it costs less. So each region ends as good as in
the best of them.

References
----------
Nagata, Bräysy & Dullaert (2010), doi:10.1016/j.cor.2009.06.022 (selective route exchange crossover);
Vidal et al. (2012), doi:10.1287/opre.1120.1048 (populations).
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from random import Random
from typing import Generic, Self, TypeVar

from optimizer.routing.pool import Searcher, run_by_the_clock
from optimizer.routing.yields import Yield

SIZE = 2
"""Members: the best of all that there were so far, and a newcomer."""

LATEST = 0.95
"""Part of the budget from which on no newcomer would be of use."""

TRIES = 20
"""So many choices of routes are looked at before members count as alike."""

RECENT, ASTRAY = 0.25, 0.1
"""What has paid lately is judged by so many iterations, in searches for a member; and how often it is left alone."""

BATCH = 500
"""Iterations between two looks at what is to be done next."""

R = TypeVar("R")
S = TypeVar("S", bound=Searcher)


@dataclass(frozen=True, slots=True)
class Member(Generic[R]):
    """A solution: its routes, what it loses before cost counts, and its cost."""

    routes: R
    lost: tuple[int, ...]
    cost: float

    @property
    def standing(self) -> tuple[tuple[int, ...], float]:
        """What members are compared by, least first."""
        return self.lost, self.cost


@dataclass(slots=True)
class Child(Generic[S, R]):
    """The search that mends a member with routes of another: of which member, for how long, beside which routes."""

    search: S
    mother: int
    is_crossed: bool
    iterations: int
    beside: R
    done: int = 0


@dataclass(slots=True)
class Population(ABC, Generic[S, R]):
    """A search by one thread for several solutions, and for the best of their parts.

    Attributes
    ----------
    span
        Part of the budget that the search for a member has.
    young, born
        The search for a new member, and the progress at which it began.
    grown
        Iterations that the last member took.
    crossing, anew, since
        What has been saved by routes of another member; by a new search among some routes of one; and, since the last
        member came, by both.
    """

    span: float
    draw: Random
    members: list[Member[R]] = field(default_factory=list)
    young: S | None = None
    born: float = 0.0
    child: Child[S, R] | None = None
    begun: int = 0
    grown: int = 0
    crossing: Yield = field(default_factory=Yield)
    anew: Yield = field(default_factory=Yield)
    since: Yield = field(default_factory=Yield)

    @abstractmethod
    def grow(self, number: int) -> S:
        """The search for a new member, from nothing; each of another number."""

    @abstractmethod
    def member_of(self, search: S) -> Member[R]:
        """What a search for a member has found."""

    @abstractmethod
    def cross(self, mother: int, father: int) -> Child[S, R] | None:
        """A member with some of another's routes, or, if that is the same, to be searched anew there; None: no news."""

    @abstractmethod
    def completed(self, child: Child[S, R]) -> Member[R]:
        """A mended child, beside the routes of its mother's that it has left alone."""

    @abstractmethod
    def holding(self, routes: R) -> S:
        """A search whose best solution has these routes; one that searches for a new member is given up."""

    @property
    def leader(self) -> S | Member[R]:
        """The search for a new member, if what it has found is the best solution, or else the best member."""
        if self.young is not None and (self.young.lost, self.young.cost) == self._standing:
            return self.young
        return min(self.members, key=lambda member: member.standing)

    def come_together(self) -> S:
        """A search that has the best solution."""
        leader = self.leader
        return self.holding(leader.routes) if isinstance(leader, Member) else leader

    @property
    def cost(self) -> float:
        """Cost of the best solution."""
        return self._standing[1]

    @property
    def lost(self) -> tuple[int, ...]:
        """What of the best solution counts before its cost."""
        return self._standing[0]

    @property
    def idle(self) -> bool:
        """Whether no solution serves anybody."""
        return not self.members and (self.young is None or self.young.idle)

    def run(self, iterations: int, begin: float, end: float) -> int:
        """Run so many iterations while progress goes from ``begin`` to ``end``."""
        done = 0
        while done < iterations:
            self._go_on(min(BATCH, iterations - done), begin + (end - begin) * done / iterations)
            done += min(BATCH, iterations - done)
        return done

    def run_until(self, deadline: float, begin: float, end: float) -> int:
        """Run until the monotonic clock strikes ``deadline``; returns the iterations done."""
        return run_by_the_clock(self, BATCH, deadline, begin, end)

    def take_over(self, other: Self) -> None:
        """Let another's best member be one, in the place of the worst."""
        if len(self.members) < SIZE or not other.members:
            return
        self.members[self._worst] = min(other.members, key=lambda member: member.standing)
        self.child = None
        self._begin_anew()

    @property
    def _standing(self) -> tuple[tuple[int, ...], float]:
        found = [member.standing for member in self.members]
        return min(found + ([(self.young.lost, self.young.cost)] if self.young else []))

    @property
    def _worst(self) -> int:
        return max(range(len(self.members)), key=lambda i: self.members[i].standing)

    def _go_on(self, iterations: int, at: float) -> None:
        """Go on with a new member or with a child, whichever there is; begin another where one is done."""
        if self.young is not None and at >= self.born + self.span:
            self._admit(self.young)
        if self.child is not None and self.child.done >= self.child.iterations:
            self._judge(self.child)
        if self.young is None and self.child is None:
            self._begin(at)
        if self.young is not None:
            grown = (at - self.born) / self.span
            self.grown += self.young.run(iterations, grown, grown)
        elif self.child is not None:
            grown = self.child.done / self.child.iterations
            self.child.done += self.child.search.run(iterations, grown, grown)

    def _begin(self, at: float) -> None:
        """Begin a child, where that promises something; else a new member."""
        is_late = at + self.span > LATEST and bool(self.members)
        if is_late or (len(self.members) == SIZE and not self._is_exhausted):
            self.child = self._next_child()
        if self.child is None:
            self.begun += 1
            self.young, self.born, self.grown = self.grow(self.begun - 1), at, 0

    @property
    def _is_exhausted(self) -> bool:
        """Whether less is saved lately than, on average, in the search for a member and all that came of it.

        Charnov (1976), doi:10.1016/0040-5809(76)90040-X: whoever leaves then finds the most in all.
        """
        if self.since.spent <= RECENT * self.grown:
            return False
        lately = (self.crossing.saved + self.anew.saved) / (self.crossing.spent + self.anew.spent)
        return lately <= self.since.saved / (self.grown + self.since.spent)

    def _next_child(self) -> Child[S, R] | None:
        """A child of two members or of one, whichever has saved more lately."""
        is_crossed = (self.crossing.rate >= self.anew.rate) != (self.draw.random() < ASTRAY)
        numbers = range(len(self.members))
        for _ in range(TRIES if is_crossed and len(numbers) > 1 else 0):
            mother, father = self.draw.sample(numbers, 2)
            if (child := self.cross(mother, father)) is not None:
                return child
        if is_crossed:  # all are alike
            self.crossing.saved, self.crossing.spent = 0.0, self.crossing.spent + BATCH
        one = self.draw.choice(numbers)
        return self.cross(one, one)

    def _admit(self, young: S) -> None:
        """Let a search that has come to its end be a member, in the place of the worst if there are enough.

        Also if it is worse itself: where members are alike, only from another can they have anything.
        """
        if len(self.members) == SIZE:
            del self.members[self._worst]
        self.members.append(self.member_of(young))
        self.young = None
        self._begin_anew()

    def _begin_anew(self) -> None:
        """Judge from now on what pays."""
        self.crossing, self.anew, self.since = Yield(), Yield(), Yield()

    def _judge(self, child: Child[S, R]) -> None:
        """Let a child take its mother's place if it is better."""
        member, mother = self.completed(child), self.members[child.mother]
        saved = 0.0
        if member.standing < mother.standing:
            self.members[child.mother] = member
            saved = max(0.0, mother.cost - member.cost)
        self._note(child.is_crossed, saved, child.done)
        self.child = None

    def _note(self, is_crossed: bool, saved: float, spent: int) -> None:
        """Note what a child has saved."""
        (self.crossing if is_crossed else self.anew).note(saved, spent, RECENT * self.grown)
        self.since.saved += saved
        self.since.spent += spent
