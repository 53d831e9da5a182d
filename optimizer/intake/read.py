"""From a path to a plan request: a workbook, a JSON file or a folder of CSV files."""

from pathlib import Path

from optimizer.intake.csv_folder import read_csv_folder
from optimizer.intake.json_file import read_json
from optimizer.intake.request import PlanRequest
from optimizer.intake.unreadable import no_permission, not_found
from optimizer.intake.workbook import read_workbook


def read_request(path: Path) -> PlanRequest:
    """Read what a planner handed in; nothing in it is checked yet.

    A folder is read as CSV files, ``.json`` as JSON, and everything else as a workbook.

    Raises
    ------
    UnreadableInput
        The input is missing, damaged, too large, or of another kind.
    """
    try:
        if not path.exists():
            raise not_found(path)
        if path.is_dir():
            return read_csv_folder(path)
        return read_json(path) if path.suffix.lower() == ".json" else read_workbook(path)
    except OSError as error:
        raise no_permission(path, error.strerror or type(error).__name__) from error
