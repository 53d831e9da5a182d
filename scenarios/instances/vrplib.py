"""A VRPLIB file taken apart: specifications (``CAPACITY : 100``) and sections, nothing yet understood.

The dialect is that of CVRPLIB with the additions of PyVRP: per-vehicle sections, release times, backhauls.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scenarios.instances.text import Line
from scenarios.instances.unfit import not_understood, unfit

_SPECIFICATIONS = frozenset({
    "NAME", "COMMENT", "TYPE", "DIMENSION", "VEHICLES", "CAPACITY", "EDGE_WEIGHT_TYPE", "EDGE_WEIGHT_FORMAT",
    "DISTANCE", "NODE_COORD_TYPE", "DISPLAY_DATA_TYPE", "SERVICE_TIME", "VEHICLES_MAX_DURATION",
    "VEHICLES_MAX_DISTANCE", "VEHICLES_MAX_RELOADS",
})  # fmt: skip
_SECTIONS = frozenset({
    "NODE_COORD", "EDGE_WEIGHT", "DEMAND", "LINEHAUL", "BACKHAUL", "DEPOT", "SERVICE_TIME", "TIME_WINDOW",
    "RELEASE_TIME", "PRIZE", "CAPACITY", "DISPLAY_DATA", "VEHICLES_DEPOT", "VEHICLES_RELOAD_DEPOT",
    "VEHICLES_ALLOWED_CLIENTS", "VEHICLES_FIXED_COST", "VEHICLES_UNIT_DISTANCE_COST", "VEHICLES_MAX_DURATION",
    "VEHICLES_MAX_DISTANCE", "VEHICLES_MAX_RELOADS",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vrplib:
    """The parts of a file.

    Attributes
    ----------
    specifications
        By name; the fields of a line are those right of the colon.
    sections
        Lines by name, without ``_SECTION``.
    """

    path: Path
    specifications: dict[str, Line]
    sections: dict[str, tuple[Line, ...]]

    def word(self, name: str, default: str = "") -> str:
        """Give a specification as text."""
        line = self.specifications.get(name)
        return " ".join(line.fields) if line else default

    def rows(self, name: str, count: int) -> tuple[Line, ...] | None:
        """Rows of a section that numbers its rows from 1 to ``count``; None if there is no such section.

        Raises
        ------
        UnreadableInput
            If a row is missing, or out of order.
        """
        lines = self.sections.get(name)
        if lines is None:
            return None
        if len(lines) != count:
            raise unfit(self.path, lines[0].number if lines else None,
                        f"{name}_SECTION has {len(lines)} rows, where {count} are due",
                        f"{name}_SECTION 有 {len(lines)} 行，应为 {count} 行")  # fmt: skip
        for number, line in enumerate(lines, start=1):
            if line.whole(0) != number:
                raise unfit(self.path, line.number,
                            f"row {line.fields[0]} of {name}_SECTION stands where {number} is due",
                            f"{name}_SECTION 的行号 {line.fields[0]} 应为 {number}")  # fmt: skip
        return lines


def is_vrplib(lines: Sequence[Line]) -> bool:
    """Whether the lines look like VRPLIB."""
    return any(line.fields[0].upper().startswith("DIMENSION") for line in lines[:40])


def read_vrplib(path: Path, lines: Sequence[Line]) -> Vrplib:
    """Take a file apart.

    Raises
    ------
    UnreadableInput
        If there is a specification or section that we do not understand, or one twice.
    """
    specifications: dict[str, Line] = {}
    sections: dict[str, list[Line]] = {}
    current: list[Line] | None = None
    for line in _until_eof(lines):
        name, rest = _heading(line)
        if not name:
            if current is None:
                raise unfit(
                    path,
                    line.number,
                    f"{line.fields[0]!r} stands outside a section",
                    f"{line.fields[0]!r} 不在任何段中",
                )
            current.append(line)
        elif name in specifications or name.removesuffix("_SECTION") in sections:
            raise unfit(path, line.number, f"{name} stands there twice", f"{name} 重复出现")
        elif name.endswith("_SECTION"):
            if name.removesuffix("_SECTION") not in _SECTIONS:
                raise not_understood(path, line.number, name)
            current = sections.setdefault(name.removesuffix("_SECTION"), [])
        elif name in _SPECIFICATIONS:
            specifications[name] = rest
        else:
            raise not_understood(path, line.number, name)
    return Vrplib(path, specifications, {name: tuple(rows) for name, rows in sections.items()})


def _until_eof(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        if line.fields[0].upper() == "EOF":
            return
        yield line


def _heading(line: Line) -> tuple[str, Line]:
    """Name of a specification or section, and the fields right of its colon; no name for a row of data."""
    first = line.fields[0]
    if not (first[0].isalpha() or first[0] == "_"):
        return "", line
    name, colon, glued = first.partition(":")
    rest = line.fields[1:]
    if not colon and rest and rest[0].startswith(":"):
        glued, rest = rest[0][1:], rest[1:]
    return name.upper(), Line(line.path, line.number, ((glued, *rest) if glued else rest))
