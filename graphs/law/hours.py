"""Hours on signs: the only file that imports a reader of OpenStreetMap's opening hours."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, State, validate

from graphs.geo import Position

Interval = tuple[int, int]


@lru_cache(maxsize=4096)
def are_hours(text: str) -> bool:
    """Whether a text is in the syntax of opening hours, as ``Mo-Fr 07:00-19:00; PH off``."""
    return validate(text)


@lru_cache(maxsize=65_536)
def intervals(text: str, day: date, from_s: int, to_s: int, where: Position | None) -> tuple[Interval, ...]:
    """Intervals of some hours, in seconds from the midnight that begins ``day``, cut to ``from_s`` and ``to_s``.

    Parameters
    ----------
    text
        Hours in the syntax of OpenStreetMap, known to be so (:func:`are_hours`).
    day, from_s, to_s
        The day, by the clock on the wall there, and the seconds looked at; they may lie before or after that day.
    where
        A position of the roads: it decides on public holidays and on sunrise; without it, both are unknown.
    """
    midnight = datetime.combine(day, time())
    hours = _parsed(text, where)
    found = []
    for start, end, state, _ in hours.intervals(
        midnight + timedelta(seconds=from_s), midnight + timedelta(seconds=to_s)
    ):
        if state == State.OPEN:
            # A clock on the wall has no zone; seconds of the day are counted by it.
            begin = int((start.replace(tzinfo=None) - midnight).total_seconds())
            finish = to_s if end is None else int((end.replace(tzinfo=None) - midnight).total_seconds())
            found.append((max(begin, from_s), min(finish, to_s)))
    return tuple(found)


@lru_cache(maxsize=4096)
def _parsed(text: str, where: Position | None) -> OpeningHours:
    return OpeningHours(text, coords=None if where is None else (where.lat, where.lon))
