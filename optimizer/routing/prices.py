"""What it loses to leave a drop out: within its tier, its share; tiers are never traded upward."""

from collections.abc import Sequence

import numpy as np

from optimizer.model.loads import Drop
from optimizer.routing.arrays import Longs

LEAST = 1_000
"""What the lightest drop loses; the heaviest loses twice as much."""


def losses(drops: Sequence[Drop]) -> Longs:
    """What leaving out each drop loses in the tier of its priority: from once to twice the least, by weight."""
    heaviest = max((drop.grams for drop in drops), default=1)
    return np.array([LEAST + LEAST * drop.grams // max(1, heaviest) for drop in drops], dtype=np.int64)
