"""Errors as ``application/problem+json`` (RFC 9457), with every issue found."""

import json
from typing import Any

from api.errors import answer_to, issues_of
from optimizer.model.findings import Issue

MEDIA_TYPE = "application/problem+json"


def issue_json(issue: Issue) -> dict[str, Any]:
    """One issue for a program to read; ``where.text`` is the place as a person writes it."""
    where = issue.where
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "where": {
            "sheet": where.sheet,
            "row": where.row,
            "column": where.column,
            "pointer": where.pointer,
            "text": str(where),
        },
        "message": {"en": issue.message.en, "zh": issue.message.zh},
        "remedy": {"en": issue.remedy.en, "zh": issue.remedy.zh},
    }


def problem_of(error: Exception, *, reference: str = "") -> dict[str, Any]:
    """Everything a client may know of ``error``; of a bug of ours, only the reference of the log entry."""
    answer, issues = answer_to(error), [issue_json(issue) for issue in issues_of(error)]
    detail = str(error) if issues else f"reference {reference}; the log of the service has the details"
    problem = {
        "type": "about:blank",
        "title": answer.title.en,
        "title_zh": answer.title.zh,
        "status": answer.status,
        "detail": detail,
        "issues": issues,
    }
    return {**problem, "reference": reference} if reference else problem


def problem_bytes(problem: dict[str, Any]) -> bytes:
    """Write the problem as UTF-8 JSON, Chinese readable as it stands."""
    return json.dumps(problem, ensure_ascii=False).encode()
