"""What the routing core must show: the bars it is held to, beside which the report puts its figures."""

from collections.abc import Mapping

from scenarios.bench_routing.case import Run
from scenarios.bench_routing.solvers import OURS

LARGE = "cvrp_ags from 15,000"
_SMALLER = "cvrp_ags to 11,000"
_SMALLER_NAMES = frozenset({"Leuven1", "Leuven2", "Antwerp1", "Antwerp2", "Ghent1", "Ghent2"})
_TIMED = ("vrptw_gh400", "vrptw_gh1000")
_HALVES = ("mdvrptw", "sdvrptw_site", "hfvrp_x", "mtvrptwr", "vrpb_x")

GAPS: Mapping[tuple[str, float], float] = {
    ("cvrp_x", 10): 0.40, ("cvrp_x", 60): 0.18,
    (_SMALLER, 10): 1.0, (_SMALLER, 60): 0.5, (LARGE, 60): 3.0, (LARGE, 300): 1.0,
    **{(group, 10): 1.5 for group in _TIMED}, **{(group, 60): 0.6 for group in _TIMED},
    ("vrptw_solomon", 10): 0.2, ("vrptw_solomon", 60): 0.05,
    ("mdvrptw", 10): 1.5, ("mdvrptw", 60): 0.6, ("sdvrptw_site", 10): 1.5, ("sdvrptw_site", 60): 0.6,
    ("hfvrp_x", 10): 1.0, ("hfvrp_x", 60): 0.5, ("mtvrptwr", 10): 0.8, ("mtvrptwr", 60): 0.4,
    ("vrpb_x", 10): 1.0, ("vrpb_x", 60): 0.5,
}  # fmt: skip
"""Largest mean gap, %, by part of the sets and budget in seconds."""

RATIOS: Mapping[tuple[str, float], float] = {
    ("cvrp_x", 10): 0.3, ("cvrp_x", 60): 0.4,
    (_SMALLER, 10): 0.25, (_SMALLER, 60): 0.25, (LARGE, 60): 0.25, (LARGE, 300): 0.25,
    **{(group, 10): 0.3 for group in _TIMED}, **{(group, 60): 0.4 for group in _TIMED},
    ("vrptw_solomon", 10): 1.0, ("vrptw_solomon", 60): 1.0,
    **{(group, seconds): 0.5 for group in _HALVES for seconds in (10, 60)},
}  # fmt: skip
"""Largest ratio of our mean gap to PyVRP's."""

HGS_FROM = 199
"""Clients from which we must be ahead of HGS-CVRP."""

VROOM_BUDGETS = 1.0, 2.0
"""At these budgets of ours, our mean must be better than VROOM's answer, whatever time up to 10 s that takes."""

VROOM_TO = 1_100
"""Clients up to which that holds: sets named for 1,000 have a few more."""

TWO_THREADS = 0.8
"""Largest ratio of the mean gap with two threads to that with one, at 60 s."""

PEAK_MIB: Mapping[int, int] = {1_100: 600, 20_000: 4_096}
"""Largest peak memory for up to so many clients."""


def part_of(run: Run) -> str:
    """The set, or the part of it that has bars of its own."""
    if run.case.group != "cvrp_ags":
        return run.case.group
    return _SMALLER if run.case.instance in _SMALLER_NAMES else LARGE


def verdict(figure: float | None, bar: float | None, *, strictly: bool = False) -> str:
    """Say whether a figure is at most the bar (below it, if ``strictly``)."""
    if figure is None or bar is None:
        return ""
    return "met" if figure < bar or (figure == bar and not strictly) else "missed"


def label(run: Run) -> str:
    """Name what ran: the solver, its threads if more than one, what it was to make least if not the cost."""
    threads = f" x{run.case.threads}" if run.case.threads > 1 else ""
    return f"{run.case.solver}{threads}{'' if run.case.objective == 'cost' else ', vehicles first'}"


def is_ours(run: Run) -> bool:
    """Whether our core made the run with one thread, for the cost."""
    return label(run) == OURS
