"""Where a day is cut into periods: when speeds change, when changes begin and end, when gates open and shut."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graphs.changes.change import DAY_S, Change, Checkpoint, Interval

HOUR_S = 3_600


def periods(horizon: Interval, changes: Iterable[Change], speed_moments: Iterable[int] = ()) -> tuple[Interval, ...]:
    """Cut a horizon so that nothing changes inside a period, but speeds by as little as ``speed_moments`` allow."""
    cuts = {horizon.begin_s, *moments(horizon, changes), *speed_moments, horizon.end_s}
    inside = sorted(cut for cut in cuts if horizon.begin_s <= cut <= horizon.end_s)
    return tuple(Interval(begin_s=a, end_s=b) for a, b in pairwise(inside))


def moments(horizon: Interval, changes: Iterable[Change]) -> tuple[int, ...]:
    """When changes begin or end and their gates open or shut, inside a horizon, earliest first."""
    found: set[int] = set()
    for change in changes:
        found.update((change.interval.begin_s, change.interval.end_s))
        if isinstance(change.effect, Checkpoint):
            for opened in change.effect.hours:
                found.update(_daily(opened.begin_s, horizon))
                found.update(_daily(opened.end_s, horizon))
    return tuple(sorted(moment for moment in found if horizon.begin_s < moment < horizon.end_s))


def speed_moments(percent: Sequence[int], horizon: Interval, *, most: int = 8) -> tuple[int, ...]:
    """When speeds change, inside a horizon, with hours that are much alike put together.

    Parameters
    ----------
    percent
        Speed by hour of the day, 24 figures in percent of the usual.
    most
        At most so many stretches of the day; those chosen leave the least squared error of times.

    Returns
    -------
    tuple[int, ...]
        Moments in seconds, earliest first. A table that never changes gives none.
    """
    pace = 100 / np.array(percent, dtype=np.float64)
    starts = _stretches(pace, min(most, 1 + int((np.diff(pace) != 0).sum())))
    hours = [hour for hour in starts if hour or pace[0] != pace[-1]]
    return tuple(
        sorted(
            moment
            for hour in hours
            for moment in _daily(hour * HOUR_S, horizon)
            if horizon.begin_s < moment < horizon.end_s
        )
    )


def _daily(moment: int, horizon: Interval) -> range:
    """The same time on every day of a horizon."""
    first = moment + -((moment - horizon.begin_s) // DAY_S) * DAY_S
    return range(first, horizon.end_s, DAY_S)


def _stretches(pace: NDArray[np.float64], count: int) -> list[int]:
    """Hours at which ``count`` stretches begin, by dynamic programming over their ends (Bellman 1961).

    R. Bellman, On the approximation of curves by line segments using dynamic programming, doi:10.1145/366573.366611.
    """
    hours = len(pace)
    ends = range(hours + 1)
    error = np.array([[_spread(pace[a:b]) if a <= b else np.inf for b in ends] for a in ends])
    best = error[0].copy()
    chosen = []
    for _ in range(count - 1):
        total = best[:, None] + error
        chosen.append(total.argmin(axis=0))
        best = total.min(axis=0)
    starts, end = [], hours
    for step in reversed(chosen):
        end = int(step[end])
        starts.append(end)
    return sorted({0, *starts} - {hours})


def _spread(part: NDArray[np.float64]) -> float:
    return float(((part - part.mean()) ** 2).sum()) if len(part) else 0.0
