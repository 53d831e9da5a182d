"""The public sets: where their files are, what is the best known, and the fixed sample we develop on.

The sample was chosen by hand before anything was tuned, from the list of names alone: sizes from smallest to largest,
and every class of a set where it has classes. The rest of each set is left alone.
"""

import csv
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from optimizer.model.routing_problem import RoutingProblem

DATA = Path("../shared/data/bench")
_MANIFEST = "MANIFEST.csv"
_UNSCALED = 10**8
"""In hfvrp_x figures of the manifest above this are in hundred-thousandths, as some solution files have them."""

SAMPLE: Mapping[str, tuple[str, ...]] = {
    "cvrp_x": (
        "X-n106-k14", "X-n153-k22", "X-n200-k36", "X-n256-k16", "X-n344-k43", "X-n429-k61", "X-n536-k96",
        "X-n670-k130", "X-n801-k40", "X-n1001-k43",
    ),
    "cvrp_ags": ("Leuven2", "Antwerp1", "Ghent2", "Brussels1", "Flanders1"),
    "vrptw_solomon": ("C101", "C204", "R104", "R112", "R206", "R210", "RC107", "RC207"),
    "vrptw_gh400": ("C1_4_6", "C2_4_4", "R1_4_2", "R2_4_8", "RC1_4_1", "RC2_4_6"),
    "vrptw_gh1000": ("C1_10_2", "C2_10_4", "R1_10_1", "R2_10_6", "RC1_10_8", "RC2_10_4"),
    "mdvrptw": ("PR11A", "PR12A", "PR18A", "PR14A", "PR20A", "PR24A"),
    "sdvrptw_site": ("PR01", "PR07", "PR13", "PR11B", "PR18A", "PR19B", "PR24A"),
    "hfvrp_x": ("X106-FSMD", "X172-HVRP", "X209-FSMFD", "X331-FSMF", "X469-HD", "X586-FSMF", "X766-FSMD", "X957-HD"),
    "mtvrptwr": ("C201R0.25", "R208R0.5", "RC204R0.75", "C2_2_04R0.5", "R2_2_08R0.25", "RC2_2_06R0.75"),
    "vrpb_x": (
        "X-n524-66-k129", "X-n573-66-k25", "X-n670-50-k112", "X-n766-80-k65", "X-n895-66-k25", "X-n1001-50-k22",
    ),
    "pdptw_lilim200": ("LC1_2_4", "LC2_2_2", "LR1_2_8", "LR2_2_4", "LRC1_2_1", "LRC2_2_6"),
    "pdptw_lilim1000": ("LC1_10_2", "LC2_10_4", "LR1_10_6", "LR2_10_1", "LRC1_10_8", "LRC2_10_2"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An instance of the manifest."""

    group: str
    name: str
    clients: int
    path: Path
    solution: Path | None
    published: float
    vehicles: int = 0
    """Of the best known solution, where fewest vehicles come first; else 0."""

    def best_known(self, problem: RoutingProblem) -> int:
        """Give the best known cost in the problem's units; for Li & Lim that of the fewest vehicles."""
        if self.group == "hfvrp_x":
            return round(self.published if self.published > _UNSCALED else 100 * problem.units * self.published)
        return round(self.published * problem.units)


def listed(data: Path = DATA) -> Iterator[Listed]:
    """All instances of the manifest.

    Raises
    ------
    FileNotFoundError
        If the data are not on this machine.
    """
    with (data / _MANIFEST).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Listed(
                group=row["set"],
                name=row["instance"],
                clients=int(row["n"]),
                path=data / row["file"],
                solution=data / row["solution_file"] if row["solution_file"] else None,
                published=float(row["bks"]),
                vehicles=_vehicles(row.get("note") or ""),
            )


def _vehicles(note: str) -> int:
    """Read ``17 vehicles``."""
    words = note.split()
    return int(words[0]) if len(words) == 2 and words[0].isdecimal() and words[1] == "vehicles" else 0


def sample(data: Path, groups: tuple[str, ...], only: tuple[str, ...] = ()) -> tuple[Listed, ...]:
    """Instances of the development sample, by set and size: of all sets if none is given; only those named, if any are.

    Raises
    ------
    ValueError
        If a name is in none of the sets.
    """
    groups = groups or tuple(SAMPLE)
    for name in only:
        if not any(name in SAMPLE[group] for group in groups):
            raise ValueError(f"there is no instance {name!r} in the sample of {', '.join(groups)}")
    found = {(instance.group, instance.name): instance for instance in listed(data)}
    names = [(group, name) for group in groups for name in SAMPLE[group] if not only or name in only]
    return tuple(found[place] for place in names if place in found)


def is_in_sample(group: str, name: str) -> bool:
    """Whether an instance is of the development sample."""
    return name in SAMPLE.get(group, ())


def by_lot(data: Path, groups: tuple[str, ...], count: int) -> tuple[Listed, ...]:
    """Instances outside the sample: of each set so many, or all there are, drawn by lot, always the same ones.

    Without ``groups`` of all sets of the manifest, those that have no sample among them.

    Raises
    ------
    ValueError
        If a set is not in the manifest.
    """
    left: dict[str, list[Listed]] = {}
    for one in listed(data):
        own = left.setdefault(one.group, [])
        if not is_in_sample(one.group, one.name):
            own.append(one)
    for group in groups:
        if group not in left:
            raise ValueError(f"there is no set {group!r}; choose among {', '.join(left)}")
    drawn: list[Listed] = []
    for group in groups or tuple(left):
        lot = sorted(left[group], key=lambda one: one.name)
        random.Random(group).shuffle(lot)  # noqa: S311 - nothing to keep secret
        drawn += sorted(lot[:count], key=lambda one: (one.clients, one.name))
    return tuple(drawn)
