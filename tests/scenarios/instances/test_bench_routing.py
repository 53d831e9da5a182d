"""The routing benchmark on instances written here: it resumes, reports, and a broken solver does not break it."""

import csv
from pathlib import Path

import pytest

from scenarios.bench_routing import run as bench
from scenarios.bench_routing.case import Case, Run
from scenarios.bench_routing.curves import mean_curve
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


def made(solver: str = "lastmetre", instance: str = "a", gap: float | None = 1.0, **more: object) -> Run:
    case = Case(group="cvrp_x", instance=instance, solver=solver, seconds=10.0, seed=1)
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
    assert "| cvrp_x | 0.2 | ortools | 1 | 0.00 | 0.00 |" in text
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
    """Six instances, each better by another amount: the exact two-sided p is 2 / 2**6; with five none is given."""
    ours = [made(instance=f"i{k}", gap=1.0) for k in range(6)]
    theirs = [made("pyvrp", f"i{k}", 2.0 + k) for k in range(6)]
    assert "| cvrp_x | 10 | pyvrp | 6 | 1.00 | 4.50 | 0.22 | 0.031 |" in report([*ours, *theirs])
    assert "| cvrp_x | 10 | pyvrp | 5 | 1.00 | 4.00 | 0.25 |  |" in report([*ours[:5], *theirs[:5]])


def test_answers_that_break_rules_and_refusals_have_no_gap() -> None:
    """They are counted, and the reason stands below."""
    runs = [made("vroom", gap=None, error="unsupported: no reloads"), made("vroom", "b", 3.0)]
    text = report(runs)
    assert "| cvrp_x | 10 | vroom | 2 | 3.00 | 3.00 |  |  | 1 |" in text
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
