"""Gap over time as curves: one picture a set, drawn as plain SVG."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import log10
from pathlib import Path
from statistics import fmean

from scenarios.bench_routing.bars import label
from scenarios.bench_routing.case import Run
from scenarios.bench_routing.solvers import OURS, SOLVERS

_WIDTH, _HEIGHT = 860, 460
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 210, 60, 60
_COLOURS = ("#0b6e4f", "#c1121f", "#1d4e89", "#b36a00", "#6a4c93", "#555555", "#008b9a", "#8d5524")
_DASHES = ("", "8 3", "2 3", "10 3 2 3", "5 5", "1 3", "12 4", "6 2 2 2")
"""So that curves can be told apart in black and white, too."""
_FIRST_S, _LEAST_GAP, _MOST_GAP = 0.1, 0.01, 100.0
_POINTS = 60
_LINE = 18
"""Height of a line of text, and least distance of two labels."""

Curve = list[tuple[float, float]]


def write_curves(folder: Path, runs: Sequence[Run]) -> tuple[Path, ...]:
    """Draw a picture for every set of which some solver told its incumbents; return their paths."""
    paths: list[Path] = []
    wanted = [run for run in runs if run.case.objective == "cost"]
    for group, members in groupby(sorted(wanted, key=lambda run: run.case.group), key=lambda run: run.case.group):
        longest = comparable(list(members))
        if not longest:
            continue
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{group}.svg"
        path.write_text(_picture(group, longest), encoding="utf-8")
        paths.append(path)
    return tuple(paths)


def comparable(runs: Sequence[Run]) -> dict[str, list[Run]]:
    """Runs with a trace at the largest budget, by solver, on the instances that all of these solvers answered.

    A solver that answered less than half of what was answered best is left out: else little would be left to compare.
    """
    most = max(run.case.seconds for run in runs)
    found: dict[str, list[Run]] = {}
    for run in runs:
        if run.case.seconds == most and run.trace and run.gap is not None:
            found.setdefault(label(run), []).append(run)
    answered = {name: {run.case.instance for run in members} for name, members in found.items()}
    half = max(map(len, answered.values()), default=0) / 2
    kept = {name: instances for name, instances in answered.items() if len(instances) >= half}
    common = set.intersection(*kept.values()) if kept else set()
    chosen = {name: [run for run in found[name] if run.case.instance in common] for name in kept}
    return {name: members for name, members in chosen.items() if members}


def mean_curve(runs: Sequence[Run]) -> Curve:
    """Mean gap of the runs at moments evenly spaced in their logarithm, from when all of them had an answer.

    The end is the answers, also those that came a moment late; where one came only then, there is the end alone.
    """
    end = max(run.case.seconds for run in runs)
    begin = max(_FIRST_S, *(run.trace[0][0] for run in runs))
    last = end, fmean(run.trace[-1][1] for run in runs)
    if begin >= end:
        return [last]
    moments = [begin * (end / begin) ** (k / _POINTS) for k in range(_POINTS)]
    return [*((t, fmean(_gap_at(run, t) for run in runs)) for t in moments), last]


def _gap_at(run: Run, moment: float) -> float:
    return min(gap for seconds, gap in run.trace if seconds <= moment * (1 + 1e-9))


class _Paper:
    """Where moments and gaps are on the picture; both axes are logarithmic."""

    def __init__(self, end: float, curves: Mapping[str, Curve]) -> None:
        gaps = [min(_MOST_GAP, max(_LEAST_GAP, gap)) for curve in curves.values() for _, gap in curve]
        self.end = end
        ladder = [step * 10.0**power for power in range(-2, 3) for step in (1, 2, 5)]
        low = max((step for step in ladder if step <= min(gaps)), default=ladder[0])
        high = min((step for step in ladder if step > max(gaps)), default=ladder[-1])
        self.gaps = [step for step in ladder if low <= step <= high]

    def x(self, moment: float) -> float:
        """Pixels from the left."""
        share = log10(moment / _FIRST_S) / log10(self.end / _FIRST_S) if self.end > _FIRST_S else 0.0
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, gap: float) -> float:
        """Pixels from the top; gaps beyond the axis stand on its end."""
        low, high = self.gaps[0], self.gaps[-1]
        share = log10(high / min(high, max(low, gap))) / log10(high / low)
        return _TOP + share * (_HEIGHT - _TOP - _BOTTOM)


def _picture(title: str, by_solver: Mapping[str, list[Run]]) -> str:
    end = max(run.case.seconds for runs in by_solver.values() for run in runs)
    curves = {solver: mean_curve(runs) for solver, runs in by_solver.items()}
    paper = _Paper(end, curves)
    instances = len({run.case.instance for runs in by_solver.values() for run in runs})
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
            f'height="{_HEIGHT}" font-family="sans-serif" font-size="14">'
        ),
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="{_LEFT}" y="26" font-size="18" font-weight="bold">{title}</text>',
        (
            f'<text x="{_LEFT}" y="46" fill="#444444">mean gap to the best known over time, {instances} instances '
            f"与最优已知解的平均差距，{instances} 个算例</text>"
        ),
        *_grid(paper),
        *_curves(paper, curves, by_solver),
    ]
    return "\n".join([*parts, "</svg>\n"])


def _curves(paper: _Paper, curves: Mapping[str, Curve], by_solver: Mapping[str, list[Run]]) -> list[str]:
    """Every curve with its name beside its end, moved where names would overlap."""
    lines: list[str] = []
    lowest = float(_TOP - _LINE)
    for solver in sorted(curves, key=lambda name: -curves[name][-1][1]):
        curve, k = curves[solver], _look(solver)
        at = paper.y(curve[-1][1])
        lowest = max(at, lowest + _LINE)
        colour = f'"{_COLOURS[k]}"'
        points = "L".join(f"{paper.x(t):.1f} {paper.y(gap):.1f}" for t, gap in curve)
        width = 3 if solver == OURS else 2
        dashes = f' stroke-dasharray="{_DASHES[k]}"' if _DASHES[k] else ""
        lines.append(f'<path d="M{points}" fill="none" stroke={colour} stroke-width="{width}"{dashes}/>')
        right = _WIDTH - _RIGHT
        lines.append(f'<circle cx="{paper.x(curve[-1][0]):.1f}" cy="{at:.1f}" r="3.5" fill={colour}/>')
        lines.append(f'<path d="M{right + 4} {at:.1f}L{right + 14} {lowest:.1f}" stroke={colour} fill="none"/>')
        name = f"{solver} {curve[-1][1]:.2f} % ({len(by_solver[solver])} runs)"
        lines.append(f'<text x="{right + 18}" y="{lowest + 5:.1f}" fill={colour}>{name}</text>')
    return lines


def _look(solver: str) -> int:
    """Number of colour and dash: the same for a solver in every picture."""
    names = [*SOLVERS]
    number = names.index(solver) if solver in names else len(names) + len(solver)
    return number % len(_COLOURS)


def _grid(paper: _Paper) -> list[str]:
    lines: list[str] = []
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    for gap in paper.gaps:
        y = paper.y(gap)
        lines.append(f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}" stroke="#dddddd"/>')
        lines.append(f'<text x="{_LEFT - 8}" y="{y + 5:.1f}" text-anchor="end">{gap:g}</text>')
    for moment in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60, 120, 300, 600):
        if moment <= paper.end:
            x = paper.x(moment)
            lines.append(f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{bottom}" stroke="#dddddd"/>')
            lines.append(f'<text x="{x:.1f}" y="{bottom + 20}" text-anchor="middle">{moment:g}</text>')
    lines.append(f'<text x="{(_LEFT + right) / 2}" y="{bottom + 44}" text-anchor="middle">seconds 秒</text>')
    lines.append(f'<text x="8" y="{_TOP - 14}">gap 差距 %</text>')
    return lines
