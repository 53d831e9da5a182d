"""The report of the road benchmark: seconds and ratios, each row of it between two markers of a document."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scenarios.bench_roads.files import Spent
from scenarios.bench_roads.periods import Errors
from scenarios.bench_roads.tables import Timed
from scenarios.circumstances import code_fingerprint, machine


def begin(row: str) -> str:
    """The line before the figures of a row of the benchmark."""
    return f"<!-- roads, {row}: begin, written by `lastmetre bench roads --only {row}` -->"


def end(row: str) -> str:
    """The line after them."""
    return f"<!-- roads, {row}: end -->"


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


def write_report(document: Path, row: str, text: str) -> None:
    """Replace what stands between the markers of a row.

    Raises
    ------
    ValueError
        If the document has no markers, or in the wrong order.
    """
    old = document.read_text(encoding="utf-8")
    first, last = old.find(begin(row)), old.find(end(row))
    if not 0 <= first < last:
        raise ValueError(f"{document} lacks the lines {begin(row)!r} and {end(row)!r}, in this order")
    new = f"{old[: first + len(begin(row))]}\n{circumstances()}\n\n{text}\n{old[last:]}"
    document.write_text(new, encoding="utf-8")


def circumstances() -> str:
    """When, with which code and on which machine."""
    return f"- {datetime.now(UTC).date().isoformat()}, code {code_fingerprint()}, {machine()}"


def of_reading(spent: Sequence[Spent]) -> str:
    """Seconds and memory of every reader, and osmnx's by ours on the same file."""
    rows = [[one.task, f"{one.total_s:.2f}", str(one.peak_mib)] for one in spent]
    by_task = {one.task: one for one in spent}
    ours, peer = by_task["XML"], by_task["XML, osmnx"]
    ratio = ["osmnx / ours, XML", f"{peer.total_s / ours.total_s:.1f}", f"{peer.peak_mib / ours.peak_mib:.1f}"]
    return _table(("reading", "seconds", "peak memory, MiB"), [*rows, ratio])


def of_large(spent: Sequence[Spent]) -> str:
    """Seconds of every step, and peak memory."""
    steps = tuple(dict.fromkeys(step for one in spent for step in one.seconds))
    rows = [[one.task, *(f"{one.seconds[step]:.1f}" for step in steps), str(one.peak_mib)] for one in spent]
    return _table(("city", *(f"{step}, s" for step in steps), "peak memory, MiB"), rows)


def of_periods(errors: Sequence[Errors]) -> str:
    """Mean and largest error of trips across periods."""
    rows = [[one.task, str(one.trips), f"{one.mean:.2%}", f"{one.largest:.2%}"] for one in errors]
    return _table(("trips", "number", "mean error", "largest error"), rows)


def of_tables(timed: Sequence[Timed]) -> str:
    """Write down the seconds of every task, and the ratios that matter."""
    roads = tuple(dict.fromkeys(one.roads for one in timed))
    tasks = tuple(dict.fromkeys(one.task for one in timed))
    seconds = {(one.task, one.roads): one.whole_s for one in timed}
    rows = ([task, *(_figure(seconds.get((task, name)), 3) for name in roads)] for task in tasks)
    ratios = ([what, *(_figure(_ratio(seconds, pair, name), 2) for name in roads)] for what, pair in _RATIOS.items())
    return f"{_table(('seconds', *roads), rows)}\n\n{_table(('ratio', *roads), ratios)}"


def _ratio(seconds: Mapping[tuple[str, str], float], pair: tuple[str, str], roads: str) -> float | None:
    above, below = (seconds.get((task, roads)) for task in pair)
    return above / below if above and below else None


def _figure(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
