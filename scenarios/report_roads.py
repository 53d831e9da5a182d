"""The report of the road benchmark: seconds and ratios, between two markers of a document."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scenarios.bench_roads import Timed
from scenarios.circumstances import code_fingerprint, machine

BEGIN = "<!-- roads: begin, written by `lastmetre bench roads` -->"
END = "<!-- roads: end -->"

_RATIOS: Mapping[str, tuple[str, str]] = {
    "pyroutingkit / ours, time alone": ("table, pyroutingkit", "table, time alone"),
    "scipy / ours, time alone": ("table, scipy", "table, time alone"),
    "time and length / time alone": ("table, time and length", "table, time alone"),
    "one thread / two": ("time and length, 1 thread (wall)", "time and length, 2 threads (wall)"),
    "from a closure to the table / from nothing to weights": (
        "from a closure to the table (wall)",
        "from nothing to weights (wall)",
    ),
}


def write_report(document: Path, timed: Sequence[Timed]) -> None:
    """Replace what stands between the markers.

    Raises
    ------
    ValueError
        If the document has no markers, or in the wrong order.
    """
    text = document.read_text(encoding="utf-8")
    begin, end = text.find(BEGIN), text.find(END)
    if not 0 <= begin < end:
        raise ValueError(f"{document} lacks the lines {BEGIN!r} and {END!r}, in this order")
    document.write_text(f"{text[: begin + len(BEGIN)]}\n{report(timed)}\n{text[end:]}", encoding="utf-8")


def report(timed: Sequence[Timed]) -> str:
    """Write down the circumstances, the seconds of every task, and the ratios that matter."""
    roads = tuple(dict.fromkeys(one.roads for one in timed))
    tasks = tuple(dict.fromkeys(one.task for one in timed))
    seconds = {(one.task, one.roads): one.whole_s for one in timed}
    today = datetime.now(UTC).date().isoformat()
    rows = ([task, *(_figure(seconds.get((task, name)), 3) for name in roads)] for task in tasks)
    ratios = ([what, *(_figure(_ratio(seconds, pair, name), 2) for name in roads)] for what, pair in _RATIOS.items())
    return "\n\n".join(
        (
            f"- {today}, code {code_fingerprint()}, {machine()}",
            _table(("seconds", *roads), rows),
            _table(("ratio", *roads), ratios),
        )
    )


def _ratio(seconds: Mapping[tuple[str, str], float], pair: tuple[str, str], roads: str) -> float | None:
    above, below = (seconds.get((task, roads)) for task in pair)
    return above / below if above and below else None


def _figure(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
