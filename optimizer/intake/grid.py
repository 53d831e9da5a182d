"""From rows of cells, as a workbook or a CSV file holds them, to a table of records."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from optimizer.intake.columns import Column, Sheet
from optimizer.intake.harmless import restored
from optimizer.intake.request import Lines, PlanRequest, Record, Row, Stray, Table, is_blank
from optimizer.intake.schema import SETTINGS_HEADER, SHEETS, is_example, is_remark, sheet_of
from optimizer.intake.spelling import plain
from optimizer.model.findings import Where

_TITLE_ROWS = 20
"""The header is looked for in so many rows: titles and remarks may stand above it."""

_SETTINGS_HEADER = {plain(part) for part in SETTINGS_HEADER[0].split(" ")} | {plain(SETTINGS_HEADER[0])}

Cells = Sequence[Sequence[object]]


class Grid(NamedTuple):
    """The cells of one sheet, from its first row and column, under its title."""

    title: str
    rows: Cells


def letter(index: int) -> str:
    """Column letters of a spreadsheet: 0 is A, 26 is AA."""
    letters = ""
    while index >= 0:
        letters = chr(65 + index % 26) + letters
        index = index // 26 - 1
    return letters


def request_of_grids(source: str, grids: Sequence[Grid]) -> PlanRequest:
    """Give the request in the sheets of a workbook or the files of a folder; sheets without any cell do not count."""
    tables: dict[str, Table] = {}
    unknown, repeated = [], []
    for grid in grids:
        sheet = sheet_of(grid.title)
        if sheet is None:
            if not is_remark(grid.title) and any(_filled(row) for row in grid.rows):
                unknown.append(Stray(name=grid.title, where=Where(sheet=grid.title)))
        elif sheet.key in tables:
            repeated.append(Stray(name=grid.title, where=Where(sheet=grid.title)))
        else:
            tables[sheet.key] = table_of_grid(sheet, grid)
    return PlanRequest(
        source=source,
        tables=tables,
        unknown_sheets=tuple(unknown),
        repeated_sheets=tuple(repeated),
        missing={sheet.key: Where(sheet=sheet.title) for sheet in SHEETS if sheet.key not in tables},
    )


def table_of_grid(sheet: Sheet, grid: Grid) -> Table:
    """Give the table in one sheet."""
    return _listed(sheet, grid) if sheet.listed else _one_a_line(sheet, grid)


class _Header(NamedTuple):
    row: int
    known: Mapping[int, Column]
    unknown: tuple[Stray, ...]
    repeated: tuple[Stray, ...]


def _listed(sheet: Sheet, grid: Grid) -> Table:
    header = _header(sheet, grid)
    if header is None:
        return Table(sheet=sheet, where=Where(sheet=grid.title), headed=False)
    letters = {column.key: letter(i) for i, column in header.known.items()}
    body = [(i, row) for i, row in enumerate(grid.rows) if i > header.row and _counts(row)]
    titles = grid.rows[header.row]
    bare = sorted({j for _, row in body for j in _filled(row) if j >= len(titles) or is_blank(titles[j])})
    return Table(
        sheet=sheet,
        where=Where(sheet=grid.title, row=header.row + 1),
        columns=frozenset(letters),
        records=tuple(Record(_cells(header.known, row), Row(grid.title, i + 1, letters)) for i, row in body),
        unknown=header.unknown,
        repeated=header.repeated,
        headless=tuple(Stray(name=letter(j), where=Where(sheet=grid.title, column=letter(j))) for j in bare),
    )


def _header(sheet: Sheet, grid: Grid) -> _Header | None:
    """Give the row with the most known headers, the first of several; None where there is no such row."""
    scores = [
        sum(isinstance(cell, str) and plain(cell) in sheet.by_spelling for cell in row)
        for row in grid.rows[:_TITLE_ROWS]
    ]
    if not any(scores):
        return None
    at = scores.index(max(scores))
    known: dict[int, Column] = {}
    unknown, repeated = [], []
    for j, cell in enumerate(grid.rows[at]):
        if is_blank(cell):
            continue
        name = str(cell).strip()
        stray = Stray(name=name, where=Where(sheet=grid.title, row=at + 1, column=letter(j)))
        column = sheet.by_spelling.get(plain(name))
        if column is None:
            if not is_remark(name):
                unknown.append(stray)
        elif column in known.values():
            repeated.append(stray)
        else:
            known[j] = column
    return _Header(at, known, tuple(unknown), tuple(repeated))


def _one_a_line(sheet: Sheet, grid: Grid) -> Table:
    """Give the settings: names in the first column, values in the second, anything for people after that."""
    cells: dict[str, object] = {}
    rows: dict[str, int] = {}
    unknown, repeated = [], []
    for i, row in enumerate(grid.rows):
        if not row or is_blank(row[0]) or not _counts(row):
            continue
        name, value = str(row[0]).strip(), row[1] if len(row) > 1 else None
        stray = Stray(name=name, where=Where(sheet=grid.title, row=i + 1, column="A"))
        column = sheet.by_spelling.get(plain(name))
        if column is None:
            # a line with a name alone is a title
            if not is_blank(value) and not is_remark(name) and plain(name) not in _SETTINGS_HEADER:
                unknown.append(stray)
        elif column.key in rows:
            repeated.append(stray)
        else:
            rows[column.key] = i + 1
            if not is_blank(value):
                cells[column.key] = restored(value)
    return Table(
        sheet=sheet,
        where=Where(sheet=grid.title),
        headed=bool(rows),
        columns=frozenset(rows),
        records=(Record(cells, Lines(grid.title, rows, "B")),),
        unknown=tuple(unknown),
        repeated=tuple(repeated),
    )


def _cells(known: Mapping[int, Column], row: Sequence[object]) -> dict[str, object]:
    return {column.key: restored(row[j]) for j, column in known.items() if j < len(row) and not is_blank(row[j])}


def _filled(row: Sequence[object]) -> list[int]:
    return [j for j, cell in enumerate(row) if not is_blank(cell)]


def _counts(row: Sequence[object]) -> bool:
    """Whether a row holds data: it is neither empty nor an example."""
    filled = _filled(row)
    return bool(filled) and not is_example(row[filled[0]])
