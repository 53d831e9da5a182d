"""What is driven: parts of edges, one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphs.engine.units import Ints, Longs
from graphs.geo import Floats
from graphs.roads import RoadGraph


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pieces:
    """Parts of edges driven one after the other, each from ``begin`` to ``end`` of its length; shape ``(pieces,)``."""

    edge: Ints
    begin: Floats
    end: Floats
    ms: Longs
    dm: Longs

    @classmethod
    def joined(cls, parts: Sequence["Pieces"]) -> "Pieces":
        """One after the other."""
        return cls(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in cls.__slots__})

    def __getitem__(self, index: NDArray[np.integer] | slice) -> "Pieces":
        return Pieces(**{name: getattr(self, name)[index] for name in self.__slots__})

    def __len__(self) -> int:
        return len(self.edge)


def parts_of(roads: RoadGraph, edge_ms: Ints, edge: Ints, begin: Floats, end: Floats) -> Pieces:
    """Parts of edges; rounded so that the parts of an edge add up to the edge."""

    def share(whole: NDArray[np.integer]) -> Longs:
        return (np.rint(whole * end) - np.rint(whole * begin)).astype(np.int64)

    return Pieces(
        edge=edge.astype(np.int32), begin=begin, end=end, ms=share(edge_ms[edge]), dm=share(roads.length_dm[edge])
    )
