"""OpenStreetMap files in and out; the only file that imports osmium."""

import mmap
from collections.abc import Iterable, Mapping
from pathlib import Path

import osmium
from osmium.osm import mutable

from graphs.errors import UnreadableRoads

FORMATS: Mapping[str, str] = {
    ".osm.pbf": "pbf",
    ".pbf": "pbf",
    ".osm.gz": "osm.gz",
    ".osm.bz2": "osm.bz2",
    ".osm": "osm",
    ".xml": "osm",
}
"""Kinds of OpenStreetMap files by the end of their names, longer ends first, and what libosmium calls them."""

_LINES = "opl,locations_on_ways=true,add_metadata=false"
_KINDS = osmium.osm.NODE | osmium.osm.WAY | osmium.osm.RELATION
_DRAFTED = 2**36
"""Above all numbers of OpenStreetMap: where the negative ones go that editors give to what they have not uploaded."""

Tagged = tuple[int, Mapping[str, str]]


def kind_of(path: Path) -> str | None:
    """What libosmium calls this kind of file, by its name; None for a name of another kind."""
    return next((kind for suffix, kind in FORMATS.items() if path.name.lower().endswith(suffix)), None)


def sift(path: Path, kind: str, into: Path) -> None:
    """Copy barriers, ways tagged ``highway`` with the places of their points, and turn restrictions, a line each.

    All is done by libosmium, no object of Python is made: a line of text is a tenth of the work of looking at a way
    through Python. The format is OPL, https://osmcode.org/opl-file-format/.

    Points with negative numbers, as JOSM draws them, get others: libosmium keeps no places for them.

    Raises
    ------
    UnreadableRoads
        When the file stops short or is of another kind.
    """
    try:
        _sift(path, kind, into)
        if _has_drafts(into):
            whole = into.with_suffix(".pbf")
            _renumber(path, kind, whole)
            _sift(whole, "pbf", into)
    except (RuntimeError, ValueError, OSError) as error:
        raise UnreadableRoads.damaged(path.name, str(error)) from error


def _sift(path: Path, kind: str, into: Path) -> None:
    places = osmium.NodeLocationsForWays(osmium.index.create_map("flex_mem"))
    places.ignore_errors()
    barriers, roads = osmium.filter.KeyFilter("barrier"), osmium.filter.KeyFilter("highway")
    turns = osmium.filter.TagFilter(("type", "restriction"))
    barriers.enable_for(osmium.osm.NODE)
    roads.enable_for(osmium.osm.WAY)
    turns.enable_for(osmium.osm.RELATION)
    with (
        osmium.io.Reader(osmium.io.File(str(path), kind), _KINDS) as reader,
        osmium.SimpleWriter(osmium.io.File(str(into), _LINES), overwrite=True) as writer,
    ):
        osmium.apply(reader, places, barriers, roads, turns, writer)


def _has_drafts(lines: Path) -> bool:
    """Whether some way has a point with a negative number."""
    if not lines.stat().st_size:
        return False
    with lines.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return text.find(b"Nn-") >= 0 or text.find(b",n-") >= 0


def _renumber(path: Path, kind: str, into: Path) -> None:
    """Copy a file with numbers above all others in place of negative ones."""

    def number(old: int) -> int:
        return old if old >= 0 else _DRAFTED - old

    with osmium.SimpleWriter(osmium.io.File(str(into), "pbf"), overwrite=True) as writer:
        for thing in osmium.FileProcessor(osmium.io.File(str(path), kind), _KINDS):
            if isinstance(thing, osmium.osm.Node):
                writer.add_node(thing.replace(id=number(thing.id)))
            elif isinstance(thing, osmium.osm.Way):
                writer.add_way(thing.replace(id=number(thing.id), nodes=[number(point.ref) for point in thing.nodes]))
            elif isinstance(thing, osmium.osm.Relation):
                members = [(member.type, number(member.ref), member.role) for member in thing.members]
                writer.add_relation(thing.replace(id=number(thing.id), members=members))


def write_osm(
    path: Path,
    *,
    points: Iterable[tuple[int, float, float, Mapping[str, str]]],
    ways: Iterable[tuple[int, list[int], Mapping[str, str]]],
    relations: Iterable[tuple[int, list[tuple[str, int, str]], Mapping[str, str]]],
) -> None:
    """Write a file of the kind its name says.

    Parameters
    ----------
    path
        Ends in one of :data:`FORMATS`; overwritten if it is there.
    points
        Number, longitude, latitude and tags of every point, in the order of their numbers.
    ways
        Number, numbers of the points, and tags.
    relations
        Number, members (``"n"`` or ``"w"``, number, role), and tags.
    """
    with osmium.SimpleWriter(osmium.io.File(str(path), kind_of(path) or "osm"), overwrite=True) as writer:
        for number, lon, lat, tags in points:
            writer.add_node(mutable.Node(id=number, location=(lon, lat), tags=dict(tags), version=1))
        for number, refs, tags in ways:
            writer.add_way(mutable.Way(id=number, nodes=refs, tags=dict(tags), version=1))
        for number, members, tags in relations:
            writer.add_relation(mutable.Relation(id=number, members=members, tags=dict(tags), version=1))
