"""Ways between all locations as peers want them: a way nobody may take is very long."""

import numpy as np

from optimizer.model.routing_plane import Matrix
from optimizer.model.routing_problem import RoutingProblem


def all_ways(problem: RoutingProblem) -> Matrix:
    """All distances; with backhauls last, no way leads from the depot to a backhaul or from a backhaul to a delivery.

    So PyVRP itself encodes backhauls and sites, see ``pyvrp.read``, with another figure for what is closed.
    """
    everywhere = np.arange(problem.locations)
    matrix = problem.distances(everywhere[:, None], everywhere[None, :])
    closed = closed_way(matrix)
    if problem.backhauls_last:
        brings = np.array([problem.location(i) for i, client in enumerate(problem.clients) if any(client.delivery)])
        takes = np.array([problem.location(i) for i, client in enumerate(problem.clients) if any(client.pickup)])
        depots = np.arange(len(problem.depots))
        matrix = matrix.copy()
        matrix[np.ix_(depots, takes)] = closed
        matrix[np.ix_(takes, brings)] = closed
    return matrix


def closed_way(matrix: Matrix) -> int:
    """A way nobody would take; ``MAX_VALUE`` of PyVRP times its first penalties overflows, and no search ends."""
    return int(100 * matrix.max())
