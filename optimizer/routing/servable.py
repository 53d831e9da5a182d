"""Which stops could be served at all, by some crew with nothing else to do."""

import numpy as np

from optimizer.routing.arrays import Arrays, Flags, Ints
from optimizer.routing.carriage import may_load
from optimizer.routing.compiled import compiled
from optimizer.routing.duty import duty_cents
from optimizer.routing.moments import INFINITE


def servable(a: Arrays) -> Flags:
    """For each stop, whether a duty of one trip with this stop alone holds for some crew; shape ``(n,)``."""
    result = np.zeros(len(a.stops), dtype=np.uint8)
    mark_servable(a, result, np.zeros(2, dtype=np.int32))
    return result


@compiled
def mark_servable(a: Arrays, result: Flags, tokens: Ints) -> None:
    """Set ``result`` for every stop; ``tokens`` is room for a duty of two tokens."""
    n = len(a.stops)
    for stop in range(n):
        tokens[1] = stop
        for kind in range(len(a.first_of_kind) - 1):
            if a.first_of_kind[kind] == a.first_of_kind[kind + 1]:
                continue
            crew = a.by_kind[a.first_of_kind[kind]]
            if result[stop] or not a.admitted[stop, kind]:
                continue
            for point in range(len(a.points)):
                if a.feeds[stop, point] and may_load(a, crew, point, True):
                    tokens[0] = n + point
                    if duty_cents(a, crew, tokens, 2) < INFINITE:
                        result[stop] = 1
                        break
