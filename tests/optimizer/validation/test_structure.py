"""Sheets and columns: what is missing, unknown or there twice is named, with where it is and what to do."""

from optimizer.intake.grid import Grid, request_of_grids
from optimizer.intake.schema import BY_KEY
from tests.optimizer.validation.requests import advised, as_workbook, cells, good, issues, only, told


def test_the_example_request_is_valid_without_a_warning() -> None:
    """What OpenAPI shows can be planned, as JSON and as a workbook."""
    assert issues(good()) == ()
    assert issues(as_workbook(good())) == ()


def test_missing_sheet_in_a_workbook() -> None:
    """A workbook without drivers: the sheet is named in both languages."""
    data = good()
    del data["drivers"]
    issue = only(as_workbook(data))
    assert told(issue) == ("E1101", "驾驶员 Drivers", "sheet 'Drivers' (drivers) is missing", "缺少“驾驶员”表")
    assert "template day.xlsx" in advised(issue)[0]
    assert "请增加名为“驾驶员”的表" in advised(issue)[1]


def test_missing_sheet_in_json() -> None:
    """The same in JSON, by pointer; the papers of drivers and vehicles may be missing."""
    data = good()
    del data["goods"]
    found = [issue for issue in issues(data) if issue.code == "E1101"]
    assert [str(issue.where) for issue in found] == ["/goods"]


def test_unknown_sheet_is_named_with_what_was_meant() -> None:
    """ "车量" is taken for 车辆."""
    grids = [Grid(BY_KEY[key].zh, rows) for key, rows in cells(good()).items()]
    issue = only(request_of_grids("day", [*grids, Grid("车量", [["a"]])]))
    assert told(issue) == ("E1102", "车量", "sheet '车量' is not known", "不认识名为“车量”的表")
    assert advised(issue)[0].startswith("did you mean '车辆'? rename the sheet")
    assert advised(issue)[1].startswith("是否指“车辆”？")


def test_sheets_for_people_and_empty_ones_are_not_reported() -> None:
    """The guide, "#" and 备注 sheets, and an empty Sheet2 do not matter."""
    grids = [Grid(BY_KEY[key].zh, rows) for key, rows in cells(good()).items()]
    extra = [
        Grid("说明 Read me", [["x"]]),
        Grid("#mine", [["x"]]),
        Grid("备注2", [["x"]]),
        Grid("Sheet2", [["", None]]),
    ]
    assert issues(request_of_grids("day", grids + extra)) == ()


def test_sheet_twice() -> None:
    """地点 and Places are the same sheet."""
    grids = [Grid(BY_KEY[key].zh, rows) for key, rows in cells(good()).items()]
    issue = only(request_of_grids("day", [*grids, Grid("Places", [["编号"]])]))
    assert told(issue) == ("E1103", "Places", "sheet 'Places' is there a second time", "“Places”表重复出现")
    assert advised(issue)[1] == "请把各行并入同一张表，删去另一张"


def test_no_header_row() -> None:
    """A sheet of bare data."""
    issue = next(i for i in issues(as_workbook(good(), goods=[["rice", 25]])) if i.code == "E1104")
    assert told(issue)[1:] == ("物资", "no header row was found in its first 20 rows", "前 20 行中没有找到表头")
    assert "编号 id" in advised(issue)[0]


def test_missing_column_is_reported_once_with_what_it_means() -> None:
    """Demands without a quantity: one issue at the header, none for the rows."""
    issue = only(
        as_workbook(good(), demands=[["编号", "地点", "物资"], ["X1", "C001", "rice"], ["X2", "C001", "rice"]])
    )
    assert told(issue) == ("E1105", "需求!1", "column 'quantity' is missing", "缺少“数量”列")
    assert advised(issue) == (
        "add a column headed '数量 quantity': Whole units.",
        "请增加表头为“数量”的列：件数，整数。",
    )


def test_unknown_column_is_named_with_what_was_meant() -> None:
    """ "quantaty" in JSON, "数两" in a workbook, each with its place."""
    data = good()
    data["stocks"][0]["redy"] = data["stocks"][0].pop("ready")
    issue = only(data)
    assert told(issue) == (
        "E1106", "/stocks/0/redy", "column 'redy' is not known in 'Stock'", "“库存”表中不认识“redy”列",
    )  # fmt: skip
    assert advised(issue)[0].startswith("did you mean 'ready'? rename it, delete it")
    assert advised(issue)[1].startswith("是否指“ready”？")
    rows = cells(good())["stocks"]
    assert rows[0][3] == "可装时间"
    rows[0][3] = "可装时刻"
    issue = only(as_workbook(good(), stocks=rows))
    assert (issue.code, str(issue.where)) == ("E1106", "库存!D1")
    assert "是否指“可装时间”？" in issue.remedy.zh


def test_unknown_setting_is_named() -> None:
    """A misspelt rule in the settings must not be planned without."""
    rows = [*cells(good())["settings"], ["休息时常(分钟)", 30]]
    issue = only(as_workbook(good(), settings=rows))
    assert (issue.code, str(issue.where)) == ("E1106", "设置!A4")
    assert "是否指“休息时间(分钟)”？" in issue.remedy.zh


def test_columns_for_people_are_not_reported() -> None:
    """A column headed 备注 or # is the planner's own."""
    rows = cells(good())["drivers"]
    rows = [[*rows[0], "备注", "# phone"], [*rows[1], "early bird", "13800000000"]]
    assert issues(as_workbook(good(), drivers=rows)) == ()


def test_column_twice() -> None:
    """编号 and id are the same column."""
    rows = cells(good())["drivers"]
    issue = only(as_workbook(good(), drivers=[[*rows[0], "id"], [*rows[1], "D002"]]))
    assert told(issue) == ("E1107", "驾驶员!D1", "column 'id' is there a second time", "“id”列重复出现")
    assert advised(issue) == ("delete or rename one of the two", "请删除或改名其中一列")


def test_data_without_a_header() -> None:
    """A stray number right of the table."""
    rows = cells(good())["drivers"]
    issue = only(as_workbook(good(), drivers=[rows[0], [*rows[1], "", 7]]))
    assert told(issue) == ("E1109", "驾驶员!E", "column E holds data but has no header", "E 列有内容但没有表头")
    assert advised(issue) == ("give it a header, or clear it", "请补上表头，或清空该列")


def test_wrong_shape_of_json() -> None:
    """A table that is an object, a row that is a number, settings that are a list."""
    data = good() | {"tests": {}}
    issue = only(data)
    assert told(issue) == ("E1108", "/tests", "/tests has the wrong shape", "/tests 的结构不对")
    assert advised(issue) == ('write "tests": [{"driver": ...}, ...]', '请写成 "tests": [{"driver": ...}, ...]')
    assert str(only(good() | {"passes": [3]}).where) == "/passes/0"
    assert "/settings" in [str(issue.where) for issue in issues(good() | {"settings": []})]
