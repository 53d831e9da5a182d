"""The rows of the road benchmark by name: measured, and written into the document."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scenarios.bench_roads import files, periods, report, tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What is measured; None leaves each row its usual size, no roads the usual ones.

    ``roads`` and ``rounds`` are of the row ``tables`` alone.
    """

    roads: tuple[str, ...] = ()
    nodes: int | None = None
    stops: int | None = None
    rounds: int = 5


def measure_row(row: str, sizes: Sizes, document: Path, *, say: Callable[[str], None] = print) -> None:
    """Measure a row and write its figures between its markers, if there are any.

    Raises
    ------
    ArithmeticError
        When two engines do not agree.
    ChildFailed
        When a process of its own fails.
    ValueError
        If the document lacks the row's markers.
    """
    text = ROWS[row](sizes, say)
    if text:
        report.write_report(document, row, text)


def _tables(sizes: Sizes, say: Callable[[str], None]) -> str:
    timed = tables.run_roads_bench(
        roads=sizes.roads or (tables.TOWN, *tables.EXTRACTS),
        nodes=sizes.nodes or tables.TOWN_NODES,
        stops=sizes.stops or tables.STOPS,
        rounds=sizes.rounds,
        say=say,
    )
    return report.of_tables(timed) if timed else ""


def _reading(sizes: Sizes, say: Callable[[str], None]) -> str:
    return report.of_reading(files.compare_reading(nodes=sizes.nodes or files.TOWN_NODES, say=say))


def _large(sizes: Sizes, say: Callable[[str], None]) -> str:
    nodes, stops = sizes.nodes or files.LARGE_NODES, sizes.stops or files.LARGE_STOPS
    return report.of_large(files.measure_large(nodes=nodes, stops=stops, say=say))


def _periods(sizes: Sizes, say: Callable[[str], None]) -> str:
    return report.of_periods(periods.measure_periods(nodes=sizes.nodes or periods.TOWN_NODES, say=say))


ROWS: dict[str, Callable[[Sizes, Callable[[str], None]], str]] = {
    "tables": _tables,
    "reading": _reading,
    "large": _large,
    "periods": _periods,
}
"""Each row measures and gives its figures as text."""
