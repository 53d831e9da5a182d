"""Driving across periods: a table a period, and a rule for trips that begin in one and end in another.

The rule is that of Ichoua, Gendreau & Potvin, Vehicle dispatching with time-dependent travel times, European Journal
of Operational Research 144 (2003), doi:10.1016/S0377-2217(02)00147-9, put on pairs of places instead of streets: the
part of a trip that fits before the end of a period is driven at that period's pace, the rest at the next one's. Where
a period has no way, the driver waits for the next. What is left of a trip never grows with less of it left, so whoever
leaves later never arrives earlier: first in, first out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphs.leg import Leg
from graphs.travel import UNREACHABLE

Longs = NDArray[np.int64]
NEVER = 2**40
"""Arrival of a trip that has no way in any period to come."""


@dataclass(frozen=True, kw_only=True, eq=False)
class PeriodTravel:
    """Seconds and metres among places, by vehicle profile and period.

    Attributes
    ----------
    places, profiles
        Ids, in the order of rows and columns, and of the first axis.
    starts
        When each period begins, rising, in seconds from 00:00 of the planning day. The first period also holds
        before its beginning, the last one for ever.
    seconds, metres
        Shape ``(profiles, periods, n, n)``, int32, row to column; ``UNREACHABLE`` where a period has no way.

    Raises
    ------
    ValueError
        When shapes do not fit, or periods do not rise.
    """

    places: tuple[str, ...]
    profiles: tuple[str, ...]
    starts: tuple[int, ...]
    seconds: NDArray[np.int32]
    metres: NDArray[np.int32]

    def __post_init__(self) -> None:
        shape = (len(self.profiles), len(self.starts), len(self.places), len(self.places))
        if self.seconds.shape != shape or self.metres.shape != shape:
            raise ValueError(f"tables must have shape {shape}, not {self.seconds.shape} and {self.metres.shape}")
        if not self.starts or any(a >= b for a, b in zip(self.starts[:-1], self.starts[1:], strict=True)):
            raise ValueError(f"periods must begin one after another, not at {self.starts}")

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Row (and column) of a place id."""
        return {place: i for i, place in enumerate(self.places)}

    @cached_property
    def layer(self) -> Mapping[str, int]:
        """Index on the first axis of a profile."""
        return {profile: i for i, profile in enumerate(self.profiles)}

    def leg(self, profile: str, origin: str, destination: str, depart_s: int) -> Leg | None:
        """The trip of whoever leaves at ``depart_s``, waits on the way included; None where there will be no way."""
        at = (self.layer[profile], slice(None), self.row[origin], self.row[destination])
        arrive_s, metres = across(
            self.seconds[at][:, None], self.metres[at][:, None], self.starts, np.array([depart_s], dtype=np.int64)
        )
        return None if arrive_s[0] >= NEVER else Leg(int(arrive_s[0]) - depart_s, int(metres[0]))

    def legs(
        self, profile: str, origins: Sequence[int], destinations: Sequence[int], depart_s: Longs
    ) -> tuple[Longs, Longs]:
        """Arrivals (``NEVER`` where there is no way) and metres of many trips, by rows of the table."""
        layer, at = self.layer[profile], (slice(None), np.asarray(origins), np.asarray(destinations))
        return across(self.seconds[layer][at], self.metres[layer][at], self.starts, depart_s)


def across(
    seconds: NDArray[np.int32], metres: NDArray[np.int32], starts: Sequence[int], depart_s: Longs
) -> tuple[Longs, Longs]:
    """Drive trips across periods.

    Whole seconds all along: what is left of a trip at the end of a period is turned into the seconds it takes at the
    pace of the next, rounded up. That rounding keeps the order of any two departures.

    Parameters
    ----------
    seconds, metres
        Shape ``(periods, trips)``: how long and how far the whole trip is in each period.
    starts
        When each period begins; the last one never ends.
    depart_s
        Shape ``(trips,)``.

    Returns
    -------
    arrive_s, metres
        Shape ``(trips,)``; ``NEVER`` and 0 where there is no way in any period from the departure on.
    """
    arrive = np.full(len(depart_s), NEVER, dtype=np.int64)
    ahead, driven_m = np.ones(len(depart_s)), np.zeros(len(depart_s))  # part of the way, and metres, unrounded
    pace = np.zeros(len(depart_s), dtype=np.int64)  # seconds of the whole trip, and what is left of it, in the
    left = np.zeros(len(depart_s), dtype=np.int64)  # last period that had a way; a pace of 0: nothing driven yet
    for period, whole in enumerate(seconds.astype(np.int64)):
        begin = starts[period] if period else -NEVER
        end = starts[period + 1] if period + 1 < len(starts) else 2 * NEVER
        at = np.maximum(depart_s, begin)
        drives = (arrive == NEVER) & (whole < UNREACHABLE) & (at < end)
        rest = np.where(pace > 0, -(-left * whole // np.maximum(pace, 1)), whole)
        there = drives & (rest <= end - at)
        arrive = np.where(there, at + rest, arrive)
        spent = np.minimum(rest, end - at)
        part = np.where(drives, np.where(there, ahead, np.minimum(spent / np.maximum(whole, 1), ahead)), 0)
        driven_m += metres[period] * part
        ahead -= part
        left = np.where(drives, rest - spent, left)
        pace = np.where(drives, np.maximum(whole, 1), pace)
    return arrive, np.where(arrive < NEVER, np.rint(driven_m), 0).astype(np.int64)
