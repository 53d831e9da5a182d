"""dispatch.xlsx of the small plan, read back by another library."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from optimizer.dispatch.ways import find_ways
from optimizer.dispatch.workbook import write_dispatch_workbook
from optimizer.model.day import Day
from optimizer.model.plan import Plan
from tests.optimizer.dispatch.worlds import MappedTable, small_day, small_duty, small_plan, small_town


def book(tmp_path: Path, day: Day | None = None, plan: Plan | None = None) -> openpyxl.Workbook:
    write_dispatch_workbook(day or small_day(), plan or small_plan(), tmp_path / "dispatch.xlsx")
    return openpyxl.load_workbook(tmp_path / "dispatch.xlsx")


def rows(sheet: Worksheet) -> list[list[object]]:
    return [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


def row(sheet: Worksheet, first: object) -> list[object]:
    """The only row that begins with ``first``."""
    found = [cells for cells in rows(sheet) if cells and cells[0] == first]
    assert len(found) == 1, found
    return found[0]


def test_the_sheets_and_their_order(tmp_path: Path) -> None:
    """Totals first, then overview, unserved, loading points, duties."""
    assert book(tmp_path).sheetnames == ["汇总 Totals", "总表 Overview", "未满足 Unserved", "装 market", "渝A00000 Li"]


def test_the_totals_are_those_of_the_plan(tmp_path: Path) -> None:
    """See test_totals; 321.33 yuan in all, 50 kg missing at C."""
    sheet = book(tmp_path)["汇总 Totals"]
    assert row(sheet, "趟次 Trips") == ["趟次 Trips", 2, "趟"]
    assert row(sheet, "周转量 Tonne-kilometres") == ["周转量 Tonne-kilometres", 3.9, "t·km"]
    assert row(sheet, "特殊需求 special need")[1:8] == [1, 0, 0, 1, 50, 0, 50]
    assert row(sheet, "渝中区 (晚到 1 late)")[1:8] == [2, 2, 0, 0, 400, 400, 0]
    assert row(sheet, "轻型 light")[1:9] == pytest.approx([1, 1, 2, 3, 0.4, 3.9, 39, 3900 / 3600])
    assert ["合计 Sum", 321.33, 1] in rows(sheet)


def test_the_overview_leads_to_the_sheet_of_each_crew(tmp_path: Path) -> None:
    """One row a crew, its plate a link."""
    sheet = book(tmp_path)["总表 Overview"]
    cells = next(r for r in sheet.iter_rows(min_row=3) if r[0].value == 1)
    assert cells[1].value == "渝A00000"
    assert cells[1].hyperlink.location == "'渝A00000 Li'!A1"
    assert [cell.value for cell in cells[6:8]] == ["06:40", "09:25"]
    assert [cell.value for cell in cells[8:]] == pytest.approx([2, 3, 400, 400 / 3000, 39, 3900 / 3600, 1])


def test_the_dispatch_sheet_has_a_line_for_every_visit(tmp_path: Path) -> None:
    """Number, trip, clock times, action, place, district, goods, weights, notes.

    No place of this day needs time to load or unload: the 20 minutes at the market and 5 at B are told as staying on.
    """
    sheet = book(tmp_path)["渝A00000 Li"]
    lines = [r for r in sheet.iter_rows(values_only=True) if isinstance(r[0], int)]
    assert [line[0] for line in lines] == list(range(1, 10))
    assert lines[1][:12] == (
        2, 1, "06:50", "07:00", "07:20", "装货 Load", "market", None, "rice 300 kg", 300, 300,
        "等待 0:10 waiting\n停留 0:20 stays",
    )  # fmt: skip
    assert lines[2][6:11] == ("A", "渝中区", "rice 200 kg", 200, 100)
    assert lines[6][1:7] == (2, "08:45", "08:45", "09:05", "休息 Rest", "途中 on the road")
    assert lines[7][11] == "晚到 0:10 late\n停留 0:05 stays"
    assert (lines[0][1], lines[8][1], lines[8][5]) == (None, None, "收车 Return")
    header = [value for r in rows(sheet)[:6] for value in r]
    assert {"渝A00000", "Li", "C1", "06:00 – 20:00", "39.0 km · 1:05 h", "1,500 kg · 10,000 L"} <= set(header)


WAY = "↓ 经 via 长江二路 2.3 km → 石板坡长江大桥 1.1 km · 过 gates "
SEALED = " · 穿行 through 封控区“Z1” sealed zone 'Z1' "
GATE, RIGHT = " · 停小区门口 stop at the gate of the compound (120 m)", " · 靠右停车，地点在右侧 place on the right"


def test_the_way_of_a_drive_stands_above_the_visit_it_leads_to(tmp_path: Path) -> None:
    """Left at 07:20, the lift gate comes after 290 s, the checkpoint after 300 s, of which a kerb is not told.

    The second trip leaves at 08:40 and rests on the road after 300 s of driving, from 08:45 to 09:05: the lift gate is
    passed at 08:44, the checkpoint at 09:05. No way is told from elsewhere. The sealed zone lies 60 to 120 s from the
    market; A is served at its gate, B from the right side of the street.
    """
    day, plan = small_day(), small_plan()
    write_dispatch_workbook(day, plan, tmp_path / "dispatch.xlsx", find_ways(day, plan, MappedTable({})))
    sheet = openpyxl.load_workbook(tmp_path / "dispatch.xlsx")["渝A00000 Li"]
    first = [row[0] for row in sheet.iter_rows(min_row=8, values_only=True) if row[0]]
    assert first[:11] == [
        1, 2, WAY + "道闸 lift gate 07:24、卡点 checkpoint 07:25" + SEALED + "07:21–07:22" + GATE, 3, 4, 5, 6,
        WAY + "道闸 lift gate 08:44、卡点 checkpoint 09:05" + SEALED + "08:41–08:42" + RIGHT, 7, 8, 9,
    ]  # fmt: skip


def test_every_drive_is_told_turn_by_turn_behind_the_signatures(tmp_path: Path) -> None:
    """From the market at 07:20: 240 s along 长江二路, over the bridge at 07:24, at A after 300 s of told driving."""
    day, plan = small_day(), small_plan()
    write_dispatch_workbook(day, plan, tmp_path / "dispatch.xlsx", find_ways(day, plan, MappedTable({})))
    sheet = openpyxl.load_workbook(tmp_path / "dispatch.xlsx")["渝A00000 Li"]
    lines = [row[0] for row in sheet.iter_rows(values_only=True) if isinstance(row[0], str)]
    turns = lines[lines.index("行车指引 Turn by turn") + 1 :]
    assert turns[:4] == [
        "07:20 market → A",
        "07:20  出发，沿长江二路行驶2.3 公里  ·  Start on 长江二路, 2.3 km",
        "07:24  右转进入石板坡长江大桥过桥行驶1.1 公里  ·  Turn right onto 石板坡长江大桥 over the bridge, 1.1 km",
        "07:25  到达目的地，位于石板坡长江大桥  ·  Arrive at your destination on 石板坡长江大桥",
    ]
    assert turns[4] == "08:40 market → B"
    assert [turn[:5] for turn in turns[5:]] == ["08:40", "08:44", "09:05"]


def test_roads_without_streets_leave_the_sheet_as_it_is(tmp_path: Path) -> None:
    """A hand-written table tells no way: no line, and nothing else changed."""
    sheet = book(tmp_path)["渝A00000 Li"]
    assert not any(str(value).startswith("↓") for line in rows(sheet) for value in line)


def test_the_loading_sheet_is_in_the_order_of_the_clock(tmp_path: Path) -> None:
    """Two vehicles load in turn: van 07:00, truck 07:30, van 08:10; the sum stands below."""
    day = small_town().vehicle("truck").driver("Wang").day()
    late = tuple(
        replace(v, arrive_s=v.arrive_s + 1800, begin_s=v.begin_s + 1800, leave_s=v.leave_s + 1800)
        for v in small_duty().visits[:4]
    )
    second = replace(
        small_duty(), crew=replace(small_duty().crew, id="crew-2", vehicle="truck", driver="Wang"), visits=late
    )
    sheet = book(tmp_path, day, replace(small_plan(), duties=(small_duty(), second)))["装 market"]
    lines = [r for r in sheet.iter_rows(values_only=True) if isinstance(r[0], int)]
    assert [(line[2], line[4], line[7], line[9]) for line in lines] == [
        ("07:00", "渝A00000", 1, 300),
        ("07:30", "渝A00001", 1, 300),
        ("08:10", "渝A00000", 2, 100),
    ]
    assert [line[10] for line in lines] == ["A、B", "A、B", "B"]
    assert row(sheet, "合计 Sum") == ["合计 Sum", "rice 700 kg", 700]


def test_the_unserved_sheet_says_why_and_what_helps_in_both_languages(tmp_path: Path) -> None:
    """C1 of the special tier."""
    line = row(book(tmp_path)["未满足 Unserved"], 1)
    assert line[1:8] == ["C1", "特殊需求 special need", "C", "江北区", "00:00–24:00", "rice 50 kg", 50]
    assert line[8] == "班组运力已满 all crews busy"
    assert line[9] == "没有空闲班组可运送 50 kg\nno crew has time left for 50 kg"
    assert line[10] == "请增派一名驾驶员\ncall up one more driver"


def test_a_plan_that_serves_everything_says_so(tmp_path: Path) -> None:
    """No empty sheet that leaves a reader wondering."""
    sheet = book(tmp_path, plan=replace(small_plan(), unserved=()))["未满足 Unserved"]
    assert ["—", "全部满足 Everything is served"] in rows(sheet)


def test_names_from_outside_are_no_formulas_and_no_broken_sheet_names(tmp_path: Path) -> None:
    """A driver called =cmd|' /C calc'!A0 and a place called a/b:[c]."""
    town = small_town()
    town.drivers["Li"] = replace(town.drivers["Li"], name="=cmd|' /C calc'!A0")
    town.places["market"] = replace(town.places["market"], name="a/b:[c]")
    made = book(tmp_path, town.day())
    assert made.sheetnames[3:] == ["装 a b c", "渝A00000 =cmd|' C calc'!A0"]
    values = [cell for sheet in made for r in sheet.iter_rows() for cell in r if isinstance(cell.value, str)]
    assert all(cell.data_type == "s" for cell in values)
    assert sum(cell.value.startswith("'=cmd") for cell in values) == 4
    assert not any(cell.value.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in values)


def test_a_day_without_any_duty_still_has_its_three_sheets(tmp_path: Path) -> None:
    """Nothing could be served: the workbook says what and why."""
    assert len(book(tmp_path, plan=replace(small_plan(), duties=())).sheetnames) == 3
