"""How long a search may take, and how it tells of its progress."""

import time
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from optimizer.model.units import Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Seconds of search, or a number of iterations; with iterations, the same seed gives the same plan."""

    seconds: float | None = None
    iterations: int | None = None

    def __post_init__(self) -> None:
        if (self.seconds is None) == (self.iterations is None):
            raise ValueError("a budget is either seconds or iterations")
        if (self.seconds or self.iterations or 0) <= 0:
            raise ValueError("a budget must be positive")


class Progress(NamedTuple):
    """One line of progress, for a person: the step of the pipeline and, while searching, the best plan so far.

    ``done_pct`` is the share of the step that is done, where that is known; ``best`` stands for ``best_cents`` where
    the best is not in money: the figures of a public instance have units of their own.
    """

    step: str
    best_cents: Cents | None = None
    unserved: int | None = None
    seconds_left: float | None = None
    done_pct: int | None = None
    best: str | None = None


class Watch(Protocol):
    """Someone who watches a plan being made, and may call it off."""

    def report(self, progress: Progress) -> None:
        """Take note of progress; called a few times a second."""

    def cancelled(self) -> bool:
        """Whether to stop now and return the best so far."""


@dataclass(slots=True)
class Unwatched:
    """Nobody watches."""

    steps: list[str] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def report(self, progress: Progress) -> None:
        """Remember the steps passed."""
        if not self.steps or self.steps[-1] != progress.step:
            self.steps.append(progress.step)

    def cancelled(self) -> bool:
        """Never."""
        return False
