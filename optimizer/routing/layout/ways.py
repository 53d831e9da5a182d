"""Travel times and distances by profile and period, and which clients are near one another."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optimizer.model.routing_plane import Matrix
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.arrays import Ints, by_period_of
from optimizer.routing.moments import UNREACHABLE

NEIGHBOURS = 40


@dataclass(frozen=True, kw_only=True, eq=False)
class Ways:
    """As in :class:`optimizer.routing.arrays.Arrays`: ``seconds`` are the shortest times of each profile."""

    seconds: Ints
    metres: Ints
    by_period: Ints
    starts: Ints


def ways_of(problem: RoutingProblem) -> Ways:
    """All ways of a problem."""
    starts: tuple[int, ...] = (0,)
    if problem.profiles is not None:
        distance, duration, starts = problem.profiles.distance, problem.profiles.duration, problem.profiles.starts
    else:
        distance = _matrix(problem)[None]
        duration = distance[:, None] if problem.duration is None else problem.duration[None, None]
    seconds: Ints = np.minimum(duration, UNREACHABLE).astype(np.int32)
    return Ways(
        seconds=seconds.min(axis=1),
        metres=np.minimum(distance, UNREACHABLE).astype(np.int32),
        by_period=by_period_of(seconds),
        starts=np.array(starts, dtype=np.int32),
    )


def _matrix(problem: RoutingProblem) -> Matrix:
    if problem.distance is not None:
        return problem.distance
    everywhere = np.arange(problem.locations)
    return problem.distances(everywhere[:, None], everywhere[None, :])


def nearest(problem: RoutingProblem, ways: Ways) -> Ints:
    """Nearest clients of each client, ``(n, NEIGHBOURS)`` at most, -1 where there is nobody."""
    first = len(problem.depots)
    n = len(problem.clients)
    near: NDArray[np.float64] = ways.metres[:, first:, first:].min(axis=0).astype(np.float64)
    np.fill_diagonal(near, np.inf)
    most = min(NEIGHBOURS, n - 1)
    if most < 1:
        return np.full((n, 1), -1, dtype=np.int32)
    return np.argsort(near, axis=1, kind="stable")[:, :most].astype(np.int32)
