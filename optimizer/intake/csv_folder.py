"""Reads a folder of CSV files, one a sheet, named in Chinese or English; UTF-8 with or without BOM, or GB18030."""

import csv
import io
from pathlib import Path

from optimizer.intake.grid import Grid, request_of_grids
from optimizer.intake.request import PlanRequest
from optimizer.intake.unreadable import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    bad_csv,
    empty,
    no_csv,
    too_large,
    too_many_cells,
)
from optimizer.model.text import Text


def read_csv_folder(folder: Path) -> PlanRequest:
    """Read the request in the CSV files of a folder.

    Raises
    ------
    UnreadableInput
        There is no CSV file, or one of them is too large or cannot be read.
    """
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() == ".csv" and file.is_file())
    if not files:
        raise no_csv(folder)
    grids = [Grid(file.stem, _rows(file)) for file in files]
    if not any(grid.rows for grid in grids):
        raise empty(folder)
    return request_of_grids(folder.resolve().name, grids)


def _rows(file: Path) -> list[list[str]]:
    size = file.stat().st_size
    if size > MOST_BYTES:
        raise too_large(file.name, size)
    try:
        rows = list(csv.reader(io.StringIO(_decoded(file), newline=""), strict=True))
    except csv.Error as error:
        raise bad_csv(file.name, Text(str(error), f"引号或分隔符有误：{error}")) from error
    columns = max(map(len, rows), default=0)
    if len(rows) > MOST_ROWS or columns > MOST_COLUMNS:
        raise too_many_cells(file.name, file.stem, len(rows), columns)
    return rows


def _decoded(file: Path) -> str:
    content = file.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise bad_csv(file.name, Text("neither UTF-8 nor GB18030", "既非 UTF-8 也非 GB18030"))
