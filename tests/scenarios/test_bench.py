"""The benchmark measures each case in its own process, goes on where it stopped, and says what it left out."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from scenarios.bench import RUNS, read_runs, run_bench
from scenarios.case import Case, Measured
from scenarios.circumstances import code_fingerprint
from scenarios.report import BEGIN, END

TINY = Case(scenario="tiny", roads="town", seed=1, seconds=1.0)


def line(run: Measured) -> str:
    """A run as a line of runs.jsonl."""
    return json.dumps(asdict(run)) + "\n"


def finished(case: Case = TINY, *, code: str | None = None, error: str = "") -> Measured:
    """A run of today, by hand."""
    return Measured(
        case=case, code=code or code_fingerprint(), machine="abacus", when="2022-11-21T08:00:00+00:00", error=error
    )


def test_roads_that_are_not_there_are_skipped_with_a_message(tmp_path: Path) -> None:
    """Nothing is measured, and the message names the file."""
    said: list[str] = []
    assert run_bench(tmp_path, roads=("nowhere.osm.pbf",), table=None, say=said.append) == ()
    assert said == ["nowhere.osm.pbf: skipped, there is no such file"]


def test_a_finished_run_is_not_made_again(tmp_path: Path) -> None:
    """The line of the same case and code is returned as it stands; no process is started."""
    (tmp_path / RUNS).write_text(line(finished()))
    said: list[str] = []
    runs = run_bench(tmp_path, scenarios=("tiny",), roads=("town",), budgets=(1.0,), table=None, say=said.append)
    assert runs == (finished(),)
    assert said == ["tiny on town, seed 1, 1 s: measured before, on 2022-11-21T08:00:00+00:00"]
    assert (tmp_path / RUNS).read_text() == line(finished())


def test_a_line_that_broke_off_does_not_count(tmp_path: Path) -> None:
    """A benchmark killed while writing leaves half a line; the other lines are read."""
    whole = line(finished())
    (tmp_path / RUNS).write_text(whole + whole[:40] + "\n" + '{"case": {}}\n')
    assert read_runs(tmp_path / RUNS) == [finished()]


def test_failures_and_runs_of_other_code_are_measured_anew(tmp_path: Path) -> None:
    """A line of older code does not count, nor does the failure that follows it: three lines after two benchmarks."""
    roads = tmp_path / "empty.osm.pbf"
    roads.write_bytes(b"")
    case = Case(scenario="tiny", roads=str(roads), seed=1, seconds=1.0)
    (tmp_path / RUNS).write_text(line(finished(case, code="00000000")))
    for lines in (2, 3):
        [run] = run_bench(
            tmp_path, scenarios=("tiny",), roads=(str(roads),), budgets=(1.0,), table=None, say=lambda _: None
        )
        assert "empty.osm.pbf" in run.error
        assert not run.figures
        assert run.code == code_fingerprint()
        assert len(read_runs(tmp_path / RUNS)) == lines


@pytest.mark.slow
def test_tiny_is_measured_from_the_roads_to_the_second_check(tmp_path: Path) -> None:
    """Two tonnes on five places: all delivered, no breach, steps add up to the whole, memory is this process's own."""
    document = tmp_path / "benchmarks.md"
    document.write_text(f"{BEGIN}\nnot yet measured\n{END}\n")
    [run] = run_bench(
        tmp_path, scenarios=("tiny",), roads=("town",), budgets=(1.0,), table=document, say=lambda _: None
    )
    assert run.error == ""
    assert run.breaches == 0
    assert run.figures["delivered_t"] == run.figures["demanded_t"] == pytest.approx(2, abs=0.025)
    assert list(run.steps)[:2] == ["read roads", "make day"]
    assert sum(run.steps.values()) == pytest.approx(run.wall_s, abs=0.5)
    assert 50 < run.peak_mb < 4096
    assert "| tiny | town | 1 | 1 |" in document.read_text()
