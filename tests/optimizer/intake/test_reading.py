"""Workbooks and CSV files as people hand them in."""

import datetime as dt
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from optimizer.intake.read import read_request
from optimizer.intake.request import request_of_json
from tests.optimizer.intake.books import book


def test_header_under_merged_title_rows(tmp_path: Path) -> None:
    """Two rows of titles above the header do not matter, and rows keep their numbers."""
    rows = [
        ["渝中区保供地点表"],
        ["制表：调度组", None, "2022-11-21"],
        [],
        ["编号", "经度", "纬度"],
        ["C1", 106.5, 29.5],
    ]
    table = read_request(book(tmp_path / "d.xlsx", {"地点": rows})).tables["places"]
    assert table.records[0].cells == {"id": "C1", "lon": 106.5, "lat": 29.5}
    assert str(table.records[0].where("lat")) == "地点!C5"


@pytest.mark.parametrize(
    "headers",
    [["编号", "经度"], ["id", "lon"], ["编号 id", "经度 lon"], ["ID", " 经 度\nlon "], ["编号id", "lon 经度"]],
)
def test_headers_in_chinese_english_or_both(tmp_path: Path, headers: list[str]) -> None:
    """However a header is written, it is the same column."""
    table = read_request(book(tmp_path / "d.xlsx", {"Places": [headers, ["C1", 106.5]]})).tables["places"]
    assert table.records[0].cells == {"id": "C1", "lon": 106.5}


@pytest.mark.parametrize("title", ["地点", "Places", "places", "地点 Places", "ＰＬＡＣＥＳ"])
def test_sheet_titles_in_chinese_english_or_both(tmp_path: Path, title: str) -> None:
    """However a title is written, it is the same sheet."""
    assert "places" in read_request(book(tmp_path / "d.xlsx", {title: [["编号"], ["C1"]]})).tables


def test_empty_rows_and_columns_before_the_table_count(tmp_path: Path) -> None:
    """A table that begins in C3 is reported by its true row and column."""
    rows = [[], [], [None, None, "编号", "经度"], [None, None, "C1", "x"]]
    [record] = read_request(book(tmp_path / "d.xlsx", {"地点": rows})).records("places")
    assert str(record.where("lon")) == "地点!D4"


def test_example_and_empty_rows_are_not_read(tmp_path: Path) -> None:
    """例:, 例： and example: begin an example."""
    rows = [["编号", "名称"], ["例:C0", "x"], ["例：C0"], ["Example: C0"], [], [None, "  "], ["例外社区", "y"]]
    records = read_request(book(tmp_path / "d.xlsx", {"地点": rows})).records("places")
    assert [record.cells["id"] for record in records] == ["例外社区"]
    assert records[0].where().row == 7


def test_settings_stand_one_a_line(tmp_path: Path) -> None:
    """Names in the first column, values in the second, a title and notes around them."""
    rows = [
        ["设置"],
        ["项目 Setting", "值 Value", "说明"],
        ["日期", "2022-11-21", "x"],
        ["坐标系 coordinate_system", "GCJ-02"],
    ]
    table = read_request(book(tmp_path / "d.xlsx", {"设置": rows})).tables["settings"]
    assert table.records[0].cells == {"date": "2022-11-21", "coordinate_system": "GCJ-02"}
    assert str(table.records[0].where("coordinate_system")) == "设置!B4"
    assert table.unknown == ()


def test_dates_and_times_of_a_workbook_arrive_as_such(tmp_path: Path) -> None:
    """Real dates, times and durations of the spreadsheet."""
    path = tmp_path / "d.xlsx"
    with Workbook(path) as workbook:
        sheet = workbook.add_worksheet("需求")
        sheet.write_row(0, 0, ["编号", "最迟到达", "送达时间"])
        sheet.write(1, 0, "X1")
        sheet.write_datetime(1, 1, dt.time(8, 30), workbook.add_format({"num_format": "hh:mm"}))
        sheet.write_datetime(
            1, 2, dt.datetime(2022, 11, 21, 8), workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        )
    cells = read_request(path).records("demands")[0].cells
    assert cells["due"] == dt.time(8, 30)
    assert cells["windows"] == dt.datetime(2022, 11, 21, 8)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_the_encodings_of_china(tmp_path: Path, encoding: str) -> None:
    """A file named in Chinese, with Chinese in it; the phone-like id keeps its zeros."""
    (tmp_path / "地点.csv").write_bytes('编号,名称,经度\r\n007,"石油路,社区",106.5\r\n'.encode(encoding))
    [record] = read_request(tmp_path).records("places")
    assert record.cells == {"id": "007", "name": "石油路,社区", "lon": "106.5"}
    assert str(record.where("lon")) == "地点!C2"


def test_pointers_of_json_records() -> None:
    """Members are named as RFC 6901 wants it, also odd ones."""
    table = request_of_json({"places": [{"id": "a"}, {"a/b~c": 1}]}).tables["places"]
    assert str(table.records[0].where("lon")) == "/places/0/lon"
    assert str(table.unknown[0].where) == "/places/1/a~1b~0c"
