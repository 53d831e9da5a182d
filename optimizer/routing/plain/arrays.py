"""A plain routing problem as flat arrays.

Nodes: clients 0..n-1, then for each route its start and its end, ``n + 2 r`` and ``n + 2 r + 1``. Places: rows of the
distance matrix, depots first; client ``i`` is at place ``first_place + i``.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.routing.arrays import Floats, Ints, Records
from optimizer.routing.compiled import thin

Vehicles = NDArray[np.int64]
"""How many vehicles of each type: shape ``(kinds,)``."""

NO_LIMIT = 2**60

EVERY_KIND = 2**64 - 1
"""Bits of all vehicle types."""

CLIENT = np.dtype(
    [
        ("is_backhaul", np.int32),
        ("partner", np.int32),  # the other end of its pair
        ("amount", np.int64),  # of the pair: taken on board here; negative where it is handed over
        ("delivery", np.int64),
        ("pickup", np.int64),
        ("opens", np.int64),
        ("closes", np.int64),
        ("service", np.int64),
        ("kinds", np.uint64),  # bits of the vehicle types that may serve it
    ],
    align=True,
)

KIND = np.dtype(
    [
        ("start", np.int32),  # place
        ("end", np.int32),
        ("count", np.int64),
        ("capacity", np.int64),
        ("opens", np.int64),  # earliest leaving
        ("closes", np.int64),  # latest return
        ("max_duration", np.int64),
        ("fixed", np.float64),
        ("per_distance", np.float64),
    ],
    align=True,
)


class Features(NamedTuple):
    """What a problem uses; what it does not use is not computed."""

    clock: bool  # windows or a shift
    span: bool  # a limit on the duration of a route
    kinds: bool  # several vehicle types
    mixed: bool  # types that differ in more than their depots and hours
    priced: bool  # types with which the same route may cost more or less: by price or depots
    sites: bool  # clients that not every type may serve
    backhauls: bool
    pairs: bool
    dense: bool  # distances in a matrix, else from coordinates
    same: bool  # travel times are distances
    metric: bool  # distances are symmetric, and no way is longer than one over a third place


@thin
class Plain(NamedTuple):
    """Everything the plain core knows.

    Attributes
    ----------
    distance, back, duration
        ``(places, places)`` int32; ``(1, 1)`` where distances come from coordinates. ``back`` is ``distance`` column by
        column: all ways to a client lie side by side, as do, in ``distance``, all ways from it.
    x, y, scale, half
        Coordinates by place, and the rule: ``floor(hypot * scale + half)``.
    clients, kinds
        Records.
    neighbours
        ``(n, m)``: clients near each client, nearest first, -1 behind the last.
    further
        ``(n, l)``: those who follow, nearest first, -1 behind the last; for whoever finds no room among its neighbours.
    far
        ``(n, m)``: distance from each neighbour to the client.
    least_price
        Of a unit of distance, in the cheapest type.
    alone, alone_kinds
        ``(n, kinds)``: cost of a route for each client alone, cheapest first, and with which type; infinite where a
        type may not, or cannot, serve it.
    numbers
        ``(n,)``: the number that each client has in the problem.
    """

    distance: Ints
    back: Ints
    duration: Ints
    x: Floats
    y: Floats
    scale: float
    half: float
    clients: Records
    kinds: Records
    neighbours: Ints
    further: Ints
    far: Ints
    least_price: float
    alone: Floats
    alone_kinds: Ints
    features: Features
    first_place: int
    numbers: Ints
