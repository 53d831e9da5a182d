"""What a solution loses by the stops it leaves out: strict tiers, compared one by one before any price is.

Nothing here is a weight, so no number of losses in one tier, and no saving, buys one in a tier above.
"""

from optimizer.routing.arrays import Arrays, Longs
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.moments import INFINITE
from optimizer.routing.solution import Solution


@compiled
def count_losses(a: Arrays, s: Solution, lost: Longs) -> None:
    """Write what the absent stops lose into ``lost``, shape ``(tiers,)``, the most important tier first."""
    for tier in range(len(lost)):
        lost[tier] = 0
    for i in range(s.counts[0].absent):
        it = a.stops[s.absent[i]]
        if it.tier >= 0:
            lost[it.tier] += it.loss


@compiled
def compared(one: Longs, other: Longs) -> int:
    """Below 0 if ``one`` loses less than ``other`` in the first tier in which they differ; 0 if they never do."""
    for tier in range(len(one)):
        if one[tier] != other[tier]:
            return -1 if one[tier] < other[tier] else 1
    return 0


@inlined
def worth(a: Arrays, stop: int) -> float:
    """What serving a stop may cost: its price of being left out, or anything if it has a tier."""
    it = a.stops[stop]
    return INFINITE if it.tier >= 0 and it.loss > 0 else float(it.absent_cents)
