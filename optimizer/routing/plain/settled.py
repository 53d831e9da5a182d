"""Kinds of problem so common that the search is compiled for each on its own, without all that it does not use.

A flag that is looked at while it runs keeps registers and branches busy in every loop: a search does a tenth to a third
more iterations where it is known as it is compiled what the problem does not use
(``docs/decisions/0025-compiled-for-common-problems.md``).
"""

from optimizer.routing.compiled import settled
from optimizer.routing.plain.arrays import Features, Plain

NOTHING = Features(
    clock=False,
    span=False,
    kinds=False,
    mixed=False,
    priced=False,
    sites=False,
    backhauls=False,
    pairs=False,
    dense=True,
    same=True,
    metric=True,
)
"""Loads alone, in vehicles of one type, on a plane."""

COMMON = (
    NOTHING,
    NOTHING._replace(clock=True),
    NOTHING._replace(backhauls=True),
    NOTHING._replace(kinds=True, mixed=True, priced=True),
)
"""Loads alone; with windows; with pickups on the way home; in vehicles that differ in what they hold and cost."""


def as_common(p: Plain) -> Plain:
    """The problem as a search is to see it."""
    return p._replace(features=settled(p.features)) if p.features in COMMON else p
