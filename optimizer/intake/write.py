"""Writes an empty template, and a day as workbook, JSON or CSV folder; reading any of them gives the same day."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from optimizer.intake.atomic import whole_file, whole_files
from optimizer.intake.harmless import harmless
from optimizer.intake.rows_of_day import rows_of_day
from optimizer.intake.schema import SHEETS
from optimizer.intake.workbook_out import write_sheets
from optimizer.model.day import Day


def write_template(path: Path) -> None:
    """Write an empty workbook to be filled in: headers, drop-downs, notes and one example row a sheet."""
    with whole_file(path) as temporary:
        write_sheets(temporary, None)


def write_workbook(day: Day, path: Path) -> None:
    """Write the day as a workbook that can be read, edited and planned again."""
    with whole_file(path) as temporary:
        write_sheets(temporary, rows_of_day(day))


def day_json(day: Day) -> dict[str, Any]:
    """Give the day as JSON: what :func:`optimizer.intake.request.request_of_json` takes."""
    rows = rows_of_day(day)
    members: dict[str, Any] = {}
    for sheet in SHEETS:
        columns = sheet.by_key
        objects = [
            {key: columns[key].kind.to_json(value) for key, value in row.items() if value is not None}
            for row in rows[sheet.key]
        ]
        members[sheet.key] = objects if sheet.listed else objects[0]
    return members


def write_json(day: Day, path: Path) -> None:
    """Write the day as a JSON file."""
    with whole_file(path) as temporary:
        temporary.write_text(json.dumps(day_json(day), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_csv(day: Day, folder: Path) -> None:
    """Write the day as a folder of CSV files (UTF-8 with BOM, so that spreadsheets show Chinese), one a sheet."""
    rows = rows_of_day(day)
    with whole_files(folder) as temporary:
        for sheet in SHEETS:
            lines: list[list[str]] = []
            if sheet.listed:
                lines.append([column.header for column in sheet.columns])
                lines += [_line([column.wire(row[column.key]) for column in sheet.columns]) for row in rows[sheet.key]]
            else:
                [row] = rows[sheet.key]
                lines += [_line([column.header, column.wire(row[column.key])]) for column in sheet.columns]
            _write_lines(temporary / f"{sheet.key}.csv", lines)


def _line(cells: Sequence[object]) -> list[str]:
    return [harmless(cell) if isinstance(cell, str) else str(cell) for cell in cells]


def _write_lines(path: Path, lines: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)
