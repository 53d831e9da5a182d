"""Requests with one thing wrong, and what validation says of them."""

import copy
from typing import Any

from optimizer.intake.grid import Grid, request_of_grids
from optimizer.intake.json_schema import example_request
from optimizer.intake.request import PlanRequest, request_of_json
from optimizer.intake.schema import BY_KEY, SHEETS
from optimizer.model.findings import InvalidDay, Issue
from optimizer.validation.validate import validate

Data = dict[str, Any]


def good() -> Data:
    """A valid request as JSON, to be spoilt."""
    return copy.deepcopy(example_request())


def spoilt(path: str, value: Any) -> Data:
    """The valid request with one value changed: "places/2/lon"; a list index one past the end appends."""
    data = good()
    *parents, last = path.split("/")
    target: Any = data
    for part in parents:
        target = target[int(part)] if isinstance(target, list) else target[part]
    if isinstance(target, list):
        target[int(last) :] = [value]
    else:
        target[last] = value
    return data


def issues(request: PlanRequest | Data) -> tuple[Issue, ...]:
    """Everything validation finds, errors or warnings."""
    if isinstance(request, dict):
        request = request_of_json(request)
    try:
        return validate(request).warnings
    except InvalidDay as invalid:
        return invalid.issues


def only(request: PlanRequest | Data) -> Issue:
    """The one issue there is."""
    found = issues(request)
    assert len(found) == 1, found
    return found[0]


def told(issue: Issue) -> tuple[str, str, str, str]:
    """Code, place, and the message in both languages."""
    return issue.code, str(issue.where), issue.message.en, issue.message.zh


def advised(issue: Issue) -> tuple[str, str]:
    """The remedy in both languages."""
    return issue.remedy.en, issue.remedy.zh


def as_workbook(data: Data, **grids: list[list[object]]) -> PlanRequest:
    """The same request as sheets of a workbook with Chinese headers; ``grids`` replaces the cells of some sheets."""
    return request_of_grids("day.xlsx", [Grid(BY_KEY[key].zh, rows) for key, rows in (cells(data) | grids).items()])


def cells(data: Data) -> dict[str, list[list[object]]]:
    """Rows of cells of every sheet: header in row 1, or the settings one a line."""
    found: dict[str, list[list[object]]] = {}
    for sheet in SHEETS:
        if sheet.key not in data:
            continue
        if not sheet.listed:
            found[sheet.key] = [[sheet.by_key[key].zh, value] for key, value in data[sheet.key].items()]
            continue
        used = [column for column in sheet.columns if any(column.key in row for row in data[sheet.key])]
        body = [[flat(row.get(column.key)) for column in used] for row in data[sheet.key]]
        found[sheet.key] = [[column.zh for column in used], *body]
    return found


def flat(value: object) -> object:
    """Lists as a cell holds them."""
    return ";".join(map(str, value)) if isinstance(value, list) else "" if value is None else value
