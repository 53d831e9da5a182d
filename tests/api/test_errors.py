"""The one table from errors to statuses and exit codes."""

from pathlib import Path

import pytest

from api import errors
from api.errors import ANSWERS, ExitCode, Refused, answer_to, issues_of
from api.problems import problem_of
from graphs.errors import UnreadableRoads
from optimizer.model.findings import BrokenPlan, InvalidDay, Issue, LastmetreError, Severity, UnreadableInput, Where
from optimizer.model.text import Text

ISSUE = Issue(
    code="E1", where=Where(sheet="places", row=3, column="B"), message=Text("m", "问题"), remedy=Text("r", "办法")
)


def leaves(kind: type[Exception]) -> set[type[Exception]]:
    below = kind.__subclasses__()
    return {kind} if not below else {leaf for child in below for leaf in leaves(child)}


def test_every_error_of_the_tree_stands_in_the_table() -> None:
    """A new leaf must say how it is answered."""
    assert {kind for kind in leaves(LastmetreError) if kind.__module__.startswith(("api", "optimizer"))} <= set(ANSWERS)


def test_codes_of_refusals_differ_and_stand_in_the_documents() -> None:
    """Eleven codes, E5001 to E5011, each explained in docs/api.md."""
    codes = {kind.code for kind in leaves(Refused)} | {
        issues_of(UnreadableRoads("e", "z", remedy_en="", remedy_zh=""))[0].code
    }
    assert codes == {f"E50{i:02}" for i in range(1, 12)}
    document = (Path(errors.__file__).parents[1] / "docs" / "api.md").read_text(encoding="utf-8")
    assert all(f"`{code}`" in document for code in codes)


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (UnreadableInput(ISSUE), 422, ExitCode.INVALID_INPUT),
        (InvalidDay((ISSUE,)), 422, ExitCode.INVALID_INPUT),
        (UnreadableRoads("e", "z", remedy_en="r", remedy_zh="办"), 422, ExitCode.INVALID_INPUT),
        (errors.UnknownPlan(Text("e", "z"), Text("r", "办")), 404, ExitCode.INVALID_INPUT),
        (errors.NoResult(Text("e", "z"), Text("r", "办")), 409, ExitCode.INVALID_INPUT),
        (errors.BodyTooLarge(Text("e", "z"), Text("r", "办")), 413, ExitCode.INVALID_INPUT),
        (errors.WrongMediaType(Text("e", "z"), Text("r", "办")), 415, ExitCode.INVALID_INPUT),
        (errors.TooManyPlans(Text("e", "z"), Text("r", "办")), 503, ExitCode.INVALID_INPUT),
        (errors.PlanLost(Text("e", "z"), Text("r", "办")), 500, ExitCode.BUG),
        (errors.UnknownMap(Text("e", "z"), Text("r", "办")), 404, ExitCode.INVALID_INPUT),
        (errors.MapInTheMaking(Text("e", "z"), Text("r", "办")), 503, ExitCode.INVALID_INPUT),
        (BrokenPlan(()), 500, ExitCode.BUG),
        (ZeroDivisionError("secret"), 500, ExitCode.BUG),
    ],
)
def test_an_error_is_answered_by_the_table(error: Exception, status: int, code: ExitCode) -> None:
    """Status for the service, exit code for the shell."""
    assert (answer_to(error).status, answer_to(error).exit_code) == (status, code)


def test_a_problem_holds_every_issue_with_its_place_and_both_languages() -> None:
    """Two issues in, two out, in order."""
    warning = Issue(
        code="W1", severity=Severity.WARNING, where=Where(pointer="/a/0"), message=Text("w", "警"), remedy=Text("", "")
    )
    issues = problem_of(InvalidDay((ISSUE, warning)))["issues"]
    assert [issue["code"] for issue in issues] == ["E1", "W1"]
    assert issues[0]["where"]["text"] == "places!B3"
    assert issues[0]["message"] == {"en": "m", "zh": "问题"}
    assert (issues[1]["severity"], issues[1]["where"]["pointer"]) == ("warning", "/a/0")


def test_a_bug_tells_its_reference_and_nothing_of_its_insides() -> None:
    """The client gets the number to look for; the log has the rest."""
    problem = problem_of(ZeroDivisionError("secret"), reference="abcd")
    assert problem["reference"] == "abcd"
    assert "secret" not in str(problem)
