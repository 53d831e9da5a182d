"""What a solution loses by the stops it leaves out: strict tiers, compared one by one before any price is.

No loss is weighed, so no number of losses in one tier, and no saving, buys one in a tier above. Only among solutions
that lose as much is it ever dearer to leave out who has been left out for long
(``docs/decisions/0032-left-out-for-long-is-ever-dearer.md``).
"""

from optimizer.routing.arrays import Arrays, Ints, Longs
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
def count_missed(s: Solution) -> None:
    """Count an iteration more for whom the incumbent leaves out."""
    for i in range(s.counts[0].absent):
        s.served[s.absent[i]].missed += 1


@inlined
def times_missed(a: Arrays, s: Solution) -> float:
    """In how many iterations those were left out, together, who are now and by whom a tier loses."""
    return _times_missed(a, s, s.absent, s.counts[0].absent)


@inlined
def times_missed_before(a: Arrays, s: Solution) -> float:
    """The same of those who were left out before this iteration."""
    return _times_missed(a, s, s.saved_absent, s.counts[0].saved_absent)


@inlined
def _times_missed(a: Arrays, s: Solution, stops: Ints, count: int) -> float:
    total = 0.0
    for i in range(count):
        it = a.stops[stops[i]]
        if it.tier >= 0 and it.loss > 0:
            total += float(s.served[stops[i]].missed)
    return total


@inlined
def worth(a: Arrays, stop: int) -> float:
    """What serving a stop may cost: its price of being left out, or anything if it has a tier."""
    it = a.stops[stop]
    return INFINITE if it.tier >= 0 and it.loss > 0 else float(it.absent_cents)
