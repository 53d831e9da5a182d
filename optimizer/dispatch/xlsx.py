"""A workbook to print: the only file of this step that knows XlsxWriter.

Sheets are A4 landscape, one page wide, with their header rows repeated. Text that a spreadsheet might take for a
formula is neutralised: names come from outside, and a sheet is often saved as CSV and opened again.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from unicodedata import east_asian_width

import xlsxwriter

from optimizer.intake.harmless import harmless

Cell = str | int | float | None

_LONGEST_TEXT = 32_000
"""A cell holds 32,767 characters; XlsxWriter drops a longer text whole."""
_LONGEST_NAME = 31
_LINE_POINTS = 15.0
_FONT = "Microsoft YaHei"

_BOX: Mapping[str, Any] = {
    "font_name": _FONT,
    "font_size": 10,
    "valign": "vcenter",
    "border": 1,
    "border_color": "#B8BFC8",
}
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"font_name": _FONT, "font_size": 18, "bold": True, "font_color": "#12324F", "valign": "vcenter"},
    "section": {
        "font_name": _FONT,
        "font_size": 12,
        "bold": True,
        "font_color": "#12324F",
        "bottom": 2,
        "bottom_color": "#12324F",
    },
    "label": {"font_name": _FONT, "font_size": 9, "font_color": "#5B6775", "valign": "vcenter"},
    "value": {"font_name": _FONT, "font_size": 11, "bold": True, "valign": "vcenter"},
    "link": {"font_name": _FONT, "font_size": 10, "font_color": "#0B5CAD", "underline": 1, "valign": "vcenter"},
    "head": {
        **_BOX,
        "bold": True,
        "bg_color": "#12324F",
        "font_color": "#FFFFFF",
        "align": "center",
        "text_wrap": True,
    },
    "text": {**_BOX, "text_wrap": True},
    "center": {**_BOX, "align": "center"},
    "whole": {**_BOX, "num_format": "#,##0"},
    "one": {**_BOX, "num_format": "#,##0.0"},
    "kilograms": {**_BOX, "num_format": "#,##0.###"},
    "percent": {**_BOX, "num_format": "0.0%"},
    "money": {**_BOX, "num_format": "#,##0.00"},
    "line": {**_BOX, "font_color": "#3D4B5C", "text_wrap": True, "indent": 1},
    "cell_link": {**_BOX, "font_color": "#0B5CAD", "underline": 1},
}
"""Formats by name."""


class Tint(StrEnum):
    """Background of a row."""

    NONE = ""
    QUIET = "#F1F4F8"
    LOAD = "#FFF3DC"
    WARN = "#FDE3E1"
    SUM = "#DDE6F0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: header in Chinese over English, width in characters, and the look of its cells."""

    zh: str
    en: str
    width: float
    look: str = "text"


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to another sheet of the same workbook."""

    text: str
    sheet: str


def safe_text(text: str) -> str:
    """Neutralise a text that begins like a formula, and cut one that no cell can hold."""
    return harmless(text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "…")


@dataclass(slots=True)
class SheetNames:
    r"""Makes sheet names that Excel takes: at most 31 characters, no ``[]:*?/\``, unique whatever their case."""

    taken: set[str] = field(default_factory=lambda: {"history"})

    def legal(self, wanted: str) -> str:
        """Give the legal name nearest to the one wanted; ask once for each sheet."""
        clean = re.sub(r"[\[\]:*?/\\\x00-\x1f\x7f]", " ", wanted)
        clean = re.sub(r"\s+", " ", clean).strip(" '") or "表"
        name, number = _cut(clean, ""), 1
        while name.casefold() in self.taken:
            number += 1
            name = _cut(clean, f" ({number})")
        self.taken.add(name.casefold())
        return name


def _cut(text: str, suffix: str) -> str:
    """Cut a name so that it fits with its suffix, counting as Excel does: characters beyond 16 bits are two."""
    while len((text + suffix).encode("utf-16-le")) > 2 * _LONGEST_NAME:
        text = text[:-1]
    return text.rstrip(" '") + suffix


def lines_needed(text: str, width: float) -> int:
    """Count the lines a text takes in a column ``width`` characters wide, a Chinese character counting two."""
    per_line = max(1, int(width) - 1)
    total = 0
    for part in text.split("\n"):
        wide = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in part)
        total += max(1, -(-wide // per_line))
    return total


class Book:
    """A workbook being written; closing it writes the file, leaving by an exception does not."""

    def __init__(self, path: Path, *, title: str, day: dt.date) -> None:
        self._book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
        created = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
        self._book.set_properties({"title": title, "author": "Lastmetre 最后一米", "created": created})
        self._formats: dict[tuple[str, Tint], Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._book.close()

    def sheet(self, name: str, columns: Sequence[Column], *, footer: str = "", tab: str = "") -> "Sheet":
        """Add a sheet under a legal name, ready to print."""
        page = self._book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.set_footer(f"&L{footer.replace('&', '&&')}&R&P / &N")
        page.hide_gridlines(2)
        for number, column in enumerate(columns):
            page.set_column(number, number, column.width)
        if tab:
            page.set_tab_color(tab)
        return Sheet(self, page, tuple(columns))

    def look(self, name: str, tint: Tint = Tint.NONE) -> Any:
        """Give a format by name and background, made once."""
        key = (name, tint)
        if key not in self._formats:
            shade = {"bg_color": tint.value} if tint else {}
            self._formats[key] = self._book.add_format({**_LOOKS[name], **shade})
        return self._formats[key]


class Sheet:
    """One sheet, written from top to bottom."""

    def __init__(self, book: Book, page: Any, columns: tuple[Column, ...]) -> None:
        self._book, self._page, self._columns = book, page, columns
        self._row = 0

    def title(self, text: str, *, link: Link | None = None) -> None:
        """Write the title of the sheet, with a link at the right end."""
        self._page.set_row(self._row, 32)
        self._page.write_string(self._row, 0, safe_text(text), self._book.look("title"))
        if link:
            self._link(self._row, len(self._columns) - 1, link, self._book.look("link"))
        self._row += 1

    def section(self, text: str, *, width: int | None = None) -> None:
        """Write the heading of a part, underlined."""
        self._row += 1
        self._page.set_row(self._row, 22)
        for column in range(width or len(self._columns)):
            self._page.write_blank(self._row, column, None, self._book.look("section"))
        self._page.write_string(self._row, 0, safe_text(text), self._book.look("section"))
        self._row += 1

    def facts(self, pairs: Sequence[tuple[str, str]], at: Sequence[int]) -> None:
        """Write labels with their values below, each pair beginning in a column of ``at``."""
        self._page.set_row(self._row, 14)
        self._page.set_row(self._row + 1, 20)
        for (label, value), column in zip(pairs, at, strict=True):
            self._page.write_string(self._row, column, safe_text(label), self._book.look("label"))
            self._page.write_string(self._row + 1, column, safe_text(value), self._book.look("value"))
        self._row += 2

    def note(self, text: str) -> None:
        """Write a line of small print."""
        self._page.write_string(self._row, 0, safe_text(text), self._book.look("label"))
        self._row += 1

    def head(self, columns: Sequence[Column] | None = None, *, repeat: bool = False) -> None:
        """Write a header row; ``repeat`` prints it on every page and keeps it in view."""
        self._page.set_row(self._row, 32)
        for number, column in enumerate(columns or self._columns):
            self._page.write_string(self._row, number, f"{column.zh}\n{column.en}", self._book.look("head"))
        if repeat:
            self._page.repeat_rows(self._row)
            self._page.freeze_panes(self._row + 1, 0)
        self._row += 1

    def row(
        self,
        cells: Sequence[Cell | Link],
        *,
        tint: Tint = Tint.NONE,
        columns: Sequence[Column] | None = None,
        points: float = 20,
    ) -> None:
        """Write a row of a table, at least ``points`` high and high enough for its texts."""
        used = columns or self._columns
        height = points
        for number, (cell, column) in enumerate(zip(cells, used, strict=True)):
            self._cell(number, cell, column, tint)
            if isinstance(cell, str):
                width = self._columns[number].width
                height = max(height, 5 + _LINE_POINTS * lines_needed(cell, width))
        self._page.set_row(self._row, min(height, 400))
        self._row += 1

    def line(self, text: str, *, tint: Tint = Tint.NONE) -> None:
        """Write one text across a table, as high as it needs."""
        last = len(self._columns) - 1
        width = sum(column.width for column in self._columns)
        self._page.set_row(self._row, min(4 + 14.0 * lines_needed(text, width), 400))
        self._page.merge_range(self._row, 0, self._row, last, safe_text(text), self._book.look("line", tint))
        self._row += 1

    def _cell(self, number: int, cell: Cell | Link, column: Column, tint: Tint) -> None:
        look = self._book.look(column.look, tint)
        if isinstance(cell, Link):
            self._link(self._row, number, cell, self._book.look("cell_link", tint))
        elif isinstance(cell, str) and cell:
            self._page.write_string(self._row, number, safe_text(cell), look)
        elif cell is None or isinstance(cell, str):
            self._page.write_blank(self._row, number, None, look)
        else:
            self._page.write_number(self._row, number, cell, look)

    def _link(self, row: int, column: int, link: Link, look: Any) -> None:
        quoted = link.sheet.replace("'", "''")
        self._page.write_url(row, column, f"internal:'{quoted}'!A1", look, safe_text(link.text))
