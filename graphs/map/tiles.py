"""The road map as vector tiles, drawn once and kept in one MBTiles file; the only file that writes or reads tiles.

Tiles follow the Mapbox Vector Tile specification 2.1, the file MBTiles 1.3; GDAL cuts and encodes. It writes one layer
at a time, and a tile with several layers is the bytes of its parts one after the other (the specification's messages
join so), which is how layers are brought together here and how changes of the day are laid over the roads.
"""

import gzip
import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray

from graphs.errors import UnreadableRoads
from graphs.roads import CODE, ROAD_CLASSES, RoadClass, RoadGraph

DEEPEST = 14
"""Viewers draw closer views from tiles of this zoom; at 14 a unit of the tile is half a metre."""
MAIN = (RoadClass.MOTORWAY, RoadClass.TRUNK, RoadClass.PRIMARY)
MIDDLE = (RoadClass.SECONDARY, RoadClass.TERTIARY)
_SCHEMA = """
create table metadata (name text, value text);
create table tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);
create unique index tile_index on tiles (zoom_level, tile_column, tile_row);
"""


@dataclass(frozen=True, kw_only=True, eq=False)
class Layer:
    """Shapes to draw in degrees WGS-84, with the same properties for each, at zooms from ``first`` to ``last``."""

    name: str
    shapes: NDArray[np.object_]
    properties: Mapping[str, Sequence[Any]]
    first: int
    last: int = DEEPEST


def road_layers(roads: RoadGraph) -> Iterator[Layer]:
    """All streets, each once, with class, name, bridge, tunnel and one-way; lesser ones at closer zooms only.

    Parts of the layer ``roads``, a zoom in one of them.
    """
    lines = np.asarray(
        shapely.linestrings(
            np.column_stack((roads.shape_lon, roads.shape_lat)),
            indices=np.repeat(np.arange(len(roads.shape_start) - 1), np.diff(roads.shape_start)),
        )
    )
    edge = np.zeros(len(lines), dtype=np.int64)
    # Of the two edges of a two-way street the one along the line speaks for both.
    order = np.argsort(~roads.backward, kind="stable")
    edge[roads.shape[order]] = order
    main = {road_class for road_class in RoadClass if road_class in MAIN or road_class.removesuffix("_link") in MAIN}
    middle = main | {c for c in RoadClass if c in MIDDLE or c.removesuffix("_link") in MIDDLE}
    for classes, first, last in ((MAIN, 6, 9), (middle, 10, 11), (tuple(RoadClass), 12, DEEPEST)):
        chosen = np.isin(roads.road_class[edge], [CODE[road_class] for road_class in classes])
        yield _streets(roads, lines[chosen], edge[chosen], first, last)


def _streets(roads: RoadGraph, lines: NDArray[np.object_], edge: NDArray[np.int64], first: int, last: int) -> Layer:
    return Layer(
        name="roads",
        shapes=lines,
        properties={
            "class": [str(ROAD_CLASSES[code]) for code in roads.road_class[edge]],
            "name": [roads.streets[street] for street in roads.street[edge]],
            "bridge": roads.bridge[edge].tolist(),
            "tunnel": roads.tunnel[edge].tolist(),
            "oneway": ((roads.twin[edge] < 0) * np.where(roads.backward[edge], -1, 1)).tolist(),
        },
        first=first,
        last=last,
    )


def edge_layer(name: str, roads: RoadGraph, touched: Mapping[str, tuple[str, NDArray[np.integer]]]) -> Layer:
    """Draw edges that something holds on, such as changes of the day.

    Parameters
    ----------
    touched
        By the id of what holds: its kind, and the edges.
    """
    rows = [(key, kind, int(edge)) for key, (kind, edges) in touched.items() for edge in edges]
    return Layer(
        name=name,
        shapes=np.array([shapely.LineString(roads.line(edge)) for _, _, edge in rows], dtype=np.object_),
        properties={"id": [key for key, _, _ in rows], "kind": [kind for _, kind, _ in rows]},
        first=6,
    )


def area_layer(name: str, areas: Mapping[str, tuple[str, shapely.Polygon]]) -> Layer:
    """Draw areas such as zones: by their id a kind and a polygon in degrees WGS-84."""
    return Layer(
        name=name,
        shapes=np.array([polygon for _, polygon in areas.values()], dtype=np.object_),
        properties={"id": list(areas), "kind": [kind for kind, _ in areas.values()]},
        first=6,
    )


def draw_tiles(
    path: Path, layers: Sequence[Layer], *, name: str, told: Callable[[float], None] = lambda _: None
) -> None:
    """Draw all layers into one MBTiles file, which is there whole or not at all.

    Parameters
    ----------
    path
        Ends in ``.mbtiles``; a file that is there is replaced.
    layers
        Those of one name become one layer; empty ones are left out.
    told
        Called after each layer with the share that is done.

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".tiles-") as folder:
        whole = Path(folder) / "whole.mbtiles"
        with closing(sqlite3.connect(whole)) as store, store:
            store.executescript(_SCHEMA)
            for number, layer in enumerate(layers):
                if len(layer.shapes):
                    part = Path(folder) / f"{number}.mbtiles"
                    _encode(layer, part)
                    _add(store, part)
                told((number + 1) / len(layers))
            store.executemany("insert into metadata values (?, ?)", _metadata(name, layers))
        os.replace(whole, path)  # noqa: PTH105  a rename over a file that may be there


def _encode(layer: Layer, path: Path) -> None:
    frame = geopandas.GeoDataFrame(dict(layer.properties), geometry=layer.shapes, crs="epsg:4326")
    frame.to_file(
        path,
        driver="MVT",
        layer=layer.name,
        engine="pyogrio",
        FORMAT="MBTILES",
        MINZOOM=layer.first,
        MAXZOOM=layer.last,
        COMPRESS="NO",
        # GDAL thins out what it thinks too large; a street that is missing on the map is worse than a large tile.
        MAX_SIZE=5_000_000,
        MAX_FEATURES=1_000_000,
    )


def _add(store: sqlite3.Connection, part: Path) -> None:
    """Bring the tiles of one layer in, joined to what other layers have on the same tile."""
    with closing(sqlite3.connect(part)) as source:
        for *at, data in source.execute("select zoom_level, tile_column, tile_row, tile_data from tiles"):
            old = store.execute(
                "select tile_data from tiles where zoom_level = ? and tile_column = ? and tile_row = ?", at
            ).fetchone()
            joined = data if old is None else gzip.decompress(old[0]) + data
            store.execute("insert or replace into tiles values (?, ?, ?, ?)", (*at, gzip.compress(joined, mtime=0)))


def _metadata(name: str, layers: Sequence[Layer]) -> list[tuple[str, str]]:
    drawn = [layer for layer in layers if len(layer.shapes)]
    bounds = np.array([shapely.total_bounds(layer.shapes) for layer in drawn]).reshape(-1, 4)
    box = (*bounds[:, :2].min(axis=0), *bounds[:, 2:].max(axis=0)) if drawn else (-180.0, -85.0, 180.0, 85.0)
    described = {
        layer.name: {"id": layer.name, "fields": {key: _kind(values) for key, values in layer.properties.items()}}
        for layer in drawn
    }
    return [
        ("name", name),
        ("format", "pbf"),
        ("type", "overlay"),
        ("minzoom", str(min((layer.first for layer in drawn), default=0))),
        ("maxzoom", str(max((layer.last for layer in drawn), default=DEEPEST))),
        ("bounds", ",".join(f"{part:.6f}" for part in box)),
        ("json", json.dumps({"vector_layers": list(described.values())}, ensure_ascii=False)),
    ]


def _kind(values: Sequence[Any]) -> str:
    first = values[0]
    return "Boolean" if isinstance(first, bool | np.bool_) else "String" if isinstance(first, str) else "Number"


class TileStore:
    """Tiles of one file, by zoom, column and row counted from the north-west (as in ``/{z}/{x}/{y}.mvt``).

    Safe to use from several threads: every look opens the file for itself.

    Raises
    ------
    UnreadableRoads
        When there is no such file, or it holds no tiles.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        if not path.is_file():
            raise UnreadableRoads.missing(str(path))
        try:
            self.metadata: Mapping[str, str] = dict(self._ask("select name, value from metadata"))
        except sqlite3.DatabaseError as error:
            raise UnreadableRoads.damaged(path.name, str(error)) from error

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Give a tile, compressed by gzip; None where nothing is drawn."""
        if not (0 <= zoom <= 30 and 0 <= column < 1 << zoom and 0 <= row < 1 << zoom):
            return None
        query = "select tile_data from tiles where zoom_level = ? and tile_column = ? and tile_row = ?"
        # MBTiles counts rows from the south.
        found = self._ask(query, zoom, column, (1 << zoom) - 1 - row)
        return None if not found else bytes(found[0][0])

    def _ask(self, query: str, *parts: int) -> list[Any]:
        with closing(sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)) as store:
            return store.execute(query, parts).fetchall()


def laid_over(*tiles: bytes | None) -> bytes | None:
    """Lay tiles of one place over each other, the last on top; None where none of them is drawn."""
    drawn = [gzip.decompress(tile) for tile in tiles if tile]
    return gzip.compress(b"".join(drawn), mtime=0) if drawn else None
