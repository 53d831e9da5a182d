"""Road graphs from and to osmnx, networkx and geopandas."""

from pathlib import Path

import networkx as nx
import osmnx
import pytest

from graphs.errors import UnreadableRoads
from graphs.law.classes import mask_of_mode
from graphs.reading.exchange import from_networkx, to_geodataframe, to_networkx
from graphs.reading.osm import read_roads
from graphs.roads import RoadClass, RoadGraph
from graphs.town.towns import mountain_city
from tests.graphs.grounds import SQUARE, ground, street


@pytest.fixture
def roads() -> RoadGraph:
    """Two-way and one-way streets, a ring, a bend, a bridge, a tunnel and names."""
    return ground(
        SQUARE,
        street("AB", name="民生路", via=[(500, 60)]),
        street("AB", via=[(500, -60)], one_way=True, kph=0),
        street("BC", one_way=True, bridge=True, road_class=RoadClass.TRUNK, kph=70),
        street("CD", tunnel=True),
        street("DD", via=[(-100, 1000), (-100, 1100)]),
        street("DA", name="石板坡"),
    )


def described(roads: RoadGraph) -> list[tuple[object, ...]]:
    """Everything about every edge, in an order that does not depend on numbering."""
    return sorted(
        (
            tuple(map(tuple, roads.line(edge).round(7).tolist())),
            int(roads.length_dm[edge]),
            int(roads.road_class[edge]),
            int(roads.max_kph[edge]),
            bool(roads.bridge[edge]),
            bool(roads.tunnel[edge]),
            roads.streets[roads.street[edge]],
            bool(roads.twin[edge] >= 0),
        )
        for edge in range(roads.edge_count)
    )


def test_to_networkx_and_back_is_the_same_graph(roads: RoadGraph) -> None:
    assert described(from_networkx(to_networkx(roads), "again")) == described(roads)


def test_graphml_that_osmnx_saved_is_the_same_graph(roads: RoadGraph, tmp_path: Path) -> None:
    osmnx.save_graphml(to_networkx(roads), tmp_path / "city.graphml")
    again = read_roads(tmp_path / "city.graphml")
    assert described(again) == described(roads)
    assert again.name == "city.graphml"


def test_lists_of_tags_where_osmnx_joined_ways_count_by_their_first() -> None:
    """Simplified edges carry lists; edges without a line run straight."""
    graph = nx.MultiDiGraph(crs="epsg:4326")
    graph.add_node(1, x=106.5, y=29.5)
    graph.add_node(2, x=106.6, y=29.5)
    tags = {"highway": ["primary", "secondary"], "name": ["a", "b"], "maxspeed": ["60", "40"], "osmid": [1, 2]}
    graph.add_edge(1, 2, length=9678, **tags)
    graph.add_edge(2, 1, length=9678, **tags)
    graph.add_edge(1, 2, highway="footway", osmid=3)
    roads = from_networkx(graph, "joined")
    assert roads.twin.tolist() == [1, 0]
    assert roads.max_kph.tolist() == [60, 60]
    assert roads.streets == ("", "a")


def test_a_graph_without_coordinates_or_roads_is_refused() -> None:
    bare = nx.MultiDiGraph()
    bare.add_edge(1, 2, highway="primary")
    with pytest.raises(UnreadableRoads, match="'bare' is damaged"):
        from_networkx(bare, "bare")
    with pytest.raises(UnreadableRoads, match="'empty' holds no road"):
        from_networkx(nx.MultiDiGraph(), "empty")


def test_the_table_of_edges_has_a_row_an_edge_in_metres(roads: RoadGraph) -> None:
    table = to_geodataframe(roads)
    assert len(table) == roads.edge_count
    assert table["length"].sum() == pytest.approx(roads.length_dm.sum() / 10)
    assert set(table["name"].dropna()) == {"民生路", "石板坡"}
    assert str(table.crs).lower() == "epsg:4326"


def test_limits_slopes_and_bans_go_to_osmnx_and_back() -> None:
    """Of a town with signs: sizes, masses, slopes and the ban of lorries; what holds at some hours has no tag."""
    city = mountain_city(nodes=2_000)
    again = from_networkx(city.to_networkx(), city.name)
    assert again.edge_count == city.edge_count
    for name in ("max_height_cm", "max_width_cm", "max_length_cm", "max_weight_kg", "max_axle_kg"):
        assert sorted(getattr(again.law, name).tolist()) == sorted(getattr(city.law, name).tolist()), name
    assert sorted(again.law.slope_permille.tolist()) == sorted(city.law.slope_permille.tolist())
    lorries = mask_of_mode("hgv")
    assert ((again.law.classes & lorries) == 0).sum() == ((city.law.classes & lorries) == 0).sum() > 0


def test_a_graph_gives_itself_to_other_tools(roads: RoadGraph) -> None:
    assert roads.to_networkx().number_of_edges() == roads.edge_count
    assert len(roads.to_geodataframe()) == roads.edge_count
