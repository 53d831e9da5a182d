"""Which clients lie near which: by distance, and with windows by the waiting and lateness on the way.

References
----------
Vidal, Crainic, Gendreau & Prins (2013), doi:10.1016/j.cor.2012.07.018, section 4.5 (correlation of clients).
"""

import numpy as np
from scipy.spatial import cKDTree

from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.arrays import Floats, Ints

WAITING, LATENESS = 0.2, 1.0
BLOCK = 512


def neighbours(
    problem: RoutingProblem, count: int, opens: Floats, closes: Floats, service: Floats, kinds: Ints
) -> Ints:
    """The ``count`` nearest clients of each client, nearest first; -1 where there are fewer.

    ``kinds``: bits of the vehicle types each client admits; clients without a type in common are never neighbours.
    """
    n = len(problem.clients)
    most = min(count, n - 1)
    if most <= 0:
        return np.full((n, 1), -1, dtype=np.int32)
    sites = bool((kinds != kinds[0]).any())
    if not sites and problem.plane is not None and not np.isfinite(closes).any():
        points = problem.plane.coordinates[len(problem.depots) :]
        _, near = cKDTree(points).query(points, k=most + 1)
        return _without_self(np.asarray(near, dtype=np.int32), most)
    result = np.empty((n, most), dtype=np.int32)
    everyone = np.arange(n) + len(problem.depots)
    for first in range(0, n, BLOCK):
        rows: Ints = np.arange(first, min(first + BLOCK, n), dtype=np.int32)
        far = problem.distances(everyone[rows][:, None], everyone[None, :]).astype(np.float64)
        if np.isfinite(closes).any():
            drive = problem.durations(everyone[rows][:, None], everyone[None, :])
            far = far + _apart(drive, rows, opens, closes, service)
        if sites:
            far[kinds[rows][:, None] & kinds[None, :] == 0] = np.inf
        far[np.arange(len(rows)), rows] = np.inf
        part = np.argpartition(far, most - 1, axis=1)[:, :most]
        order = np.argsort(np.take_along_axis(far, part, axis=1), axis=1, kind="stable")
        near = np.take_along_axis(part, order, axis=1)
        result[rows] = np.where(np.isfinite(np.take_along_axis(far, near, axis=1)), near, -1)
    return result


def _apart(
    drive: "np.ndarray[tuple[int, int], np.dtype[np.int64]]", rows: Ints, opens: Floats, closes: Floats, service: Floats
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """The smaller of the waiting and lateness of going one way or the other."""
    there = drive + service[rows][:, None]
    back = drive + service[None, :]
    one = WAITING * np.maximum(0, opens[None, :] - closes[rows][:, None] - there)
    one = one + LATENESS * np.maximum(0, opens[rows][:, None] + there - closes[None, :])
    other = WAITING * np.maximum(0, opens[rows][:, None] - closes[None, :] - back)
    other = other + LATENESS * np.maximum(0, opens[None, :] + back - closes[rows][:, None])
    return np.asarray(np.minimum(one, other))


def _without_self(near: Ints, most: int) -> Ints:
    """Drop each client from its own list, wherever clients at the same spot have put it."""
    others = near != np.arange(len(near))[:, None]
    others[others.all(axis=1), most] = False
    return np.asarray(near[others].reshape(len(near), most), dtype=np.int32)
