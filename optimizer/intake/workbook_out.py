"""Draws the input workbook: Chinese headers with English beside, drop-downs, notes, an example row a sheet."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from optimizer.intake.columns import Column, Sheet
from optimizer.intake.grid import letter
from optimizer.intake.guide import guide
from optimizer.intake.harmless import harmless
from optimizer.intake.kinds import Choice, Degrees, Number, Reference, YesNo
from optimizer.intake.rows_of_day import Cells
from optimizer.intake.schema import BY_KEY, EXAMPLE, GUIDE_TITLE, SETTINGS_HEADER, SHEETS

_LAST_ROW = 50_000
"""Drop-downs reach so far down."""

_LOOKED_AT = 200
"""So many rows decide how wide a column is."""

_GUIDE_WIDTH = 66

Rows = Mapping[str, Sequence[Cells]]


class _Formats:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        base = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "vcenter"}
        header = {**base, "bold": True, "text_wrap": True, "border": 1, "border_color": "#B7C4CF", "align": "center"}
        self.required: Format = book.add_format({**header, "bg_color": "#1F5A7A", "font_color": "#FFFFFF"})
        self.optional: Format = book.add_format({**header, "bg_color": "#DCE9F1", "font_color": "#1F3A4A"})
        self.text: Format = book.add_format({**base, "num_format": "@"})
        self.number: Format = book.add_format({**base, "align": "right", "indent": 1})
        self.example: Format = book.add_format({**base, "italic": True, "font_color": "#8A8A8A", "num_format": "@"})
        self.note: Format = book.add_format({**base, "text_wrap": True, "font_color": "#5A5A5A", "valign": "top"})
        self.title: Format = book.add_format({**base, "bold": True, "font_size": 16, "font_color": "#1F5A7A"})
        entry = {**base, "num_format": "@", "align": "left", "border": 1, "border_color": "#B7C4CF"}
        self.setting: Format = book.add_format({**entry, "bg_color": "#FFFBEA"})
        self.guide: Format = book.add_format({**base, "text_wrap": True, "valign": "top"})
        self.guide_bold: Format = book.add_format({**base, "bold": True, "text_wrap": True, "valign": "top"})


def write_sheets(path: Path, rows: Rows | None) -> None:
    """Write the workbook; without rows, the template with its example rows and the usual settings filled in."""
    with Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}) as book:
        book.set_properties({"title": "Lastmetre 最后一米", "comments": "Input of a planning day 计划日输入表"})
        formats = _Formats(book)
        _guide(book.add_worksheet(GUIDE_TITLE), formats)
        for sheet in SHEETS:
            page = book.add_worksheet(sheet.title)
            if sheet.listed:
                _list(page, sheet, formats, None if rows is None else rows[sheet.key])
            else:
                _settings(page, sheet, formats, None if rows is None else rows[sheet.key][0])
        book.get_worksheet_by_name(SHEETS[0].title).activate()


def _guide(page: Worksheet, formats: _Formats) -> None:
    page.hide_gridlines(2)
    page.set_column(0, 0, 26)
    page.set_column(1, 2, _GUIDE_WIDTH)
    page.write_string(0, 0, "最后一米 Lastmetre", formats.title)
    for i, (name, zh, en) in enumerate(guide(), start=2):
        page.write_string(i, 0, name, formats.guide_bold)
        page.write_string(i, 1, zh, formats.guide)
        page.write_string(i, 2, en, formats.guide)
        page.set_row(i, 16 * max(-(-_places(text) // (_GUIDE_WIDTH - 6)) for text in (zh, en)))
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _settings(page: Worksheet, sheet: Sheet, formats: _Formats, cells: Cells | None) -> None:
    page.set_column(0, 0, 40)
    page.set_column(1, 1, 26)
    page.set_column(2, 2, 118)
    page.freeze_panes(1, 0)
    for j, header in enumerate(SETTINGS_HEADER):
        page.write_string(0, j, header, formats.required)
    for i, column in enumerate(sheet.columns, start=1):
        page.write_string(i, 0, column.header, formats.required if column.required else formats.optional)
        default = None if column.required else column.default
        wire = column.wire(default if cells is None else cells[column.key])
        page.write(i, 1, harmless(wire) if isinstance(wire, str) else wire, formats.setting)
        example = "" if column.example is None else f"（例 e.g. {column.example}）"
        page.write_string(i, 2, f"{column.note.zh}{example}\n{column.note.en}", formats.note)
        page.set_row(i, 32)
        _drop_down(page, column, i, i, 1)
    _print_setup(page)


def _list(page: Worksheet, sheet: Sheet, formats: _Formats, rows: Sequence[Cells] | None) -> None:
    page.set_row(0, 34)
    page.freeze_panes(1, 1)
    for j, column in enumerate(sheet.columns):
        shown = [] if rows is None else [str(column.wire(cells[column.key])) for cells in rows[:_LOOKED_AT]]
        page.set_column(j, j, _width(column, shown), formats.number if _is_number(column) else formats.text)
        page.write_string(0, j, f"{column.zh}\n{column.key}", formats.required if column.required else formats.optional)
        page.write_comment(0, j, _comment(column), {"x_scale": 2, "y_scale": 1.2, "author": "Lastmetre"})
        _drop_down(page, column, 1, _LAST_ROW, j)
    for i, cells in enumerate(rows or (), start=1):
        for j, column in enumerate(sheet.columns):
            _write(page, i, j, column, cells[column.key], formats)
    if rows is None:
        for j, column in enumerate(sheet.columns):
            text = "" if column.example is None else str(column.example)
            page.write_string(1, j, EXAMPLE + text if j == 0 else text, formats.example)
    else:
        page.autofilter(0, 0, max(len(rows), 1), len(sheet.columns) - 1)
    _print_setup(page)


def _write(  # noqa: PLR0917 -- as XlsxWriter orders them: page, row, column, then what
    page: Worksheet, row: int, column_index: int, column: Column, value: Any, formats: _Formats
) -> None:
    wire = column.wire(value)
    if isinstance(wire, str):
        if wire:
            page.write_string(row, column_index, harmless(wire), formats.text)
        else:
            page.write_blank(row, column_index, None, formats.text)
    else:
        page.write_number(row, column_index, wire, formats.number)


def _drop_down(page: Worksheet, column: Column, first: int, last: int, at: int) -> None:
    """Offer a list to choose from; other values are let through, for the validation to name."""
    kind = column.kind
    source: list[str] | str
    if isinstance(kind, Choice):
        source = [chinese[0] for _, chinese in kind.words]
    elif isinstance(kind, YesNo):
        source = ["是", "否"]
    elif isinstance(kind, Reference):
        target = BY_KEY[kind.to]
        ids = letter([c.key for c in target.columns].index("id"))
        source = f"='{target.title}'!${ids}$2:${ids}${_LAST_ROW}"
    else:
        return
    page.data_validation(
        first, at, last, at,
        {"validate": "list", "source": source, "error_type": "warning", "error_title": column.header[:32],
         "error_message": "请从列表中选择。Please choose from the list."},
    )  # fmt: skip


def _comment(column: Column) -> str:
    need = "必填 required" if column.required else "可空 optional"
    example = "" if column.example is None else f"\n例 e.g. {column.example}"
    return f"{column.note.zh}（{need}）\n{column.note.en}{example}"


def _width(column: Column, shown: list[str]) -> float:
    """Wide enough for header, example and what is shown."""
    texts = [column.zh, column.key, str(column.example or ""), *shown]
    return min(max(max(map(_places, texts)) + 2, 10), 40)


def _places(text: str) -> int:
    """Width of a text in places; a Chinese character takes two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _is_number(column: Column) -> bool:
    return isinstance(column.kind, Number | Degrees)


def _print_setup(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
