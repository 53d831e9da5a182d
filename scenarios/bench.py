"""The benchmark: catalogue days x roads x seeds x budgets, each in a process of its own; figures as JSON lines."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from scenarios.case import Case, Measured, measured_of
from scenarios.circumstances import code_fingerprint, machine
from scenarios.report import write_report

TOWN = "town"
EXTRACTS = ("../shared/data/osm/porto_alegre.osm.pbf", "../shared/data/osm/shenzhen_part.osm.gz")
"""Real roads, beside the project where they are at hand; they are no part of it."""
RUNS = "runs.jsonl"
_GRACE_S = 900  # a run that takes so much longer than its search hangs


def run_bench(
    out: Path,
    *,
    scenarios: Sequence[str] = ("neighbourhood", "district"),
    roads: Sequence[str] = (TOWN, *EXTRACTS),
    seeds: Sequence[int] = (1,),
    budgets: Sequence[float] = (60.0,),
    table: Path | None = Path("docs/benchmarks.md"),
    say: Callable[[str], None] = print,
) -> tuple[Measured, ...]:
    """Measure every combination, one after the other, and write the table.

    Runs that stand in ``out/runs.jsonl`` already, made by the same code and without an error, are not made again; so a
    benchmark that was broken off goes on where it stopped. Roads that are not there are skipped with a message.

    Parameters
    ----------
    out
        Folder for ``runs.jsonl``.
    budgets
        Seconds of search.
    table
        Markdown file with the markers of :mod:`scenarios.report`; None for no table.
    say
        Takes one line of progress.

    Returns
    -------
    tuple
        The latest run of every combination asked for that could be measured, in the order asked for.

    Raises
    ------
    ValueError
        If the markdown file has no markers to write between.
    """
    out.mkdir(parents=True, exist_ok=True)
    known, code = read_runs(out / RUNS), code_fingerprint()
    results: list[Measured] = []
    for case in _cases(scenarios, roads, seeds, budgets, say=say):
        done = [run for run in known if run.case == case and run.code == code and not run.error]
        if done:
            say(f"{case}: measured before, on {done[-1].when}")
            results.append(done[-1])
            continue
        say(f"{case}: planning")
        run = _in_its_own_process(case, code)
        with (out / RUNS).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(run), ensure_ascii=False) + "\n")
        say(f"{case}: {_summary(run)}")
        results.append(run)
    if table is not None and results:
        write_report(table, results)
    return tuple(results)


def read_runs(path: Path) -> list[Measured]:
    """Read all runs of a ``runs.jsonl``; a line that broke off, or that older code wrote otherwise, does not count."""
    if not path.exists():
        return []
    runs: list[Measured] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            runs.append(measured_of(json.loads(line)))
        except (ValueError, TypeError, KeyError):
            continue
    return runs


def _cases(
    scenarios: Sequence[str],
    roads: Sequence[str],
    seeds: Sequence[int],
    budgets: Sequence[float],
    *,
    say: Callable[[str], None],
) -> Iterator[Case]:
    present = []
    for spec in roads:
        if spec.split(":")[0] == TOWN or Path(spec).exists():
            present.append(spec)
        else:
            say(f"{spec}: skipped, there is no such file")
    for scenario, spec, seed, seconds in product(scenarios, present, seeds, budgets):
        yield Case(scenario=scenario, roads=spec, seed=seed, seconds=seconds)


def _in_its_own_process(case: Case, code: str) -> Measured:
    """Measure in a fresh process, so that memory is the case's own; whatever goes wrong there is the result's error."""
    with tempfile.TemporaryDirectory(prefix="lastmetre-bench-") as folder:
        case_file, result_file = Path(folder) / "case.json", Path(folder) / "result.json"
        case_file.write_text(json.dumps(asdict(case)), encoding="utf-8")
        command = [sys.executable, "-m", "scenarios.measure", str(case_file), str(result_file)]
        try:
            ended = subprocess.run(  # noqa: S603 - our own module, no shell
                command,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
                timeout=case.seconds + _GRACE_S,
            )
        except subprocess.TimeoutExpired:
            return _failed(case, code, f"no result {_GRACE_S} s after the search should have ended")
        if ended.returncode != 0 or not result_file.exists():
            last = (ended.stderr.strip().splitlines() or ["no message"])[-1]
            return _failed(case, code, f"ended with code {ended.returncode}: {last}")
        return measured_of(json.loads(result_file.read_text(encoding="utf-8")))


def _failed(case: Case, code: str, error: str) -> Measured:
    when = datetime.now(UTC).isoformat(timespec="seconds")
    return Measured(case=case, code=code, machine=machine(), when=when, error=error)


def _summary(run: Measured) -> str:
    if run.error:
        return f"no figures: {run.error}"
    kept = run.figures
    return (
        f"{kept['cost_yuan']} yuan, {kept['delivered_t']} of {kept['demanded_t']} t, {run.breaches} breaches, "
        f"{run.wall_s} s, {run.peak_mb} MiB"
    )
