"""Small vehicles at first: a short trial tells up to which size vehicles shall drive until the search has cooled down.

A larger vehicle takes whoever found no room, at once; what fills five small ones comes out of it only if all five are
found together. So a warm search ends among large vehicles, also where small ones carry everything for much less.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from optimizer.model.budget import Budget
from optimizer.routing.plain.arrays import Plain, Vehicles
from optimizer.routing.plain.begin import begin_search
from optimizer.routing.plain.fleet import restore
from optimizer.routing.plain.positions import INFINITE
from optimizer.routing.plain.search import BATCH, PlainSearch, begin_anew
from optimizer.routing.pool import leader, part_of, run_by_the_clock

TRIAL_SHARE = 0.1
"""Part of the budget that goes into trials."""

UNTIL = 0.6
"""Progress from which on vehicles of all sizes may drive: it is cool enough then to stay with small ones that pay."""


@dataclass(slots=True)
class Trials:
    """Short searches one after the other, each with vehicles up to another size; never empty."""

    searches: list[PlainSearch]

    @property
    def cost(self) -> float:
        """Cost of the best solution."""
        return leader(self.searches).cost

    @property
    def lost(self) -> tuple[int, ...]:
        """How many clients the best solution leaves out."""
        return leader(self.searches).lost

    @property
    def idle(self) -> bool:
        """Whether no solution serves anybody."""
        return all(search.idle for search in self.searches)

    def run(self, iterations: int, begin: float, end: float) -> int:
        """Run so many iterations, in as many pieces as there are searches; each search has its part of the way."""
        count, done = len(self.searches), 0
        for i in range(count):
            at = (begin + (end - begin) * i / count) * count
            turn = min(int(at), count - 1)
            piece = iterations * (i + 1) // count - iterations * i // count
            done += self.searches[turn].run(piece, min(1.0, at - turn), min(1.0, at - turn))
        return done

    def run_until(self, deadline: float, begin: float, end: float) -> int:
        """Run until the monotonic clock strikes ``deadline``; returns the iterations done."""
        return run_by_the_clock(self, BATCH, deadline, begin, end)

    def take_over(self, other: Self) -> None:
        """Stay with its own: what others find would blur what each size can do."""


def begin_trials(p: Plain, budget: Budget, threads: int, seed: int) -> list[Trials]:
    """Trials for each thread, in a share of the budget; none where there is nothing to choose."""
    choices = held_back_by_size(p)
    if len(choices) < 2:
        return []
    each = part_of(budget, TRIAL_SHARE * min(threads, len(choices)) / len(choices))
    searches = [
        begin_search(p, seed * 1000 + i, budget=each, held_back=held, until=math.inf) for i, held in enumerate(choices)
    ]
    return [Trials(searches[i::threads]) for i in range(min(threads, len(searches)))]


def held_back_by_size(p: Plain) -> list[Vehicles]:
    """How many vehicles of each type do not drive, if none does above a size: all sizes that may do, largest first."""
    choices = []
    for size in np.unique(p.kinds["capacity"])[::-1]:
        is_small = p.kinds["capacity"] <= size
        if not may_do(p, is_small):
            break
        choices.append(np.where(is_small, 0, p.kinds["count"]))
    return choices


def may_do(p: Plain, types: NDArray[np.bool_]) -> bool:
    """Whether vehicles of some types hold everything, and some may serve each client."""
    held = float((p.kinds["count"].astype(np.float64) * p.kinds["capacity"])[types].sum())
    loads = max(int(p.clients["delivery"].sum()), int(p.clients["pickup"].sum()))
    served = (types[p.alone_kinds] & (p.alone < INFINITE)).any(axis=1)
    return bool(held >= loads and served.all())


def after_trials(p: Plain, trials: Sequence[Trials], seed: int, *, budget: Budget, threads: int) -> PlainSearch:
    """The search that begins with the vehicles of the best trial, and has its solution until it finds a better one."""
    best = leader([search for each in trials for search in each.searches])
    search = begin_search(p, seed, budget=budget, threads=threads, held_back=best.held_back, until=UNTIL)
    begin_anew(search)
    restore(search.best, best.best)
    return search
