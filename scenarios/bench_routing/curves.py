"""Gap over time as curves: one picture a set, drawn as plain SVG."""

from collections.abc import Sequence
from itertools import groupby
from math import log10
from pathlib import Path
from statistics import fmean

from scenarios.bench_routing.case import Run

_WIDTH, _HEIGHT = 720, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 150, 40, 50
_COLOURS = ("#0b6e4f", "#c1121f", "#1d4e89", "#e09f3e", "#6a4c93", "#555555")
_FIRST_S, _LEAST_GAP, _MOST_GAP = 0.1, 0.01, 100.0
_POINTS = 60
_FONT = "font:12px sans-serif"


def write_curves(folder: Path, runs: Sequence[Run]) -> tuple[Path, ...]:
    """Draw a picture for every set of which some solver told its incumbents; return their paths."""
    paths: list[Path] = []
    for group, members in groupby(sorted(runs, key=lambda run: run.case.group), key=lambda run: run.case.group):
        longest = _longest(list(members))
        if not longest:
            continue
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{group}.svg"
        path.write_text(_picture(group, longest), encoding="utf-8")
        paths.append(path)
    return tuple(paths)


def _longest(runs: Sequence[Run]) -> dict[str, list[Run]]:
    """Runs with a trace at the largest budget, by solver."""
    most = max(run.case.seconds for run in runs)
    chosen: dict[str, list[Run]] = {}
    for run in runs:
        if run.case.seconds == most and run.trace and run.gap is not None:
            chosen.setdefault(run.case.solver, []).append(run)
    return chosen


def mean_curve(runs: Sequence[Run]) -> list[tuple[float, float]]:
    """Mean gap of the runs at moments evenly spaced in their logarithm, from when all of them had an answer."""
    end = max(run.case.seconds for run in runs)
    begin = max(_FIRST_S, *(run.trace[0][0] for run in runs))
    if begin >= end:
        return []
    moments = [begin * (end / begin) ** (k / _POINTS) for k in range(_POINTS + 1)]
    return [(t, fmean(_gap_at(run, t) for run in runs)) for t in moments]


def _gap_at(run: Run, moment: float) -> float:
    return min(gap for seconds, gap in run.trace if seconds <= moment * (1 + 1e-9))


def _picture(title: str, by_solver: dict[str, list[Run]]) -> str:
    end = max(run.case.seconds for runs in by_solver.values() for run in runs)
    curves = {solver: mean_curve(runs) for solver, runs in by_solver.items()}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}"><style>text{{{_FONT}}}</style>',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="{_LEFT}" y="22" font-size="15">{title}: mean gap to best known, % (log) over seconds (log)</text>',
        *_grid(end),
    ]
    for k, (solver, curve) in enumerate(curves.items()):
        colour, y = _COLOURS[k % len(_COLOURS)], _TOP + 20 + 20 * k
        points = " ".join(f"{_x(t, end):.1f},{_y(gap):.1f}" for t, gap in curve)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        label = f"{solver} ({len(by_solver[solver])} runs)"
        parts.append(f'<text x="{_WIDTH - _RIGHT + 10}" y="{y}" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>\n"])


def _grid(end: float) -> list[str]:
    lines: list[str] = []
    for gap in (0.01, 0.1, 1, 10, 100):
        y = _y(gap)
        lines.append(f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}" stroke="#dddddd"/>')
        lines.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{gap:g}</text>')
    for moment in (0.1, 0.3, 1, 3, 10, 30, 60, 300, 600):
        if moment <= end:
            x = _x(moment, end)
            lines.append(f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{_HEIGHT - _BOTTOM}" stroke="#dddddd"/>')
            lines.append(f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{moment:g}</text>')
    return lines


def _x(moment: float, end: float) -> float:
    share = log10(moment / _FIRST_S) / log10(end / _FIRST_S) if end > _FIRST_S else 0.0
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _y(gap: float) -> float:
    """Gaps below the least stand on the least: the axis is logarithmic."""
    within = min(_MOST_GAP, max(_LEAST_GAP, gap))
    share = log10(_MOST_GAP / within) / log10(_MOST_GAP / _LEAST_GAP)
    return _TOP + share * (_HEIGHT - _TOP - _BOTTOM)
