"""Workbooks as other people write them, for the reader to cope with."""

import zipfile
from pathlib import Path

from xlsxwriter import Workbook


def book(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """A plain workbook with these cells; None leaves a cell empty."""
    with Workbook(path) as workbook:
        for title, rows in sheets.items():
            sheet = workbook.add_worksheet(title)
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)
    return path


def with_part(path: Path, name: str, content: bytes) -> Path:
    """The workbook with one part of its archive replaced or added, highly compressed."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for part, old in (parts | {name: content}).items():
            archive.writestr(part, content if part == name else old)
    return path
