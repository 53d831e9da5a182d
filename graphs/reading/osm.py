"""OpenStreetMap extracts to road graphs; the only file that imports osmium."""

from array import array
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import osmium

from graphs import tags as tag
from graphs.errors import UnreadableRoads
from graphs.reading.junctions import MappedWays, cut_at_junctions
from graphs.reading.ways import lay_out
from graphs.roads import CODE, RoadGraph

GRAPHML = ".graphml"
FORMATS: Mapping[str, str] = {
    ".osm.pbf": "pbf",
    ".pbf": "pbf",
    ".osm.gz": "osm.gz",
    ".osm.bz2": "osm.bz2",
    ".osm": "osm",
    ".xml": "osm",
    GRAPHML: "graphml",
}
"""Kinds of road files by the end of their names, longer ends first, and what libosmium calls them."""

_UNIT = 1e7
_NO_PLACE = 2**31 - 1
"""Libosmium keeps coordinates as ten-millionths of a degree, with this in place of a missing one."""


def read_roads(path: Path) -> RoadGraph:
    """Read the roads of an extract that can be driven on.

    Parameters
    ----------
    path
        ``.osm.pbf``, ``.osm``, ``.osm.gz``, ``.osm.bz2`` (or ``.pbf``, ``.xml``), or ``.graphml`` as osmnx writes it.

    Raises
    ------
    UnreadableRoads
        When the file is missing, empty, truncated, of another kind, or holds no drivable road.
    """
    kind = _kind(path)
    if kind == FORMATS[GRAPHML]:
        # Importing osmnx takes seconds and 100 MB: only who brings GraphML pays for it.
        from graphs.reading.exchange import read_graphml  # noqa: PLC0415

        return read_graphml(path)
    survey = _Survey()
    wanted = osmium.osm.NODE | osmium.osm.WAY
    try:
        file = osmium.FileProcessor(osmium.io.File(str(path), kind), wanted).with_locations()
        file.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY)).with_filter(osmium.filter.KeyFilter("highway"))
        for way in file:
            assert isinstance(way, osmium.osm.Way)
            survey.take(way)
    except (RuntimeError, ValueError, OSError) as error:
        raise UnreadableRoads.damaged(path.name, str(error)) from error
    if len(survey.first) == 1:
        raise UnreadableRoads.without_roads(path.name)
    lon, lat, ways = cut_at_junctions(survey.mapped())
    return lay_out(path.name, lon, lat, tuple(survey.streets), ways)


def _kind(path: Path) -> str:
    kind = next((kind for suffix, kind in FORMATS.items() if path.name.lower().endswith(suffix)), None)
    if not path.is_file():
        raise UnreadableRoads.missing(str(path))
    if kind is None:
        raise UnreadableRoads.unknown_kind(path.name, tuple(FORMATS))
    if path.stat().st_size == 0:
        raise UnreadableRoads.empty(path.name)
    return kind


class _Survey:
    """Drivable ways gathered in flat arrays."""

    def __init__(self) -> None:
        self.point, self.x, self.y = array("q"), array("l"), array("l")
        self.first = array("q", [0])
        self.streets: dict[str, int] = {"": 0}
        self.attributes: list[tuple[int, int, int, bool, bool, int]] = []

    def take(self, way: osmium.osm.Way) -> None:
        """Note a way, if it can be driven on."""
        tags = {key: value for key, value in way.tags}  # noqa: C416  a TagList yields tags, and dict() asks for pairs
        road_class = tag.road_class(tags)
        if road_class is None:
            return
        attributes = (
            tag.direction(tags),
            CODE[road_class],
            tag.limit_kph(tags.get("maxspeed")),
            tag.is_bridge(tags),
            tag.is_tunnel(tags),
            self.streets.setdefault(tag.street_name(tags), len(self.streets)),
        )
        last = None
        for node in way.nodes:
            if node.x == _NO_PLACE:
                # The way leaves the extract here, and may come back.
                self._close(attributes)
                last = None
            elif node.ref != last:
                self.point.append(node.ref)
                self.x.append(node.x)
                self.y.append(node.y)
                last = node.ref
        self._close(attributes)

    def _close(self, attributes: tuple[int, int, int, bool, bool, int]) -> None:
        """End the way here; a single point is no way."""
        count = len(self.point) - self.first[-1]
        if count == 1:
            for column in (self.point, self.x, self.y):
                column.pop()
        elif count > 1:
            self.first.append(len(self.point))
            self.attributes.append(attributes)

    def mapped(self) -> MappedWays:
        """All ways taken."""
        direction, road_class, max_kph, bridge, tunnel, street = np.array(self.attributes, dtype=np.int64).T
        return MappedWays(
            point=np.array(self.point, dtype=np.int64),
            lon=np.array(self.x, dtype=np.float64) / _UNIT,
            lat=np.array(self.y, dtype=np.float64) / _UNIT,
            first=np.array(self.first, dtype=np.int64),
            direction=direction.astype(np.int8),
            road_class=road_class.astype(np.uint8),
            max_kph=max_kph.astype(np.uint8),
            bridge=bridge.astype(np.bool_),
            tunnel=tunnel.astype(np.bool_),
            street=street.astype(np.int32),
        )
