"""Routes that lie side by side: what comes from one solution into another together."""

from random import Random

import numpy as np
from numpy.typing import NDArray

from optimizer.routing.arrays import Ints

LARGEST = 0.4
"""Share of the routes that come from another solution, at most; few are tried more often than many."""

MOSTLY = 0.5
"""Of a route that has lost a larger share of its stops to those that come, nothing stays."""

Routes = NDArray[np.bool_]
"""Which of a solution's routes: shape ``(routes,)``."""


def side_by_side(neighbours: Ints, route_of_stop: Ints, routes: int, draw: Random) -> Routes:
    """Up to a share of the routes: those of a random stop, its neighbours and theirs; -1 is no route, or no stop."""
    near = np.array([draw.randrange(len(neighbours))])
    first = neighbours[near[0]]
    first = first[first >= 0]
    near = np.concatenate((near, first, neighbours[first].ravel()))
    found, at = np.unique(route_of_stop[near[near >= 0]], return_index=True)
    order = found[np.argsort(at)]
    among = np.zeros(routes, dtype=np.bool_)
    many = 1 + int(max(1.0, LARGEST * routes) * draw.random() ** 2)
    among[order[order >= 0][:many]] = True
    return among
