"""Road graphs from and to osmnx, networkx and geopandas."""

from dataclasses import replace
from pathlib import Path

import networkx as nx
import numpy as np
import osmnx
import pytest

from graphs.errors import UnreadableRoads
from graphs.law.classes import ALL, mask_of_mode
from graphs.law.edgelaw import EdgeLaw
from graphs.law.turns import turn_table
from graphs.reading.exchange import from_networkx, to_geodataframe, to_networkx
from graphs.reading.osm import read_roads
from graphs.roads import RoadClass, RoadGraph
from graphs.town.towns import mountain_city
from tests.graphs.engine.worlds import turns_of
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


def laws(roads: RoadGraph) -> list[tuple[object, ...]]:
    """The law of every edge, hours and conditions included, in an order that does not depend on numbering."""
    return sorted(
        (roads.line(e).round(6).tobytes(), repr(roads.law.laws[roads.law.code[e]])) for e in range(roads.edge_count)
    )


def turns(roads: RoadGraph) -> list[tuple[object, ...]]:
    """Every turn that is not free, by the lines of its edges, with its law."""
    table = roads.law.turns
    return sorted(
        (tuple(roads.line(edge).round(6).tobytes() for edge in chain), repr(table.laws[code]))
        for chain, code in zip(table.chains.tuples(), table.code.tolist(), strict=True)
    )


@pytest.fixture(scope="module")
def city() -> RoadGraph:
    """A town with all kinds of signs, among them hours, and a turn over two streets that lorries may not take."""
    town = mountain_city(nodes=2_000)
    first, via, last = next(
        (int(a), int(b), int(c))
        for a, b in zip(*turns_of(town), strict=True)
        for c in np.flatnonzero(town.tail == town.head[b])
        if a != town.twin[b] and c != town.twin[b]
    )
    known = dict(
        zip(town.law.turns.chains.tuples(), (town.law.turns.laws[c] for c in town.law.turns.code), strict=True)
    )
    over = turn_table(known | {(first, via, last): EdgeLaw(classes=ALL & ~mask_of_mode("hgv"))})
    return replace(town, law=replace(town.law, turns=over))


def test_no_law_is_lost_on_the_way_to_osmnx_and_back(city: RoadGraph) -> None:
    """Conditions, destinations, permits, gates, surfaces; turns at junctions, over ways, of some hours or classes."""
    again = from_networkx(city.to_networkx(), city.name)
    assert laws(again) == laws(city)
    assert turns(again) == turns(city)
    assert len(again.law.turns.via_edge) == 1
    assert any(law.timed for law in again.law.laws)
    assert any(law.timed for law in again.law.turns.laws)


def test_no_law_is_lost_in_a_file_that_osmnx_saved(city: RoadGraph, tmp_path: Path) -> None:
    osmnx.save_graphml(to_networkx(city), tmp_path / "city.graphml")
    again = read_roads(tmp_path / "city.graphml")
    assert laws(again) == laws(city)
    assert turns(again) == turns(city)


def test_turns_over_edges_that_are_gone_go_with_them(city: RoadGraph) -> None:
    """Without the edges of the first turn that is not free, all others stay."""
    graph = city.to_networkx()
    chain = next(city.law.turns.chains.tuples())
    gone = {(int(city.shape[edge]), bool(city.backward[edge])) for edge in chain}
    graph.remove_edges_from(
        [
            (a, b, key)
            for a, b, key, data in graph.edges(keys=True, data=True)
            if (data["osmid"], data["reversed"]) in gone
        ]
    )
    again = from_networkx(graph, "cut")
    kept = [one for one in city.law.turns.chains.tuples() if not set(one) & set(chain)]
    assert len(again.law.turns) == len(kept) < len(city.law.turns)


def test_other_tools_see_limits_slopes_and_bans_as_tags(city: RoadGraph) -> None:
    """With nothing but tags, as other tools keep them: sizes, masses, slopes, and whether lorries may drive or call."""
    graph = city.to_networkx()
    for *_, data in graph.edges(data=True):
        data.pop("law", None)
    again = from_networkx(graph, city.name)
    for name in ("max_height_cm", "max_width_cm", "max_length_cm", "max_weight_kg", "max_axle_kg", "slope_permille"):
        assert sorted(getattr(again.law, name).tolist()) == sorted(getattr(city.law, name).tolist()), name
    lorries = mask_of_mode("hgv")
    assert ((again.law.classes & lorries) == 0).sum() == ((city.law.classes & lorries) == 0).sum() > 0
    assert (again.law.per_edge("destination") & lorries > 0).sum() == (
        city.law.per_edge("destination") & lorries > 0
    ).sum()


@pytest.mark.parametrize(("where", "text"), [("law", "2 {}"), ("law", '1 {"classes": "all"}'), ("turns", "1 [7]")])
def test_a_law_that_is_none_of_ours_is_refused(roads: RoadGraph, where: str, text: str) -> None:
    graph = roads.to_networkx()
    if where == "turns":
        graph.graph["turns"] = text
    else:
        next(iter(graph.edges(data=True)))[2]["law"] = text
    with pytest.raises(UnreadableRoads, match=f"attribute '{where}' is none of ours"):
        from_networkx(graph, "strange")


def test_a_graph_gives_itself_to_other_tools(roads: RoadGraph) -> None:
    assert roads.to_networkx().number_of_edges() == roads.edge_count
    assert len(roads.to_geodataframe()) == roads.edge_count
