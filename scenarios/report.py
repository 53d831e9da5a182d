"""The benchmark's tables, in Markdown, between two markers of a document that people write the rest of."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from scenarios.case import Measured

BEGIN = "<!-- figures: begin, written by `make bench` -->"
END = "<!-- figures: end -->"
_HEAD = (
    "day", "roads", "seed", "search s", "total s", "peak MiB", "cost yuan", "late stops", "crews", "of them reserve",
    "trips", "km", "load factor", "delivered t", "demanded t", "unserved kg life / special / daily", "breaches",
)  # fmt: skip


def write_report(document: Path, runs: Sequence[Measured]) -> None:
    """Replace what stands between the markers by the tables of these runs.

    Raises
    ------
    ValueError
        If the document has no markers, or in the wrong order.
    """
    text = document.read_text(encoding="utf-8")
    begin, end = text.find(BEGIN), text.find(END)
    if not 0 <= begin < end:
        raise ValueError(f"{document} lacks the lines {BEGIN!r} and {END!r}, in this order")
    document.write_text(f"{text[: begin + len(BEGIN)]}\n{report(runs)}\n{text[end:]}", encoding="utf-8")


def report(runs: Sequence[Measured]) -> str:
    """Write down what was measured where, the figures of the plans, and the seconds of every step."""
    measured, failed = [run for run in runs if run.figures], [run for run in runs if not run.figures]
    parts = ["\n".join(f"- {line}" for line in dict.fromkeys(map(_circumstances, runs)))]
    if measured:
        parts.append(_table(_HEAD, map(_row, measured)))
        steps = tuple(dict.fromkeys(step for run in measured for step in run.steps))
        rows = ([*_name(run), *(_number(run.steps.get(step)) for step in steps)] for run in measured)
        parts += ["Wall seconds by step:", _table(("day", "roads", "seed", "search s", *steps), rows)]
    parts += [f"No figures for {run.case}: {run.error}" for run in failed]
    return "\n\n".join(parts)


def _circumstances(run: Measured) -> str:
    return f"{run.when[:10]}, code {run.code}, {run.machine}"


def _name(run: Measured) -> list[str]:
    case = run.case
    return [case.scenario, Path(case.roads).name, str(case.seed), f"{case.seconds:g}"]


def _row(run: Measured) -> list[str]:
    kept = run.figures
    missing = " / ".join(_number(kept["unserved_kg"].get(tier, 0)) for tier in ("life", "special", "daily"))
    names = ("cost_yuan", "late_stops", "crews", "reserve_drivers", "trips", "km", "load_factor", "delivered_t")
    return [
        *_name(run), _number(run.wall_s), str(run.peak_mb), *(_number(kept[name]) for name in names),
        _number(kept["demanded_t"]), missing, str(run.breaches),
    ]  # fmt: skip


def _number(value: float | None) -> str:
    """Write a figure with thousands separated, and without a tail of noughts; nothing for None."""
    if value is None:
        return ""
    text = f"{value:,.3f}"
    return text.rstrip("0").rstrip(".")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
