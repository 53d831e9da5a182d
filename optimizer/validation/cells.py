"""Reads every cell of a table by the kind of its column; what cannot be read becomes an issue at its cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from optimizer.intake.columns import Column, Sheet
from optimizer.intake.request import Record, Table
from optimizer.intake.unfit import Unfit
from optimizer.model.findings import Issue, Severity, Where
from optimizer.model.text import Text
from optimizer.validation.naming import named
from optimizer.validation.plates import normal_plate


@dataclass(frozen=True, slots=True)
class Row:
    """A record whose cells have been read.

    ``values`` holds, by column key, what could be read, with defaults for empty cells; ``broken`` the keys of cells
    that could not. Only a row without broken cells becomes a noun of the day.
    """

    sheet: Sheet
    record: Record
    values: Mapping[str, Any]
    broken: frozenset[str]

    def where(self, key: str | None = None) -> Where:
        """Where a cell of the row stands."""
        return self.record.where(key)

    @property
    def id(self) -> str | None:
        """The row's own id; a vehicle without one goes by its plate."""
        own: str | None = self.values.get("id")
        if own is None and self.sheet.key == "vehicles" and "plate" in self.values:
            return normal_plate(self.values["plate"])
        return own


def rows_of_table(table: Table) -> tuple[tuple[Row, ...], tuple[Issue, ...]]:
    """All rows of a table, and an issue for every cell that cannot be read."""
    rows, issues = [], []
    for record in table.records:
        row, found = _row(table, record)
        rows.append(row)
        issues.extend(found)
    return tuple(rows), tuple(issues)


def _row(table: Table, record: Record) -> tuple[Row, list[Issue]]:
    values: dict[str, Any] = {}
    broken: set[str] = set()
    issues: list[Issue] = []
    for column in table.sheet.columns:
        raw = record.cells.get(column.key)
        if raw is not None:
            try:
                values[column.key] = column.kind.read(raw)
            except Unfit as unfit:
                broken.add(column.key)
                issues.append(_unfit(table.sheet, record, column, raw, unfit))
        elif column.required:
            broken.add(column.key)
            if column.key in table.columns:  # a missing column is reported once, not for every row
                issues.append(_empty(table.sheet, record, column))
        else:
            values[column.key] = column.default
    for begin, end in table.sheet.intervals:
        for found in e1212_interval_ends_before_it_begins(table.sheet, record, values, begin, end):
            broken.update((begin, end))
            issues.append(found)
    return Row(table.sheet, record, values, frozenset(broken)), issues


def _unfit(sheet: Sheet, record: Record, column: Column, raw: object, unfit: Unfit) -> Issue:
    shown, name = _shown(raw), named(sheet, record.cells)
    return Issue(
        code=unfit.code,
        where=record.where(column.key),
        message=Text(
            f"{name.en}: {column.key} is {shown!r}, {unfit.what.en}",
            f"{name.zh}的“{column.zh}”填的是“{shown}”，{unfit.what.zh}",
        ),
        remedy=unfit.remedy,
    )


def _empty(sheet: Sheet, record: Record, column: Column) -> Issue:
    name = named(sheet, record.cells)
    return Issue(
        code="E1201",
        where=record.where(column.key),
        message=Text(f"{name.en}: {column.key} is empty, but required", f"{name.zh}的“{column.zh}”为空，此格必填"),
        remedy=Text(f"fill it in, for example {column.example}", f"请填写，例如 {column.example}"),
    )


def e1212_interval_ends_before_it_begins(
    sheet: Sheet, record: Record, values: Mapping[str, Any], begin: str, end: str
) -> Iterator[Issue]:
    """See that an interval of dates ends at or after its beginning."""
    opens, closes = values.get(begin), values.get(end)
    if opens is not None and closes is not None and closes < opens:
        names = sheet.by_key[begin].zh, sheet.by_key[end].zh
        name = named(sheet, record.cells)
        yield Issue(
            code="E1212",
            severity=Severity.ERROR,
            where=record.where(end),
            message=Text(
                f"{name.en}: {end} is {closes:%Y-%m-%d %H:%M}, before {begin}, {opens:%Y-%m-%d %H:%M}",
                f"{name.zh}的“{names[1]}”{closes:%Y-%m-%d %H:%M} 早于“{names[0]}”{opens:%Y-%m-%d %H:%M}",
            ),
            remedy=Text("swap the two dates, or correct one of them", "请调换两个日期，或改正其中之一"),
        )


def _shown(raw: object) -> str:
    text = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)
    return text if len(text) <= 60 else text[:57] + "..."
