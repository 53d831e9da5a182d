"""The ground of an instance: coordinates of a file as a plane, and its matrix where it is not too large."""

from collections.abc import Sequence

import numpy as np

from optimizer.model.routing_plane import DENSE_LIMIT, Matrix, Plane
from scenarios.instances.text import Convention


def plane_of(points: Sequence[tuple[float, float]], convention: Convention) -> Plane:
    """Lay the points out; nobody may move them afterwards."""
    coordinates = np.array(points, dtype=np.float64).reshape(-1, 2)
    coordinates.setflags(write=False)
    return Plane(coordinates=coordinates, scale=convention.units, rounding=convention.rounding)


def matrix_of(plane: Plane) -> Matrix | None:
    """All distances, or None where there are too many to hold."""
    if len(plane.coordinates) > DENSE_LIMIT:
        return None
    matrix = plane.matrix()
    matrix.setflags(write=False)
    return matrix
