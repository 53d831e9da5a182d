"""What is written: the template, and workbooks that are safe to open."""

import csv
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.intake.atomic import whole_file, whole_files
from optimizer.intake.harmless import harmless, restored
from optimizer.intake.read import read_request
from optimizer.intake.schema import GUIDE_TITLE, SHEETS
from optimizer.intake.write import write_csv, write_template, write_workbook
from tests.builders import town


def test_template_has_every_sheet_header_note_and_an_example(tmp_path: Path) -> None:
    """Looked at with another reader than ours."""
    write_template(tmp_path / "t.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert workbook.sheetnames == [GUIDE_TITLE, *(sheet.title for sheet in SHEETS)]
    for sheet in SHEETS[1:]:
        page = workbook[sheet.title]
        assert [cell.value for cell in page[1]] == [f"{column.zh}\n{column.key}" for column in sheet.columns]
        assert all(
            cell.comment and column.note.zh in cell.comment.text
            for cell, column in zip(page[1], sheet.columns, strict=True)
        )
        assert str(page["A2"].value).startswith("例:")
        assert page.freeze_panes == "B2"


def test_template_offers_choices_and_ids_in_drop_downs(tmp_path: Path) -> None:
    """Kinds of places as words, places of demands as the ids of the other sheet."""
    write_template(tmp_path / "t.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "t.xlsx")
    by_range = {
        (title, str(rule.sqref)): rule.formula1
        for title in workbook.sheetnames
        for rule in workbook[title].data_validations.dataValidation
    }
    assert by_range["地点 Places", "C2:C50001"].startswith('"批发市场,储备库,')
    assert by_range["需求 Demands", "B2:B50001"] == "'地点 Places'!$A$2:$A$50000"
    assert by_range["通行证 Passes", "B2:B50001"] == "'车辆 Vehicles'!$B$2:$B$50000"


def test_an_untouched_template_holds_no_rows(tmp_path: Path) -> None:
    """Its examples are not read, and nothing in it is unknown."""
    write_template(tmp_path / "t.xlsx")
    request = read_request(tmp_path / "t.xlsx")
    assert request.unknown_sheets == ()
    assert not request.missing
    for sheet in SHEETS:
        table = request.tables[sheet.key]
        assert (table.unknown, table.headless, table.repeated) == ((), (), ())
        assert len(table.records) == (0 if sheet.listed else 1)


FORMULAS = ["=1+1", "+86 138", "-x", "@SUM(A1)", "'=x", "''=x", "＝cmd", '=HYPERLINK("http://x")']


def test_formulas_in_text_are_neutralised_and_come_back(tmp_path: Path) -> None:
    """A place whose name is a formula is text with an apostrophe in every file, and its own name again for us."""
    built = town()
    for i, name in enumerate(FORMULAS):
        built.place(f"C{i}")
        built.places[f"C{i}"] = built.places[f"C{i}"].__class__(
            **{part: getattr(built.places[f"C{i}"], part) for part in built.places[f"C{i}"].__slots__} | {"name": name}
        )
    day = built.day()
    write_workbook(day, tmp_path / "d.xlsx")
    write_csv(day, tmp_path / "csv")
    page = openpyxl.load_workbook(tmp_path / "d.xlsx")["地点 Places"]
    cells = [row[1] for row in page.iter_rows(min_row=4)]
    assert [cell.value for cell in cells] == [f"'{name}" for name in FORMULAS]
    assert {cell.data_type for cell in cells} == {"s"}
    with (tmp_path / "csv" / "places.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[1] for row in csv.reader(file)][3:] == [f"'{name}" for name in FORMULAS]
    for source in ("d.xlsx", "csv"):
        names = [record.cells["name"] for record in read_request(tmp_path / source).records("places")]
        assert names[2:] == FORMULAS


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    """Neutralising loses nothing, and what is written never begins like a formula."""
    assert restored(harmless(text)) == text
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_csv_opens_in_spreadsheets_with_its_chinese(tmp_path: Path) -> None:
    """UTF-8 with a byte order mark."""
    write_csv(town().day(), tmp_path / "csv")
    assert (tmp_path / "csv" / "places.csv").read_bytes().startswith(b"\xef\xbb\xbf\xe7\xbc\x96")


def test_a_failed_write_leaves_nothing_behind_and_the_old_file_alone(tmp_path: Path) -> None:
    """The new file appears whole or not at all."""
    path = tmp_path / "day.json"
    path.write_text("old")

    def fail_in_file() -> None:
        with whole_file(path) as temporary:
            temporary.write_text("half")
            raise RuntimeError

    def fail_in_folder() -> None:
        with whole_files(tmp_path / "csv") as temporary:
            (temporary / "places.csv").write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_in_file()
    with pytest.raises(RuntimeError):
        fail_in_folder()
    assert [entry.name for entry in sorted(tmp_path.iterdir())] == ["csv", "day.json"]
    assert list((tmp_path / "csv").iterdir()) == []
    assert path.read_text() == "old"
