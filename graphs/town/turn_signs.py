"""Turn restrictions and barriers of the mountain city."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from graphs.geo import Floats
from graphs.reading.survey import Tags, TurnSign
from graphs.reading.ways import BACKWARD, FORWARD, Ways
from graphs.roads import CODE, RoadClass

TURN_SHARE = 0.12
"""Share of the pairs of main streets, one left of the other, that carry a sign."""
U_TURN_SHARE = 0.05
GATE_SHARE = 0.04
"""Share of service ways that a barrier stands on, at the way into a compound."""
_BARRIERS: tuple[Tags, ...] = (
    {"barrier": "gate"},
    {"barrier": "lift_gate", "access": "permit", "hgv": "destination"},
    {"barrier": "lift_gate"},
    {"barrier": "height_restrictor", "maxheight": "2.4"},
    {"barrier": "bollard"},
)
_LEAST_TURN, _LARGEST_TURN = np.radians(50), np.radians(150)


_KINDS: tuple[Tags, ...] = (
    {"type": "restriction", "restriction": "no_left_turn"},
    {"type": "restriction", "restriction": "no_left_turn", "except": "bus"},
    {"type": "restriction", "restriction:hgv": "no_left_turn"},
    {"type": "restriction", "restriction:conditional": "no_left_turn @ (07:00-09:00,17:00-19:00)"},
)
_NO_U_TURN: Tags = {"type": "restriction", "restriction": "no_u_turn"}


class _Drive(NamedTuple):
    """A main street driven from one end to the other."""

    way: int
    start: int
    end: int
    bearing: float


def turn_signs(ways: Ways, ends: tuple[Floats, Floats], rng: np.random.Generator) -> tuple[TurnSign, ...]:
    """Forbid some left turns and turns about where main streets meet; numbers of ways and points begin at 1.

    Parameters
    ----------
    ends
        Metres of the first and the last point of every way, each of shape ``(ways, 2)``.
    """
    drives = list(_drives(ways, ends))
    leaving: dict[int, list[_Drive]] = {}
    for drive in drives:
        leaving.setdefault(drive.start, []).append(drive)
    degree = np.bincount(np.concatenate((ways.start, ways.end)))
    found = []
    for drive in drives:
        # With two other ways to leave by, whoever may not turn left gets there by going round.
        for onward in leaving.get(drive.end, []) if degree[drive.end] >= 4 else []:
            tags = _sign(drive, onward, rng)
            if tags is not None:
                found.append(_turn(drive, onward, tags))
    return tuple(found)


def _drives(ways: Ways, ends: tuple[Floats, Floats]) -> Iterator[_Drive]:
    main = (ways.road_class >= CODE[RoadClass.TRUNK]) & (ways.road_class <= CODE[RoadClass.SECONDARY_LINK])
    main &= ways.start != ways.end
    step = ends[1] - ends[0]
    bearing = np.arctan2(step[:, 1], step[:, 0])
    for way in np.flatnonzero(main).tolist():
        start, end = int(ways.start[way]), int(ways.end[way])
        if ways.direction[way] != BACKWARD:
            yield _Drive(way, start, end, float(bearing[way]))
        if ways.direction[way] != FORWARD:
            yield _Drive(way, end, start, float(bearing[way]) + np.pi)


def _sign(drive: _Drive, onward: _Drive, rng: np.random.Generator) -> Tags | None:
    """Decide whether a sign stands where one drive could go on in another, and which."""
    if drive.way == onward.way:
        return _NO_U_TURN if rng.random() < U_TURN_SHARE else None
    turn = (onward.bearing - drive.bearing + np.pi) % (2 * np.pi) - np.pi
    if not _LEAST_TURN < turn < _LARGEST_TURN or rng.random() > TURN_SHARE:
        return None
    return _KINDS[int(rng.choice(len(_KINDS), p=(0.6, 0.1, 0.2, 0.1)))]


def _turn(drive: _Drive, onward: _Drive, tags: Tags) -> TurnSign:
    return TurnSign(tags=tags, origin=(drive.way + 1,), via_point=drive.end + 1, via_ways=(), target=(onward.way + 1,))


def barriers(ways: Ways, first_bend: int, rng: np.random.Generator) -> dict[int, Tags]:
    """Put barriers on the first bend of some service ways, by the number of the point; such ways run on behind it.

    ``first_bend`` is the number of the first bend; bends are numbered on in the order of the ways.
    """
    bends = np.diff(ways.shape_start) - 2
    number = first_bend + np.cumsum(bends) - bends
    standing = (ways.road_class == CODE[RoadClass.SERVICE]) & (bends > 0) & (rng.random(len(bends)) < GATE_SHARE)
    kind = rng.choice(len(_BARRIERS), p=(0.35, 0.15, 0.2, 0.2, 0.1), size=len(bends))
    return {int(number[way]): _BARRIERS[kind[way]] for way in np.flatnonzero(standing).tolist()}
