"""A problem as the core sees it: a few arrays of records, everything an index.

Indices: a *stop* is a drop or a client, 0..n-1; a *token* of a duty is a stop, or ``n + p`` for loading at load point
``p``; a *location* is a row of the travel times. A planning day counts in seconds, metres and cents, a routing problem
in whatever its figures are; the names are those of the day.

Records rather than an array a field: what belongs together lies together in memory, and the compiled functions take
a dozen arrays where they would else take sixty, which is most of what a call costs them.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.routing.compiled import by_reference
from optimizer.routing.uses import Features, Rules

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Masks = NDArray[np.uint64]
Flags = NDArray[np.uint8]
Records = Any
"""An array of records; the dtypes below name the fields. (Type checkers know no fields of records.)"""

long: Callable[[Any], int] = np.int64  # type: ignore[assignment]  # a 64-bit integer is an int to Python
"""Widens a number: compiled code needs the same type on every path, and arrays hold 32 bits."""

UNLIMITED = 2**60

AT_ONCE = -(2**40)
"""For a stop that waits for nobody."""

SOILS, WANTS_CLEAN, WANTS_DISINFECTION = 1, 2, 4
"""Bits of a stop's ``leaves``: what its goods or its zone do to the vehicle, or ask of it."""

STOP = np.dtype(
    [
        ("location", np.int32),
        ("service_s", np.int32),
        ("ready_s", np.int32),
        ("due_s", np.int32),
        ("first_window", np.int32),
        ("end_window", np.int32),
        ("tier", np.int32),  # 0 the most important; -1: weighed against everything else
        ("zone", np.int32),  # level; on a trip they never fall
        ("leaves", np.int32),  # bits
        ("partner", np.int32),  # the other end of its pair, or -1
        ("is_pickup", np.int32),  # of its pair
        ("is_fixed", np.int32),  # begins no later when its crew leaves later
        ("max_ride_s", np.int32),  # from the end at the pickup; at the delivery of a pair
        ("leader", np.int32),  # of the stops that come and go with it; -1 where nothing ties it, if ``features.ties``
        ("behind", np.int32),  # it stands directly behind this stop, if ``features.rows``; -1: anywhere
        ("first_tie", np.int32),
        ("end_tie", np.int32),
        ("groups", np.uint64),  # separation groups of its goods, as bits
        ("apart", np.uint64),  # groups it must not share a trip with
        ("loss", np.int64),  # what its tier loses if it is left out
        ("late_cents_per_s", np.float64),
        ("absent_cents", np.float64),  # price of leaving it out, if it has no tier
        ("remoteness_s", np.float64),  # drive from its nearest load point
    ],
    align=True,
)

MEMBER, FALLS, SAME, DIFFERENT, SECOND, FIRST = range(6)
"""Kinds of ties. Of a leader: stops that are inserted with it, itself among them, in their order. Of any stop: what
must be taken out when it is; who must be on the same route, or on another; the second, or first, of a gap."""

TIE = np.dtype(
    [
        ("kind", np.int32),
        ("other", np.int32),  # stop
        ("piece", np.int32),  # of members: those of one piece stand directly one behind the other
        ("least_s", np.int64),
        ("most_s", np.int64),
    ],
    align=True,
)

LOAD_POINT = np.dtype(
    [
        ("location", np.int32),
        ("fixed_s", np.int32),
        ("per_unit_s", np.int64),  # for each ``Rules.load_unit`` of the first dimension
        ("first_window", np.int32),
        ("end_window", np.int32),
    ],
    align=True,
)

WINDOW = np.dtype([("opens", np.int32), ("closes", np.int32)], align=True)

MEAL = np.dtype([("opens", np.int32), ("closes", np.int32), ("duration_s", np.int32)], align=True)

CREW = np.dtype(
    [
        ("kind", np.int32),  # row of ``loads_at``, ``capacity`` and ``services``, column of ``admitted``
        ("layer", np.int32),  # first axis of the ways
        ("start", np.int32),
        ("end", np.int32),  # -1 where the duty ends at its last stop
        ("first_point", np.int32),  # load point it stands at, where its first trip loads; -1: any, it drives there
        ("first_load", np.int32),  # load point its first trip must go to; -1: any
        ("begun", np.int32),  # so many tokens its duty begins with, come what may
        ("max_trips", np.int32),
        ("opens", np.int32),  # leaves no earlier
        ("spare_s", np.int32),  # how much later it might leave
        ("closes", np.int32),
        ("first_end_window", np.int32),  # windows of its end
        ("last_end_window", np.int32),  # before this one
        ("max_driving_s", np.int32),  # between two rests
        ("rest_s", np.int32),
        ("waiting_is_rest", np.int32),
        ("first_meal", np.int32),
        ("end_meal", np.int32),
        ("is_lifo", np.int32),
        ("is_timed", np.int32),  # leaves as late as it can without ending later
        ("max_duration_s", np.int64),
        ("max_drive_s", np.int64),
        ("max_metres", np.int64),
        ("overtime_after_s", np.int64),
        ("fixed_cents", np.float64),
        ("cents_per_metre", np.float64),
        ("cents_per_second", np.float64),  # of driving
        ("cents_per_lasting", np.float64),  # of each second from leaving to the end
        ("cents_per_overtime", np.float64),
    ],
    align=True,
)


LEG = np.dtype([("seconds", np.int32), ("metres", np.int32)], align=True)
"""A way. Both lie together, since the price of a way hangs on both, and few ways are in the cache."""

TURN = np.dtype(
    [
        ("kind", np.int32),  # of the crew that served it; -1: nobody did
        ("after", np.int32),  # which stop of the same crew came before; -1: it was the first
        ("is_dated", np.int32),  # it has a time
        ("begins_s", np.int64),
    ],
    align=True,
)
"""A stop's place in the plan that is out already."""


@by_reference
class Arrays(NamedTuple):
    """Everything the compiled core knows.

    Attributes
    ----------
    legs
        ``(profiles, locations, locations)``: travel times, with periods the shortest of the day, and distances.
    by_period
        ``(profiles, locations, locations, periods)``: travel times in each, where ``features.periods``.
    starts
        When each period begins.
    stops, points, windows, meals, crews
        Records; the windows of a stop or load point lie from ``first_window`` to before ``end_window``.
    delivery, change
        ``(n, dimensions)``: amount loaded for a stop, and what service there adds to the load on board (mostly minus
        the delivery; plus what is picked up).
    capacity
        ``(kinds, dimensions)``.
    services
        ``(kinds, n)`` where ``features.services``.
    neighbours
        ``(n, m)``: stops near each stop, nearest first, -1 behind the last.
    feeds
        ``(n, load points)``: whether a stop may be loaded there.
    admitted
        ``(n, kinds)``: a crew of the kind may carry the drop, and is admitted at its place.
    loads_at
        ``(kinds, load points)``: the crew is admitted at the load point (on its first trip if it stands nowhere).
    first_of_kind, by_kind
        Crews alike in everything are one kind: ``by_kind[first_of_kind[q]:first_of_kind[q + 1]]``.
    disinfectors
        Locations where vehicles are disinfected.
    turns
        ``(n,)``: the plan that is out already, where ``features.referred``.
    ties
        Records; those of a stop lie from ``first_tie`` to before ``end_tie``, the members first.
    held_s
        ``(n, 3)``, where ``features.held``: service begins no earlier; begin on trial; as the first when its duty was
        walked last. A search writes here: it needs its own. See :mod:`optimizer.routing.gaps`.
    trace_s
        ``(n, 2)``: room for :mod:`optimizer.routing.simulate` to note when a stop was left and how much had been waited
        by then; every search needs its own (:func:`own`).
    """

    legs: Records
    by_period: Ints
    starts: Ints
    stops: Records
    points: Records
    windows: Records
    meals: Records
    crews: Records
    delivery: Longs
    change: Longs
    capacity: Longs
    services: Ints
    neighbours: Ints
    feeds: Flags
    admitted: Flags
    loads_at: Flags
    first_of_kind: Ints
    by_kind: Ints
    disinfectors: Ints
    turns: Records
    ties: Records
    held_s: Longs
    trace_s: Longs
    rules: Rules
    features: Features


def by_legs(a: Arrays) -> bool:
    """Whether a duty costs its legs, lateness and fixed price, and obeys windows, releases, shift and rests, no more.

    Then what is kept at its tokens judges most insertions, and few have to be walked.
    """
    f = a.features
    return not (f.more or f.periods or f.meals or f.ordered or f.held)


def own(a: Arrays) -> Arrays:
    """The same problem, with the parts that a search writes to for one search alone."""
    return a._replace(held_s=a.held_s.copy(), trace_s=a.trace_s.copy())


def legs_of(seconds: Ints, metres: Ints) -> Records:
    """Ways, from the travel times and distances of each profile."""
    legs = np.empty(seconds.shape, dtype=LEG)
    legs["seconds"], legs["metres"] = seconds, metres
    return legs


def by_period_of(seconds: Ints) -> Ints:
    """Travel times ``(profiles, periods, locations, locations)`` with those of a way side by side."""
    if seconds.shape[1] == 1:
        return np.zeros((1, 1, 1, 1), dtype=np.int32)
    return np.ascontiguousarray(np.moveaxis(seconds, 1, -1), dtype=np.int32)
