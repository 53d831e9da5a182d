"""What cannot be read is refused with a code, a reason and a remedy; nothing takes the planner's machine down."""

import json
import zipfile
from pathlib import Path

import pytest

from optimizer.intake.read import read_request
from optimizer.intake.request import request_of_json
from optimizer.model.findings import Issue, UnreadableInput
from tests.optimizer.intake.books import book, with_part


def refusal(path: Path) -> Issue:
    with pytest.raises(UnreadableInput) as caught:
        read_request(path)
    assert caught.value.issue.remedy.en
    assert caught.value.issue.remedy.zh
    return caught.value.issue


def test_no_such_file(tmp_path: Path) -> None:
    """The path is wrong."""
    issue = refusal(tmp_path / "day.xlsx")
    assert (issue.code, issue.message.en) == ("E1001", "day.xlsx: no such file or folder")
    assert issue.message.zh == "day.xlsx：文件或文件夹不存在"


def test_what_the_system_refuses_to_open(tmp_path: Path) -> None:
    """A name longer than any file system allows stands for all refusals of the system, such as permissions."""
    issue = refusal(tmp_path / ("x" * 300))
    assert issue.code == "E1001"
    assert issue.message.en.endswith("cannot be opened (File name too long)")
    assert "无法打开" in issue.message.zh


@pytest.mark.parametrize("content", [b"hello", b"PK\x03\x04 broken", b"%PDF-1.7\n"])
def test_not_a_workbook(tmp_path: Path, content: bytes) -> None:
    """Text, half a zip file, a PDF."""
    path = tmp_path / "day.xlsx"
    path.write_bytes(content)
    issue = refusal(path)
    assert (issue.code, issue.message.en) == ("E1002", "day.xlsx: is not an Excel workbook (.xlsx)")
    assert issue.message.zh == "day.xlsx：不是 Excel 工作簿（.xlsx）"
    assert issue.remedy.zh == "请另存为不加密码的 .xlsx 后重试"


def test_a_zip_file_that_is_no_workbook(tmp_path: Path) -> None:
    """A zip file of photographs; and one with the right part and nothing else."""
    path = tmp_path / "day.xlsx"
    for part in ("photo.jpg", "[Content_Types].xml"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(part, "x")
        assert refusal(path).code == "E1002"


def test_old_or_encrypted_workbook(tmp_path: Path) -> None:
    """Both are compound files of Microsoft."""
    path = tmp_path / "day.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504)
    issue = refusal(path)
    assert (issue.code, issue.message.en) == (
        "E1003",
        "day.xlsx: is an old .xls workbook or protected by a password",
    )
    assert issue.message.zh == "day.xlsx：是旧版 .xls 或设有密码的工作簿"


@pytest.mark.parametrize("name", ["day.xlsx", "day.json"])
def test_too_large_a_file(tmp_path: Path, name: str) -> None:
    """11 MB, refused unread."""
    path = tmp_path / name
    path.write_bytes(b"x" * 11 * 2**20)
    issue = refusal(path)
    assert (issue.code, issue.message.en) == ("E1004", f"{name}: has 11.0 MB, above the limit of 10 MB")
    assert issue.message.zh == f"{name}：大小为 11.0 MB，超过 10 MB 的上限"


def test_workbook_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    """A few hundred kilobytes that would unpack to 256 MB."""
    path = with_part(book(tmp_path / "day.xlsx", {"地点": [["编号"]]}), "xl/worksheets/sheet1.xml", bytes(256 * 2**20))
    assert path.stat().st_size < 2**20
    issue = refusal(path)
    assert issue.code == "E1005"
    assert issue.message.en.startswith("day.xlsx: would unpack to 256 MB")
    assert "解压后为 256 MB" in issue.message.zh


def test_workbook_with_thousands_of_parts_is_refused(tmp_path: Path) -> None:
    """2,500 empty parts."""
    path = book(tmp_path / "day.xlsx", {"地点": [["编号"]]})
    with zipfile.ZipFile(path, "a") as archive:
        for i in range(2_500):
            archive.writestr(f"xl/media/{i}", b"")
    assert refusal(path).code == "E1005"


def test_sparse_bomb_breaks_the_child_and_not_us(tmp_path: Path) -> None:
    """One cell in A1 and one in XFD1048576: a reader that fills the rectangle needs 17 thousand million cells."""
    path = book(tmp_path / "day.xlsx", {"地点": [["编号"]]})
    cells = b"".join(
        b'<row r="%d"><c r="%s%d"><v>1</v></c></row>' % (row, column, row)
        for row, column in ((1, b"A"), (1048576, b"XFD"))
    )
    sheet = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData>" + cells + b"</sheetData></worksheet>"
    )
    issue = refusal(with_part(path, "xl/worksheets/sheet1.xml", sheet))
    assert issue.code == "E1006"
    assert issue.message.en == "day.xlsx: is damaged, or needs more than 1024 MB of memory or 30 s to read"
    assert issue.message.zh == "day.xlsx：已损坏，或读取所需超过 1024 MB 内存、30 秒"


@pytest.mark.parametrize(("rows", "columns"), [(50_001, 1), (2, 201)])
def test_too_many_rows_or_columns(tmp_path: Path, rows: int, columns: int) -> None:
    """One more than the limit, in a workbook and in a CSV file."""
    with_last: list[list[object]] = [["编号"], *[[]] * (rows - 2), [*[None] * (columns - 1), 1]]
    issue = refusal(book(tmp_path / "day.xlsx", {"地点": with_last}))
    assert (issue.code, str(issue.where)) == ("E1007", "地点")
    assert f"sheet '地点' has {rows:,} rows and {columns:,} columns" in issue.message.en
    assert f"工作表“地点”有 {rows:,} 行、{columns:,} 列" in issue.message.zh
    folder = tmp_path / "csv"
    folder.mkdir()
    (folder / "places.csv").write_text("\n".join([",".join(["x"] * columns)] * rows))
    assert refusal(folder).code == "E1007"


@pytest.mark.parametrize(
    ("text", "where"), [('{"a": 1,}', "day.json!91"), ("[1", "day.json!31"), ("{\n'a': 1}", "day.json!12")]
)
def test_bad_json(tmp_path: Path, text: str, where: str) -> None:
    """Line and column of the mistake."""
    path = tmp_path / "day.json"
    path.write_text(text)
    issue = refusal(path)
    assert (issue.code, issue.where.row, issue.message.en[:28]) == (
        "E1008",
        int(where[-1]),
        "day.json: is not valid JSON ",
    )
    assert f"第 {where[-1]} 行第 {where[-2]} 列不是有效的 JSON" in issue.message.zh


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[" * 200_000, b"9" * 10_000])
def test_hostile_json(tmp_path: Path, content: bytes) -> None:
    """Not UTF-8, nested without end, a number without end."""
    path = tmp_path / "day.json"
    path.write_bytes(content)
    assert refusal(path).code == "E1008"


@pytest.mark.parametrize("data", [[], 3, "x", None])
def test_json_that_is_no_object(data: object) -> None:
    """A list, a number, a text, nothing."""
    with pytest.raises(UnreadableInput) as caught:
        request_of_json(data)
    issue = caught.value.issue
    assert (issue.code, str(issue.where)) == ("E1009", "/")
    assert issue.message.en == "request: is JSON, but not an object with one member a sheet"
    assert issue.message.zh == "request：是 JSON，但不是以各表为成员的对象"


@pytest.mark.parametrize(
    ("content", "en"), [(b'"a', "unexpected end of data"), (b"\xff\xff\xff", "neither UTF-8 nor GB18030")]
)
def test_bad_csv(tmp_path: Path, content: bytes, en: str) -> None:
    """An open quotation mark; bytes that are no text."""
    (tmp_path / "places.csv").write_bytes(content)
    issue = refusal(tmp_path)
    assert issue.code == "E1010"
    assert issue.message.en == f"places.csv: is not a CSV file that can be read ({en})"
    assert issue.message.zh.startswith("places.csv：不是可读取的 CSV 文件")


def test_folder_without_csv_files(tmp_path: Path) -> None:
    """A folder of something else."""
    issue = refusal(tmp_path)
    assert issue.code == "E1011"
    assert issue.message.en.endswith("is a folder without CSV files")
    assert issue.message.zh.endswith("文件夹中没有 CSV 文件")


def test_empty_input(tmp_path: Path) -> None:
    """A workbook without cells, a file without bytes, a JSON file of spaces, a folder of empty files."""
    (tmp_path / "zero.xlsx").write_bytes(b"")
    (tmp_path / "spaces.json").write_text(" \n")
    (tmp_path / "csv").mkdir()
    (tmp_path / "csv" / "places.csv").write_text("")
    book(tmp_path / "blank.xlsx", {"Sheet1": []})
    for name in ("zero.xlsx", "spaces.json", "csv", "blank.xlsx"):
        issue = refusal(tmp_path / name)
        assert (issue.code, issue.message.en, issue.message.zh) == ("E1012", f"{name}: is empty", f"{name}：内容为空")
        assert "lastmetre template" in issue.remedy.en


def test_nan_in_json_reaches_validation(tmp_path: Path) -> None:
    """Python's JSON reads NaN; it is for the validation to name its cell."""
    path = tmp_path / "day.json"
    path.write_text('{"places": [{"lon": NaN}]}')
    assert json.dumps(read_request(path).records("places")[0].cells["lon"]) == "NaN"
