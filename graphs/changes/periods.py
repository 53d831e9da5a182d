"""Driving across periods: a table a period, and a rule for trips that begin in one and end in another.

The rule is that of Ichoua, Gendreau & Potvin, Vehicle dispatching with time-dependent travel times, European Journal
of Operational Research 144 (2003), doi:10.1016/S0377-2217(02)00147-9, put on pairs of places instead of streets: the
part of a trip that fits before the end of a period is driven at that period's pace, the rest at the next one's. Where
a period has no way, the driver waits for the next. What is left of a trip never grows with less of it left, so whoever
leaves later never arrives earlier: first in, first out.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from graphs.leg import Leg

_EVER = 2**60


def across(starts: Sequence[int], legs: Sequence[Leg | None], depart_s: int) -> Leg | None:
    """Drive a trip across periods: its seconds, waits on the way included, and its metres; None if there is no way.

    Whole seconds all along: what is left of a trip at the end of a period is turned into the seconds it takes at the
    pace of the next, rounded up. That rounding keeps the order of any two departures. Metres are added up exactly and
    rounded half up at the end.

    Parameters
    ----------
    starts
        When each period begins, rising. The first one also holds before its beginning, the last one for ever.
    legs
        The whole trip in each period; None where the period has no way.
    depart_s
        When it sets out.
    """
    ahead, driven_m = Fraction(1), Fraction(0)
    left = pace = 0  # seconds left, of the seconds of the whole trip, in the last period that had a way
    for (begin, end), leg in zip(pairwise((*starts, _EVER)), legs, strict=True):
        now = depart_s if begin == starts[0] else max(depart_s, begin)
        if leg is None or now >= end:
            continue
        rest = -(-left * leg.seconds // pace) if pace else leg.seconds
        if rest <= end - now:
            metres = driven_m + leg.metres * ahead
            return Leg(now + rest - depart_s, int(metres + Fraction(1, 2)))
        part = min(Fraction(end - now, leg.seconds), ahead)
        ahead, driven_m = ahead - part, driven_m + leg.metres * part
        left, pace = rest - (end - now), leg.seconds
    return None
