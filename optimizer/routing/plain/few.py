"""Few vehicles at first: as many as hold the loads, and some; all of them later.

A route too many does not go by itself where vehicles stop often enough to be full after a dozen clients: its clients
find room only if many routes change at once. One too few comes as soon as it pays.
"""

import math

import numpy as np

from optimizer.routing.plain.arrays import Plain, Vehicles

SPARE = 1.04
"""How many vehicles drive at first, for each that the loads fill."""

MOST_HELD = 20.0
"""Where a vehicle holds more clients than this, windows decide how many vehicles pay, not loads.

With 19 vehicles at first R2_10_6, whose best known solution has 27, ended at 4.4 instead of 1.3 %.
"""

UNTIL = 0.4
"""Progress from which on all may drive, unless a search is told another."""

IN_DOUBT, TOO_MANY = 0.1, 0.025
"""Progress from which on all may drive if a larger share of the clients than this is left out: windows need more."""


def held(p: Plain) -> float:
    """How many clients a mean vehicle holds; infinitely many where nothing is delivered."""
    load = int(p.clients["delivery"].sum())
    return len(p.clients) * float(p.kinds["capacity"].mean()) / load if load else math.inf


def few_enough(p: Plain) -> Vehicles:
    """How many vehicles of each type shall not drive at first."""
    other_loads = p.features.pairs or p.features.backhauls
    held_back = np.zeros(len(p.kinds), dtype=np.int64)
    if len(p.kinds) == 1 and p.features.clock and not other_loads and held(p) <= MOST_HELD:
        held_back[0] = max(0, int(p.kinds["count"][0]) - math.ceil(SPARE * len(p.clients) / held(p)))
    return held_back


def give_back(p: Plain, held_back: Vehicles, progress: float, until: float, left_out: float) -> bool:
    """Let the vehicles held back ``until`` some progress drive if it is time; whether it was.

    ``left_out``: share of the clients that are left out now.
    """
    if not held_back.any() or progress < IN_DOUBT or (progress < until and left_out <= TOO_MANY):
        return False
    p.kinds["count"] += held_back
    held_back[:] = 0
    return True
