"""Several searches side by side, on threads, meeting now and then."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol, Self, TypeVar

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Incumbent, Standing

MEETINGS = 12
"""How often in a budget the searches compare: one that lags goes on from the leader's best."""

LEAST_S = 0.25
"""Seconds between two reports of progress."""

LONGEST = 20_000
"""Iterations of a stretch, at most, so that a search called off ends soon."""

TRIES = 50
"""Searches that serve nobody try so often from nothing; nobody they could serve is still left out by chance then."""

RESIGNED = 0.7
"""Progress from which on those who are left out are taken to have no place.

Until then whoever is out gets ever dearer, so that somebody else is out soon, whatever the ways cost.
"""

LAG = 0.002
"""A search whose best is this much dearer than the leader's lags."""


class Searcher(Protocol):
    """A search that can be run in stretches and can go on from another's best."""

    @property
    def cost(self) -> float:
        """Cost of the best solution."""

    @property
    def lost(self) -> tuple[int, ...]:
        """What of the best solution counts before its cost, least first: clients left out, say."""

    @property
    def idle(self) -> bool:
        """Whether the best solution serves nobody."""

    def run(self, iterations: int, begin: float, end: float) -> int:
        """Run so many iterations while progress goes from ``begin`` to ``end``; returns them."""

    def run_until(self, deadline: float, begin: float, end: float) -> int:
        """Run until the monotonic clock strikes ``deadline``; returns the iterations done."""

    def take_over(self, other: Self) -> None:
        """Go on from another search's best."""


S = TypeVar("S", bound=Searcher)

Report = Callable[[Standing], bool]
"""Called a few times a second with how the search stands; returns whether to go on."""

Look = Callable[[float], bool]
"""Called with progress from 0 to 1 between two stretches; returns whether to go on."""


@dataclass(slots=True)
class Course:
    """How a search went: ever better incumbents, as they are reported."""

    report: Report | None = None
    started: float = field(default_factory=time.monotonic)
    trace: list[Incumbent] = field(default_factory=list)
    first_feasible_s: float | None = None
    """Wall seconds until the first routes that serve every required client."""

    def goes_on(self, progress: float, cost: int, unserved: int, *, settled: bool = True) -> bool:
        """Note and report the best so far; whether to go on.

        The trace waits until it is ``settled`` what matters more than cost.
        """
        seconds = time.monotonic() - self.started
        if not unserved and self.first_feasible_s is None:
            self.first_feasible_s = seconds
        if settled and not unserved and (not self.trace or cost < self.trace[-1].cost):
            self.trace.append(Incumbent(seconds=seconds, cost=cost))
        return self.report is None or self.report(Standing(progress, None if unserved else cost, unserved, seconds))


def run_pool(searches: Sequence[S], budget: Budget, look: Look) -> int:
    """Spend the budget on all searches at once; returns iterations done in all.

    With an iteration budget every meeting falls on the same iteration, so the outcome depends on the seeds alone.
    Where nobody can be served the budget is left.
    """
    if all(search.idle for search in searches):
        tries = sum(search.run(TRIES, 0.0, 0.0) for search in searches)
        if all(search.idle for search in searches):
            look(1.0)
            return tries
    stretches = _stretches(budget)
    done = 0
    started = time.monotonic()
    with ThreadPoolExecutor(len(searches)) as threads:
        for i in range(stretches):
            begin, end = i / stretches, (i + 1) / stretches
            if budget.seconds is not None:
                deadline = started + budget.seconds * end
                futures = [threads.submit(search.run_until, deadline, begin, end) for search in searches]
            else:
                share = _share(budget.iterations or 0, i, stretches)
                futures = [threads.submit(search.run, share, begin, end) for search in searches]
            done += sum(future.result() for future in futures)
            if not look(end):
                break
            if int(end * MEETINGS) > int(begin * MEETINGS):
                meet(searches)
    return done


def run_by_the_clock(search: S, batch: int, deadline: float, begin: float, end: float) -> int:
    """Run a search, so many iterations between two looks at the clock, until it strikes; returns the iterations."""
    started, done = time.monotonic(), 0
    while (now := time.monotonic()) < deadline:
        at = begin + (end - begin) * (now - started) / max(1e-9, deadline - started)
        done += search.run(batch, at, at)
    return done


def what_is_left(budget: Budget, started: float) -> Budget:
    """The budget less the seconds since ``started`` on the monotonic clock; never quite nothing."""
    if budget.seconds is None:
        return budget
    return Budget(seconds=max(LEAST_S / 10, budget.seconds - (time.monotonic() - started)))


def part_of(budget: Budget, share: float) -> Budget:
    """A share of a budget."""
    if budget.seconds is not None:
        return Budget(seconds=share * budget.seconds)
    return Budget(iterations=max(1, round(share * (budget.iterations or 0))))


def _stretches(budget: Budget) -> int:
    if budget.seconds is not None:
        return max(MEETINGS, int(budget.seconds / LEAST_S))
    iterations = budget.iterations or 0
    return max(1, min(8 * MEETINGS, iterations // 50), iterations // LONGEST)


def _share(iterations: int, i: int, stretches: int) -> int:
    """Iterations of stretch ``i``, so that all stretches add up."""
    return iterations * (i + 1) // stretches - iterations * i // stretches


def leader(searches: Sequence[S]) -> S:
    """The search with the best of the bests."""
    return min(searches, key=lambda search: (search.lost, search.cost))


def meet(searches: Sequence[S]) -> None:
    """Let every search that lags go on from the leader's best."""
    first = leader(searches)
    bar = first.cost * (1 + LAG)
    for search in searches:
        if search.lost > first.lost or search.cost > bar:
            search.take_over(first)
