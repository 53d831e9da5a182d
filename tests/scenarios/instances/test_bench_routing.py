"""The routing benchmark on instances written here: it resumes, and a broken solver does not break it."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from scenarios.bench_routing import run as bench
from scenarios.bench_routing.report import BEGIN, END
from scenarios.bench_routing.run import RUNS, read_runs, run_routing_bench
from scenarios.bench_routing.sets import SAMPLE, Listed, by_lot, listed
from tests.scenarios.instances.small import problem
from tests.scenarios.instances.test_bench_report import made
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


def test_our_core_is_compiled_before_its_first_run_and_for_no_other(data: Path, tmp_path: Path) -> None:
    """A peer's run compiles nothing; ours does, once, and nothing again when its run is made already."""
    compiled: list[str] = []
    for solver in ("ortools", "lastmetre", "lastmetre"):
        (run,) = run_routing_bench(
            tmp_path / "out", data=data, groups=("cvrp_x",), solvers=(solver,), budgets=(0.1,), table=None, say=str,
            compile_first=lambda solver=solver: compiled.append(solver),  # type: ignore[misc]
        )  # fmt: skip
        assert run.gap == 0.0
    assert compiled == ["lastmetre"]


def test_a_run_that_dies_is_a_line_and_is_made_again(data: Path, tmp_path: Path) -> None:
    """The instance file is broken: no figures, but the reason, and the run is not settled."""
    (data / "a.vrp").write_text("hello", encoding="utf-8")
    (run,) = run_routing_bench(
        tmp_path / "out", data=data, groups=("cvrp_x",), solvers=("ortools",), budgets=(0.1,), table=None, say=str
    )
    assert "is neither VRPLIB" in run.error
    assert not run.settled


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


def test_a_run_cannot_take_all_memory() -> None:
    """The whole machine's memory is refused to it, a little is not."""
    words = (
        "from os import sysconf; from scenarios.bench_routing.measure import stay_within_memory; stay_within_memory()\n"
        "small = bytearray(10**7)\n"
        "try: bytearray(sysconf('SC_PHYS_PAGES') * sysconf('SC_PAGE_SIZE'))\n"
        "except MemoryError: print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=False)
    assert done.stdout == "refused\n", done.stderr


@pytest.fixture
def more_data(data: Path) -> Path:
    """Beside the two of the sample, three outside it, one of them of a set without a sample."""
    with (data / "MANIFEST.csv").open("a", encoding="utf-8", newline="") as file:
        rows = [["cvrp_x", f"X-n{n}-k1", n, "a.vrp", 10.0, ""] for n in (800, 90)]
        csv.writer(file).writerows([*rows, ["vrptw_gh200", "C1_2_2", 1, "b.txt", 2.8, ""]])
    return data


def test_those_outside_the_sample_are_drawn_by_lot(more_data: Path) -> None:
    """Of two of cvrp_x one is drawn, the same every time; asked for nine there are both, by size, and the other set."""
    assert [one.name for one in by_lot(more_data, (), 9)] == ["X-n90-k1", "X-n800-k1", "C1_2_2"]
    one, again = (by_lot(more_data, ("cvrp_x",), 1) for _ in range(2))
    assert len(one) == 1
    assert one == again
    with pytest.raises(ValueError, match="there is no set 'x'; choose among cvrp_x, vrptw_solomon, vrptw_gh200"):
        by_lot(more_data, ("x",), 1)


def test_runs_outside_the_sample_have_a_table_of_their_own(more_data: Path, tmp_path: Path) -> None:
    """One run of the sample, three outside it: the mean of the sample is of one instance, theirs of two and of one."""
    asked = {"data": more_data, "solvers": ("ortools",), "budgets": (0.2,), "table": document(tmp_path), "say": str}
    run_routing_bench(tmp_path / "out", groups=("cvrp_x",), **asked)  # type: ignore[arg-type]
    runs = run_routing_bench(tmp_path / "out", others=9, **asked)  # type: ignore[arg-type]
    assert [run.case.instance for run in runs] == ["X-n90-k1", "X-n800-k1", "C1_2_2"]
    text = (tmp_path / "doc.md").read_text(encoding="utf-8")
    assert "| cvrp_x | 0.2 | ortools | 1 | 1 | 0.00 | 0.00 |" in text
    assert "| cvrp_x | 0.2 | ortools | 1 | 0.00 |  |  |  | X-n800-k1 0.00, X-n90-k1 0.00 |" in text
    assert "| vrptw_gh200 | 0.2 | ortools | 1 | 0.00 |  |  |  | C1_2_2 0.00 |" in text


def test_instances_are_named_or_drawn(data: Path, tmp_path: Path) -> None:
    """Both at once would be two answers to one question."""
    with pytest.raises(ValueError, match="not both / --only 与 --others 只能选一个"):
        run_routing_bench(tmp_path, data=data, only=("C101",), others=1, table=None)
