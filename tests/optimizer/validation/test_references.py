"""Ids stand once, and what is pointed to exists."""

import pytest

from tests.optimizer.validation.requests import advised, as_workbook, good, issues, only, spoilt, told


def test_duplicate_id_names_both_rows() -> None:
    """The same demand id in rows 2 and 3 of the sheet."""
    data = good()
    data["demands"] *= 2
    issue = only(as_workbook(data))
    assert told(issue) == (
        "E2001", "需求!A3", "demand 'X0001' was there before, at 需求!A2", "需求“X0001”重复，前一处在 需求!A2",
    )  # fmt: skip
    assert advised(issue) == ("give each its own id, or delete one of the two rows", "请改用不同编号，或删除其中一行")


@pytest.mark.parametrize("key", ["places", "goods", "vehicles", "drivers"])
def test_duplicate_ids_of_every_sheet(key: str) -> None:
    """Places, goods, vehicles and drivers alike."""
    data = good()
    data[key].append(data[key][0])
    issue = only(data)
    assert (issue.code, str(issue.where)) == ("E2001", f"/{key}/{len(data[key]) - 1}/id")


def test_unknown_place_with_what_was_meant() -> None:
    """C01 is taken for C001."""
    issue = only(as_workbook(spoilt("demands/0/place", "C01")))
    assert told(issue) == (
        "E2002",
        "需求!B2",
        "demand 'X0001': place 'C01' is not in sheet 'Places'",
        "需求“X0001”的地点“C01”不在“地点”表中",
    )
    assert advised(issue) == ("did you mean 'C001'?", "是否指“C001”？")


def test_a_name_where_an_id_belongs_is_recognised() -> None:
    """石油路社区 is the name of C001."""
    assert advised(only(spoilt("demands/0/place", "石油路社区"))) == ("did you mean 'C001'?", "是否指“C001”？")


def test_unknown_reference_like_nothing_lists_what_there_is() -> None:
    """The ids that exist are shown, the first five of them."""
    issue = only(spoilt("vehicles/0/home", "garage"))
    assert advised(issue) == (
        "add it there, or use one of: M01, P01, C001",
        "请在该表中补上，或改用：M01、P01、C001",
    )


@pytest.mark.parametrize(
    ("path", "sheet"),
    [
        ("stocks/0/place", "Places"),
        ("stocks/0/good", "Goods"),
        ("demands/0/good", "Goods"),
        ("vehicles/0/home", "Places"),
        ("drivers/0/home", "Places"),
        ("tests/0/driver", "Drivers"),
        ("passes/0/vehicle", "Vehicles"),
        ("passes/0/driver", "Drivers"),
        ("goods/0/keeps_apart_from", "Goods"),
    ],
)
def test_every_reference_is_followed(path: str, sheet: str) -> None:
    """Wherever an id of another row may stand, an unknown one is named."""
    data = good()
    data["tests"] = [{"driver": "D001", "sampled": "2022-11-20 18:00", "result": "negative"}]
    data["passes"] = [{"number": "1", "vehicle": "V001", "driver": "D001", "origin": "江津区", "destination": "渝中区"}]
    assert issues(data) == ()
    key, row, column = path.split("/")
    data[key][int(row)][column] = ["?!"] if column == "keeps_apart_from" else "?!"
    found = [issue for issue in issues(data) if issue.code == "E2002"]
    assert [str(issue.where) for issue in found] == [f"/{path}"]
    assert f"'?!' is not in sheet {sheet!r}" in found[0].message.en


def test_a_row_with_another_mistake_still_counts_as_there() -> None:
    """A place whose longitude is unreadable is one mistake, not one more for every demand there."""
    assert only(spoilt("places/2/lon", "x")).code == "E1202"


def test_pass_may_name_a_vehicle_by_its_plate() -> None:
    """However the plate is written."""
    data = good()
    data["passes"] = [{"number": "1", "vehicle": "渝A D12345", "origin": "江津区", "destination": "渝中区"}]
    assert issues(data) == ()


def test_duplicate_plate_is_found_however_it_is_written() -> None:
    """渝A·D12345 and 渝ad１２３４５ are the same plate."""
    data = good()
    data["vehicles"].append({**data["vehicles"][0], "id": "V002", "plate": "渝ad１２３４５"})
    issue = only(data)
    assert told(issue) == (
        "E2003",
        "/vehicles/1/plate",
        "plate 渝AD12345 was there before, at /vehicles/0/plate",
        "车牌号“渝AD12345”重复，前一处在 /vehicles/0/plate",
    )
    assert advised(issue)[1] == "请改正车牌号，或删除其中一辆"
