"""Which clients lie near which: by distance, and with windows by the waiting and lateness on the way.

References
----------
Vidal, Crainic, Gendreau & Prins (2013), doi:10.1016/j.cor.2012.07.018, section 4.5 (correlation of clients).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.arrays import Floats, Ints, Records
from optimizer.routing.plain.arrays import NO_LIMIT

WAITING, LATENESS = 0.2, 1.0
BLOCK = 512


class HowMany(NamedTuple):
    """How many neighbours a client has, how many of those who follow are listed too, and how many ``others``.

    Where there are backhauls, neighbours are clients of its own kind, and ``others``, of the other kind, besides: these
    stand beside it only where deliveries end and pickups begin.
    """

    near: int
    further: int
    others: int


class Nearby(NamedTuple):
    """Neighbours, ``(n, m)``, and those who follow, ``(n, l)``; nearest first, -1 behind the last."""

    near: Ints
    further: Ints


def neighbours(problem: RoutingProblem, count: HowMany, clients: Records, kinds: Ints) -> Nearby:
    """The nearest clients of each client.

    ``kinds``: bits of the vehicle types each client admits; clients without a type in common are never neighbours.
    """
    n = len(clients)
    most = min(count.near + count.further, n - 1)
    if most <= 0:
        return Nearby(np.full((n, 1), -1, dtype=np.int32), np.empty((n, 0), dtype=np.int32))
    sites = bool((kinds != kinds[0]).any())
    timed = bool((clients["closes"] < NO_LIMIT).any())
    backhauls = bool(clients["is_backhaul"].any())
    if not (sites or timed or backhauls) and problem.plane is not None:
        points = problem.plane.coordinates[len(problem.depots) :]
        _, found = cKDTree(points).query(points, k=most + 1)
        return _split(_without_self(np.asarray(found, dtype=np.int32), most), count.near)
    parts = []
    everyone = np.arange(n) + len(problem.depots)
    for first in range(0, n, BLOCK):
        rows: Ints = np.arange(first, min(first + BLOCK, n), dtype=np.int32)
        far = problem.distances(everyone[rows][:, None], everyone[None, :]).astype(np.float64)
        if timed:
            far = far + _apart(problem.durations(everyone[rows][:, None], everyone[None, :]), rows, clients)
        if sites:
            far[kinds[rows][:, None] & kinds[None, :] == 0] = np.inf
        far[np.arange(len(rows)), rows] = np.inf
        parts.append(_of_both_kinds(far, rows, clients, count) if backhauls else _split(_least(far, most), count.near))
    return Nearby(np.concatenate([part.near for part in parts]), np.concatenate([part.further for part in parts]))


def _of_both_kinds(far: Floats, rows: Ints, clients: Records, count: HowMany) -> Nearby:
    """Neighbours of a client's own kind and of the other, together in order; those who follow are of its own kind."""
    is_alike = clients["is_backhaul"][rows][:, None] == clients["is_backhaul"][None, :]
    own = _split(_least(np.where(is_alike, far, np.inf), count.near + count.further), count.near)
    others = _least(np.where(is_alike, np.inf, far), count.others)
    near = np.concatenate((own.near, others), axis=1)
    how_far = np.where(near >= 0, np.take_along_axis(far, np.maximum(near, 0), axis=1), np.inf)
    return Nearby(np.take_along_axis(near, np.argsort(how_far, axis=1, kind="stable"), axis=1), own.further)


def _least(far: Floats, most: int) -> Ints:
    """Who is least far in each row, in order; -1 behind the last."""
    most = min(most, far.shape[1] - 1)
    part = np.argpartition(far, most - 1, axis=1)[:, :most]
    order = np.argsort(np.take_along_axis(far, part, axis=1), axis=1, kind="stable")
    least = np.take_along_axis(part, order, axis=1)
    return np.where(np.isfinite(np.take_along_axis(far, least, axis=1)), least, -1).astype(np.int32)


def _split(found: Ints, near: int) -> Nearby:
    """The first so many, and those who follow."""
    return Nearby(np.ascontiguousarray(found[:, :near]), np.ascontiguousarray(found[:, near:]))


def _apart(drive: "np.ndarray[tuple[int, int], np.dtype[np.int64]]", rows: Ints, clients: Records) -> Floats:
    """The smaller of the waiting and lateness of going one way or the other."""
    opens, service = clients["opens"].astype(np.float64), clients["service"].astype(np.float64)
    closes: NDArray[np.float64] = np.where(clients["closes"] < NO_LIMIT, clients["closes"], np.inf)
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
