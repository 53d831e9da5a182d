"""Random numbers inside compiled code: one small state a search, so that threads share nothing.

References
----------
Vigna (2016), An experimental exploration of Marsaglia's xorshift generators, scrambled, doi:10.1145/2845077.
"""

import numpy as np
from numpy.typing import NDArray

from optimizer.routing.compiled import inlined

RandomState = NDArray[np.uint64]
"""Shape ``(1,)``."""


def random_state(seed: int) -> RandomState:
    """A state well away from zero for any seed (splitmix64 of the seed)."""
    mask = 2**64 - 1
    z = (seed * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15) & mask
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
    return np.array([(z ^ (z >> 31)) | 1], dtype=np.uint64)


@inlined
def uniform(state: RandomState) -> float:
    """A float in [0, 1)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return float((x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@inlined
def below(state: RandomState, n: int) -> int:
    """An integer in [0, n)."""
    return int(uniform(state) * n)
