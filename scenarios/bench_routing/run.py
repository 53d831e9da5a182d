"""The routing benchmark: sets x solvers x budgets x seeds, a process for each run, resumable at any moment."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from queue import SimpleQueue
from threading import Lock

from optimizer.model.routing_problem import Objective
from scenarios.bench_routing.case import Case, Run, run_of
from scenarios.bench_routing.report import write_report
from scenarios.bench_routing.sets import DATA, SAMPLE, by_lot, is_in_sample, sample
from scenarios.bench_routing.solvers import OURS, SOLVERS, solver_version
from scenarios.circumstances import machine

RUNS = "routing.jsonl"
_GRACE_S = 600
"""A run that takes so much longer than its budget hangs."""


def run_routing_bench(
    out: Path,
    *,
    data: Path = DATA,
    groups: Sequence[str] = (),
    solvers: Sequence[str] = ("lastmetre", "pyvrp"),
    budgets: Sequence[float] = (10.0,),
    seeds: Sequence[int] = (1,),
    at_once: int = 1,
    threads: int = 1,
    objective: str = Objective.COST.value,
    only: Sequence[str] = (),
    others: int = 0,
    older: bool = False,
    table: Path | None = Path("docs/benchmarks.md"),
    say: Callable[[str], None] = print,
    compile_first: Callable[[], None] | None = None,
) -> tuple[Run, ...]:
    """Make every run that has not been made with the same solver's release or code, and write the report.

    Parameters
    ----------
    out
        Folder for ``routing.jsonl`` and the curves.
    groups
        Sets; none: all.
    at_once
        Runs at the same time, each pinned to a core of its own.
    threads
        Threads of each run; with more than one, runs are not pinned.
    only
        Names of the instances to run; none: all of the sample.
    others
        Instead of the sample, so many instances outside it of each set, drawn by lot, always the same ones.
    older
        Take runs of ours that older code made for runs of this; the report names the code.
    table
        Markdown file with the markers of :mod:`scenarios.bench_routing.report`; None for no table. All runs of the
        file that are not outdated go into it, also those that were not asked for this time.
    compile_first
        Called before any run of ours is made: one that compiles within its budget measures the compiler.

    Returns
    -------
    tuple
        The runs asked for, those made before among them; none if the data are not on this machine.

    Raises
    ------
    ValueError
        If a set, a solver or an instance is unknown, instances are both named and drawn, or the markdown file has no
        markers to write between.
    """
    if only and others:
        raise ValueError("give --only or --others, not both / --only 与 --others 只能选一个")
    if not others:
        _known("set", groups, tuple(SAMPLE))
    _known("solver", solvers, tuple(SOLVERS))
    _known("objective", (objective,), tuple(Objective))
    if not data.exists():
        say(f"no instances at {data}; nothing measured / 没有算例：{data}，未测试")
        return ()
    out.mkdir(parents=True, exist_ok=True)
    absent = [solver for solver in solvers if not solver_version(solver)]
    if absent:
        say(f"not installed, left out: {', '.join(absent)} / 未安装，略过")
    instances = by_lot(data, tuple(groups), others) if others else sample(data, tuple(groups), tuple(only))
    cases = [
        Case(
            group=found.group, instance=found.name, solver=solver, seconds=budget, seed=seed, threads=threads,
            objective=objective,
        )
        for budget, seed, found, solver in product(budgets, seeds, instances, solvers)
        if solver not in absent
    ]  # fmt: skip
    made = _made_before(out, older=older)
    left = [case for case in cases if case not in made]
    say(f"{len(cases)} runs, {len(cases) - len(left)} of them made before / 共 {len(cases)} 次")
    if compile_first is not None and any(case.solver == OURS for case in left):
        compile_first()
    try:
        _make(left, out, data, at_once=at_once, say=say, made=made)
    finally:  # also when somebody stops it after hours
        if table is not None and any(case in made for case in cases):
            _report(table, made.values())
    return tuple(made[case] for case in cases)


def _made_before(out: Path, *, older: bool) -> dict[Case, Run]:
    """The latest settled run of each case by today's release or code; of peers that are not installed, by any."""
    today = {solver: solver_version(solver) for solver in SOLVERS}
    made: dict[Case, Run] = {}
    for run in read_runs(out / RUNS):
        solver = run.case.solver
        if run.settled and solver in today:
            any_code = older if solver == OURS else not today[solver]
            if any_code or run.version == today[solver]:
                made[run.case] = run
    return made


def _report(table: Path, made: Iterable[Run]) -> None:
    """Write the report, runs of the sample apart from others."""
    runs = sorted(made, key=_place)
    of_sample = [run for run in runs if is_in_sample(run.case.group, run.case.instance)]
    write_report(table, of_sample, [run for run in runs if not is_in_sample(run.case.group, run.case.instance)])


def _place(run: Run) -> tuple[int, str, int, str, float, int]:
    """The order of the report: sets as in the sample, then others, ours first."""
    case, sets = run.case, tuple(SAMPLE)
    rank = sets.index(case.group) if case.group in sets else len(sets)
    return rank, case.group, tuple(SOLVERS).index(case.solver), case.instance, case.seconds, case.seed


def read_runs(path: Path) -> list[Run]:
    """Read all runs of a file; a line that broke off, or that older code wrote otherwise, does not count."""
    if not path.exists():
        return []
    runs: list[Run] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            runs.append(run_of(json.loads(line)))
        except (ValueError, TypeError, KeyError):
            continue
    return runs


def _known(what: str, names: Sequence[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            raise ValueError(f"there is no {what} {name!r}; choose among {', '.join(known)}")


def _make(
    cases: Sequence[Case], out: Path, data: Path, *, at_once: int, say: Callable[[str], None], made: dict[Case, Run]
) -> None:
    """Make runs, as many at once as asked for, and add each to the file and to ``made`` as soon as it is there."""
    cores: SimpleQueue[int] = SimpleQueue()
    available = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else list(range(at_once))
    for core in available[-at_once:]:
        cores.put(core)
    writing = Lock()

    def one(case: Case) -> None:
        core = cores.get()
        try:
            run = _in_its_own_process(case, data, core if case.threads == 1 else -1)
        finally:
            cores.put(core)
        with writing, (out / RUNS).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(run), ensure_ascii=False) + "\n")
            made[case] = run
        say(f"{case}: {_summary(run)}")

    with ThreadPoolExecutor(max_workers=max(1, min(at_once, len(available)))) as pool:
        list(pool.map(one, cases))


def _in_its_own_process(case: Case, data: Path, core: int) -> Run:
    """Make a run; whatever becomes of its process, there is a line about it."""
    words = [sys.executable, "-m", "scenarios.bench_routing.measure", str(core), str(data), json.dumps(asdict(case))]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            words, capture_output=True, text=True, errors="replace", timeout=case.seconds + _GRACE_S, check=False
        )
    except subprocess.TimeoutExpired:
        return _failed(case, f"no end {_GRACE_S} s after its budget")
    except OSError as error:
        return _failed(case, f"cannot be started: {error}")
    return _told(done.stdout) or _failed(case, _why(done))


def _told(output: str) -> Run | None:
    """The run on the last line that holds one: libraries of the peers may print, too, and crash when all is done."""
    for line in reversed(output.splitlines()):
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            return run_of(json.loads(line))
    return None


def _why(done: subprocess.CompletedProcess[str]) -> str:
    """Why a process told nothing: the signal that ended it, or the last it said."""
    if done.returncode < 0:
        return f"killed by {signal.Signals(-done.returncode).name}"
    return (done.stderr.strip().splitlines() or [f"exit code {done.returncode}, and no answer"])[-1]


def _failed(case: Case, error: str) -> Run:
    when = datetime.now(UTC).isoformat(timespec="seconds")
    return Run(case=case, version=solver_version(case.solver), when=when, machine=machine(), error=error)


def _summary(run: Run) -> str:
    if run.error:
        return run.error
    if run.gap is None:
        return f"breaks {run.breaches} rules"
    return f"gap {run.gap:.3f} %, {run.vehicles} vehicles, {run.peak_mb} MiB"
