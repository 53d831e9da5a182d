"""Run as a program of its own by :mod:`optimizer.intake.workbook`: reads a workbook and prints its cells as JSON.

It stands alone (``python -I workbook_child.py FILE MEMORY_MB SECONDS ROWS COLUMNS``) and imports nothing of ours, so
that a workbook which breaks the reader, or makes it eat memory, takes down nothing but this process.
"""

import datetime as dt
import json
import resource
import sys

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum


def tagged(cell: object) -> object:
    """Give a cell as JSON; dates and times as ``{"type": text}``."""
    if isinstance(cell, dt.datetime | dt.date | dt.time):
        return {type(cell).__name__: cell.isoformat()}
    if isinstance(cell, dt.timedelta):
        return {"timedelta": cell.total_seconds()}
    return cell


def sheets(path: str, most_rows: int, most_columns: int) -> dict[str, object]:
    """All sheets with their cells, or the first sheet that is too large."""
    found: list[dict[str, object]] = []
    with CalamineWorkbook.from_path(path) as workbook:
        for meta in workbook.sheets_metadata:
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(meta.name)
            rows, columns = (last + 1 for last in sheet.end or (-1, -1))
            if rows > most_rows or columns > most_columns:
                return {"too_many": {"sheet": meta.name, "rows": rows, "columns": columns}}
            cells = sheet.to_python(skip_empty_area=False)
            found.append({"title": meta.name, "rows": [[tagged(cell) for cell in row] for row in cells]})
    return {"sheets": found}


def main(path: str, memory_mb: str, seconds: str, most_rows: str, most_columns: str) -> None:
    """Set the limits, read, print."""
    memory = int(memory_mb) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = sheets(path, int(most_rows), int(most_columns))
    except CalamineError as error:
        answer = {"refused": str(error)}
    json.dump(answer, sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
