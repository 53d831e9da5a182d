"""Where stops touch the graph, and the seeds that makes: at the ends of their edges, and beyond yards they lie in."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphs.engine.pieces import Pieces
from graphs.engine.seeds import Seeds
from graphs.engine.units import Ints, Longs


class Crossings(NamedTuple):
    """Ways between some nodes and the nodes where one changes to or from other roads; shape ``(crossings,)``.

    ``of`` is the index of the node asked for, in ascending order.
    """

    of: NDArray[np.int64]
    node: Ints
    ms: Longs
    dm: Longs


class Touching(NamedTuple):
    """Nodes at which stops are left, or reached, and what is driven of their own edges; shape ``(touches,)``."""

    stop: NDArray[np.int64]
    edge: Ints
    node: Ints
    pieces: Pieces

    def part(self, at: NDArray[np.integer]) -> "Touching":
        """Some of them."""
        return Touching(self.stop[at], self.edge[at], self.node[at], self.pieces[at])


class Ends(NamedTuple):
    """Seeds, and for each what is driven of the stop's own edge, and the node there: another one beyond a yard."""

    seeds: Seeds
    pieces: Pieces
    inner: Ints


class Within(NamedTuple):
    """Drives that keep to yards: the stops they join, in rows and columns, their ends, and time and length."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    out: Ends
    into: Ends
    ms: Ints
    dm: Ints


def ends_of(touching: Touching, stops: int) -> Ends:
    """Seeds at the nodes where stops are left or reached."""
    order = np.argsort(touching.stop, kind="stable")
    pieces, node = touching.pieces[order], touching.node[order].astype(np.int32)
    start = np.searchsorted(touching.stop[order], np.arange(stops + 1)).astype(np.int32)
    return Ends(Seeds(start=start, node=node, ms=pieces.ms, dm=pieces.dm), pieces, node)


def ends_beyond(
    touching: Touching, inside: NDArray[np.int64], which: NDArray[np.int64], crossings: Crossings, stops: int
) -> Ends:
    """Those, and beyond yards.

    Parameters
    ----------
    inside, which
        Touches in yards, and for each the index of its node among those that ``crossings`` are of.
    """
    first = np.searchsorted(crossings.of, which)
    size = np.searchsorted(crossings.of, which, side="right") - first
    touch = np.repeat(inside, size)
    found = np.repeat(first - np.cumsum(size) + size, size) + np.arange(len(touch))
    every = np.concatenate((np.arange(len(touching.stop)), touch))
    order = np.argsort(touching.stop[every], kind="stable")
    node = np.concatenate((touching.node, crossings.node[found]))[order].astype(np.int32)
    none = np.zeros(len(touching.stop), dtype=np.int64)
    ms, dm = (np.concatenate((none, far[found]))[order] for far in (crossings.ms, crossings.dm))
    pieces = touching.pieces[every[order]]
    start = np.searchsorted(touching.stop[every[order]], np.arange(stops + 1)).astype(np.int32)
    seeds = Seeds(start=start, node=node, ms=pieces.ms + ms, dm=pieces.dm + dm)
    return Ends(seeds, pieces, touching.node[every[order]].astype(np.int32))
