"""A solution under search: the tokens of every crew, with the state after each token kept beside them.

An iteration touches a few crews. Each is saved when first touched and put back if the iteration is rejected, so the
price of an iteration does not grow with the size of the day.
"""

from typing import NamedTuple

import numpy as np

from optimizer.routing.arrays import Arrays, Floats, Ints, Longs, Records
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.moments import More, more, nothing_more
from optimizer.routing.simulate import Moment, go_home, moment, start, step

MAX_TOKENS = 512
"""Longest duty the core will build; a day of one crew holds far fewer stops."""

DUTY = np.dtype(
    [
        ("length", np.int32),
        ("saved_length", np.int32),
        ("slack_s", np.int32),  # by how much later the duty may end
        ("is_touched", np.int32),  # in this iteration
        ("is_dirty", np.int32),  # since the best solution was last noted
        ("total_cents", np.float64),
        ("saved_cents", np.float64),
    ],
    align=True,
)

AFTER = np.dtype(
    [
        ("head", np.int32),  # position of the load token of the trip
        ("location", np.int32),
        ("clock_s", np.int32),
        ("driven_s", np.int32),
        ("wait_s", np.int32),
        ("slack_s", np.int32),  # by how much later the crew may arrive here, but for rests
        ("cents", np.float64),
        ("groups", np.uint64),  # of the whole trip; kept at its head, as are the next
        ("apart", np.uint64),
    ],
    align=True,
)

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

SERVED = np.dtype([("crew", np.int32), ("position", np.int32)], align=True)

COUNTS = np.dtype([("absent", np.int32), ("saved_absent", np.int32), ("touched", np.int32)], align=True)


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
    absent, touched, counts
        Stops left out and crews touched, in the first ``counts[0].absent`` and ``counts[0].touched`` places.
    saved_tokens, saved_absent
        What it takes, with the saved fields of ``duties`` and ``counts``, to undo the iteration.
    """

    tokens: Ints
    after: Records
    more: Records
    amounts: Longs
    duties: Records
    served: Records
    absent: Ints
    touched: Ints
    counts: Records
    saved_tokens: Ints
    saved_absent: Ints


class Best(NamedTuple):
    """The best solution found: duties and price (``cents``: of the absent stops, of everything driven)."""

    tokens: Ints
    length: Ints
    cents: Floats


def empty_solution(a: Arrays) -> Solution:
    """Nobody drives; every stop is left out."""
    n, crews = len(a.stops), len(a.crews)
    shape = (crews, min(2 * n + 2, MAX_TOKENS))
    counts = np.zeros(1, dtype=COUNTS)
    counts["absent"] = n
    duties = np.zeros(crews, dtype=DUTY)
    duties["is_dirty"] = 1
    served = np.zeros(n, dtype=SERVED)
    served["crew"] = -1
    return Solution(
        tokens=np.zeros(shape, dtype=np.int32),
        after=np.zeros(shape, dtype=AFTER),
        more=np.zeros(shape if a.features.more else (1, 1), dtype=MORE),
        amounts=np.zeros((*shape, a.delivery.shape[1]), dtype=np.int64),
        duties=duties,
        served=served,
        absent=np.arange(n, dtype=np.int32),
        touched=np.zeros(crews, dtype=np.int32),
        counts=counts,
        saved_tokens=np.zeros(shape, dtype=np.int32),
        saved_absent=np.zeros(n, dtype=np.int32),
    )


def no_best(a: Arrays, s: Solution) -> Best:
    """A best solution to be: nobody drives."""
    price = np.array([a.stops["absent_cents"].sum(), 0.0])
    return Best(tokens=s.tokens.copy(), length=np.zeros(len(s.duties), dtype=np.int32), cents=price)


@inlined
def more_after(a: Arrays, s: Solution, crew: int, position: int) -> More:
    """What some problems count, after ``position``."""
    if not a.features.more:
        return nothing_more()
    m = s.more[crew, position]
    return more(m.trips, m.metres, m.road_s, m.waited_s, m.later_s, m.least_later_s, m.meals, m.state)


@inlined
def note_more(a: Arrays, s: Solution, crew: int, position: int, it: More) -> None:
    """Keep what some problems count, after ``position``."""
    if a.features.more:
        m = s.more[crew, position]
        m.trips, m.metres, m.road_s, m.waited_s = it.trips, it.metres, it.road_s, it.waited_s
        m.later_s, m.least_later_s, m.meals, m.state = it.later_s, it.least_later_s, it.meals, it.state


@inlined
def moment_before(a: Arrays, s: Solution, crew: int, position: int) -> Moment:
    """The crew about to go on to ``position``."""
    if position == 0:
        return start(a, crew)
    p = position - 1
    after = s.after[crew, p]
    also = more_after(a, s, crew, p)
    return moment(True, after.location, after.clock_s, after.driven_s, after.cents, 0, 0, also)


@compiled
def refresh(a: Arrays, s: Solution, crew: int) -> bool:
    """Walk the duty again and note the state after each token; False if it breaks a hard rule of time."""
    n = len(a.stops)
    length = s.duties[crew].length
    s.duties[crew].total_cents = 0.0
    if length == 0:
        return True
    tokens = s.tokens[crew]
    at = start(a, crew)
    head = 0
    for p in range(length):
        token = tokens[p]
        at = step(a, crew, at, tokens, p, length)
        if not at.feasible:
            return False
        after = s.after[crew, p]
        if token >= n:
            head = p
            after.groups = after.apart = np.uint64(0)
            for dimension in range(s.amounts.shape[2]):
                s.amounts[crew, p, dimension] = 0
        else:
            s.served[token].crew = crew
            s.served[token].position = p
            trip = s.after[crew, head]
            for dimension in range(s.amounts.shape[2]):
                s.amounts[crew, head, dimension] += a.delivery[token, dimension]
            trip.groups |= a.stops[token].groups
            trip.apart |= a.stops[token].apart
        after.head = head
        after.location = at.location
        after.clock_s = at.clock_s
        after.driven_s = at.driven_s
        after.cents = at.cents
        after.wait_s = at.wait_s
        after.slack_s = at.spare_s
        note_more(a, s, crew, p, at.more)
    at = go_home(a, crew, at)
    s.duties[crew].total_cents = at.cents
    slack = a.crews[crew].closes - at.clock_s
    s.duties[crew].slack_s = slack
    for p in range(length - 1, -1, -1):
        after = s.after[crew, p]
        slack = after.wait_s + min(np.int64(after.slack_s), slack)
        after.slack_s = slack
    return at.feasible


@inlined
def touch(s: Solution, crew: int) -> None:
    """Save a crew's duty before its first change in this iteration."""
    duty = s.duties[crew]
    if duty.is_touched:
        return
    duty.is_touched = 1
    s.touched[s.counts[0].touched] = crew
    s.counts[0].touched += 1
    duty.saved_length = duty.length
    duty.saved_cents = duty.total_cents
    for p in range(duty.length):
        s.saved_tokens[crew, p] = s.tokens[crew, p]


@inlined
def begin_iteration(s: Solution) -> None:
    """Forget what was touched, and save the list of absent stops."""
    counts = s.counts[0]
    for i in range(counts.touched):
        s.duties[s.touched[i]].is_touched = 0
    counts.touched = 0
    counts.saved_absent = counts.absent
    for i in range(counts.absent):
        s.saved_absent[i] = s.absent[i]


@compiled
def undo_iteration(a: Arrays, s: Solution) -> None:
    """Put every touched crew, and the list of absent stops, back as they were."""
    counts = s.counts[0]
    for i in range(counts.touched):
        crew = s.touched[i]
        s.duties[crew].length = s.duties[crew].saved_length
        for p in range(s.duties[crew].length):
            s.tokens[crew, p] = s.saved_tokens[crew, p]
        refresh(a, s, crew)
    counts.absent = counts.saved_absent
    for i in range(counts.absent):
        s.absent[i] = s.saved_absent[i]
        s.served[s.absent[i]].crew = -1


@inlined
def loads_first(a: Arrays, s: Solution, crew: int) -> bool:
    """Let the first trip be loaded where the crew stands, if it must; False if that place has not all its goods."""
    point = a.crews[crew].first_point
    if point < 0:
        return True
    n, tokens = len(a.stops), s.tokens[crew]
    if s.duties[crew].length > 0:
        tokens[0] = n + point
    for p in range(1, s.duties[crew].length):
        if tokens[p] >= n:
            break
        if not a.feeds[point, tokens[p]]:
            return False
    return True


@compiled
def drop_removed(a: Arrays, s: Solution, crew: int) -> bool:
    """Close the gaps of a duty: stops marked absent go, and so do loadings that load nothing."""
    n = len(a.stops)
    tokens = s.tokens[crew]
    kept = 0
    for p in range(s.duties[crew].length):
        token = tokens[p]
        if token < n and s.served[token].crew < 0:
            continue
        if token >= n and kept > 0 and tokens[kept - 1] >= n:
            kept -= 1
        tokens[kept] = token
        kept += 1
    if kept > 0 and tokens[kept - 1] >= n:
        kept -= 1
    s.duties[crew].length = kept
    return loads_first(a, s, crew) and refresh(a, s, crew)


@compiled
def put(a: Arrays, s: Solution, crew: int, position: int, stop: int, point: int) -> bool:
    """Insert a stop at a position, as a new trip from load point ``point`` if that is not -1.

    False, and nothing changed, if the duty would break a hard rule of time.
    """
    touch(s, crew)
    wider = 1 if point < 0 else 2
    tokens, length = s.tokens[crew], s.duties[crew].length
    for p in range(length - 1, position - 1, -1):
        tokens[p + wider] = tokens[p]
    if point >= 0:
        tokens[position] = len(a.stops) + point
    tokens[position + wider - 1] = stop
    s.duties[crew].length = length + wider
    if refresh(a, s, crew):
        return True
    s.served[stop].crew = -1
    for p in range(position, length):
        tokens[p] = tokens[p + wider]
    s.duties[crew].length = length
    refresh(a, s, crew)
    return False


@compiled
def adopt(a: Arrays, s: Solution, best: Best) -> bool:
    """Take over a whole solution; False if one of its duties breaks a hard rule."""
    for stop in range(len(a.stops)):
        s.served[stop].crew = -1
    sound = True
    for crew in range(len(s.duties)):
        duty = s.duties[crew]
        duty.length = best.length[crew]
        duty.is_touched = 0
        duty.is_dirty = 1
        for p in range(duty.length):
            s.tokens[crew, p] = best.tokens[crew, p]
        sound &= refresh(a, s, crew)
    counts = s.counts[0]
    counts.absent = counts.touched = 0
    for stop in range(len(a.stops)):
        if s.served[stop].crew < 0:
            s.absent[counts.absent] = stop
            counts.absent += 1
    return sound


@inlined
def touched_change(s: Solution) -> float:
    """By how much the price of the touched duties has changed in this iteration."""
    change = 0.0
    for i in range(s.counts[0].touched):
        duty = s.duties[s.touched[i]]
        change += duty.total_cents - duty.saved_cents
    return change


@compiled
def absent_cents(a: Arrays, s: Solution) -> float:
    """Price of the stops left out."""
    cents = 0.0
    for i in range(s.counts[0].absent):
        cents += a.stops[s.absent[i]].absent_cents
    return cents


@compiled
def driven_cents(s: Solution) -> float:
    """Price of everything driven."""
    cents = 0.0
    for crew in range(len(s.duties)):
        cents += s.duties[crew].total_cents
    return cents


@compiled
def note_best(s: Solution, best: Best, absent: float, driven: float) -> None:
    """Copy what changed since the last best."""
    for crew in range(len(s.duties)):
        duty = s.duties[crew]
        if duty.is_dirty:
            best.length[crew] = duty.length
            for p in range(duty.length):
                best.tokens[crew, p] = s.tokens[crew, p]
            duty.is_dirty = 0
    best.cents[0], best.cents[1] = absent, driven
