"""A solution under search: the tokens of every crew, with the state after each token kept beside them.

An iteration touches a few crews. Each is saved when first touched and put back if the iteration is rejected, so the
price of an iteration does not grow with the size of the day.
"""

from typing import NamedTuple

import numpy as np

from optimizer.routing.arrays import Arrays, Floats, Ints, Longs, Records
from optimizer.routing.compiled import by_reference

MAX_TOKENS = 512
"""Longest duty the core will build; a day of one crew holds far fewer stops."""

DUTY = np.dtype(
    [
        ("length", np.int32),
        ("saved_length", np.int32),
        ("road_s", np.int32),  # driving in all
        ("saved_road_s", np.int32),
        ("is_touched", np.int32),  # in this iteration
        ("is_dirty", np.int32),  # since the best solution was last noted
        ("total_cents", np.float64),
        ("saved_cents", np.float64),
        ("moved_cents", np.float64),  # of which for another order or time than in a given plan
        ("saved_moved", np.float64),
    ],
    align=True,
)

AFTER = np.dtype(
    [
        ("head", np.int32),  # position of the load token of the trip
        ("location", np.int32),
        ("arrive_s", np.int32),
        ("clock_s", np.int32),  # ready to leave
        ("driven_s", np.int32),  # since the last rest
        ("road_s", np.int32),  # driving up to here
        ("wait_s", np.int32),
        ("latest_s", np.int32),  # latest arrival with which the rest of the duty holds, its rests as they are
        ("calm_s", np.int32),  # latest arrival that makes nothing later than it is, or late that is not
        ("leg_cents", np.float64),  # of the way here
        ("cents", np.float64),
        ("groups", np.uint64),  # of the whole trip; kept at its head, as is the next
        ("apart", np.uint64),
    ],
    align=True,
)
"""The last row of a duty is its end: only ``location`` (-1: anywhere), ``leg_cents`` and the two limits are kept."""

MORE = np.dtype(
    [
        ("trips", np.int64),
        ("metres", np.int64),
        ("road_s", np.int64),
        ("waited_s", np.int64),
        ("later_s", np.int64),
        ("least_later_s", np.int64),
        ("meals", np.int64),
        ("state", np.int64),
    ],
    align=True,
)
"""See :class:`optimizer.routing.moments.More`."""

SERVED = np.dtype(
    [
        ("crew", np.int32),
        ("position", np.int32),
        ("head", np.int32),  # position of the load token of its trip
        ("refused", np.int32),  # how often no place was found for it
        ("missed", np.int32),  # in how many iterations it was left out
    ],
    align=True,
)

COUNTS = np.dtype([("absent", np.int32), ("saved_absent", np.int32), ("touched", np.int32)], align=True)


@by_reference
class Solution(NamedTuple):
    """Arrays of one search; ``K`` crews, ``W`` tokens at most a duty, ``n`` stops.

    Attributes
    ----------
    tokens, after
        ``(K, W)``: the duties, and the moment after each token (see :class:`optimizer.routing.moments.Moment`).
    more
        ``(K, W)``: the rest of that moment, where ``features.more``.
    amounts
        ``(K, W, dimensions)``: load of a whole trip, kept at its head.
    duties
        ``(K,)``: length and price of each duty.
    served
        ``(n,)``: where a stop is served; crew -1 if it is left out.
    lost
        ``(2, tiers)``: what is lost in each tier, by the incumbent and by what is on trial.
    absent, touched, counts
        Stops left out and crews touched, in the first ``counts[0].absent`` and ``counts[0].touched`` places.
    saved_tokens, saved_after, saved_more, saved_amounts, saved_absent
        What it takes, with the saved fields of ``duties`` and ``counts``, to undo the iteration.
    """

    tokens: Ints
    after: Records
    more: Records
    amounts: Longs
    duties: Records
    served: Records
    lost: Longs
    absent: Ints
    touched: Ints
    counts: Records
    saved_tokens: Ints
    saved_after: Records
    saved_more: Records
    saved_amounts: Longs
    saved_absent: Ints


@by_reference
class Best(NamedTuple):
    """The best solution found: duties, losses by tier, price (``cents``: of the absent stops, of everything driven)."""

    tokens: Ints
    length: Ints
    lost: Longs
    cents: Floats

    @property
    def driving(self) -> Ints:
        """The crews that drive."""
        return np.flatnonzero(self.length).astype(np.int32)

    def left_out(self, stops: int) -> int:
        """How many of so many stops nobody serves."""
        inside = np.arange(self.tokens.shape[1])[None, :] < self.length[:, None]
        return stops - int((inside & (self.tokens < stops)).sum())


def empty_solution(a: Arrays, width: int | None = None) -> Solution:
    """Nobody drives; every stop is left out. A duty has room for ``width`` tokens, or as many as it may take."""
    n, crews = len(a.stops), len(a.crews)
    shape = (crews, width or min(2 * n + 2, MAX_TOKENS))
    counts = np.zeros(1, dtype=COUNTS)
    counts["absent"] = n
    duties = np.zeros(crews, dtype=DUTY)
    duties["is_dirty"] = 1
    served = np.zeros(n, dtype=SERVED)
    served["crew"] = -1
    after = np.zeros((shape[0], shape[1] + 1), dtype=AFTER)
    after["location"][:, 0] = a.crews["end"]
    after["latest_s"][:, 0] = after["calm_s"][:, 0] = a.crews["closes"]
    more = np.zeros(shape if a.features.more else (1, 1), dtype=MORE)
    amounts = np.zeros((*shape, a.delivery.shape[1]), dtype=np.int64)
    return Solution(
        tokens=np.zeros(shape, dtype=np.int32),
        after=after,
        more=more,
        amounts=amounts,
        duties=duties,
        served=served,
        lost=np.zeros((2, 1 + max(0, int(a.stops["tier"].max(initial=0)))), dtype=np.int64),
        absent=np.arange(n, dtype=np.int32),
        touched=np.zeros(crews, dtype=np.int32),
        counts=counts,
        saved_tokens=np.zeros(shape, dtype=np.int32),
        saved_after=after.copy(),
        saved_more=more.copy(),
        saved_amounts=amounts.copy(),
        saved_absent=np.zeros(n, dtype=np.int32),
    )


def no_best(a: Arrays, s: Solution) -> Best:
    """A best solution to be: nobody drives."""
    price, lost = np.array([a.stops["absent_cents"].sum(), 0.0]), np.zeros(s.lost.shape[1], dtype=np.int64)
    has_tier = a.stops["tier"] >= 0
    np.add.at(lost, a.stops["tier"][has_tier], a.stops["loss"][has_tier])
    return Best(
        tokens=s.tokens.copy(),
        length=np.zeros(len(s.duties), dtype=np.int32),
        lost=lost,
        cents=price,
    )


def copied(best: Best) -> Best:
    """A best solution that nothing changes."""
    return Best(best.tokens.copy(), best.length.copy(), best.lost.copy(), best.cents.copy())
