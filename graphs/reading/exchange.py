"""Road graphs from and to the tools others use; no other file of the product imports osmnx, networkx and geopandas."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import geopandas
import networkx as nx
import numpy as np
import osmnx
import shapely

from graphs import tags as tag
from graphs.errors import UnreadableRoads
from graphs.geo import Floats
from graphs.law.book import LawBook, law_of_tags
from graphs.law.classes import mask_of_mode
from graphs.law.edgelaw import EdgeLaw, Quantity
from graphs.law.limits import centimetres, kilograms
from graphs.law.signed import LIMIT_KEYS
from graphs.reading.lawtext import LAW, TURNS, law_as_text, law_from_text, turns_as_text, turns_from_text
from graphs.reading.tagsets import KEPT
from graphs.reading.ways import BOTH, FORWARD, Ways, lay_out
from graphs.roads import CODE, ROAD_CLASSES, RoadClass, RoadGraph

CRS = "epsg:4326"
_DRIVABLE = f'["highway"~"^({"|".join(RoadClass)})$"]'
_NO_TAGS = frozenset({"geometry", "osmid", "length", "reversed"})
_DIRECTION = frozenset({"oneway", "junction"})
_NO_LIMIT = 10**9
_LORRIES = mask_of_mode("hgv")
_LIMITS = {
    "maxheight": ("max_height_cm", 100),
    "maxwidth": ("max_width_cm", 100),
    "maxlength": ("max_length_cm", 100),
    "maxweight": ("max_weight_kg", 1000),
    "maxaxleload": ("max_axle_kg", 1000),
}
"""Tags of limits: the field of the law, and how many of its units make the metre or tonne of the tag."""


def read_graphml(path: Path) -> RoadGraph:
    """Read a graph that osmnx saved.

    Raises
    ------
    UnreadableRoads
        When the file is no GraphML, no street network, or holds no drivable road.
    """
    try:
        graph = osmnx.load_graphml(path)
    except (ParseError, nx.NetworkXError, KeyError, ValueError, TypeError, AttributeError, OSError) as error:
        raise UnreadableRoads.damaged(path.name, str(error)) from error
    return from_networkx(graph, path.name)


def download_place(place: str) -> RoadGraph:
    """Download the roads of a place from OpenStreetMap, as osmnx finds it by name.

    Turn restrictions and barriers are not part of what osmnx brings; a file has them.

    Raises
    ------
    UnreadableRoads
        When there is no network, no such place, or no drivable road in it.
    """
    keys = sorted(KEPT | {"name", "ref"})
    before = osmnx.settings.useful_tags_way
    osmnx.settings.useful_tags_way = keys
    try:
        graph = osmnx.graph_from_place(place, custom_filter=_DRIVABLE, simplify=False, retain_all=True)
        # Ways that differ in any tag stay apart, or the weak bridge would vanish in the road it is part of.
        graph = osmnx.simplify_graph(graph, edge_attrs_differ=keys)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableRoads.no_network(place, str(error) or type(error).__name__) from error
    finally:
        osmnx.settings.useful_tags_way = before
    return from_networkx(graph, place)


def from_networkx(graph: "nx.MultiDiGraph[Any]", name: str) -> RoadGraph:
    """Take over a street network of osmnx: nodes with ``x`` and ``y``, edges with ``highway``, ``geometry`` and so on.

    Two edges that run the same way to and fro become one two-way street.

    Raises
    ------
    UnreadableRoads
        When nodes have no coordinates, or no edge can be driven on.
    """
    number = {node: i for i, node in enumerate(graph)}
    try:
        spot = np.array([(place["x"], place["y"]) for _, place in graph.nodes(data=True)], dtype=np.float64)
    except (KeyError, ValueError) as error:
        raise UnreadableRoads.damaged(name, f"a node without {error}") from error
    streets: dict[str, int] = {"": 0}
    book = LawBook()
    rows: list[list[int]] = []
    codes: list[list[int]] = []
    lines: list[Floats] = []
    known: dict[tuple[str, bool], tuple[int, bool]] = {}
    waiting: dict[tuple[Any, ...], list[int]] = {}
    for tail, head, data in graph.edges(data=True):
        tags = {str(key): _said(str(key), value) for key, value in data.items() if key not in _NO_TAGS}
        road_class = tag.road_class(tags)
        if road_class is None:
            continue
        line = _line(data.get("geometry"), spot[number[tail]], spot[number[head]])
        against = _first(data.get("reversed")) == "True"
        law = book.number(_law(tags, name, against=against))
        twins = waiting.get((number[head], number[tail], *_track(line[::-1])))
        if twins:
            twin = twins.pop()
            rows[twin][2], codes[twin][1] = BOTH, law
            known[_first(data.get("osmid")), against] = twin, True
            continue
        codes.append([law, law])
        known[_first(data.get("osmid")), against] = len(rows), False
        waiting.setdefault((number[tail], number[head], *_track(line)), []).append(len(rows))
        street = streets.setdefault(tag.street_name(tags), len(streets))
        limit = tag.limit_kph(tags.get("maxspeed"))
        flags = [tag.is_bridge(tags), tag.is_tunnel(tags)]
        rows.append([number[tail], number[head], FORWARD, CODE[road_class], limit, *flags, street])
        lines.append(line)
    if not rows:
        raise UnreadableRoads.without_roads(name)
    roads = lay_out(name, spot[:, 0], spot[:, 1], tuple(streets), _ways(rows, lines))
    turns = turns_from_text(str(graph.graph.get(TURNS, "")), _numbers(roads, known), name)
    return replace(roads, law=book.road_law(np.array(codes)[roads.shape, roads.backward.astype(np.intp)], turns))


def to_networkx(roads: RoadGraph) -> "nx.MultiDiGraph[Any]":
    """Give the road graph as osmnx has it; lengths in metres.

    Tags tell what other tools understand; the attribute ``law`` of an edge holds all of its law, and ``turns`` of the
    graph all turns that are not free, as :mod:`graphs.reading.lawtext` writes them, so that nothing is lost on the way
    there and back.
    """
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(crs=CRS, name=roads.name, simplified=True)
    graph.graph[TURNS] = turns_as_text(roads)
    for node in range(roads.node_count):
        graph.add_node(node, x=float(roads.lon[node]), y=float(roads.lat[node]), street_count=0)
    for edge in range(roads.edge_count):
        graph.add_edge(
            int(roads.tail[edge]),
            int(roads.head[edge]),
            osmid=int(roads.shape[edge]),
            geometry=shapely.LineString(roads.line(edge)),
            length=int(roads.length_dm[edge]) / 10,
            reversed=bool(roads.backward[edge]),
            **_described(roads, edge),
        )
    return graph


def to_geodataframe(roads: RoadGraph) -> geopandas.GeoDataFrame:
    """Tabulate one row an edge: tail, head, length in metres, tags and line."""
    rows = [
        {"tail": int(roads.tail[edge]), "head": int(roads.head[edge]), "length": int(roads.length_dm[edge]) / 10}
        | _described(roads, edge)
        for edge in range(roads.edge_count)
    ]
    lines = [shapely.LineString(roads.line(edge)) for edge in range(roads.edge_count)]
    return geopandas.GeoDataFrame(rows, geometry=lines, crs=CRS)


def _described(roads: RoadGraph, edge: int) -> dict[str, Any]:
    """Tags of an edge, those that say nothing left out; conditions of some hours or vehicles stand in ``law`` alone."""
    law = roads.law.laws[roads.law.code[edge]]
    slope = -law.slope_permille if roads.backward[edge] else law.slope_permille
    tags: dict[str, Any] = {
        "highway": str(ROAD_CLASSES[roads.road_class[edge]]),
        "oneway": bool(roads.twin[edge] < 0),
        "name": roads.streets[roads.street[edge]],
        "maxspeed": str(roads.max_kph[edge]) if roads.max_kph[edge] else "",
        "bridge": "yes" if roads.bridge[edge] else "",
        "tunnel": "yes" if roads.tunnel[edge] else "",
        "hgv": _lorries(law),
        "incline": f"{slope / 10:g}%" if slope else "",
    }
    tags[LAW] = law_as_text(law)
    tags |= {key: _amount(getattr(law, field), unit) for key, (field, unit) in _LIMITS.items()}
    return {key: value for key, value in tags.items() if value != ""}


def _lorries(law: EdgeLaw) -> str:
    """What the key ``hgv`` says of a law, as far as that key goes."""
    if not law.classes & _LORRIES:
        return "private" if law.private & _LORRIES == _LORRIES else "no"
    return "destination" if law.destination & _LORRIES == _LORRIES else ""


def _amount(value: int, unit: int) -> str:
    return f"{value / unit:g}" if value else ""


def _law(tags: tag.Tags, name: str, *, against: bool) -> EdgeLaw:
    """Give the law of an edge; that there is one says that it may be driven in its direction.

    What we wrote ourselves comes before all tags.
    """
    if LAW in tags:
        return law_from_text(tags[LAW], name)
    law = law_of_tags({key: value for key, value in tags.items() if key not in _DIRECTION} | {"oneway": "no"})
    return law.backward if against else law.forward


def _numbers(roads: RoadGraph, known: dict[tuple[str, bool], tuple[int, bool]]) -> dict[tuple[str, bool], int]:
    """Edges by the id and direction that they have in the graph of osmnx."""
    lines = zip(roads.shape.tolist(), roads.backward.tolist(), strict=True)
    edge_of = {line: edge for edge, line in enumerate(lines)}
    return {name: edge_of[line] for name, line in known.items() if line in edge_of}


def _said(key: str, value: Any) -> str:
    """Text of a tag; of the several limits of ways that osmnx joined, the strictest."""
    if isinstance(value, list) and key in LIMIT_KEYS:
        read = kilograms if LIMIT_KEYS[key] in {Quantity.GROSS_KG, Quantity.AXLE_KG} else centimetres
        value = min((str(one) for one in value), key=lambda text: read(text) or _NO_LIMIT)
    return _first(value)


def _first(value: Any) -> str:
    # osmnx gives text, numbers, or lists of both where it joined ways.
    return str(value[0] if isinstance(value, list) else value)


def _line(geometry: shapely.LineString | None, tail: Floats, head: Floats) -> Floats:
    return np.stack((tail, head)) if geometry is None else shapely.get_coordinates(geometry)


def _track(line: Floats) -> tuple[int, ...]:
    """Tell what two lines share that run the same way: number of points, and the middle one to a metre or so."""
    lon, lat = np.rint(line.mean(axis=0) * 1e5).astype(int)
    return len(line), int(lon), int(lat)


def _ways(rows: list[list[int]], lines: list[Floats]) -> Ways:
    start, end, direction, road_class, max_kph, bridge, tunnel, street = np.array(rows, dtype=np.int64).T
    points = np.concatenate(lines)
    return Ways(
        start=start.astype(np.int32),
        end=end.astype(np.int32),
        direction=direction.astype(np.int8),
        road_class=road_class.astype(np.uint8),
        max_kph=max_kph.astype(np.uint8),
        bridge=bridge.astype(np.bool_),
        tunnel=tunnel.astype(np.bool_),
        street=street.astype(np.int32),
        shape_start=np.concatenate(([0], np.cumsum([len(line) for line in lines]))).astype(np.int64),
        shape_lon=points[:, 0],
        shape_lat=points[:, 1],
    )
