"""A plan request: tables of raw records that know where they came from, before any of it is believed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from optimizer.intake.columns import Column, Sheet
from optimizer.intake.schema import SHEETS, is_remark, sheet_of
from optimizer.intake.spelling import plain
from optimizer.intake.unreadable import json_is_no_object
from optimizer.model.findings import Where


class Locator(Protocol):
    """Knows where in the input a record stands."""

    def where(self, key: str | None) -> Where:
        """Where the cell of a column stands, or the record as a whole."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record that is a row of a sheet; ``letters`` are those of its columns, by column key."""

    sheet: str
    row: int
    letters: Mapping[str, str]

    def where(self, key: str | None) -> Where:
        """Sheet, row and column."""
        return Where(sheet=self.sheet, row=self.row, column=self.letters.get(key or "", ""))


@dataclass(frozen=True, slots=True)
class Lines:
    """A record whose cells stand one a line, as the settings do; ``rows`` gives the line of each key."""

    sheet: str
    rows: Mapping[str, int]
    column: str

    def where(self, key: str | None) -> Where:
        """Sheet, and row and column where the key has a line."""
        row = self.rows.get(key or "")
        return Where(sheet=self.sheet, row=row, column=self.column if row else "")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A record that is an object in JSON."""

    pointer: str

    def where(self, key: str | None) -> Where:
        """JSON pointer (RFC 6901) of the record, or of one of its members."""
        return Where(pointer=self.pointer if key is None else f"{self.pointer}/{escaped(key)}")


@dataclass(frozen=True, slots=True)
class Record:
    """Filled cells of one row, by column key, as they were written."""

    cells: Mapping[str, object]
    locator: Locator

    def where(self, key: str | None = None) -> Where:
        """Where a cell of the record, or the record itself, stands."""
        return self.locator.where(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """Something in the input that the schema does not know: a sheet, a column, a member, or data without a header."""

    name: str
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What was found of one sheet.

    Attributes
    ----------
    headed
        Whether any known header was found; always true in JSON.
    columns
        Keys of the columns that are there; in JSON, all of them, since each object has its own.
    unknown, repeated, headless, misshapen
        Columns the schema does not know; columns named twice; columns with data but no header; JSON that is not
        of the shape asked for (a list of objects, or an object for the settings).
    """

    sheet: Sheet
    where: Where
    headed: bool = True
    columns: frozenset[str] = frozenset()
    records: tuple[Record, ...] = ()
    unknown: tuple[Stray, ...] = ()
    repeated: tuple[Stray, ...] = ()
    headless: tuple[Stray, ...] = ()
    misshapen: tuple[Where, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanRequest:
    """Everything a planner handed in, by key of the sheet; nothing in it has been checked yet."""

    source: str
    tables: Mapping[str, Table]
    unknown_sheets: tuple[Stray, ...] = ()
    repeated_sheets: tuple[Stray, ...] = ()
    missing: Mapping[str, Where] = field(default_factory=dict)

    def records(self, key: str) -> tuple[Record, ...]:
        """Give records of a sheet; none where the sheet is missing."""
        table = self.tables.get(key)
        return table.records if table else ()


def escaped(member: str) -> str:
    """Give a member name as a token of a JSON pointer."""
    return member.replace("~", "~0").replace("/", "~1")


def request_of_json(data: object, source: str = "request") -> PlanRequest:
    """Give the request in a JSON value: an object with one member a sheet, named by its key.

    Raises
    ------
    UnreadableInput
        The value is no object.
    """
    if not isinstance(data, dict):
        raise json_is_no_object(source)
    members = {name: sheet_of(name) for name in data}
    tables: dict[str, Table] = {}
    repeated = []
    for name, sheet in members.items():
        where = Where(pointer=f"/{escaped(name)}")
        if sheet is None:
            continue
        if sheet.key in tables:
            repeated.append(Stray(name=name, where=where))
        else:
            tables[sheet.key] = _table_of_json(sheet, data[name], where)
    return PlanRequest(
        source=source,
        tables=tables,
        unknown_sheets=tuple(
            Stray(name=name, where=Where(pointer=f"/{escaped(name)}"))
            for name, sheet in members.items()
            if sheet is None and not is_remark(name)
        ),
        repeated_sheets=tuple(repeated),
        missing={sheet.key: Where(pointer=f"/{sheet.key}") for sheet in SHEETS if sheet.key not in tables},
    )


def _table_of_json(sheet: Sheet, value: object, where: Where) -> Table:
    items: list[tuple[object, str]]
    if not sheet.listed:
        items = [(value, where.pointer)]
    elif isinstance(value, list):
        items = [(item, f"{where.pointer}/{i}") for i, item in enumerate(value)]
    else:
        return Table(sheet=sheet, where=where, columns=frozenset(sheet.by_key), misshapen=(where,))
    objects = [(item, pointer) for item, pointer in items if isinstance(item, dict)]
    found = [_record_of_json(sheet, item, pointer) for item, pointer in objects]
    return Table(
        sheet=sheet,
        where=where,
        columns=frozenset(sheet.by_key),
        records=tuple(record for record, _ in found),
        unknown=tuple(stray for _, strays in found for stray in strays),
        misshapen=tuple(Where(pointer=pointer) for item, pointer in items if not isinstance(item, dict)),
    )


def _record_of_json(sheet: Sheet, item: dict[str, Any], pointer: str) -> tuple[Record, list[Stray]]:
    cells, strays = {}, []
    for name, value in item.items():
        column: Column | None = sheet.by_key.get(name) or sheet.by_spelling.get(plain(name))
        if column is not None:
            if not is_blank(value):
                cells[column.key] = value
        elif not is_remark(name):
            strays.append(Stray(name=name, where=Where(pointer=f"{pointer}/{escaped(name)}")))
    return Record(cells, Pointer(pointer)), strays


def is_blank(value: object) -> bool:
    """Whether a cell counts as empty."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())
