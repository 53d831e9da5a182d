"""Reads a JSON file."""

import json
from pathlib import Path

from optimizer.intake.request import PlanRequest, request_of_json
from optimizer.intake.unreadable import MOST_BYTES, bad_json, empty, too_large


def read_json(path: Path) -> PlanRequest:
    """Read the request in a JSON file (UTF-8).

    Raises
    ------
    UnreadableInput
        The file is empty, too large, or no JSON object.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise too_large(path.name, size)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise bad_json(path.name, 1, error.start + 1, "not UTF-8") from error
    if not text.strip():
        raise empty(path)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise bad_json(path.name, error.lineno, error.colno, error.msg) from error
    except (RecursionError, ValueError) as error:
        raise bad_json(path.name, 1, 1, "nested too deeply, or a number too long") from error
    return request_of_json(data, path.stem)
