"""What it costs, inside the search, to leave a drop out: tiers that are never traded upward.

A drop of a tier costs more than all drops of the lower tiers together, so no number of daily drops buys a special one,
nor any number of special ones a life-critical one. The lowest tier costs more than any detour the day could offer.
"""

from collections.abc import Sequence

import numpy as np

from optimizer.model.demands import Priority
from optimizer.model.loads import Drop
from optimizer.routing.arrays import Floats

DAILY_CENTS = 1_000_000.0
"""10,000 yuan: leaving out the lightest daily drop; the heaviest costs twice as much."""


def absent_prices(drops: Sequence[Drop]) -> Floats:
    """Price of leaving out each drop, in cents; within a tier from once to twice the base, by weight."""
    heaviest = max((drop.grams for drop in drops), default=1)
    shares = np.array([1.0 + drop.grams / max(1, heaviest) for drop in drops])
    prices = np.zeros(len(drops))
    base = DAILY_CENTS
    for tier in sorted(Priority, reverse=True):
        members = np.array([drop.priority == tier for drop in drops], dtype=bool)
        prices[members] = base * shares[members]
        base += float(prices[members].sum())
    return prices
