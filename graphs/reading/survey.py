"""Roads as they are mapped, before anything is made of them: the one noun between files, towns and the road graph."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graphs.geo import Floats
from graphs.roads import Ints

Longs = NDArray[np.int64]
Tags = Mapping[str, str]

UNIT = 1e7
"""OpenStreetMap keeps coordinates in ten-millionths of a degree, about a centimetre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnSign:
    """A turn restriction: from one of some ways, by a point or by ways, into one of others, by their numbers."""

    tags: Tags
    origin: tuple[int, ...]
    via_point: int | None
    via_ways: tuple[int, ...]
    target: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Survey:
    """Ways as they are mapped: many points each, meeting where they share a point.

    Attributes
    ----------
    name
        What roads these are: file name, or town and seed.
    point, lon, lat
        Number of the point of every entry (the same number, the same point), and its degrees WGS-84.
    first
        Way ``w`` has the entries ``first[w]:first[w + 1]``; shape ``(ways + 1,)``.
    way
        Number of every way in its source; a way that was cut in pieces has its number on each.
    tagset, tagsets
        Index into the distinct sets of tags, and these; only keys that say who may drive, where and how fast.
    street, streets
        Index into the names, and the names; the first one is empty.
    barriers
        Tags of points on the ways where something may stop a vehicle, by the number of the point.
    turns
        Turn restrictions.
    """

    name: str
    point: Longs
    lon: Floats
    lat: Floats
    first: Longs
    way: Longs
    tagset: Ints
    tagsets: tuple[Tags, ...]
    street: Ints
    streets: tuple[str, ...]
    barriers: Mapping[int, Tags] = field(default_factory=dict)
    turns: tuple[TurnSign, ...] = ()

    @property
    def way_count(self) -> int:
        """How many ways."""
        return len(self.way)
