"""One search: a solution, the best seen, and the means to go on from where it stopped."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizer.routing.anneal import Cooling, anneal
from optimizer.routing.arrays import Arrays, Ints, own
from optimizer.routing.follow import start_with
from optimizer.routing.gaps import agree_all
from optimizer.routing.iteration import absent_cents, driven_cents, note_best
from optimizer.routing.losses import compared, count_losses
from optimizer.routing.pool import RESIGNED, run_by_the_clock
from optimizer.routing.random import RandomState, random_state
from optimizer.routing.refresh import adopt
from optimizer.routing.room import Room, room_for
from optimizer.routing.ruin import RuinSize
from optimizer.routing.solution import Best, Solution, empty_solution, no_best

COOLEST = 1.0
"""Least first temperature, in mean prices of a leg between neighbours.

A long search pays for a hot start, a short one never cools from it: one leg for every ``PER_LEG`` iterations a stop.
"""

PER_LEG = 30

MILD = 0.1
"""First temperature of a search that goes on from given duties, as a share: it shall mend them, not melt them down."""


class Warmth(NamedTuple):
    """Hottest start, in mean prices of a leg between neighbours, and how many times colder the search ends."""

    hottest: float
    span: float


DAY, PROBLEM = Warmth(10.0, 30.0), Warmth(2.0, 100.0)
"""Of a planner's day, where whole duties are at stake, and of public problems; each tuned on its own kind."""

DEARER = 0.03
"""By how much it gets dearer with every iteration to leave a stop out, beside others of its tier, in such prices."""

BATCH = 200
"""Iterations between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class Search:
    """One thread's search over an instance; holds all its mutable arrays."""

    arrays: Arrays
    solution: Solution
    best: Best
    room: Room
    random: RandomState
    size: RuinSize
    hot_cents: float
    cold_cents: float
    dearer_cents: float

    def temperature(self, progress: float) -> float:
        """Temperature, in cents, when so much of the budget (0 to 1) is used."""
        return float(self.hot_cents * (self.cold_cents / self.hot_cents) ** progress)

    def run(self, iterations: int, begin: float, end: float) -> int:
        """Run so many iterations while progress goes from ``begin`` to ``end``."""
        self._anneal(iterations, begin, end, fill=False)
        return iterations

    def _anneal(self, iterations: int, begin: float, end: float, *, fill: bool) -> None:
        dearer_cents = self.dearer_cents if begin < RESIGNED else 0.0
        cooling = Cooling(self.temperature(begin), self.temperature(end), dearer_cents)
        anneal(self.arrays, self.solution, self.best, self.room, self.size, cooling, iterations, fill, self.random)

    def run_until(self, deadline: float, begin: float, end: float) -> int:
        """Run until the monotonic clock strikes ``deadline``; returns the iterations done."""
        return run_by_the_clock(self, BATCH, deadline, begin, end)

    @property
    def cost(self) -> float:
        """Price of the best solution, in cents."""
        return float(self.best.cents.sum())

    @property
    def lost(self) -> tuple[int, ...]:
        """What the best solution loses, tier by tier."""
        return tuple(self.best.lost.tolist())

    @property
    def driving(self) -> Ints:
        """The crews that drive in the best solution."""
        return self.best.driving

    @property
    def unserved(self) -> int:
        """How many stops the best solution leaves out."""
        return self.best.left_out(len(self.arrays.stops))

    @property
    def now(self) -> Best:
        """The solution under search, which need not be the best; its price is not told."""
        s = self.solution
        return Best(s.tokens, s.duties["length"].copy(), self.best.lost, self.best.cents)

    @property
    def idle(self) -> bool:
        """Whether the best solution has no duties."""
        return not self.best.length.any()

    def take_over(self, other: "Search") -> None:
        """Go on from another search's best."""
        self.adopt(other.best)
        self.note()

    def adopt(self, solution: Best) -> None:
        """Go on from a whole solution; the best stays what it is."""
        adopt(self.arrays, self.solution, solution)
        if self.arrays.features.held:
            agree_all(self.arrays, self.solution)

    def come_together(self) -> "Search":
        """The search itself, which no others share."""
        return self

    def set_out(self, duties: Mapping[int, Ints]) -> None:
        """Begin with the given duties of crews, as far as they hold, and put every other stop where it fits first."""
        start_with(self.arrays, self.solution, self.room, duties)
        self._anneal(0, 0.0, 0.0, fill=True)

    def note(self, *, anyhow: bool = False) -> None:
        """Note the solution under search as the best so far, if it is, or anyhow."""
        lost = self.solution.lost[0]
        count_losses(self.arrays, self.solution, lost)
        absent, driven = absent_cents(self.arrays, self.solution), driven_cents(self.solution)
        more_lost = compared(lost, self.best.lost)
        if anyhow or more_lost < 0 or (more_lost == 0 and absent + driven < self.cost):
            note_best(self.solution, self.best, lost, absent, driven)


def begin_search(
    arrays: Arrays,
    seed: int,
    *,
    iterations: float = 1e6,
    duties: Mapping[int, Ints] | None = None,
    mild: bool = False,
    warmth: Warmth = DAY,
) -> Search:
    """A search that has put every stop where it fitted first, beside the given duties.

    Parameters
    ----------
    iterations
        About how many the budget allows; the temperature depends on it.
    duties
        Tokens of crews to start from, as far as they hold.
    mild
        Whether the duties are a whole plan, so that little of it shall be changed at once.
    """
    leg_cents = mean_leg_cents(arrays)
    hot_cents = min(warmth.hottest, max(COOLEST, iterations / len(arrays.stops) / PER_LEG)) * leg_cents
    solution = empty_solution(arrays)
    arrays = own(arrays)
    search = Search(
        arrays=arrays,
        solution=solution,
        best=no_best(arrays, solution),
        room=room_for(arrays, solution.tokens.shape[1]),
        random=random_state(seed),
        size=RuinSize(),
        hot_cents=hot_cents * (MILD if mild else 1.0),
        cold_cents=hot_cents / warmth.span,
        dearer_cents=DEARER * leg_cents,
    )
    search.set_out(duties or {})
    search.note()
    return search


def mean_leg_cents(arrays: Arrays) -> float:
    """Mean price of a leg between near neighbours: the yardstick of temperatures."""
    at = arrays.stops["location"]
    near = arrays.neighbours[:, :10]
    rows, columns = np.nonzero(near >= 0)
    if not len(rows):
        return 100.0
    origins, destinations = at[rows], at[near[rows, columns]]
    seconds = arrays.legs["seconds"].min(axis=0)[origins, destinations]
    metres = arrays.legs["metres"].min(axis=0)[origins, destinations]
    cents = arrays.crews["cents_per_second"].mean() * seconds + arrays.crews["cents_per_metre"].mean() * metres
    reachable = cents[seconds < 2**30 - 1]
    return max(1.0, float(reachable.mean())) if len(reachable) else 100.0
