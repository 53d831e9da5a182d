"""Cells that do not hold what their column asks for: each is named with its value and what to write instead."""

import pytest

from tests.optimizer.validation.requests import advised, as_workbook, good, issues, only, spoilt, told

NAN = float("nan")


def test_several_bad_cells_are_reported_at_once() -> None:
    """Three mistakes, three issues, in the order of the sheets."""
    data = spoilt("places/0/lon", "abc")
    data["stocks"][0]["quantity"] = -3
    data["drivers"][0]["licence"] = "B9"
    found = [i for i in issues(data) if i.code.startswith("E12")]
    assert [(i.code, str(i.where)) for i in found] == [
        ("E1202", "/places/0/lon"),
        ("E1204", "/stocks/0/quantity"),
        ("E1211", "/drivers/0/licence"),
    ]


def test_a_bad_cell_of_a_workbook_is_named_by_sheet_row_and_column() -> None:
    """The second demand's quantity is in E3 of the sheet."""
    data = good()
    data["demands"] = [data["demands"][0], {**data["demands"][0], "id": "X2", "quantity": "forty"}]
    issue = only(as_workbook(data))
    assert told(issue) == (
        "E1202",
        "需求!D3",
        "demand 'X2': quantity is 'forty', which is no number",
        "需求“X2”的“数量”填的是“forty”，不是数字",
    )
    assert advised(issue) == ("write a number from 1 to 100,000,000", "请填写 1 到 100,000,000 之间的数字")


def test_required_cell_is_empty() -> None:
    """A place without a longitude."""
    issue = only(spoilt("places/2/lon", None))
    assert told(issue) == (
        "E1201", "/places/2/lon", "place 'C001': lon is empty, but required", "地点“C001”的“经度”为空，此格必填",
    )  # fmt: skip
    assert advised(issue) == ("fill it in, for example 106.5132", "请填写，例如 106.5132")


@pytest.mark.parametrize(
    ("path", "value", "code", "row", "en", "zh"),
    [
        ("goods/0/unit_kg", "25kg", "E1202", "good 'rice'", "which is no number", "不是数字"),
        ("goods/0/unit_kg", NAN, "E1202", "good 'rice'", "which is no number", "不是数字"),
        ("goods/0/unit_kg", float("inf"), "E1202", "good 'rice'", "which is no number", "不是数字"),
        ("goods/0/unit_kg", True, "E1202", "good 'rice'", "which is no number", "不是数字"),
        ("goods/0/unit_kg", -25, "E1204", "good 'rice'", "which is negative", "是负数"),
        (
            "goods/0/unit_kg",
            0,
            "E1204",
            "good 'rice'",
            "which is outside 0.001 to 100,000",
            "超出 0.001 到 100,000 的范围",
        ),
        ("demands/0/quantity", 2.5, "E1203", "demand 'X0001'", "which is no whole number", "不是整数"),
        ("places/0/lon", 1066.5, "E1204", "place 'M01'", "which is outside -180 to 180", "超出 -180 到 180 的范围"),
        ("demands/0/due", "noon", "E1205", "demand 'X0001'", "which is no clock time", "不是时刻"),
        ("demands/0/due", "10:75", "E1205", "demand 'X0001'", "which is no clock time", "不是时刻"),
        ("places/2/windows", "am", "E1205", "place 'C001'", "where 'am' is no time window", "其中“am”不是时间窗"),
        (
            *("places/2/windows", "12:00-06:00", "E1206", "place 'C001'"),
            *("where '12:00-06:00' ends before it begins", "其中“12:00-06:00”结束早于开始"),
        ),
        (
            *("places/2/windows", "06:00-12:00;11:00-14:00", "E1207", "place 'C001'"),
            *("whose windows overlap (06:00-12:00 / 11:00-14:00)", "其中时间窗重叠（06:00-12:00 / 11:00-14:00）"),
        ),
        ("settings/date", "tomorrow", "E1208", "settings", "which is no date", "不是日期"),
        ("settings/date", "2022-02-30", "E1208", "settings", "which is no date", "不是日期"),
        (
            "demands/0/splittable",
            "maybe",
            "E1209",
            "demand 'X0001'",
            "which is neither yes nor no",
            "既不是“是”也不是“否”",
        ),
        ("goods/0/unit", "x" * 21, "E1210", "good 'rice'", "which has 21 characters", "共 21 个字符"),
        (
            *("places/0/name", "a\nb", "E1210", "place 'M01'"),
            *("which holds a line break or a control character", "含有换行或控制字符"),
        ),
        ("places/0/name", {"a": 1}, "E1210", "place 'M01'", "which is no text", "不是文字"),
        ("places/0/kind", "批发市廠", "E1211", "place 'M01'", "which is not among the choices", "不在可选项之中"),
        (
            "settings/coordinate_system",
            "CGCS2000",
            "E1211",
            "settings",
            "which is not among the choices",
            "不在可选项之中",
        ),
    ],
)
def test_unfit_cell(  # noqa: PLR0917 -- the columns of the table above
    path: str, value: object, code: str, row: str, en: str, zh: str
) -> None:
    """The message names the row, the column, the value and what is wrong with it, in both languages."""
    issue = next(i for i in issues(spoilt(path, value)) if i.code.startswith("E12"))
    column = path.rsplit("/", maxsplit=1)[-1]
    assert (issue.code, str(issue.where)) == (code, f"/{path}")
    assert issue.message.en == f"{row}: {column} is {str(value)!r}, {en}"
    assert issue.message.zh.endswith(f"填的是“{value}”，{zh}")
    assert issue.remedy.en
    assert issue.remedy.zh


def test_windows_into_the_next_day_are_explained() -> None:
    """22:00-02:00 is refused, and the remedy says how to write it."""
    issue = only(spoilt("vehicles/0/shifts", "22:00-02:00"))
    assert advised(issue) == (
        "swap the two times, or write 22:00-02:00+1 if it ends on the next day",
        "请调换两个时刻；若到次日结束，写成 22:00-02:00+1",
    )


def test_choice_says_what_was_meant() -> None:
    """A word close to a choice is offered, with all choices."""
    issue = only(spoilt("places/0/kind", "批发市廠"))
    assert advised(issue)[1].startswith("是否指“批发市场”？请从下列各项中选择：批发市场、储备库")
    assert advised(issue)[0].startswith("did you mean '批发市场'? choose one of market, warehouse")


def test_interval_of_dates_ends_before_it_begins() -> None:
    """A whitelist entry from the 30th until the 10th."""
    data = spoilt("vehicles/0/whitelisted_from", "2022-11-30")
    data["vehicles"][0]["whitelisted_until"] = "2022-11-10"
    issue = only(data)
    assert told(issue) == (
        "E1212",
        "/vehicles/0/whitelisted_until",
        "vehicle 'V001': whitelisted_until is 2022-11-11 00:00, before whitelisted_from, 2022-11-30 00:00",
        "车辆“V001”的“白名单止”2022-11-11 00:00 早于“白名单起”2022-11-30 00:00",
    )
    assert advised(issue)[1] == "请调换两个日期，或改正其中之一"
