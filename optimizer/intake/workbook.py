"""Reads a workbook in a child process with a memory and a time limit; the only way to a spreadsheet reader."""

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from optimizer.intake.archive import look_before_unpacking
from optimizer.intake.grid import Grid, request_of_grids
from optimizer.intake.request import PlanRequest, is_blank
from optimizer.intake.unreadable import MOST_COLUMNS, MOST_ROWS, empty, no_workbook, reader_gave_up, too_many_cells

MEMORY_MB = 1_024
SECONDS = 30
_CHILD = Path(__file__).with_name("workbook_child.py")

_UNTAG: Mapping[str, Callable[[Any], object]] = {
    "datetime": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "timedelta": lambda seconds: dt.timedelta(seconds=seconds),
}


def read_workbook(path: Path) -> PlanRequest:
    """Read the request in an .xlsx file.

    Raises
    ------
    UnreadableInput
        The file is no workbook, empty, too large, damaged, or made to break its reader.
    """
    look_before_unpacking(path)
    answer = _asked(path)
    if "refused" in answer:
        raise no_workbook(path)
    if "too_many" in answer:
        raise too_many_cells(path.name, **answer["too_many"])
    grids = [Grid(sheet["title"], sheet["rows"]) for sheet in answer["sheets"]]
    if all(is_blank(cell) for grid in grids for row in grid.rows for cell in row):
        raise empty(path)
    return request_of_grids(path.stem, grids)


def _asked(path: Path) -> dict[str, Any]:
    command = [sys.executable, "-I", str(_CHILD), str(path.resolve())]
    limits = [str(limit) for limit in (MEMORY_MB, SECONDS, MOST_ROWS, MOST_COLUMNS)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter and our own file; the path is one argument
            [*command, *limits], capture_output=True, timeout=SECONDS + 5, check=True, stdin=subprocess.DEVNULL
        )
        answer: dict[str, Any] = json.loads(done.stdout, object_hook=_untagged)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired, ValueError) as error:
        raise reader_gave_up(path, MEMORY_MB, SECONDS) from error
    return answer


def _untagged(item: dict[str, Any]) -> object:
    if len(item) == 1:
        [(tag, value)] = item.items()
        if tag in _UNTAG:
            return _UNTAG[tag](value)
    return item
