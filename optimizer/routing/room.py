"""Room to try things in, and what is noted there: candidates and insertions."""

import math
from typing import NamedTuple

import numpy as np

from optimizer.routing.arrays import Arrays, Floats, Ints, Records, by_legs, long
from optimizer.routing.compiled import by_reference, inlined
from optimizer.routing.random import RandomState, uniform

BLINK = 0.01
"""Share of the positions that are overlooked, so that the search does not take the same path for ever."""

MOST_CANDIDATES = 1024

CANDIDATE = np.dtype(
    [
        ("bound_cents", np.float64),
        ("crew", np.int32),
        ("position", np.int32),  # before this position
        ("point", np.int32),  # in a new trip from this load point, or -1
        ("second", np.int32),  # of a job in pieces: where the second goes
        ("third", np.int32),
    ],
    align=True,
)


@by_reference
class Room(NamedTuple):
    """Room to try things in: candidates, tokens of a duty on trial, sort keys, and a stamp for each crew seen.

    ``kept`` are the tokens of the best trial so far, where trials are not told by a few numbers.

    ``counts`` holds the number of candidates, the current stamp, how many positions there are to the next blink, and
    whether a walk on trial may make other duties wait longer;
    ``by_legs`` is as :func:`optimizer.routing.arrays.by_legs` has it.
    """

    candidates: Records
    tokens: Ints
    kept: Ints
    keys: Floats
    seen: Ints
    counts: Ints
    by_legs: bool


class Insertion(NamedTuple):
    """Where to put a stop: before ``position``, in a trip of its own from load point ``point`` if that is not -1."""

    cents: float
    crew: int
    position: int
    point: int


def room_for(a: Arrays, width: int) -> Room:
    """Room for one search over duties of up to ``width`` tokens."""
    return Room(
        candidates=np.zeros(MOST_CANDIDATES, dtype=CANDIDATE),
        tokens=np.zeros(width + 4, dtype=np.int32),
        kept=np.zeros(width + 4, dtype=np.int32),
        keys=np.zeros(len(a.stops)),
        seen=np.zeros(len(a.crews), dtype=np.int32),
        counts=np.array([0, 0, 0, 1], dtype=np.int32),
        by_legs=by_legs(a),
    )


@inlined
def insertion(cents: float, crew: int, position: int, point: int) -> Insertion:
    """An insertion whose numbers all have the same types (Numba needs that)."""
    return Insertion(float(cents), long(crew), long(position), long(point))


@inlined
def blinks(room: Room, state: RandomState) -> bool:
    """Whether to overlook a position: how many come before the next such one is drawn, not one by one."""
    room.counts[2] -= 1
    if room.counts[2] > 0:
        return False
    overlooked = room.counts[2] == 0
    room.counts[2] = 1 + int(math.log(uniform(state) + 1e-300) / math.log(1.0 - BLINK))
    return bool(overlooked)


@inlined
def note_candidate(room: Room, cents: float, crew: int, position: int, point: int) -> None:
    """Note a position to be walked."""
    count = room.counts[0]
    if count < MOST_CANDIDATES:
        candidate = room.candidates[count]
        candidate.bound_cents = cents
        candidate.crew = crew
        candidate.position = position
        candidate.point = point
        room.counts[0] = count + 1


@inlined
def least_candidate(room: Room, count: int) -> int:
    """Which of the first ``count`` candidates has the lowest bound."""
    least = 0
    for i in range(1, count):
        if room.candidates[i].bound_cents < room.candidates[least].bound_cents:
            least = i
    return least
