"""How long and how far a drive is that sets out at a moment of the day; the checker's own arithmetic, longhand.

The roads give the whole drive as it is in each period. A part of the way is driven in the period in which the crew
sets out, what is left in the next ones, each at its own pace; where a period has no way the crew stands still. What is
left counts in whole seconds, rounded up whenever the pace changes; metres are rounded to the nearest at the end.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from graphs.leg import Leg
from optimizer.model.units import Seconds


def driven(starts: Sequence[Seconds], by_period: Sequence[Leg | None], leaves_s: Seconds) -> Leg | None:
    """The drive of a crew that leaves at a moment; None where the way will not open any more."""
    period = sum(start <= leaves_s for start in starts[1:])
    now, travelled, metres = leaves_s, Fraction(0), Fraction(0)
    todo: Seconds | None = None  # as the pace of the last period driven in has it
    pace = 0
    while period < len(starts):
        whole = by_period[period]
        over = starts[period + 1] if period + 1 < len(starts) else None
        if whole is not None:
            todo = whole.seconds if todo is None else ceil(Fraction(todo * whole.seconds, pace))
            if over is None or now + todo <= over:
                metres += (1 - travelled) * whole.metres
                return Leg(now + todo - leaves_s, floor(metres + Fraction(1, 2)))
            share = min(1 - travelled, Fraction(over - now, whole.seconds))
            travelled, metres = travelled + share, metres + share * whole.metres
            todo, pace = todo - (over - now), whole.seconds
        now, period = over or now, period + 1
    return None
