"""Where the ways of a routing problem come from: matrices, or locations on a plane and a rule of rounding."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

Matrix = NDArray[np.int64]
NO_WAY = 2**30 - 1
"""Duration of a way that does not exist."""

DENSE_LIMIT = 1_500
"""Up to so many locations a problem on a plane holds its matrix (18 MB); above, distances come from coordinates."""


class Rounding(StrEnum):
    """How a Euclidean distance becomes a whole number."""

    NEAREST = "nearest"
    """``floor(d + 0.5)``."""
    TRUNCATED = "truncated"
    """``floor(d)``."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plane:
    """Locations on a plane, and the rule that makes their distances whole numbers.

    Attributes
    ----------
    coordinates
        ``(locations, 2)`` float64, in the file's unit.
    scale
        The distance between two locations is their Euclidean distance times ``scale``, rounded.
    """

    coordinates: NDArray[np.float64]
    scale: int = 1
    rounding: Rounding = Rounding.NEAREST

    def distances(self, origins: ArrayLike, destinations: ArrayLike) -> Matrix:
        """Distances between locations; the two index arrays are broadcast against one another."""
        x, y = self.coordinates[:, 0], self.coordinates[:, 1]
        dx = x[np.asarray(origins)] - x[np.asarray(destinations)]
        dy = y[np.asarray(origins)] - y[np.asarray(destinations)]
        exact = self.scale * np.sqrt(dx * dx + dy * dy)
        if self.rounding is Rounding.NEAREST:
            exact = exact + 0.5
        whole: Matrix = np.floor(exact).astype(np.int64)
        return whole

    def matrix(self) -> Matrix:
        """All distances, ``(locations, locations)``, row to column."""
        everywhere = np.arange(len(self.coordinates))
        return self.distances(everywhere[:, None], everywhere[None, :])
