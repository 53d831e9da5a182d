"""Simulated annealing: the loop that ruins, recreates, and decides what to keep.

References
----------
Christiaens & Vanden Berghe (2020), doi:10.1287/trsc.2019.0914, section 5.1: threshold ``T ln(u)``, exponential cooling.
"""

import math
from typing import NamedTuple

from optimizer.routing.arrays import Arrays, Longs
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.cross import cross, crosses
from optimizer.routing.exchange import LEAST_GAIN, exchange
from optimizer.routing.gaps import undo
from optimizer.routing.iteration import (
    absent_cents,
    begin_iteration,
    driven_cents,
    mark_touched_dirty,
    note_best,
    touched_change,
)
from optimizer.routing.losses import compared, count_losses, count_missed, times_missed, times_missed_before
from optimizer.routing.random import RandomState, uniform
from optimizer.routing.recreate import recreate
from optimizer.routing.room import Room
from optimizer.routing.ruin import RuinSize, ruin
from optimizer.routing.solution import Best, Solution

EXCHANGE_SHARE = 0.1
EXCHANGE_TRIES = 4

CROSSINGS = 3
"""Crossings tried after each iteration."""


class Cooling(NamedTuple):
    """Temperatures in cents: exponentially from ``hot`` at the start of the stretch to ``cold`` at its end.

    ``dearer``: by how many cents it gets dearer with every iteration to leave a stop out, beside others of its tier.
    """

    hot: float
    cold: float
    dearer: float


@inlined
def note_if_best(s: Solution, best: Best, lost: Longs, absent: float, driven: float) -> None:
    """Note the incumbent if it is the best so far."""
    more_lost = compared(lost, best.lost)
    cheaper = absent + driven < best.cents[0] + best.cents[1] - LEAST_GAIN
    if more_lost < 0 or (more_lost == 0 and cheaper):
        note_best(s, best, lost, absent, driven)


@inlined
def may_gain(a: Arrays, lost: Longs) -> bool:
    """Whether a solution that costs more may still be better: where tiers lose, or changes are priced."""
    for tier in range(len(lost)):
        if lost[tier] > 0:
            return True
    return a.features.referred


@compiled
def anneal(
    a: Arrays,
    s: Solution,
    best: Best,
    room: Room,
    size: RuinSize,
    cooling: Cooling,
    iterations: int,
    fill: bool,
    state: RandomState,
) -> None:
    """Run a number of iterations, leaving the incumbent in ``s`` and the best found in ``best``.

    ``fill``: whoever is absent is put back first, at any price. (A function of its own for Python to call would be
    compiled with its own copy of all that it calls.)
    """
    if fill:
        begin_iteration(s)
        recreate(a, s, room, math.inf, state)
        begin_iteration(s)
    then, now = s.lost[0], s.lost[1]
    count_losses(a, s, then)
    absent, driven = absent_cents(a, s), driven_cents(s)
    cooler = (cooling.cold / cooling.hot) ** (1.0 / max(1, iterations))
    temperature = cooling.hot
    for _ in range(iterations):
        temperature *= cooler
        begin_iteration(s)
        if not ruin(a, s, size, state):
            undo(a, s)
            continue
        limit = absent - temperature * math.log(uniform(state) + 1e-300)
        exchanges = uniform(state) < EXCHANGE_SHARE
        is_whole = recreate(a, s, room, math.inf if exchanges or may_gain(a, then) else limit, state)
        if is_whole:
            if exchanges:
                exchange(a, s, EXCHANGE_TRIES, state)
            count_losses(a, s, now)
            absent_now, change = absent_cents(a, s), touched_change(s)
            more_lost = compared(now, then)
            if more_lost == 0:
                limit += cooling.dearer * (times_missed_before(a, s) - times_missed(a, s))
        if is_whole and (more_lost < 0 or (more_lost == 0 and change + absent_now < limit)):
            absent, driven = absent_now, driven + change
            for tier in range(len(now)):
                then[tier] = now[tier]
            mark_touched_dirty(s)
            note_if_best(s, best, then, absent, driven)
        else:
            undo(a, s)
        count_missed(s)
        if crosses(a):
            for _ in range(CROSSINGS):
                change = cross(a, s, room, temperature, state)
                driven += change
                if change < 0.0:
                    note_if_best(s, best, then, absent, driven)
