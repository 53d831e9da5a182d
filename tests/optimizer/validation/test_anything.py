"""Whatever stands in a request, validation answers with a day or with issues, never with a traceback."""

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.intake.grid import Grid, request_of_grids
from optimizer.intake.schema import SHEETS
from optimizer.model.findings import Severity
from tests.optimizer.validation.requests import cells, good, issues

CELLS = [(sheet.key, column.key) for sheet in SHEETS for column in sheet.columns]

numbers = st.integers() | st.floats() | st.sampled_from([0, -1, 10**400, 1e300, 2**63])
texts = st.text(max_size=12) | st.sampled_from(
    [
        "99:99",
        "00:00+999",
        "999:00",
        "2022-13-01",
        "0001-01-01",
        "9999-12-31",
        "9999-12-31 24:00",
        "1e999",
        "NaN",
        "-",
        ";",
        "例:",
    ]
)
times = st.dates() | st.times() | st.datetimes() | st.timedeltas()
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)
ROWS = {
    "passes": {"number": "1", "vehicle": "V001", "origin": "a", "destination": "b"},
    "tests": {"driver": "D001", "sampled": "2022-11-20 18:00", "result": "negative"},
    "road_changes": {"id": "R1", "kind": "closure", "lon": 106.5, "lat": 29.5},
}


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CELLS), values), min_size=1, max_size=4))
def test_any_value_in_any_cell_of_json(changes: list[tuple[tuple[str, str], Any]]) -> None:
    """One to four cells of a valid request hold anything that JSON can say."""
    data = good() | {key: [dict(row)] for key, row in ROWS.items()}
    for (sheet, column), value in changes:
        target = data[sheet]
        (target if isinstance(target, dict) else target[0])[column] = value
    for issue in issues(data):
        assert issue.message.en
        assert issue.message.zh
        assert issue.remedy.en
        assert issue.remedy.zh
        assert issue.where.pointer.startswith("/")
        assert (issue.severity is Severity.WARNING) == issue.code.startswith("W")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(cells(good()))), st.integers(0, 1), st.integers(0, 5), numbers | texts | times)
def test_any_value_in_any_cell_of_a_workbook(key: str, row: int, column: int, value: object) -> None:
    """One cell of a valid workbook, header or not, holds anything that a spreadsheet can hold."""
    grids = cells(good())
    line = grids[key][row]
    line[column % len(line)] = value
    for issue in issues(request_of_grids("day", [Grid(name, rows) for name, rows in grids.items()])):
        assert issue.where.sheet


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from([*good(), "passes", "other"]), values, max_size=11))
def test_any_json_at_all(data: dict[str, Any]) -> None:
    """Sheets that are numbers, lists of lists, objects of nothing."""
    assert issues(data) or data


def test_dates_at_the_edges_of_the_calendar() -> None:
    """The end of the last day there is cannot be told; it is reported, not raised."""
    for last in ("9999-12-31", dt.date.max, dt.datetime.max):
        data = good()
        data["vehicles"][0]["whitelisted_until"] = last
        assert [issue.code for issue in issues(data)] == ["E1208"]
