"""What the service and its worker process say to each other over their pipe; all of it plain, picklable nouns."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from optimizer.model.budget import Budget, Progress
from optimizer.model.given import ChangePrices


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The ``plan.json`` that a plan starts from, and what changes against it cost."""

    plan: Path
    prices: ChangePrices


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Service to worker: plan the day in ``day`` on the roads of ``roads``, and put the files into ``out``."""

    job: str
    day: Path
    roads: str
    budget: Budget
    seed: int
    out: Path
    start: Start | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """Worker to service: everything is imported."""


@dataclass(frozen=True, slots=True)
class Note:
    """Worker to service: progress of the order at hand."""

    job: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class Finished:
    """Worker to service: the files lie in ``out``."""

    job: str
    out: Path


@dataclass(frozen=True, slots=True)
class CalledOff:
    """Worker to service: stopped before there was a plan."""

    job: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Worker to service: no plan, and why (RFC 9457)."""

    job: str
    problem: dict[str, Any]


Message = Ready | Note | Finished | CalledOff | Failed
