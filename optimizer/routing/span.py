"""How long the search for one of several solutions takes; see :mod:`optimizer.routing.population`."""

EACH = 600
"""Iterations a stop that it takes at least, unless a problem asks for more."""

SHARE, MANY, LEAST = 0.2, 1_000, 0.05
"""Part of the budget that it takes at least, from so many stops on, and less in proportion below, down to the least:
of few stops several solutions are found soon, and which of them is good is luck."""


def span_for(stops: int, iterations_each: float, pays: float, each: int = EACH) -> float | None:
    """Part of the budget for one member, with so many iterations a stop; None: with fewer than pay.

    ``each``: how many of them a member takes at least.
    """
    if iterations_each < pays:
        return None
    return max(LEAST, SHARE * min(1.0, stops / MANY), each / iterations_each)
