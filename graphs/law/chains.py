"""Edges driven one after the other: what a turn restriction speaks of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Chains:
    """Sequences of two or more edges; chain ``i`` is ``edge[start[i]:start[i + 1]]``."""

    start: Ints
    edge: Ints

    @classmethod
    def pairs(cls, from_edge: Ints, to_edge: Ints) -> "Chains":
        """Chains of two edges each."""
        start = np.arange(0, 2 * len(from_edge) + 1, 2, dtype=np.int32)
        return cls(start, np.column_stack((from_edge, to_edge)).ravel().astype(np.int32))

    @classmethod
    def by(cls, from_edge: Ints, via_chain: Ints, via_edge: Ints, to_edge: Ints) -> "Chains":
        """Chains that pass other edges on the way: ``via_edge[k]`` is passed by chain ``via_chain[k]``, in order."""
        own = np.arange(len(from_edge), dtype=np.int32)
        chain = np.concatenate((own, via_chain, own))
        edge = np.concatenate((from_edge, via_edge, to_edge))
        start = np.searchsorted(np.sort(chain), np.arange(len(own) + 1))
        return cls(start.astype(np.int32), edge[np.argsort(chain, kind="stable")].astype(np.int32))

    @classmethod
    def of(cls, chains: Iterable[tuple[int, ...]]) -> "Chains":
        """Chains as tuples."""
        known = list(chains)
        start = np.cumsum([0, *(len(chain) for chain in known)]).astype(np.int32)
        return cls(start, np.array([edge for chain in known for edge in chain], dtype=np.int32))

    @property
    def count(self) -> int:
        """How many chains."""
        return len(self.start) - 1

    @property
    def first(self) -> Ints:
        """The edge each chain begins with; shape ``(chains,)``."""
        return self.edge[self.start[:-1]]

    @property
    def size(self) -> Ints:
        """How many edges each chain has; shape ``(chains,)``."""
        return np.diff(self.start)

    @property
    def long(self) -> Ints:
        """The chains of more than two edges."""
        return np.flatnonzero(self.size > 2).astype(np.int32)

    @property
    def steps(self) -> tuple[Ints, Ints, Ints]:
        """Each pair of edges that follow one another in some chain, and that chain."""
        chain = np.repeat(np.arange(self.count, dtype=np.int32), self.size)
        within = np.flatnonzero(chain[1:] == chain[:-1])
        return self.edge[within], self.edge[within + 1], chain[within]

    def and_pairs(self, from_edge: Ints, to_edge: Ints) -> "Chains":
        """These, and chains of two edges after them."""
        more = Chains.pairs(from_edge, to_edge)
        return Chains(np.concatenate((self.start[:-1], more.start + self.start[-1])), np.append(self.edge, more.edge))

    def tuples(self) -> Iterator[tuple[int, ...]]:
        """The chains as tuples."""
        edges, start = self.edge.tolist(), self.start.tolist()
        return (tuple(edges[a:b]) for a, b in pairwise(start))
