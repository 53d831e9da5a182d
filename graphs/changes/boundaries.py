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


def fewer(cut: Sequence[Interval], most: int) -> tuple[Interval, ...]:
    """Join periods that follow one another until there are at most so many: the two that are shortest together first.

    What holds for a part of a joined period only must be taken as :func:`graphs.changes.whole_day.throughout` says.
    """
    left = list(cut)
    while len(left) > max(1, most):
        at = min(range(len(left) - 1), key=lambda i: left[i + 1].end_s - left[i].begin_s)
        left[at : at + 2] = [Interval(begin_s=left[at].begin_s, end_s=left[at + 1].end_s)]
    return tuple(left)


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


def speed_moments(
    percent: Sequence[int], horizon: Interval, *, tolerance: float = 0.01, most: int = 24
) -> tuple[int, ...]:
    """When speeds change, inside a horizon, with hours that are much alike put together.

    Parameters
    ----------
    percent
        Speed by hour of the day, 24 figures in percent of the usual.
    tolerance
        Root of the mean squared error, as a part of the driving time, that putting hours together may cause.
    most
        At most so many stretches of the day, whatever the tolerance; those chosen leave the least squared error.

    Returns
    -------
    tuple[int, ...]
        Moments in seconds, earliest first. A table that never changes gives none.
    """
    pace = 1 / np.array(percent, dtype=np.float64)
    pace /= pace.mean()
    starts = _stretches(pace, len(pace) * tolerance**2, most)
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


def _stretches(pace: NDArray[np.float64], allowed: float, most: int) -> list[int]:
    """Hours at which stretches begin: the fewest that keep the squared error, by dynamic programming over their ends.

    R. Bellman, On the approximation of curves by line segments using dynamic programming (1961),
    doi:10.1145/366573.366611.
    """
    hours = len(pace)
    ends = range(hours + 1)
    error = np.array([[_spread(pace[a:b]) if a < b else np.inf for b in ends] for a in ends])
    best = error[0]
    chosen: list[NDArray[np.intp]] = []
    while best[hours] > allowed + 1e-12 and len(chosen) + 1 < most:
        total = best[:, None] + error
        chosen.append(total.argmin(axis=0))
        best = total.min(axis=0)
    starts, end = [0], hours
    for step in reversed(chosen):
        end = int(step[end])
        starts.append(end)
    return sorted(starts)


def _spread(part: NDArray[np.float64]) -> float:
    return float(((part - part.mean()) ** 2).sum())
