"""From a plan request to a valid day, or to every issue at once."""

from dataclasses import dataclass

from optimizer.intake.request import PlanRequest
from optimizer.model.day import Day
from optimizer.model.findings import InvalidDay, Issue, Severity
from optimizer.validation import rules_day, rules_demands, rules_fleet, rules_references, rules_structure
from optimizer.validation.draft import day_of, draft_of

DRAFT_RULES = (*rules_references.RULES, *rules_day.RULES, *rules_demands.RULES, *rules_fleet.RULES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validated:
    """A day that can be planned, and what the planner should know about it."""

    day: Day
    warnings: tuple[Issue, ...]


def validate(request: PlanRequest) -> Validated:
    """Check everything there is to check without roads.

    Raises
    ------
    InvalidDay
        Some issue is an error; holds all issues found, in the order of sheets' structure, cells, references, rules.
    """
    issues = [issue for rule in rules_structure.RULES for issue in rule(request)]
    draft, unreadable = draft_of(request)
    issues.extend(unreadable)
    issues.extend(issue for rule in DRAFT_RULES for issue in rule(draft))
    if any(issue.severity is Severity.ERROR for issue in issues):
        raise InvalidDay(tuple(issues))
    return Validated(day=day_of(draft), warnings=tuple(issues))
