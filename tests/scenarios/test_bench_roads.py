"""The road benchmark compares engines that agree, and writes its table where it is told."""

from pathlib import Path

import numpy as np
import pytest

from scenarios.bench_roads import Timed, _agree, run_roads_bench
from scenarios.report_roads import BEGIN, END, report, write_report


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
    text = report([timed("table, time alone", 0.5), timed("table, scipy", 2.0, share=0.1)])
    assert "| table, scipy | 20.000 |" in text
    assert "| scipy / ours, time alone | 40.00 |" in text
    assert "| pyroutingkit / ours, time alone |  |" in text


def test_only_what_stands_between_the_markers_is_replaced(tmp_path: Path) -> None:
    document = tmp_path / "benchmarks.md"
    document.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    write_report(document, [timed("table, time alone", 0.5)])
    text = document.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{BEGIN}\n- ")
    assert text.endswith(f"{END}\nafter\n")
    assert "old" not in text


def test_a_document_without_markers_is_left_alone(tmp_path: Path) -> None:
    document = tmp_path / "benchmarks.md"
    document.write_text("nothing here", encoding="utf-8")
    with pytest.raises(ValueError, match="lacks the lines"):
        write_report(document, [timed("table, time alone", 0.5)])
    assert document.read_text(encoding="utf-8") == "nothing here"
