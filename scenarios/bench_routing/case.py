"""One run of the routing benchmark: what is asked, and what came of it; both live as JSON lines."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is asked of a solver: all of it, so that no run stands for another.

    Attributes
    ----------
    objective
        A value of :class:`~optimizer.model.routing_problem.Objective`.
    """

    group: str
    instance: str
    solver: str
    seconds: float
    seed: int
    threads: int = 1
    objective: str = "cost"

    def __str__(self) -> str:
        more = f", {self.threads} threads" if self.threads > 1 else ""
        more += "" if self.objective == "cost" else f", {self.objective}"
        return f"{self.group} {self.instance} {self.solver} {self.seconds:g} s seed {self.seed}{more}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came of it.

    Attributes
    ----------
    cost
        By the independent pricer, in the problem's units; None where there is no answer.
    units
        Cost of one unit of the published figures, to compare with them.
    breaches
        Rules the answer breaks; an answer that breaks one has no gap.
    gap
        Per cent above the best known; the budget's last answer.
    trace
        Seconds and gap of the incumbents, where the solver tells of them.
    error
        Why there is no answer: ``unsupported: …`` where the solver cannot express the problem.
    best_vehicles
        Fewest vehicles known, where the manifest tells; else 0.
    startup_s
        Wall seconds of loading the solver, compiled code among it.
    version
        The peer's release, or a fingerprint of our code.
    """

    case: Case
    version: str
    when: str
    machine: str
    clients: int = 0
    cost: int | None = None
    best_known: int = 0
    vehicles: int = 0
    breaches: int = 0
    gap: float | None = None
    iterations: int | None = None
    first_feasible_s: float | None = None
    trace: tuple[tuple[float, float], ...] = ()
    wall_s: float = 0.0
    peak_mb: int = 0
    error: str = ""
    units: int = 1
    best_vehicles: int = 0
    startup_s: float = 0.0

    @property
    def settled(self) -> bool:
        """Whether to make the run again would tell nothing new."""
        return not self.error or self.error.startswith("unsupported")


def run_of(data: dict[str, Any]) -> Run:
    """Read a run back from what ``json`` gave.

    Raises
    ------
    KeyError, TypeError
        If older code wrote it otherwise.
    """
    case = Case(**data.pop("case"))
    trace = tuple((float(seconds), float(gap)) for seconds, gap in data.pop("trace"))
    return Run(case=case, trace=trace, **data)
