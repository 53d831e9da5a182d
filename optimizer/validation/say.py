"""Short makers of issues."""

from optimizer.model.findings import Issue, Severity, Where
from optimizer.model.text import Text
from optimizer.validation.cells import Row
from optimizer.validation.naming import named


def issue(code: str, where: Where, message: Text, remedy: Text) -> Issue:
    """Give an issue whose severity is the first letter of its code: E or W."""
    severity = Severity.WARNING if code.startswith("W") else Severity.ERROR
    return Issue(code=code, severity=severity, where=where, message=message, remedy=remedy)


def name_of(row: Row) -> Text:
    """Give what a row is called in a sentence: "demand 'X1'", 需求“X1”."""
    return named(row.sheet, row.values)
