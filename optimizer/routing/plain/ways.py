"""Ways between places and nodes, and what a route costs."""

import numpy as np

from optimizer.routing.arrays import long
from optimizer.routing.compiled import inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.state import State


@inlined
def between(p: Plain, origin: int, destination: int) -> int:
    """Distance between two places."""
    if p.features.dense:
        return long(p.distance[origin, destination])
    dx, dy = p.x[origin] - p.x[destination], p.y[origin] - p.y[destination]
    return long(np.floor(p.scale * np.sqrt(dx * dx + dy * dy) + p.half))


@inlined
def way_to(p: Plain, destination: int, origin: int) -> int:
    """As ``between(p, origin, destination)``, for many origins and one destination."""
    if p.features.dense:
        return long(p.back[destination, origin])
    return between(p, origin, destination)


@inlined
def lasts(p: Plain, origin: int, destination: int) -> int:
    """Travel time between two places."""
    if p.features.dense:
        return long(p.duration[origin, destination])
    return between(p, origin, destination)


@inlined
def place_of(p: Plain, s: State, node: int) -> int:
    """Place of a node."""
    n = len(p.clients)
    if node < n:
        return long(p.first_place + node)
    kind = s.routes[(node - n) // 2].kind
    return long(p.kinds[kind].start) if (node - n) % 2 == 0 else long(p.kinds[kind].end)


@inlined
def route_cost(p: Plain, kind: int, distance: int) -> float:
    """Cost of a route of this type that drives so far."""
    return float(p.kinds[kind].fixed + p.kinds[kind].per_distance * distance)
