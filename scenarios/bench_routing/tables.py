"""The tables of the report of the routing benchmark, each as rows of text; a table without rows is left out."""

from collections.abc import Iterator, Sequence
from statistics import fmean

from scenarios.bench_routing.bars import (
    GAPS,
    HGS_FROM,
    PEAK_MIB,
    RATIOS,
    TWO_THREADS,
    VROOM_BUDGETS,
    VROOM_TO,
    is_ours,
    label,
    part_of,
    verdict,
)
from scenarios.bench_routing.case import Run
from scenarios.bench_routing.compare import chosen, compared, means
from scenarios.bench_routing.solvers import OURS

Rows = Iterator[Sequence[str]]
PLACE_HEAD = ("set", "budget s")


def places(runs: Sequence[Run]) -> list[tuple[str, float]]:
    """Parts of sets and budgets that were run, in the order of the sets."""
    order = {part: number for number, part in enumerate(dict.fromkeys(map(part_of, runs)))}
    return sorted({(part_of(run), run.case.seconds) for run in runs}, key=lambda place: (order[place[0]], place[1]))


def labels(runs: Sequence[Run]) -> list[str]:
    """What ran, ours first."""
    return sorted(dict.fromkeys(map(label, runs)), key=lambda name: not name.startswith(OURS))


GAPS_HEAD = (
    *PLACE_HEAD, "solver", "instances", "seeds", "mean gap %", "worst %", "bar", "", "first feasible s",
    "iterations/s", "peak MiB", "no answer",
)  # fmt: skip


def gaps(runs: Sequence[Run]) -> Rows:
    """How far everybody is from the best known; our bars beside our figures; nobody where he cannot say the problem."""
    for part, seconds in places(runs):
        for name in labels(runs):
            here = chosen(runs, part=part, seconds=seconds, name=name)
            if not all(run.error.startswith("unsupported") for run in here):
                yield [part, f"{seconds:g}", name, *_gap_cells(here, GAPS.get((part, seconds)))]


def _gap_cells(runs: Sequence[Run], bar: float | None) -> list[str]:
    by_instance = means(runs)
    worst = [run.gap for run in runs if run.gap is not None]
    first = [run.first_feasible_s for run in runs if run.first_feasible_s is not None]
    rates = [run.iterations / run.wall_s for run in runs if run.iterations and run.wall_s]
    mean = fmean(by_instance.values()) if by_instance else None
    held = bar if is_ours(runs[0]) else None
    return [
        str(len({run.case.instance for run in runs})), str(len({run.case.seed for run in runs})),
        "" if mean is None else f"{mean:.2f}", f"{max(worst):.2f}" if worst else "",
        "" if held is None else f"{held:g}", verdict(mean, held),
        f"{fmean(first):.2f}" if first else "", f"{fmean(rates):,.0f}" if rates else "",
        str(max(run.peak_mb for run in runs) or ""), str(sum(run.gap is None for run in runs) or ""),
    ]  # fmt: skip


def peers(runs: Sequence[Run]) -> Rows:
    """Ours against each peer, mean gaps on what both answered, with the bars for PyVRP and HGS-CVRP."""
    for part, seconds in places(runs):
        ours = chosen(runs, part=part, seconds=seconds, name=OURS)
        for peer in labels([run for run in runs if run.case.solver != OURS and run.case.objective == "cost"]):
            least = HGS_FROM if peer == "hgs" else 0
            theirs = chosen(runs, part=part, seconds=seconds, name=peer, least=least)
            if found := compared(ours, theirs):
                bar = {"pyvrp": RATIOS.get((part, seconds)), "hgs": 1.0}.get(peer)
                held = verdict(found.ratio, bar, strictly=peer == "hgs")
                of = f"{part}, n >= {least}" if least else part
                yield [of, f"{seconds:g}", peer, *found.cells(), "" if bar is None else f"{bar:g}", held]


def vroom(runs: Sequence[Run]) -> Rows:
    """Ours after a second or two against VROOM's answer, whatever time that took; to 1,000 clients."""
    for part in dict.fromkeys(map(part_of, runs)):
        for ours_s in VROOM_BUDGETS:
            for peer in ("vroom", "vroom-1"):
                budgets = [s for where, s in places(runs) if where == part and s <= 10]
                answers = [chosen(runs, part=part, seconds=s, name=peer) for s in budgets]
                theirs = next((found for found in reversed(answers) if found), [])
                theirs = [run for run in theirs if run.clients <= VROOM_TO]
                if found := compared(chosen(runs, part=part, seconds=ours_s, name=OURS), theirs):
                    took = f"{fmean(run.wall_s for run in theirs):.1f}"
                    held = verdict(found.one, found.other, strictly=True)
                    yield [part, f"{ours_s:g}", peer, took, *found.cells(), held]


def threads(runs: Sequence[Run]) -> Rows:
    """Two threads against one, mean gaps of ours."""
    for part, seconds in places(runs):
        one = chosen(runs, part=part, seconds=seconds, name=OURS)
        two = chosen(runs, part=part, seconds=seconds, name=f"{OURS} x2")
        if found := compared(two, one):
            held = verdict(found.ratio, TWO_THREADS) if seconds == 60 else ""
            yield [part, f"{seconds:g}", *found.cells(), held]


def pairs(runs: Sequence[Run]) -> Rows:
    """Pickup and delivery: mean distance and vehicles, ours against each peer and against our other objective."""
    paired = [run for run in runs if run.case.group.startswith("pdptw")]
    names = labels(paired)
    for part, seconds in places(paired):
        for mine in (name for name in names if name in {OURS, f"{OURS}, vehicles first"}):
            ours = chosen(paired, part=part, seconds=seconds, name=mine)
            for peer in names:
                theirs = chosen(paired, part=part, seconds=seconds, name=peer)
                far, used = compared(ours, theirs, _distance), compared(ours, theirs, _vehicles)
                if peer != mine and far and used:
                    held = verdict(far.one, far.other, strictly=True) if mine == OURS and "," not in peer else ""
                    vehicles = [f"{used.one:.1f}", f"{used.other:.1f}"]
                    yield [part, f"{seconds:g}", mine, peer, *far.cells(0), held, *vehicles, _fewest(ours)]


def _distance(run: Run) -> float | None:
    return None if run.gap is None or run.cost is None else run.cost / run.units


def _vehicles(run: Run) -> float | None:
    return None if run.gap is None else float(run.vehicles)


def _fewest(runs: Sequence[Run]) -> str:
    """Mean of the fewest vehicles known."""
    known = {run.case.instance: run.best_vehicles for run in runs if run.gap is not None and run.best_vehicles}
    return f"{fmean(known.values()):.1f}" if known else ""


def memory(runs: Sequence[Run]) -> Rows:
    """Our peak memory by size, and the longest start."""
    least = 0
    for most, bar in PEAK_MIB.items():
        here = [run for run in runs if is_ours(run) and least < run.clients <= most]
        if here:
            peak, slowest = max(run.peak_mb for run in here), max(run.startup_s for run in here)
            yield [f"{least + 1:,}-{most:,}", str(len(here)), str(peak), str(bar), verdict(peak, bar), f"{slowest:.2f}"]
        least = most


OTHERS_HEAD = (*PLACE_HEAD, "solver", "seeds", "mean gap %", "bar", "", "no answer", "each")


def others(runs: Sequence[Run]) -> Rows:
    """Instances outside the sample: the mean gap beside the bar of the sample, and that of each instance."""
    for part, seconds in places(runs):
        for name in labels(runs):
            here = chosen(runs, part=part, seconds=seconds, name=name)
            if found := means(here):
                mean, bar = fmean(found.values()), GAPS.get((part, seconds)) if is_ours(here[0]) else None
                yield [
                    part, f"{seconds:g}", name, str(len({run.case.seed for run in here})), f"{mean:.2f}",
                    "" if bar is None else f"{bar:g}", verdict(mean, bar),
                    str(sum(run.gap is None for run in here) or ""),
                    ", ".join(f"{instance} {gap:.2f}" for instance, gap in found.items()),
                ]  # fmt: skip


def details(runs: Sequence[Run]) -> Rows:
    """Every instance: mean gap over the seeds of everyone."""
    names = labels(runs)
    for part, seconds in places(runs):
        found = {name: means(chosen(runs, part=part, seconds=seconds, name=name)) for name in names}
        here = [run for run in runs if (part_of(run), run.case.seconds) == (part, seconds)]
        sizes: dict[str, int] = {}
        for run in here:
            sizes[run.case.instance] = max(run.clients, sizes.get(run.case.instance, 0))
        for instance in sorted(sizes, key=lambda one: (sizes[one], one)):
            cells = (f"{found[name][instance]:.2f}" if instance in found[name] else "" for name in names)
            yield [part, instance, str(sizes[instance] or ""), f"{seconds:g}", *cells]
