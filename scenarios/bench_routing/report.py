"""The report of the routing benchmark: tables between two markers of a document, curves beside it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from scenarios.bench_routing import tables
from scenarios.bench_routing.bars import label
from scenarios.bench_routing.case import Run
from scenarios.bench_routing.compare import CELLS
from scenarios.bench_routing.curves import write_curves

BEGIN = "<!-- routing: begin, written by `lastmetre bench routing` -->"
END = "<!-- routing: end -->"


def write_report(document: Path, runs: Sequence[Run], others: Sequence[Run] = ()) -> None:
    """Replace what stands between the markers by the tables of these runs, and draw the curves beside the document.

    ``others`` are runs of instances outside the sample.

    A document that does not exist is made, of nothing but the figures.

    Raises
    ------
    ValueError
        If the document has no markers, or in the wrong order.
    """
    document.parent.mkdir(parents=True, exist_ok=True)
    text = document.read_text(encoding="utf-8") if document.exists() else f"{BEGIN}\n{END}\n"
    begin, end = text.find(BEGIN), text.find(END)
    if not 0 <= begin < end:
        raise ValueError(f"{document} lacks the lines {BEGIN!r} and {END!r}, in this order")
    pictures = write_curves(document.parent / "routing", runs)
    body = report(runs, others) + "".join(f"\n\n![{path.stem}]({path.parent.name}/{path.name})" for path in pictures)
    document.write_text(f"{text[: begin + len(BEGIN)]}\n{body}\n{text[end:]}", encoding="utf-8")


def report(runs: Sequence[Run], others: Sequence[Run] = ()) -> str:
    """Write down the circumstances, the mean gaps, the comparisons, every single run, and those outside the sample."""
    everyone = [*runs, *others]
    circumstances = "\n".join(f"- {line}" for line in dict.fromkeys(map(_circumstances, everyone)))
    reasons = dict.fromkeys(f"- {run.case.group}, {label(run)}: {run.error}" for run in everyone if run.error)
    broken = Counter((run.case.group, label(run)) for run in everyone if run.breaches)
    answers = [
        f"- {group}, {name}: {n} answers leave clients out or break rules" for (group, name), n in broken.items()
    ]
    outside = _section("Outside the sample, drawn by lot (`--others`):", tables.OTHERS_HEAD, tables.others(others))
    parts = [circumstances, *_sections(runs), *outside, "\n".join([*reasons, *answers])]
    return "\n\n".join(part for part in parts if part)


def _sections(runs: Sequence[Run]) -> Iterator[str]:
    cost = [run for run in runs if run.case.objective == "cost"]
    place = tables.PLACE_HEAD
    yield from _section("", tables.GAPS_HEAD, tables.gaps(cost))
    yield from _section(
        "Against each peer: mean gaps in %, on what both answered, paired by instance, each the mean over its seeds. "
        "A claim of being better is made where the two-sided signed-rank test has p < 0.05; the bar is for the ratio.",
        (*place, "peer", *CELLS, "bar", ""), tables.peers(cost),
    )  # fmt: skip
    yield from _section(
        "At 1 s and 2 s against VROOM's answer at exploration 5 (`vroom`) and 1 (`vroom-1`), mean gaps in %:",
        ("set", "our budget s", "peer", "it took s", *CELLS, "better"), tables.vroom(cost),
    )  # fmt: skip
    yield from _section(
        "Two threads (the first) against one, mean gaps of ours in %; the bar is a ratio of 0.8 at 60 s:",
        (*place, *CELLS, ""), tables.threads(cost),
    )  # fmt: skip
    yield from _section(
        "Pickup and delivery: mean distances, and mean vehicles with the fewest known:",
        (*place, "ours", "against", "pairs", "our distance", "its distance", *CELLS[3:], "lower",
         "our vehicles", "its vehicles", "fewest known"), tables.pairs(runs),
    )  # fmt: skip
    yield from _section(
        "Our peak memory, and the longest start (with compiled code on disk):",
        ("clients", "runs", "peak MiB", "bar", "", "start s"), tables.memory(cost),
    )  # fmt: skip
    yield from _section(
        "Every instance, mean gap % over the seeds:",
        ("set", "instance", "n", "budget s", *tables.labels(cost)), tables.details(cost),
    )  # fmt: skip


def _circumstances(run: Run) -> str:
    threads = f", {run.case.threads} threads" if run.case.threads > 1 else ", one core each"
    return f"{run.case.solver} {run.version}, {run.machine}{threads}"


def _section(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    found = list(rows)
    if found:
        lines = [head, ["---"] * len(head), *found]
        yield from [title] if title else []
        yield "\n".join(f"| {' | '.join(line)} |" for line in lines)
