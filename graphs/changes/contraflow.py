"""Roads with one-way streets that may be driven the wrong way round, so that a reversal has edges to open.

The graph only grows: the edges it had keep their numbers, the opposite ones come after them and stay shut unless a
reversal opens them. Both directions of a street join the same junctions, so an order of contraction stays valid.
"""

from dataclasses import fields, replace
from typing import Any, NamedTuple

import numpy as np

from graphs.law.roadlaw import RoadLaw
from graphs.roads import Ints, RoadGraph

_WHOLE = frozenset({"lon", "lat", "shape_start", "shape_lon", "shape_lat"})
"""Arrays of junctions and points, which stay as they are."""


class Contraflow(NamedTuple):
    """A road graph with opposite edges.

    ``against`` gives, in rising order, the one-way edge that each added edge runs against; the first added edge has
    the number that ``base.edge_count`` was.
    """

    roads: RoadGraph
    against: Ints


def with_contraflow(roads: RoadGraph, edges: Ints) -> Contraflow:
    """Add an opposite edge for each one-way edge among these; without any, the graph itself is returned."""
    against = np.unique(edges[roads.twin[edges] < 0]).astype(np.int32)
    if not len(against):
        return Contraflow(roads, against)
    grown: dict[str, Any] = {
        field.name: np.r_[values, values[against]]
        for field in fields(roads)
        if field.name not in _WHOLE and isinstance(values := getattr(roads, field.name), np.ndarray)
    }
    grown["tail"] = np.r_[roads.tail, roads.head[against]]
    grown["head"] = np.r_[roads.head, roads.tail[against]]
    grown["backward"] = np.r_[roads.backward, ~roads.backward[against]]
    return Contraflow(replace(roads, law=_law(roads.law, against), **grown), against)


def _law(law: RoadLaw, against: Ints) -> RoadLaw:
    """Let the signs of a street hold the other way, too; what rises one way falls the other."""
    turned = tuple(replace(one, slope_permille=-one.slope_permille) for one in law.laws)
    return replace(law, code=np.r_[law.code, law.code[against] + len(law.laws)], laws=law.laws + turned)
