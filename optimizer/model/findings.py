"""What can be wrong: with the input (:class:`Issue`) and with a plan (:class:`Breach`).

Errors of the domain form a small tree; none knows of HTTP or exit codes::

    LastmetreError
    ├── UnreadableInput   the file is no workbook, no JSON, too large, truncated …
    ├── InvalidDay        the input was read, but breaks rules: holds every issue found
    └── BrokenPlan        a plan of our own failed the checker: our bug, never shown as a plan
"""

from dataclasses import dataclass
from enum import StrEnum

from optimizer.model.text import Text


class Severity(StrEnum):
    """Errors stop planning; warnings go along with the plan."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where in the input: sheet, row and column, or a JSON pointer; empty parts do not apply."""

    sheet: str = ""
    row: int | None = None
    column: str = ""
    pointer: str = ""

    def __str__(self) -> str:
        if self.pointer:
            return self.pointer
        cell = f"{self.column}{self.row or ''}"
        return f"{self.sheet}!{cell}" if cell else self.sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing that is wrong with the input, and what to do about it."""

    code: str
    severity: Severity = Severity.ERROR
    where: Where
    message: Text
    remedy: Text


class Rule(StrEnum):
    """Rules a plan can break: a closed list, each explained in docs/errors.md."""

    UNKNOWN_ID = "unknown_id"
    DUTY_SHAPE = "duty_shape"
    CREW_NOT_ELIGIBLE = "crew_not_eligible"
    CREW_OVERLAP = "crew_overlap"
    SHIFT = "shift"
    TRAVEL_TIME = "travel_time"
    TRAVEL_DISTANCE = "travel_distance"
    UNREACHABLE = "unreachable"
    CLOCK = "clock"
    SERVICE_TIME = "service_time"
    TIME_WINDOW = "time_window"
    LATENESS = "lateness"
    REST = "rest"
    CAPACITY_WEIGHT = "capacity_weight"
    CAPACITY_VOLUME = "capacity_volume"
    LOAD_ACCOUNT = "load_account"
    HANDLING = "handling"
    KEEP_APART = "keep_apart"
    VEHICLE_LIMIT = "vehicle_limit"
    STOCK = "stock"
    SPLIT = "split"
    DEMAND_ACCOUNT = "demand_account"
    COST = "cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A rule that a plan breaks: where, and by how much (in the rule's own unit: s, m, g, l, units, cents)."""

    rule: Rule
    crew: str = ""
    visit: int | None = None
    excess: int = 0
    message: Text


class LastmetreError(Exception):
    """Root of all errors a caller may want to catch."""


class UnreadableInput(LastmetreError):
    """The input could not be read at all."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.message.en)
        self.issue = issue


class InvalidDay(LastmetreError):
    """The input was read but cannot be planned; ``issues`` holds all that was found, errors and warnings."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        super().__init__("; ".join(f"{issue.where}: {issue.message.en}" for issue in issues))
        self.issues = issues


class BrokenPlan(LastmetreError):
    """The checker found breaches in a plan that we made."""

    def __init__(self, breaches: tuple[Breach, ...]) -> None:
        super().__init__("; ".join(f"{breach.crew}: {breach.message.en}" for breach in breaches))
        self.breaches = breaches
