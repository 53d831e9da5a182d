"""The routing benchmark on instances written here: it resumes, reports, and a broken solver does not break it."""

import csv
import json
from collections.abc import Callable
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from scenarios.bench_routing import run as bench
from scenarios.bench_routing.case import Case, Run
from scenarios.bench_routing.curves import comparable, mean_curve, write_curves
from scenarios.bench_routing.report import BEGIN, END, report, write_report
from scenarios.bench_routing.run import RUNS, read_runs, run_routing_bench
from scenarios.bench_routing.sets import SAMPLE, Listed, listed
from tests.scenarios.instances.small import problem
from tests.scenarios.instances.test_read import CVRP, SOLOMON

DATA = Path(__file__).parents[4] / "shared" / "data" / "bench"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An instance of the sample by name, tiny by content: 1 + 4 + 5 is the best of CVRP, 28 of SOLOMON."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "a.vrp").write_text(CVRP, encoding="utf-8")
    (folder / "b.txt").write_text(SOLOMON, encoding="utf-8")
    head = ["set", "instance", "n", "file", "bks", "solution_file"]
    rows = [["cvrp_x", "X-n106-k14", 2, "a.vrp", 10.0, ""], ["vrptw_solomon", "C101", 1, "b.txt", 2.8, ""]]
    with (folder / "MANIFEST.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return folder


def document(folder: Path) -> Path:
    path = folder / "doc.md"
    path.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    return path


def made(
    solver: str = "lastmetre", instance: str = "a", gap: float | None = 1.0, *, group: str = "cvrp_x",
    seconds: float = 10.0, seed: int = 1, threads: int = 1, objective: str = "cost", **more: object,
) -> Run:  # fmt: skip
    case = Case(
        group=group, instance=instance, solver=solver, seconds=seconds, seed=seed, threads=threads, objective=objective
    )
    known = {"version": "1", "when": "2026-01-01", "machine": "m", "gap": gap, "trace": ((0.5, 4.0), (2.0, 1.0))}
    return Run(case=case, **known | more)  # type: ignore[arg-type]


def test_runs_are_made_once_and_reported(data: Path, tmp_path: Path) -> None:
    """The second time all runs stand in the file; both best plans are found, so every gap is 0."""
    told: list[str] = []
    for _ in range(2):
        runs = run_routing_bench(
            tmp_path / "out", data=data, groups=("cvrp_x", "vrptw_solomon"), solvers=("ortools",), budgets=(0.2,),
            table=document(tmp_path), say=told.append,
        )  # fmt: skip
    assert [(run.gap, run.breaches, run.error) for run in runs] == [(0.0, 0, ""), (0.0, 0, "")]
    assert len(read_runs(tmp_path / "out" / RUNS)) == 2
    assert told[-1].startswith("2 runs, 2 of them made before")
    text = (tmp_path / "doc.md").read_text(encoding="utf-8")
    assert text.startswith("before")
    assert text.endswith("after\n")
    assert "| cvrp_x | 0.2 | ortools | 1 | 1 | 0.00 | 0.00 |" in text
    assert "old" not in text
    assert (tmp_path / "routing" / "cvrp_x.svg").read_text(encoding="utf-8").startswith("<svg")


def test_a_line_that_broke_off_does_not_count(tmp_path: Path) -> None:
    """As after a power cut."""
    (tmp_path / RUNS).write_text('{"case": {"group": "cvr\n', encoding="utf-8")
    assert read_runs(tmp_path / RUNS) == []


def test_without_data_nothing_is_measured_and_that_is_said(tmp_path: Path) -> None:
    """No file is written."""
    told: list[str] = []
    assert run_routing_bench(tmp_path / "out", data=tmp_path / "none", table=None, say=told.append) == ()
    assert told == [f"no instances at {tmp_path / 'none'}; nothing measured / 没有算例：{tmp_path / 'none'}，未测试"]


@pytest.mark.parametrize(("given", "word"), [({"groups": ("x",)}, "set 'x'"), ({"solvers": ("y",)}, "solver 'y'")])
def test_unknown_names(tmp_path: Path, given: dict[str, tuple[str, ...]], word: str) -> None:
    """The message lists the known ones."""
    with pytest.raises(ValueError, match=f"there is no {word}; choose among"):
        run_routing_bench(tmp_path, table=None, **given)  # type: ignore[arg-type]


def test_a_run_that_dies_is_a_line_and_is_made_again(data: Path, tmp_path: Path) -> None:
    """The instance file is broken: no figures, but the reason, and the run is not settled."""
    (data / "a.vrp").write_text("hello", encoding="utf-8")
    (run,) = run_routing_bench(
        tmp_path / "out", data=data, groups=("cvrp_x",), solvers=("ortools",), budgets=(0.1,), table=None, say=str
    )
    assert "is neither VRPLIB" in run.error
    assert not run.settled


def test_a_report_needs_its_markers(tmp_path: Path) -> None:
    """Nothing is overwritten."""
    path = tmp_path / "doc.md"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ValueError, match="lacks the lines"):
        write_report(path, [made()])
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_claim_has_a_wilcoxon_test_over_instances() -> None:
    """Six instances, each better by another amount: the exact two-sided p is 2 / 2**6; with five none is given.

    PyVRP's bar on cvrp_x at 10 s is a ratio of 0.3.
    """
    ours = [made(instance=f"i{k}", gap=1.0) for k in range(6)]
    theirs = [made("pyvrp", f"i{k}", 2.0 + k) for k in range(6)]
    six, five = report([*ours, *theirs]), report([*ours[:5], *theirs[:5]])
    assert "| cvrp_x | 10 | pyvrp | 6 | 1.00 | 4.50 | 0.22 | 0.031 | better | 0.3 | met |" in six
    assert "| cvrp_x | 10 | pyvrp | 5 | 1.00 | 4.00 | 0.25 |  | lower | 0.3 | met |" in five


def test_answers_that_break_rules_and_refusals_have_no_gap() -> None:
    """They are counted, and the reason stands below."""
    runs = [made("vroom", gap=None, error="unsupported: no reloads"), made("vroom", "b", 3.0)]
    text = report(runs)
    assert "| cvrp_x | 10 | vroom | 2 | 1 | 3.00 | 3.00 |  |  |  |  |  | 1 |" in text
    assert "- cvrp_x, vroom: unsupported: no reloads" in text


def test_a_curve_is_the_mean_of_the_incumbents() -> None:
    """From 1 s, when both have an answer: (4 + 2) / 2; at the end (1 + 2) / 2."""
    curve = mean_curve([made(), made(instance="b", gap=2.0, trace=((1.0, 2.0),))])
    assert curve[0] == (1.0, 3.0)
    assert curve[-1][1] == 1.5


def test_the_sample_holds_at_least_six_of_each_set_where_there_are_so_many() -> None:
    """cvrp_ags has five instances on this machine, and all are in."""
    if not DATA.exists():
        pytest.skip(f"no instances at {DATA}")
    known = {(one.group, one.name) for one in listed(DATA)}
    assert {(group, name) for group, names in SAMPLE.items() for name in names} <= known
    assert {group: len(names) for group, names in SAMPLE.items() if len(names) < 6} == {"cvrp_ags": 5}


def test_best_known_costs_come_in_the_problems_units() -> None:
    """827.3 is 8,273 tenths; hfvrp_x: hundredths of a cost of thousandths, or whole already."""

    def best(group: str, published: float, units: int) -> int:
        one = Listed(group=group, name="", clients=0, path=Path(), solution=None, published=published)
        return one.best_known(problem(units=units))

    assert best("vrptw_solomon", 827.3, 10) == 8273
    assert best("hfvrp_x", 31566.26, 1000) == 3_156_626_000
    assert best("hfvrp_x", 9740006701.0, 1000) == 9_740_006_701


def test_a_hanging_run_is_ended(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With no patience at all, every run hangs."""
    monkeypatch.setattr(bench, "_GRACE_S", 0)
    (run,) = run_routing_bench(
        tmp_path / "out", data=data, groups=("cvrp_x",), solvers=("ortools",), budgets=(0.01,), table=None, say=str
    )
    assert run.error == "no end 0 s after its budget"


def test_our_mean_stands_beside_its_bar() -> None:
    """Instance a: (0.2 + 0.4) / 2, b: 0.3; the mean of both is 0.30 where 0.40 is allowed, at 60 s 0.18."""
    seeds = [made(gap=0.2, iterations=500, wall_s=10.0, peak_mb=90), made(gap=0.4, seed=2), made(instance="b", gap=0.3)]
    text = report([*seeds, made(gap=0.19, seconds=60.0)])
    assert "| cvrp_x | 10 | lastmetre | 2 | 2 | 0.30 | 0.40 | 0.4 | met |  | 50 | 90 |  |" in text
    assert "| cvrp_x | 60 | lastmetre | 1 | 1 | 0.19 | 0.19 | 0.18 | missed |" in text


def test_only_what_both_answered_is_compared() -> None:
    """PyVRP has no answer for b: our bad one there does not count against us, nor a good one for us."""
    runs = [made(gap=1.0), made(instance="b", gap=9.0), made("pyvrp", gap=4.0), made("pyvrp", "b", None)]
    assert "| cvrp_x | 10 | pyvrp | 1 | 1.00 | 4.00 | 0.25 |" in report(runs)


def test_hgs_counts_from_two_hundred_locations() -> None:
    """Of two instances the smaller one is left out; equal is not ahead."""
    runs = [
        made(name, instance, 2.0, clients=n) for name in ("lastmetre", "hgs") for instance, n in (("a", 99), ("b", 199))
    ]
    assert "| cvrp_x, n >= 199 | 10 | hgs | 1 | 2.00 | 2.00 | 1.00 |  | not lower | 1 | missed |" in report(runs)


def test_vroom_is_met_at_one_and_two_seconds_by_whatever_it_has() -> None:
    """Ours at 1 s is better than VROOM's answer of 10 s; at 2 s nobody asked."""
    runs = [made(gap=2.0, seconds=1.0, clients=100), made("vroom", gap=3.0, clients=100, wall_s=7.5)]
    text = report(runs)
    assert "| cvrp_x | 1 | vroom | 7.5 | 1 | 2.00 | 3.00 | 0.67 |  | lower | met |" in text
    assert "| cvrp_x | 2 | vroom |" not in text


def test_two_threads_are_told_apart_from_one() -> None:
    """A quarter less at 60 s is more than the fifth that is asked for."""
    runs = [made(gap=0.4, seconds=60.0), made(gap=0.3, seconds=60.0, threads=2)]
    text = report(runs)
    assert "| cvrp_x | 60 | 1 | 0.30 | 0.40 | 0.75 |  | lower | met |" in text
    assert "| cvrp_x | 60 | lastmetre x2 | 1 | 1 | 0.30 |" in text


def test_pairs_are_compared_by_distance_and_by_vehicles() -> None:
    """12,000 thousandths against 15,000; two vehicles more than the fewest known; vehicles first has its line."""
    known = {"group": "pdptw_lilim200", "units": 1000, "best_vehicles": 3}
    runs = [
        made(cost=12_000, vehicles=5, **known),
        made(cost=14_000, vehicles=3, objective="vehicles first", **known),
        made("pyvrp", cost=15_000, vehicles=4, **known),
    ]  # fmt: skip
    text = report(runs)
    line = "| pdptw_lilim200 | 10 | lastmetre | pyvrp | 1 | 12 | 15 | 0.80 |  | lower | met | 5.0 | 4.0 | 3.0 |"
    assert line in text
    assert "| lastmetre, vehicles first | pyvrp | 1 | 14 | 15 | 0.93 |  | lower |  | 3.0 | 4.0 | 3.0 |" in text


def test_memory_has_a_bar_by_size() -> None:
    """599 MiB for 1,000 clients will do, 4,097 for 20,000 will not."""
    runs = [made(clients=1000, peak_mb=599, startup_s=1.5), made(instance="b", clients=20_000, peak_mb=4097)]
    text = report(runs)
    assert "| 1-1,100 | 1 | 599 | 600 | met | 1.50 |" in text
    assert "| 1,101-20,000 | 1 | 4097 | 4096 | missed | 0.00 |" in text


def test_curves_are_of_what_all_answered(tmp_path: Path) -> None:
    """B was answered by ours alone, and VROOM told nothing on the way: a point at the end."""
    runs = [made(), made(instance="b"), made("pyvrp", gap=1.0), made("hgs", gap=2.0, trace=((10.5, 2.0),))]
    chosen = comparable(runs)
    assert {name: [run.case.instance for run in members] for name, members in chosen.items()} == {
        "lastmetre": ["a"], "pyvrp": ["a"], "hgs": ["a"],
    }  # fmt: skip
    assert mean_curve(chosen["hgs"]) == [(10.0, 2.0)]
    (path,) = write_curves(tmp_path, runs)
    drawn = ET.parse(path).getroot()
    words = ["".join(one.itertext()) for one in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"lastmetre 1.00 % (1 runs)", "hgs 2.00 % (1 runs)", "seconds 秒", "gap 差距 %"} <= set(words)


def test_labels_of_equal_curves_do_not_overlap(tmp_path: Path) -> None:
    """Three solvers end at the same gap: their names stand a line apart."""
    (path,) = write_curves(tmp_path, [made(), made("pyvrp"), made("ortools")])
    ends = [
        one
        for one in ET.parse(path).getroot().iter("{http://www.w3.org/2000/svg}text")
        if "runs)" in "".join(one.itertext())
    ]
    heights = sorted(float(one.get("y", "0")) for one in ends)
    assert len(heights) == 3
    assert all(below - above >= 18 for above, below in pairwise(heights))


def test_runs_not_asked_for_this_time_stay_in_the_report(data: Path, tmp_path: Path) -> None:
    """First one set, then another with one instance by name: the table has both."""
    asked = {"data": data, "solvers": ("ortools",), "budgets": (0.1,), "table": document(tmp_path), "say": str}
    run_routing_bench(tmp_path / "out", groups=("cvrp_x",), **asked)  # type: ignore[arg-type]
    runs = run_routing_bench(tmp_path / "out", groups=("vrptw_solomon",), only=("C101",), **asked)  # type: ignore[arg-type]
    assert [run.case.instance for run in runs] == ["C101"]
    text = (tmp_path / "doc.md").read_text(encoding="utf-8")
    assert "| cvrp_x | 0.1 | ortools | 1 |" in text
    assert "| vrptw_solomon | 0.1 | ortools | 1 |" in text


def test_runs_of_other_threads_objectives_or_code_are_not_taken_for_these(data: Path, tmp_path: Path) -> None:
    """A line for one thread by old code: it counts only where older code is allowed, and never for two threads."""
    (tmp_path / RUNS).write_text(
        json.dumps(asdict(made(instance="X-n106-k14", version="old"))) + "\n", encoding="utf-8"
    )
    asked = {"data": data, "groups": ("cvrp_x",), "solvers": ("lastmetre",), "table": None}

    def left(**more: object) -> str:
        told: list[str] = []
        with pytest.raises(StopHere):
            run_routing_bench(tmp_path, say=stop_after(told), **asked | more)  # type: ignore[arg-type]
        return told[0]

    assert left(older=True).startswith("1 runs, 1 of them made before")
    assert left().startswith("1 runs, 0 of them made before")
    assert left(older=True, threads=2).startswith("1 runs, 0 of them made before")
    assert left(older=True, objective="vehicles first").startswith("1 runs, 0 of them made before")


class StopHere(Exception):
    """Before anything is run."""


def stop_after(told: list[str]) -> Callable[[str], None]:
    def say(line: str) -> None:
        told.append(line)
        raise StopHere

    return say


def test_a_crash_of_the_process_is_a_line_with_its_signal(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a library runs out of bounds: the process is gone, the benchmark goes on with the next run."""
    monkeypatch.setattr(bench.sys, "executable", str(crashing(tmp_path)))
    runs = run_routing_bench(
        tmp_path / "out", data=data, groups=("cvrp_x", "vrptw_solomon"), solvers=("ortools",), budgets=(0.1,),
        table=None, say=str,
    )  # fmt: skip
    assert [run.error for run in runs] == ["killed by SIGSEGV"] * 2
    assert not any(run.settled for run in runs)


def crashing(folder: Path) -> Path:
    """A program that ends as by an access out of bounds."""
    path = folder / "crash"
    path.write_text("#!/bin/sh\nkill -SEGV $$\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_fewest_vehicles_are_read_from_the_note(data: Path) -> None:
    """ "17 vehicles", as the manifest has it for Li & Lim."""
    path = data / "MANIFEST.csv"
    path.write_text(
        "set,instance,n,file,bks,solution_file,note\np,a,1,a.txt,1.0,,17 vehicles\np,b,1,b.txt,1.0,,\n",
        encoding="utf-8",
    )
    assert [one.vehicles for one in listed(data)] == [17, 0]


def test_a_table_of_what_was_made_when_it_is_stopped(data: Path, tmp_path: Path) -> None:
    """Stopped after the first of two runs, as by Ctrl-C: the first is in the file and in the table."""

    def say(line: str) -> None:
        if "gap" in line:
            raise StopHere

    with pytest.raises(StopHere):
        run_routing_bench(
            tmp_path / "out", data=data, groups=("cvrp_x", "vrptw_solomon"), solvers=("ortools",), budgets=(0.1,),
            table=document(tmp_path), say=say,
        )  # fmt: skip
    assert "| cvrp_x | 0.1 | ortools | 1 |" in (tmp_path / "doc.md").read_text(encoding="utf-8")
    assert len(read_runs(tmp_path / "out" / RUNS)) >= 1


def test_a_peer_that_cannot_say_a_set_has_a_reason_and_no_row() -> None:
    """HGS-CVRP has no hours."""
    text = report([made(), made("hgs", gap=None, error="unsupported: no hours")])
    assert "| hgs | 1 | 1 |" not in text
    assert "- cvrp_x, hgs: unsupported: no hours" in text
