"""Where the ends of edges come from: the points and ways of a source that turn restrictions and barriers speak of."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphs.roads import RoadGraph


class Meeting(NamedTuple):
    """Edges into a junction and out of it."""

    into: list[int]
    out: list[int]


@dataclass(frozen=True, kw_only=True, eq=False)
class Ends:
    """Where the ends of a road graph's edges come from.

    Attributes
    ----------
    roads
        The road graph; its law is not looked at.
    point
        Number of every junction in the source; shape ``(nodes,)``.
    first_way, last_way
        Number of the way in the source that an edge begins on, and of the one it ends on, in its direction of travel;
        shape ``(edges,)``.
    """

    roads: RoadGraph
    point: NDArray[np.int64]
    first_way: NDArray[np.int64]
    last_way: NDArray[np.int64]

    def meeting(self, points: Iterable[int]) -> dict[int, Meeting]:
        """Edges into and out of the junctions with these numbers; points that are no junction are left out."""
        wanted = np.isin(self.point, np.fromiter(points, dtype=np.int64))
        into: dict[int, list[int]] = defaultdict(list)
        out: dict[int, list[int]] = defaultdict(list)
        for edge in np.flatnonzero(wanted[self.roads.head]).tolist():
            into[int(self.roads.head[edge])].append(edge)
        for edge in np.flatnonzero(wanted[self.roads.tail]).tolist():
            out[int(self.roads.tail[edge])].append(edge)
        return {int(self.point[node]): Meeting(into[node], out[node]) for node in np.flatnonzero(wanted).tolist()}

    def ending_on(self, ways: Iterable[int]) -> dict[int, list[int]]:
        """Edges that end on each of these ways."""
        found: dict[int, list[int]] = defaultdict(list)
        for edge in np.flatnonzero(np.isin(self.last_way, np.fromiter(ways, dtype=np.int64))).tolist():
            found[int(self.last_way[edge])].append(edge)
        return found

    def onward(self, edge: int) -> list[int]:
        """Edges that begin where an edge ends, its own way back included."""
        order, first = self._leaving
        node = self.roads.head[edge]
        edges: list[int] = order[first[node] : first[node + 1]].tolist()
        return edges

    @cached_property
    def _leaving(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        order = np.argsort(self.roads.tail, kind="stable")
        return order, np.searchsorted(self.roads.tail[order], np.arange(self.roads.node_count + 1))
