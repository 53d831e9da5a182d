"""Lines of OPL, as :func:`graphs.reading.osmium_files.sift` leaves them, to a survey in flat arrays.

The work is done on whole lines and blocks of numbers: a way costs a few microseconds, whatever its length.
"""

from array import array
from collections.abc import Callable
from pathlib import Path

import numpy as np

from graphs.geo import Floats
from graphs.reading.survey import UNIT, Longs, Survey, Tags, TurnSign
from graphs.reading.tagsets import TagSets, pairs_of, unescape

_NOWHERE = 999
_NUMBERS = bytes.maketrans(b"Nnxy,\n", b" " * 6)
_BLOCK = 20_000
"""Ways whose numbers are parsed at a time."""


def read_lines(path: Path, name: str, *, told: Callable[[float], None]) -> Survey:
    """Read sifted lines; ``told`` is called now and then with the share that is done.

    A way that leaves the extract ends there, and begins again where it comes back.
    """
    size = max(path.stat().st_size, 1)
    reader = _Lines()
    with path.open("rb") as file:
        for line in file:
            reader.take(line)
            if len(reader.way) % _BLOCK == 0:
                told(file.tell() / size)
    return reader.survey(name)


class _Lines:
    """What has been read so far."""

    def __init__(self) -> None:
        self.tags = TagSets()
        self.way, self.tagset, self.street, self.count = array("q"), array("i"), array("i"), array("q")
        self.streets: dict[str, int] = {"": 0}
        self.names: dict[str, int] = {"": 0}
        self.waiting: list[bytes] = []
        self.blocks: list[tuple[Longs, Floats, Floats]] = []
        self.barriers: dict[int, Tags] = {}
        self.turns: list[TurnSign] = []

    def take(self, line: bytes) -> None:
        """Note what a line says."""
        parts = line.split(b" ")
        kind = line[:1]
        if kind == b"w":
            self._way(parts)
        elif kind == b"n":
            tags = next(part for part in parts if part[:1] == b"T")
            self.barriers[int(parts[0][1:])] = pairs_of(tags[1:].decode())
        else:
            self._relation(parts)

    def _way(self, parts: list[bytes]) -> None:
        points = parts[-1]
        if points[:1] != b"N" or len(parts) < 3:
            return
        tagset, name = self.tags.number(parts[1][1:].decode())
        if tagset < 0:
            return
        self.way.append(int(parts[0][1:]))
        self.tagset.append(tagset)
        self.street.append(self._street(name))
        self.count.append(points.count(b"n"))
        self.waiting.append(points)
        if len(self.waiting) == _BLOCK:
            self._flush()

    def _street(self, name: str) -> int:
        number = self.names.get(name)
        if number is None:
            number = self.streets.setdefault(unescape(name), len(self.streets))
            self.names[name] = number
        return number

    def _relation(self, parts: list[bytes]) -> None:
        fields = {part[:1]: part[1:].decode().strip() for part in parts[1:]}
        roles: dict[str, list[tuple[str, int]]] = {"from": [], "via": [], "to": []}
        for member in filter(None, fields.get(b"M", "").split(",")):
            what, _, role = member.partition("@")
            if role in roles:
                roles[role].append((what[0], int(what[1:])))
        via_points = [number for kind, number in roles["via"] if kind == "n"]
        self.turns.append(
            TurnSign(
                tags=pairs_of(fields.get(b"T", "")),
                origin=tuple(number for kind, number in roles["from"] if kind == "w"),
                via_point=via_points[0] if len(via_points) == 1 else None,
                via_ways=tuple(number for kind, number in roles["via"] if kind == "w"),
                target=tuple(number for kind, number in roles["to"] if kind == "w"),
            )
        )

    def _flush(self) -> None:
        """Turn the points of the ways that wait into numbers."""
        text = b"".join(self.waiting).replace(b"xy", b"x%dy%d" % (_NOWHERE, _NOWHERE)).translate(_NUMBERS)
        numbers = np.fromstring(text, dtype=np.float64, sep=" ").reshape(-1, 3)
        self.blocks.append((numbers[:, 0].astype(np.int64), numbers[:, 1].copy(), numbers[:, 2].copy()))
        self.waiting.clear()

    def survey(self, name: str) -> Survey:
        """Everything read, ways cut where points are missing."""
        self._flush()
        point, lon, lat = (np.concatenate(column) for column in zip(*self.blocks, strict=True))
        count = np.array(self.count, dtype=np.int64)
        number = np.array(self.way, dtype=np.int64)
        tagset = np.array(self.tagset, dtype=np.int32)
        street = np.array(self.street, dtype=np.int32)
        of = np.repeat(np.arange(len(count)), count)
        kept, first, whole = _whole_parts(point, lon, of)
        return Survey(
            name=name,
            point=point[kept],
            # What the file has is a whole number of ten-millionths: say so to the last bit.
            lon=np.rint(lon[kept] * UNIT) / UNIT,
            lat=np.rint(lat[kept] * UNIT) / UNIT,
            first=first,
            way=number[whole],
            tagset=tagset[whole],
            tagsets=self.tags.sets,
            street=street[whole],
            streets=tuple(self.streets),
            barriers=self.barriers,
            turns=tuple(self.turns),
        )


def _whole_parts(point: Longs, lon: Floats, of: Longs) -> tuple[Longs, Longs, Longs]:
    """Entries that stay, where each part of a way begins among them, and the way it is part of.

    A missing point ends a part; a point noted twice in a row counts once; a part of one point is none.
    """
    there = lon != _NOWHERE
    part = np.cumsum(np.r_[True, (of[1:] != of[:-1]) | ~there[:-1]])
    again = np.r_[False, (point[1:] == point[:-1]) & (part[1:] == part[:-1])]
    entry = np.flatnonzero(there & ~again)
    size = np.bincount(part[entry], minlength=int(part[-1]) + 1)
    entry = entry[size[part[entry]] > 1]
    begins = np.flatnonzero(np.r_[True, part[entry][1:] != part[entry][:-1]]) if len(entry) else entry
    return entry, np.append(begins, len(entry)), of[entry[begins]]
