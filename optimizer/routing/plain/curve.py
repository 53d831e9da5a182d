"""Numbering clients along a curve through the plane, so that what is near in space is near in memory.

A search looks at some hundred clients near one another, and then at others elsewhere. Numbered as they come in a file,
each of them costs a miss of the cache once there are thousands.

References
----------
Hilbert (1891), Über die stetige Abbildung einer Linie auf ein Flächenstück, doi:10.1007/BF01199431.
"""

import numpy as np
from numpy.typing import NDArray

from optimizer.routing.arrays import Floats, Ints

LEVELS = 16
"""Halvings of each side: 65,536 cells a side tell any two clients apart that matter."""


def along_curve(points: Floats) -> Ints:
    """Order of points, of shape ``(n, 2)``, along Hilbert's curve."""
    low, high = points.min(axis=0), points.max(axis=0)
    cells = ((points - low) / max(1e-9, float((high - low).max())) * (2**LEVELS - 1)).astype(np.int64)
    return np.argsort(_steps(cells[:, 0], cells[:, 1]), kind="stable").astype(np.int32)


def _steps(x: NDArray[np.int64], y: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many cells the curve passes before it comes to each."""
    steps = np.zeros(len(x), dtype=np.int64)
    for level in reversed(range(LEVELS)):
        side = 1 << level
        right, upper = (x & side) > 0, (y & side) > 0
        steps += side * side * np.where(right, np.where(upper, 2, 3), np.where(upper, 1, 0))
        x, y = x & (side - 1), y & (side - 1)
        mirrored = right & ~upper
        x, y = np.where(mirrored, side - 1 - x, x), np.where(mirrored, side - 1 - y, y)
        x, y = np.where(upper, x, y), np.where(upper, y, x)
    return steps
