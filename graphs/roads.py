"""The road graph: junctions, directed edges between them, and the line each edge follows."""

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphs.geo import Floats
from graphs.law.roadlaw import UNSIGNED, RoadLaw

if TYPE_CHECKING:
    import geopandas
    import networkx as nx

Ints = NDArray[np.int32]


class RoadClass(StrEnum):
    """Classes of drivable roads, by the OpenStreetMap key ``highway``; the order is the code in ``road_class``."""

    MOTORWAY = "motorway"
    MOTORWAY_LINK = "motorway_link"
    TRUNK = "trunk"
    TRUNK_LINK = "trunk_link"
    PRIMARY = "primary"
    PRIMARY_LINK = "primary_link"
    SECONDARY = "secondary"
    SECONDARY_LINK = "secondary_link"
    TERTIARY = "tertiary"
    TERTIARY_LINK = "tertiary_link"
    UNCLASSIFIED = "unclassified"
    RESIDENTIAL = "residential"
    LIVING_STREET = "living_street"
    SERVICE = "service"


ROAD_CLASSES: tuple[RoadClass, ...] = tuple(RoadClass)
CODE = {road_class: code for code, road_class in enumerate(ROAD_CLASSES)}
"""Code of a road class, as stored in :attr:`RoadGraph.road_class`."""

_KINDS: dict[str, type[np.generic]] = {
    "lon": np.float64,
    "lat": np.float64,
    "shape_lon": np.float64,
    "shape_lat": np.float64,
}
_KINDS |= {"tail": np.int32, "head": np.int32, "length_dm": np.int32, "street": np.int32, "shape": np.int32}
_KINDS |= {"shape_start": np.int64, "road_class": np.uint8, "max_kph": np.uint8}
_KINDS |= {"bridge": np.bool_, "tunnel": np.bool_, "backward": np.bool_}
_PER_EDGE = ("head", "length_dm", "road_class", "max_kph", "bridge", "tunnel", "street", "shape", "backward")


@dataclass(frozen=True, kw_only=True, eq=False)
class RoadGraph:
    """A road network in read-only arrays, whole and checked once.

    A two-way street is two edges with one shape; the edge against the order of its coordinates is ``backward``.

    Attributes
    ----------
    name
        What roads these are: file name, or town and seed.
    lon, lat
        Junctions, degrees WGS-84, shape ``(nodes,)``.
    tail, head
        Junction where an edge begins and where it ends, shape ``(edges,)``.
    length_dm
        Length in decimetres, at least 1.
    road_class
        Code of the class: index into ``ROAD_CLASSES``.
    max_kph
        Signed speed limit, 0 where none is known.
    bridge, tunnel
        Whether the edge runs over a bridge or through a tunnel.
    street, streets
        Index into the names, and the names; the first one is empty.
    shape, backward
        Index of the line an edge follows, and whether it follows it from its last point to its first.
    shape_start, shape_lon, shape_lat
        Line ``s`` has the points ``shape_start[s]:shape_start[s + 1]``, the junctions at both ends included.
    law
        Who may drive where, and which turns are not free; everything is open where nothing is given.

    Raises
    ------
    ValueError
        When an array has the wrong length, a reference points nowhere, or a figure is out of its range.
    """

    name: str
    lon: Floats
    lat: Floats
    tail: Ints
    head: Ints
    length_dm: Ints
    road_class: NDArray[np.uint8]
    max_kph: NDArray[np.uint8]
    bridge: NDArray[np.bool_]
    tunnel: NDArray[np.bool_]
    street: Ints
    streets: tuple[str, ...]
    shape: Ints
    backward: NDArray[np.bool_]
    shape_start: NDArray[np.int64]
    shape_lon: Floats
    shape_lat: Floats
    law: RoadLaw = UNSIGNED

    def __post_init__(self) -> None:
        if self.law is UNSIGNED:
            object.__setattr__(self, "law", RoadLaw.everything_open(self.edge_count))
        for field in fields(self):
            if field.name in _KINDS:
                frozen: NDArray[Any] = np.ascontiguousarray(getattr(self, field.name), dtype=_KINDS[field.name]).view()
                frozen.setflags(write=False)
                object.__setattr__(self, field.name, frozen)
        self._check_lengths()
        self._check_values()
        self._check_ends()
        self._check_law()

    @property
    def node_count(self) -> int:
        """How many junctions."""
        return len(self.lon)

    @property
    def edge_count(self) -> int:
        """How many directed edges."""
        return len(self.tail)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north in degrees, bends of roads included."""
        lon, lat = self.shape_lon, self.shape_lat
        return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())

    @cached_property
    def twin(self) -> Ints:
        """The edge that runs the same line the other way, or -1 on a one-way street; shape ``(edges,)``."""
        ways = np.full((len(self.shape_start) - 1, 2), -1, dtype=np.int32)
        ways[self.shape, self.backward.astype(np.intp)] = np.arange(self.edge_count)
        twin: Ints = ways[self.shape, 1 - self.backward.astype(np.intp)]
        return twin

    def line(self, edge: int) -> Floats:
        """Points of an edge from tail to head, longitude and latitude, shape ``(points, 2)``."""
        shape = self.shape[edge]
        part = slice(self.shape_start[shape], self.shape_start[shape + 1])
        points = np.column_stack((self.shape_lon[part], self.shape_lat[part]))
        return points[::-1] if self.backward[edge] else points

    def to_networkx(self) -> "nx.MultiDiGraph[Any]":
        """Give the graph as osmnx has it; see :func:`graphs.reading.exchange.to_networkx`."""
        from graphs.reading.exchange import to_networkx  # noqa: PLC0415  osmnx takes seconds to import

        return to_networkx(self)

    def to_geodataframe(self) -> "geopandas.GeoDataFrame":
        """Tabulate the edges; see :func:`graphs.reading.exchange.to_geodataframe`."""
        from graphs.reading.exchange import to_geodataframe  # noqa: PLC0415  the same

        return to_geodataframe(self)

    def _check_lengths(self) -> None:
        if not self.edge_count:
            raise ValueError(f"road graph {self.name!r} has no edge")
        for name in _PER_EDGE:
            if len(getattr(self, name)) != self.edge_count:
                raise ValueError(f"{name} has {len(getattr(self, name))} entries for {self.edge_count} edges")
        if len(self.lat) != len(self.lon) or len(self.shape_lat) != len(self.shape_lon):
            raise ValueError("longitudes and latitudes differ in number")
        points = np.diff(self.shape_start)
        if self.shape_start[0] != 0 or self.shape_start[-1] != len(self.shape_lon) or (points < 2).any():
            raise ValueError("shape_start must rise from 0 to the number of points by at least 2")

    def _check_values(self) -> None:
        for name, end in (
            ("tail", self.node_count),
            ("head", self.node_count),
            ("road_class", len(ROAD_CLASSES)),
            ("street", len(self.streets)),
            ("shape", len(self.shape_start) - 1),
        ):
            values = getattr(self, name)
            if values.min() < 0 or values.max() >= end:
                raise ValueError(f"{name} must lie in 0..{end - 1}, but reaches {values.min()}..{values.max()}")
        if self.length_dm.min() < 1:
            raise ValueError(f"edge {int(self.length_dm.argmin())} has length {self.length_dm.min()} dm")
        for lon, lat in ((self.lon, self.lat), (self.shape_lon, self.shape_lat)):
            if not (np.abs(lon) <= 180).all() or not (np.abs(lat) <= 90).all():
                raise ValueError("coordinates must be finite degrees, longitude first")
        if self.streets[0]:
            raise ValueError("the first street name stands for streets without one, and must be empty")

    def _check_ends(self) -> None:
        first, last = self.shape_start[self.shape], self.shape_start[self.shape + 1] - 1
        at_tail = np.where(self.backward, last, first)
        at_head = np.where(self.backward, first, last)
        for node, point in ((self.tail, at_tail), (self.head, at_head)):
            gap = np.abs(self.lon[node] - self.shape_lon[point]) + np.abs(self.lat[node] - self.shape_lat[point])
            if gap.max() > 1e-5:
                raise ValueError(f"the line of edge {int(gap.argmax())} does not end at its junction")
        direction = self.shape.astype(np.int64) * 2 + self.backward
        if len(np.unique(direction)) != self.edge_count:
            raise ValueError("two edges run the same line in the same direction")

    def _check_law(self) -> None:
        turns = self.law.turns
        if len(self.law.code) != self.edge_count:
            raise ValueError(f"the law has {len(self.law.code)} entries for {self.edge_count} edges")
        edges = turns.chains.edge
        if len(edges) and (edges.min() < 0 or edges.max() >= self.edge_count):
            raise ValueError(f"turns must be between edges 0..{self.edge_count - 1}")
        first, second, turn = turns.chains.steps
        apart = turn[self.head[first] != self.tail[second]]
        if len(apart):
            raise ValueError(f"turn {apart[0]} leads from one edge into another that does not begin there")
