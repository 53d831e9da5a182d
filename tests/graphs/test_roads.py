"""The road graph: what it holds, and what it refuses to be."""

from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from graphs.roads import CODE, RoadClass, RoadGraph
from tests.graphs.grounds import SQUARE, ground, street


def changed(roads: RoadGraph, **parts: Any) -> RoadGraph:
    """The same road graph with some arrays replaced."""
    return RoadGraph(**{field.name: getattr(roads, field.name) for field in fields(roads)} | parts)


@pytest.fixture
def corner() -> RoadGraph:
    """A two-way street AB of 1,000 m and a one-way street BC."""
    return ground(
        SQUARE, street("AB", name="民生路"), street("BC", one_way=True, road_class=RoadClass.TRUNK, bridge=True)
    )


def test_a_two_way_street_is_two_edges_of_one_shape(corner: RoadGraph) -> None:
    """AB there and back, BC there: three edges; D has no street and is left out."""
    assert (corner.node_count, corner.edge_count) == (3, 3)
    assert list(zip(corner.tail.tolist(), corner.head.tolist(), strict=True)) == [(0, 1), (1, 0), (1, 2)]
    assert corner.twin.tolist() == [1, 0, -1]
    assert corner.length_dm.tolist() == [10_000, 10_000, 10_000]
    assert corner.road_class.tolist() == [CODE[RoadClass.PRIMARY]] * 2 + [CODE[RoadClass.TRUNK]]
    assert [corner.streets[i] for i in corner.street] == ["民生路", "民生路", ""]
    assert corner.bridge.tolist() == [False, False, True]


def test_an_edge_draws_from_tail_to_head(corner: RoadGraph) -> None:
    for edge in range(corner.edge_count):
        line = corner.line(edge)
        assert line[0] == pytest.approx((corner.lon[corner.tail[edge]], corner.lat[corner.tail[edge]]))
        assert line[-1] == pytest.approx((corner.lon[corner.head[edge]], corner.lat[corner.head[edge]]))


def test_arrays_cannot_be_written(corner: RoadGraph) -> None:
    with pytest.raises(ValueError, match="read-only"):
        corner.length_dm[0] = 5


def test_bounds_include_the_bends_of_a_road() -> None:
    """A detour 500 m south of both ends."""
    roads = ground(SQUARE, street("AB", via=[(500, -500)]))
    assert roads.bounds[1] < min(roads.lat) - 0.004


def test_two_streets_may_join_the_same_junctions() -> None:
    roads = ground(SQUARE, street("AB"), street("AB", via=[(500, -500)]))
    assert roads.edge_count == 4
    assert sorted(roads.length_dm.tolist()) == [10_000, 10_000, 14_142, 14_142]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"head": [1, 0]}, "head has 2 entries for 3 edges"),
        ({"head": [1, 0, 7]}, r"head must lie in 0\.\.2, but reaches 0\.\.7"),
        ({"tail": [0, -1, 1]}, r"tail must lie in 0\.\.2, but reaches -1"),
        ({"road_class": [4, 4, 99]}, "road_class must lie in"),
        ({"length_dm": [10_000, 0, 1]}, "edge 1 has length 0 dm"),
        ({"lat": [29.5, 29.5, 129.5]}, "coordinates must be finite degrees"),
        ({"lon": [106.5, float("nan"), 106.5]}, "coordinates must be finite degrees"),
        ({"lon": [106.5, 106.5]}, "longitudes and latitudes differ in number"),
        ({"streets": ("x", "y")}, "first street name .* must be empty"),
        ({"shape_start": [0, 1, 4]}, "shape_start must rise"),
        ({"backward": [False, False, False]}, "does not end at its junction"),
        ({"tail": [0, 1, 0]}, "the line of edge 2 does not end at its junction"),
    ],
)
def test_a_broken_graph_cannot_be_built(corner: RoadGraph, parts: dict[str, Any], message: str) -> None:
    """One array is wrong; the message says which."""
    with pytest.raises(ValueError, match=message):
        changed(corner, **{key: np.array(value) if key != "streets" else value for key, value in parts.items()})


def test_a_graph_has_an_edge(corner: RoadGraph) -> None:
    with pytest.raises(ValueError, match="has no edge"):
        changed(corner, tail=np.zeros(0, dtype=np.int32))


def test_one_line_is_driven_once_in_each_direction() -> None:
    """A ring road from A to A, noted twice in the same direction."""
    roads = ground(SQUARE, street("AA", via=[(500, 0), (500, 500)]))
    with pytest.raises(ValueError, match="same line in the same direction"):
        changed(roads, backward=np.array([False, False]))
