"""Weights of arcs: milliseconds and decimetres, alone or packed in one integer."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]

INFINITE_MS = 2**30 - 1
"""No way leads there; two of them still fit into int32. Just under 12 days and 10 hours."""
DM_BITS = 31
INFINITE_PACKED = (INFINITE_MS << DM_BITS) + INFINITE_MS
"""No way leads there, for time and length packed: both are ``INFINITE_MS``. Two of them still fit into int64."""


def pack(ms: NDArray[np.integer], dm: NDArray[np.integer]) -> Longs:
    """Time in the high bits, length in the low ones: sums add both up, and the least is the fastest, then shortest."""
    packed = (ms.astype(np.int64) << DM_BITS) + dm
    return np.where(ms >= INFINITE_MS, INFINITE_PACKED, packed)
