"""The day as the core sees it: a few arrays of records, everything an index.

Indices: a *stop* is a drop, 0..n-1; a *token* of a duty is a stop, or ``n + p`` for loading at load point ``p``;
a *location* is a row of the travel times. All times are seconds of the planning day, all prices cents.

Records rather than an array a field: what belongs together lies together in memory, and the compiled functions take
a dozen arrays where they would else take sixty, which is most of what a call costs them.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Masks = NDArray[np.uint64]
Flags = NDArray[np.uint8]
Records = Any
"""An array of records; the dtypes below name the fields. (Type checkers know no fields of records.)"""

long: Callable[[Any], int] = np.int64  # type: ignore[assignment]  # a 64-bit integer is an int to Python
"""Widens a number: compiled code needs the same type on every path, and arrays hold 32 bits."""

STOP = np.dtype(
    [
        ("location", np.int32),
        ("service_s", np.int32),
        ("ready_s", np.int32),
        ("due_s", np.int32),
        ("first_window", np.int32),
        ("end_window", np.int32),
        ("tier", np.int32),
        ("grams", np.int64),
        ("litres", np.int64),
        ("groups", np.uint64),  # separation groups of its goods, as bits
        ("apart", np.uint64),  # groups it must not share a trip with
        ("late_cents_per_s", np.float64),
        ("absent_cents", np.float64),  # price of leaving it out
        ("remoteness_s", np.float64),  # drive from its nearest load point
    ],
    align=True,
)

LOAD_POINT = np.dtype(
    [
        ("location", np.int32),
        ("fixed_s", np.int32),
        ("per_tonne_s", np.int32),
        ("first_window", np.int32),
        ("end_window", np.int32),
    ],
    align=True,
)

WINDOW = np.dtype([("opens", np.int32), ("closes", np.int32)], align=True)

CREW = np.dtype(
    [
        ("layer", np.int32),  # vehicle class, first axis of the travel times
        ("start", np.int32),
        ("end", np.int32),  # -1 where the duty ends at its last stop
        ("opens", np.int32),
        ("closes", np.int32),
        ("grams", np.int64),
        ("litres", np.int64),
        ("fixed_cents", np.float64),
        ("cents_per_metre", np.float64),
        ("cents_per_second", np.float64),
    ],
    align=True,
)


class DrivingRules(NamedTuple):
    """Rest on the road."""

    max_driving_s: int
    rest_s: int
    waiting_is_rest: bool


class Arrays(NamedTuple):
    """Everything the compiled core knows.

    Attributes
    ----------
    seconds, metres
        ``(layers, locations, locations)``: travel times and distances.
    stops, points, windows, crews
        Records; the windows of a stop or load point lie from ``first_window`` to before ``end_window``.
    neighbours
        ``(n, m)``: stops near each stop, nearest first, -1 behind the last.
    feeds
        ``(load points, n)``: whether a stop may be loaded there.
    admitted
        ``(crews, n)``: the crew may carry the drop, and is admitted at its place.
    loads_at
        ``(crews, load points)``: the crew is admitted at the load point.
    first_of_kind, by_kind
        Crews alike in everything are one kind: ``by_kind[first_of_kind[q]:first_of_kind[q + 1]]``.
    """

    seconds: Ints
    metres: Ints
    stops: Records
    points: Records
    windows: Records
    crews: Records
    neighbours: Ints
    feeds: Flags
    admitted: Flags
    loads_at: Flags
    first_of_kind: Ints
    by_kind: Ints
    rules: DrivingRules
