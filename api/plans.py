"""Routes of ``/v1/plans``: ask for a plan, watch it, fetch it, call it off."""

import json
from typing import Any, Literal

from fastapi import APIRouter, Response, status
from fastapi.responses import JSONResponse

from api.jobs import Job, results_of
from api.options import PlanOptions
from api.problems import MEDIA_TYPE, issue_json, problem_bytes
from api.requests import CHANGES_BODY, PLAN_BODY, REQUEST_BODY
from api.schemas import (
    CHANGES_FILE,
    FILES,
    RESULT_FILE,
    AffectedOut,
    PlanList,
    PlanStatus,
    PlanSummary,
    ProblemOut,
    ValidationOut,
    summary_of,
)
from api.service import RunningService
from api.uploads import WORKBOOK, DayUpload, PlanUpload

router = APIRouter(prefix="/v1", tags=["plans"])


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe error responses for OpenAPI."""
    return {code: {"model": ProblemOut, "content": {MEDIA_TYPE: {}}} for code in statuses}


@router.post(
    "/plans",
    status_code=status.HTTP_202_ACCEPTED,
    response_model=PlanSummary,
    responses=problems(404, 409, 413, 415, 422, 503),
    openapi_extra=PLAN_BODY,
)
def ask_for_plan(service: RunningService, upload: PlanUpload, options: PlanOptions, response: Response) -> PlanSummary:
    """Queue a plan of a day; look at ``Location`` for its progress and result."""
    job = service.submit(upload, options)
    response.headers["Location"] = f"/v1/plans/{job.id}"
    return summary_of(job)


@router.post(
    "/plans:validate",
    response_model=ValidationOut,
    responses=problems(413, 415, 422),
    openapi_extra=REQUEST_BODY,
)
def validate_day(service: RunningService, upload: DayUpload) -> Response:
    """Read a day and report everything that is wrong with it, without planning."""
    warnings = [issue_json(issue) for issue in service.validate(upload).warnings]
    return JSONResponse({"valid": True, "warnings": warnings})


@router.get("/plans")
def list_plans(service: RunningService) -> PlanList:
    """List every plan this server knows, newest first."""
    return PlanList(plans=[summary_of(job) for job in service.jobs.all()])


@router.post("/plans/{plan_id}:cancel", responses=problems(404))
def cancel_plan(service: RunningService, plan_id: str) -> PlanSummary:
    """Stop a plan: a waiting one at once, a running one soon, keeping the best plan found so far as its result."""
    return summary_of(service.runner.call_off(plan_id))


@router.post(
    "/plans/{plan_id}:affected",
    response_model=AffectedOut,
    responses=problems(404, 409, 413, 415, 422, 500),
    openapi_extra=CHANGES_BODY,
)
def find_affected(service: RunningService, plan_id: str, upload: DayUpload) -> Response:
    """Name the trips of a plan that road changes hit, beside those it was made with, and the ways round."""
    job = service.jobs.get(plan_id)
    found = service.affected(job, results_of(job) / FILES["plan.json"], upload)
    if "status" in found:
        return Response(problem_bytes(found), status_code=found["status"], media_type=MEDIA_TYPE)
    return JSONResponse(found)


@router.get("/plans/{plan_id}", response_model=PlanStatus, responses=problems(404))
def show_plan(service: RunningService, plan_id: str) -> Response:
    """Show state and progress of a plan, and its result once there is one."""
    job = service.jobs.get(plan_id)
    shown = summary_of(job).model_dump(mode="json")
    # rendered here, in a thread: a plan of a city has megabytes, and the event loop has others to serve
    return JSONResponse({**shown, "result": _result_of(job)})


FileName = Literal["sheets.xlsx", "routes.geojson", "plan.html", "plan.json"]

_MEDIA_TYPES = {
    "sheets.xlsx": WORKBOOK,
    "routes.geojson": "application/geo+json",
    "plan.html": "text/html; charset=utf-8",
    "plan.json": "application/json",
}
_ALONE = "sandbox allow-scripts allow-downloads"
"""The page shows names from a planner's file: in a browser it runs alone, with no access to this server."""


@router.get("/plans/{plan_id}/changes.geojson", response_class=Response, responses=problems(404, 409))
def show_changes(service: RunningService, plan_id: str) -> Response:
    """Fetch what changed on the roads that day: zones, and the streets each change touches, to lay over the map."""
    job = service.jobs.get(plan_id)
    data = (results_of(job).parent / CHANGES_FILE).read_bytes()
    return Response(data, media_type="application/geo+json", headers={"X-Content-Type-Options": "nosniff"})


@router.get("/plans/{plan_id}/{name}", response_class=Response, responses=problems(404, 409))
def show_file(service: RunningService, plan_id: str, name: FileName) -> Response:
    """Fetch one file of the result: dispatch sheets, routes, map and timeline, or the plan itself."""
    data = _read(service.jobs.get(plan_id), FILES[name])
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": _ALONE}
    if name == "sheets.xlsx":
        headers["Content-Disposition"] = f'attachment; filename="{plan_id}-{name}"'
    return Response(data, media_type=_MEDIA_TYPES[name], headers=headers)


def _result_of(job: Job) -> dict[str, Any] | None:
    if job.results is None:
        return None
    result: dict[str, Any] = json.loads((job.folder / RESULT_FILE).read_bytes())
    return {**result, "plan": json.loads(_read(job, FILES["plan.json"]))}


def _read(job: Job, name: str) -> bytes:
    return (results_of(job) / name).read_bytes()
