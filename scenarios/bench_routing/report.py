"""The report of the routing benchmark: tables between two markers of a document, curves beside it."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from statistics import fmean

from scipy.stats import wilcoxon

from scenarios.bench_routing.case import Run
from scenarios.bench_routing.curves import write_curves
from scenarios.bench_routing.solvers import OURS

BEGIN = "<!-- routing: begin, written by `lastmetre bench routing` -->"
END = "<!-- routing: end -->"
_FEWEST_PAIRS = 6
"""With fewer pairs no Wilcoxon test can reach 5 %."""


def write_report(document: Path, runs: Sequence[Run]) -> None:
    """Replace what stands between the markers by the tables of these runs, and draw the curves beside the document.

    Raises
    ------
    ValueError
        If the document has no markers, or in the wrong order.
    """
    text = document.read_text(encoding="utf-8")
    begin, end = text.find(BEGIN), text.find(END)
    if not 0 <= begin < end:
        raise ValueError(f"{document} lacks the lines {BEGIN!r} and {END!r}, in this order")
    pictures = write_curves(document.parent / "routing", runs)
    body = report(runs) + "".join(f"\n\n![{path.stem}]({path.parent.name}/{path.name})" for path in pictures)
    document.write_text(f"{text[: begin + len(BEGIN)]}\n{body}\n{text[end:]}", encoding="utf-8")


def report(runs: Sequence[Run]) -> str:
    """Write down the circumstances, the mean gaps, the tests, and every single run."""
    head = ("set", "budget s", "solver", "runs", "mean gap %", "worst %", "first feasible s", "peak MiB", "no answer")
    parts = [
        "\n".join(f"- {line}" for line in dict.fromkeys(map(_circumstances, runs))),
        _table(head, (_row(key, list(group)) for key, group in _grouped(runs))),
        *_tests(runs),
        "Every instance, mean gap % over the seeds:",
        _table(("set", "instance", "n", "budget s", *_solvers(runs)), _details(runs)),
    ]
    reasons = dict.fromkeys(f"- {run.case.group}, {run.case.solver}: {run.error}" for run in runs if run.error)
    return "\n\n".join([*parts, "\n".join(reasons)] if reasons else parts)


def _circumstances(run: Run) -> str:
    threads = f", {run.case.threads} threads" if run.case.threads > 1 else ", one core each"
    return f"{run.case.solver} {run.version}, {run.machine}{threads}"


def _key(run: Run) -> tuple[str, float, str]:
    return run.case.group, run.case.seconds, run.case.solver


def _grouped(runs: Sequence[Run]) -> Iterable[tuple[tuple[str, float, str], Iterable[Run]]]:
    return groupby(sorted(runs, key=_key), key=_key)


def _row(key: tuple[str, float, str], runs: Sequence[Run]) -> list[str]:
    gaps = [run.gap for run in runs if run.gap is not None]
    first = [run.first_feasible_s for run in runs if run.first_feasible_s is not None]
    group, seconds, solver = key
    return [
        group, f"{seconds:g}", solver, str(len(runs)),
        f"{fmean(gaps):.2f}" if gaps else "", f"{max(gaps):.2f}" if gaps else "",
        f"{fmean(first):.2f}" if first else "", str(max(run.peak_mb for run in runs) or ""),
        str(len(runs) - len(gaps) or ""),
    ]  # fmt: skip


def _tests(runs: Sequence[Run]) -> list[str]:
    """Wilcoxon signed-rank tests of our gaps against each peer's, paired by instance, each the mean over its seeds."""
    rows: list[list[str]] = []
    gaps = _mean_gaps(runs)
    for group, peer in sorted({(run.case.group, run.case.solver) for run in runs if run.case.solver != OURS}):
        for seconds in sorted({run.case.seconds for run in runs}):
            places = [place for solver, place in gaps if solver == peer and (place[0], place[2]) == (group, seconds)]
            pairs = [(gaps[OURS, place], gaps[peer, place]) for place in places if (OURS, place) in gaps]
            if not pairs:
                continue
            ours, theirs = fmean(pair[0] for pair in pairs), fmean(pair[1] for pair in pairs)
            ratio = f"{ours / theirs:.2f}" if theirs > 0 else ""
            rows.append(
                [group, f"{seconds:g}", peer, str(len(pairs)), f"{ours:.2f}", f"{theirs:.2f}", ratio, _p(pairs)]
            )
    if not rows:
        return []
    head = ("set", "budget s", "peer", "pairs", "our mean gap %", "its mean gap %", "ratio", "Wilcoxon p (two-sided)")
    return ["Against each peer, on what both answered:", _table(head, rows)]


def _mean_gaps(runs: Sequence[Run]) -> dict[tuple[str, tuple[str, str, float]], float]:
    """Mean gap over the seeds, by solver and by set, instance and budget."""
    found: dict[tuple[str, tuple[str, str, float]], list[float]] = {}
    for run in runs:
        if run.gap is not None:
            place = run.case.group, run.case.instance, run.case.seconds
            found.setdefault((run.case.solver, place), []).append(run.gap)
    return {key: fmean(gaps) for key, gaps in found.items()}


def _p(pairs: Sequence[tuple[float, float]]) -> str:
    """P of the signed-rank test; nothing where there are too few pairs that differ."""
    differences = [a - b for a, b in pairs if a != b]
    if len(differences) < _FEWEST_PAIRS:
        return ""
    return f"{wilcoxon(differences).pvalue:.2g}"


def _solvers(runs: Sequence[Run]) -> list[str]:
    return list(dict.fromkeys(run.case.solver for run in runs))


def _details(runs: Sequence[Run]) -> Iterable[list[str]]:
    by_place: dict[tuple[str, str, float], dict[str, list[float]]] = {}
    sizes: dict[tuple[str, str], int] = {}
    for run in runs:
        place = by_place.setdefault((run.case.group, run.case.instance, run.case.seconds), {})
        place.setdefault(run.case.solver, []).extend([] if run.gap is None else [run.gap])
        sizes[run.case.group, run.case.instance] = max(run.clients, sizes.get((run.case.group, run.case.instance), 0))
    for (group, instance, seconds), gaps in by_place.items():
        cells = (f"{fmean(gaps[name]):.2f}" if gaps.get(name) else "" for name in _solvers(runs))
        yield [group, instance, str(sizes[group, instance] or ""), f"{seconds:g}", *cells]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
