"""The road benchmark compares engines that agree, and writes its table where it is told."""

from pathlib import Path

import numpy as np
import pytest

from scenarios.bench_roads.files import ChildFailed, Spent, compare_reading, in_own_process, measure_large
from scenarios.bench_roads.periods import Errors, measure_periods
from scenarios.bench_roads.report import begin, end, of_large, of_periods, of_reading, of_tables, write_report
from scenarios.bench_roads.rows import ROWS
from scenarios.bench_roads.tables import Timed, _agree, run_roads_bench


def timed(task: str, seconds: float, share: float = 1.0) -> Timed:
    return Timed(roads="town", task=task, seconds=seconds, share=share)


def test_all_engines_are_timed_on_a_small_town_and_agree() -> None:
    """Ours, pyroutingkit's and scipy's tables are compared before they are timed; scipy's sample is scaled up."""
    said: list[str] = []
    found = run_roads_bench(roads=("town", "nowhere.osm.pbf"), nodes=2_000, stops=200, rounds=1, say=said.append)
    tasks = {one.task: one for one in found}
    assert {"table, time alone", "table, pyroutingkit", "table, scipy"} <= set(tasks)
    assert tasks["table, scipy"].whole_s == 2 * tasks["table, scipy"].seconds
    assert said[-1] == "nowhere.osm.pbf: skipped, there is no such file"


def test_engines_that_differ_stop_the_benchmark() -> None:
    with pytest.raises(ArithmeticError, match="scipy and the engine differ in 1 of 4 pairs"):
        _agree("scipy", np.array([[0, 1], [2, 0]]), np.array([[0, 1], [3, 0]]))


def test_ratios_are_of_whole_tasks() -> None:
    """Scipy needs 2 s for a tenth of the rows: 20 s, forty times our half second; what was not timed has no ratio."""
    text = of_tables([timed("table, time alone", 0.5), timed("table, scipy", 2.0, share=0.1)])
    assert "| table, scipy | 20.000 |" in text
    assert "| scipy / ours, time alone | 40.00 |" in text
    assert "| pyroutingkit / ours, time alone |  |" in text


def test_only_what_stands_between_the_markers_of_a_row_is_replaced(tmp_path: Path) -> None:
    document = tmp_path / "benchmarks.md"
    other = f"{begin('large')}\nkept\n{end('large')}\n"
    document.write_text(f"before\n{begin('tables')}\nold\n{end('tables')}\n{other}after\n", encoding="utf-8")
    write_report(document, "tables", "| new |")
    text = document.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{begin('tables')}\n- ")
    assert text.endswith(f"| new |\n{end('tables')}\n{other}after\n")
    assert "old" not in text


def test_a_document_without_markers_is_left_alone(tmp_path: Path) -> None:
    document = tmp_path / "benchmarks.md"
    document.write_text("nothing here", encoding="utf-8")
    with pytest.raises(ValueError, match="lacks the lines"):
        write_report(document, "tables", "| new |")
    assert document.read_text(encoding="utf-8") == "nothing here"


def test_the_document_of_the_project_has_a_place_for_every_row() -> None:
    text = (Path(__file__).parents[2] / "docs/benchmarks.md").read_text(encoding="utf-8")
    assert all(0 <= text.find(begin(row)) < text.find(end(row)) for row in ROWS)


def spent(task: str, peak_mib: int, **seconds: float) -> Spent:
    return Spent(task=task, seconds=seconds, peak_mib=peak_mib)


def test_readers_are_compared_on_the_same_file() -> None:
    """Osmnx takes 30 s and 2,000 MiB where we take 2 s and 200 MiB: 15 times the time, 10 times the memory."""
    text = of_reading([spent("XML", 200, read=2.0), spent("pbf", 150, read=1.0), spent("XML, osmnx", 2000, read=30.0)])
    assert "| pbf | 1.00 | 150 |" in text
    assert "| osmnx / ours, XML | 15.0 | 10.0 |" in text


def test_a_large_city_has_a_row_with_every_step() -> None:
    text = of_large([spent("city", 2500, read=20.0, prepare=5.0)])
    assert text.splitlines()[0] == "| city | read, s | prepare, s | peak memory, MiB |"
    assert text.splitlines()[2] == "| city | 20.0 | 5.0 | 2500 |"


def test_errors_are_told_in_per_cent() -> None:
    text = of_periods([Errors(task="a day", trips=700, mean=0.0052, largest=0.031)])
    assert text.splitlines()[2] == "| a day | 700 | 0.52% | 3.10% |"


def test_a_child_that_fails_is_told_with_its_last_words() -> None:
    with pytest.raises(ChildFailed, match=r"reading: .*nowhere\.osm"):
        in_own_process("reading", "ours", "nowhere.osm")


@pytest.mark.slow
def test_small_towns_are_measured_in_processes_of_their_own() -> None:
    """Our reader takes less time and memory than osmnx already on 2,000 junctions; the table has its steps."""
    said: list[str] = []
    ours, _, peer = compare_reading(nodes=2_000, say=said.append)
    assert ours.total_s < peer.total_s
    assert ours.peak_mib < peer.peak_mib
    (city,) = measure_large(nodes=2_000, stops=100, say=said.append)
    assert list(city.seconds) == ["read", "prepare", "weights", "table"]
    assert len(said) == 4


@pytest.mark.slow
def test_the_rule_of_periods_is_close_on_a_small_town() -> None:
    found = measure_periods(nodes=2_000, say=lambda _: None)
    assert all(one.trips > 100 and one.mean < 0.02 for one in found)
