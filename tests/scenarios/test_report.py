"""The benchmark's tables stand between two markers, and say only what was measured."""

from pathlib import Path

import pytest

from scenarios.case import Case, Measured
from scenarios.report import BEGIN, END, report, write_report

CASE = Case(scenario="district", roads="../data/porto.osm.pbf", seed=1, seconds=60)
RUN = Measured(
    case=CASE, code="0123abcd", machine="2 cores", when="2022-11-21T08:00:00+00:00", wall_s=81.5, peak_mb=900,
    steps={"read roads": 1.25, "routing": 60.0}, breaches=0,
    figures={
        "cost_yuan": 123456, "late_stops": 3, "crews": 110, "reserve_drivers": 4, "trips": 300, "km": 4321,
        "load_factor": 0.75, "delivered_t": 499.5, "demanded_t": 500.0,
        "unserved_kg": {"life": 0.0, "special": 0.0, "daily": 500.0},
    },
)  # fmt: skip
FAILED = Measured(case=CASE, code="0123abcd", machine="2 cores", when="2022-11-21T09:00:00+00:00", error="no roads")


def test_a_row_holds_every_figure_under_its_head() -> None:
    """Head and row have the same number of cells; cost in yuan with thousands separated, 500 kg unserved daily."""
    lines = report([RUN]).splitlines()
    head = next(line for line in lines if line.startswith("| day"))
    row = next(line for line in lines if line.startswith("| district"))
    cells = dict(zip(head.split(" | "), row.split(" | "), strict=True))
    assert cells["roads"] == "porto.osm.pbf"
    assert cells["cost yuan"] == "123,456"
    assert cells["load factor"] == "0.75"
    assert cells["unserved kg life / special / daily"] == "0 / 0 / 500"
    assert row.endswith(" 0 |")


def test_seconds_by_step() -> None:
    """The second table has a column for every step."""
    assert "| day | roads | seed | search s | read roads | routing |" in report([RUN])
    assert "| district | porto.osm.pbf | 1 | 60 | 1.25 | 60 |" in report([RUN])


def test_circumstances_are_said_once() -> None:
    """Two runs of one day on one machine share a line."""
    assert report([RUN, FAILED]).count("2022-11-21, code 0123abcd, 2 cores") == 1


def test_a_failure_is_a_sentence_and_no_row() -> None:
    """No figure is made up for a case that could not be measured."""
    text = report([FAILED])
    assert "No figures for district on ../data/porto.osm.pbf, seed 1, 60 s: no roads" in text
    assert "|" not in text


def test_only_what_stands_between_the_markers_changes(tmp_path: Path) -> None:
    """Words before and after stay; what stood between is gone; a second time changes nothing."""
    document = tmp_path / "benchmarks.md"
    document.write_text(f"# Before\n{BEGIN}\nold\n{END}\nafter\n")
    write_report(document, [RUN])
    once = document.read_text()
    assert once.startswith(f"# Before\n{BEGIN}\n")
    assert once.endswith(f"\n{END}\nafter\n")
    assert "old" not in once
    write_report(document, [RUN])
    assert document.read_text() == once


@pytest.mark.parametrize("text", ["no markers", f"{END}\n{BEGIN}\n"])
def test_a_document_without_markers_is_refused(tmp_path: Path, text: str) -> None:
    """Rather than write somewhere, say what is missing; the document stays as it was."""
    document = tmp_path / "benchmarks.md"
    document.write_text(text)
    with pytest.raises(ValueError, match="lacks the lines"):
        write_report(document, [RUN])
    assert document.read_text() == text
