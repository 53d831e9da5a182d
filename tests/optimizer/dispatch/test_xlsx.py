"""What makes a sheet legal, harmless and fit for paper."""

from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from optimizer.dispatch.xlsx import Book, Column, Link, SheetNames, lines_needed, safe_text

COLUMNS = (Column(zh="名称", en="Name", width=12), Column(zh="数", en="Number", width=8, look="whole"))


@pytest.mark.parametrize(
    "text", ["=1+1", "+86 139", "-cmd", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"]
)
def test_text_that_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    """OWASP's list, full-width forms included."""
    assert safe_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "渝A12345", "1+1=2", "a@b", " =1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    """A sign inside a text is no formula."""
    assert safe_text(text) == text


def test_a_text_too_long_for_a_cell_is_cut_not_dropped() -> None:
    """XlsxWriter would leave the cell empty."""
    assert safe_text("米" * 40_000) == "米" * 32_000 + "…"


def test_sheet_names_are_legal() -> None:
    """No []:*?/\\ and no control characters, no apostrophe at the ends, never empty, never "History"."""
    names = SheetNames()
    assert names.legal("A[1]:B*?/\\C\x07") == "A 1 B C"
    assert names.legal("'quoted'") == "quoted"
    assert names.legal("") == "表"
    assert names.legal("History") == "History (2)"


def test_sheet_names_are_unique_whatever_their_case() -> None:
    """Excel takes "a" and "A" for the same sheet."""
    names = SheetNames()
    assert [names.legal(name) for name in ("Li", "LI", "li")] == ["Li", "LI (2)", "li (3)"]


def test_sheet_names_have_at_most_31_characters_suffix_included() -> None:
    """40 characters are cut to 31; the second to 27 and " (2)"; an emoji counts as two."""
    names = SheetNames()
    assert names.legal("长" * 40) == "长" * 31
    assert names.legal("长" * 40) == "长" * 27 + " (2)"
    assert names.legal("🚚" * 40) == "🚚" * 15


def test_rows_grow_with_their_text() -> None:
    """20 Chinese characters are 40 columns wide: four lines of 11; every line feed begins one more."""
    assert lines_needed("米" * 20, 12) == 4
    assert lines_needed("a\nb", 12) == 2
    assert lines_needed("", 12) == 1


def test_a_sheet_prints_on_a4_landscape_one_page_wide_with_its_header_repeated(tmp_path: Path) -> None:
    """As read back by openpyxl."""
    with Book(tmp_path / "b.xlsx", title="t", day=date(2022, 11, 21)) as book:
        sheet = book.sheet("甲", COLUMNS, footer="a & b")
        sheet.title("标题", link=Link("go", "乙's"))
        sheet.head(repeat=True)
        sheet.row(("=1+1", 3))
        book.sheet("乙's", COLUMNS)
    page = openpyxl.load_workbook(tmp_path / "b.xlsx")["甲"]
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, int(page.page_setup.fitToHeight)) == (1, 0)
    assert page.print_title_rows == "$2:$2"
    assert page["B1"].hyperlink.location == "'乙''s'!A1"
    assert (page["A3"].value, page["A3"].data_type, page["B3"].value) == ("'=1+1", "s", 3)


def test_the_same_book_is_the_same_bytes(tmp_path: Path) -> None:
    """No clock of the machine in it."""
    for name in ("a.xlsx", "b.xlsx"):
        with Book(tmp_path / name, title="t", day=date(2022, 11, 21)) as book:
            book.sheet("甲", COLUMNS).row(("x", 1))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert "2022-11-21T00:00:00Z" in ZipFile(tmp_path / "a.xlsx").read("docProps/core.xml").decode()
