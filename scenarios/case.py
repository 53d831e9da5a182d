"""One measurement: what is planned, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A day of the catalogue on some roads, with a seed and seconds of search.

    ``roads`` is a specification for :func:`graphs.network.open_roads`.
    """

    scenario: str
    roads: str
    seed: int
    seconds: float

    def __str__(self) -> str:
        return f"{self.scenario} on {self.roads}, seed {self.seed}, {self.seconds:g} s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What came of a case; a line of ``runs.jsonl``.

    Attributes
    ----------
    code
        Fingerprint of the code that ran, so that figures of other code are never taken for its own.
    machine
        Processor count, system and Python.
    when
        UTC, to the second.
    wall_s, peak_mb
        Wall seconds from opening the roads to the last check, and peak memory of the process and its children.
    steps
        Wall seconds by step, in the order of the flow.
    figures
        Sizes, costs and service of the plan (see :func:`scenarios.measure.figures`); empty where there was none.
    breaches
        What the independent checker found; None where there was no plan to check.
    error
        Why there are no figures, in a sentence; empty where there are.
    """

    case: Case
    code: str
    machine: str
    when: str
    wall_s: float = 0.0
    peak_mb: int = 0
    steps: Mapping[str, float] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)
    breaches: int | None = None
    error: str = ""


def measured_of(data: Mapping[str, Any]) -> Measured:
    """Read a line of ``runs.jsonl`` back.

    Raises
    ------
    TypeError
        If it is not such a line.
    """
    return Measured(**{**data, "case": Case(**data["case"])})
