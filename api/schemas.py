"""What the service answers, as types: the source of the OpenAPI description and of every response body."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from api.jobs import Job, State


class TextOut(BaseModel):
    """A sentence in English and Chinese."""

    en: str
    zh: str


class WhereOut(BaseModel):
    """Where in the input; ``text`` is how a person writes it."""

    sheet: str = Field(examples=["需求 demands"])
    row: int | None = Field(examples=[7])
    column: str = Field(examples=["D"])
    pointer: str = Field(examples=["/demands/3/quantity"])
    text: str


class IssueOut(BaseModel):
    """One thing that is wrong, and what to do about it."""

    code: str = Field(description="Explained in docs/errors.md")
    severity: str = Field(examples=["error", "warning"])
    where: WhereOut
    message: TextOut
    remedy: TextOut


class ProblemOut(BaseModel):
    """Why a request failed (RFC 9457), with every issue found."""

    type: str = "about:blank"
    title: str
    title_zh: str
    status: int
    detail: str
    issues: list[IssueOut] = []
    reference: str | None = Field(default=None, description="Of an error of ours: find it in the log of the service")


class ProgressOut(BaseModel):
    """How far a running plan has come."""

    step: str = Field(examples=["search"])
    best_yuan: float | None = Field(description="Cost of the best plan so far, in yuan")
    unserved: int | None = Field(description="Drops that the best plan so far leaves out")
    seconds_left: float | None


class ResultOut(BaseModel):
    """The finished plan; times in seconds from 00:00 of the day, metres, grams, litres, cents (see docs/api.md)."""

    totals: dict[str, Any] = Field(description="Totals of the day")
    warnings: list[IssueOut] = Field(description="What was odd about the input, but did not stop planning")
    nothing_served: bool = Field(description="No demand at all could be served; the plan holds the reasons")
    changes: dict[str, int] | None = Field(description="Stops by what became of them against the plan to start from")
    plan: dict[str, Any] = Field(description="plan.json as the command line writes it")


class PlanSummary(BaseModel):
    """A plan that was asked for, as it stands now."""

    id: str
    state: State
    roads: str
    seed: int
    seconds: float | None
    iterations: int | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    progress: ProgressOut | None
    problem: ProblemOut | None = Field(description="Why the plan failed")
    links: dict[str, str] = Field(description="Where to look further; the files stand here once there is a result")


class PlanStatus(PlanSummary):
    """A plan with its result, if it has one."""

    result: ResultOut | None = None


class PlanList(BaseModel):
    """Every plan this server knows, newest first."""

    plans: list[PlanSummary]


class ValidationOut(BaseModel):
    """The day is valid; what was odd about it."""

    valid: bool = True
    warnings: list[IssueOut]


class DetourOut(BaseModel):
    """The best way round; how much more it takes than was planned."""

    more_s: int
    more_m: int
    by: str = Field(examples=["长江二路 2.3 km → 石板坡长江大桥 1.1 km"])


class HitOut(BaseModel):
    """A drive of a plan that a road change meets; moments in seconds from 00:00 of the day."""

    trip: str = Field(description="Crew and number of the trip", examples=["V001-1/2"])
    crew: str
    vehicle: str
    plate: str
    driver: str
    origin: str = Field(alias="from", description="Id of the place it leaves")
    to: str = Field(description="Id of the place it drives to")
    leaves_s: int
    change: str = Field(description="Id of the road change")
    met_s: int = Field(description="When the drive comes to the change")
    stops: bool = Field(description="It cannot go on there; else it only loses time")
    says: TextOut
    detour: DetourOut | None = Field(description="None: every way leads through the change")


class AffectedOut(BaseModel):
    """Trips that road changes hit, in the order of crews and drives; drives planned with a change are passed over."""

    trips: list[str]
    hits: list[HitOut]


class HealthOut(BaseModel):
    """The service answers."""

    status: str = "ok"
    worker: str = Field(examples=["starting", "ready", "busy"])
    waiting: int
    version: str


class RoadsOut(BaseModel):
    """Names of the road networks of this server."""

    roads: list[str]


FILES = {
    "sheets.xlsx": "dispatch.xlsx",
    "routes.geojson": "routes.geojson",
    "plan.html": "plan.html",
    "plan.json": "plan.json",
}
"""Name in the URL → name in the folder of results."""

RESULT_FILE = "result.json"
"""Totals and warnings of a finished plan, in the folder of the job."""
CHANGES_FILE = "changes.geojson"
"""What changes on the roads that day, in the folder of the job."""


def summary_of(job: Job) -> PlanSummary:
    """Show a job to a client."""
    progress, here = job.progress, f"/v1/plans/{job.id}"
    links = {"self": here, "cancel": f"{here}:cancel"} if not job.state.final else {"self": here}
    return PlanSummary(
        id=job.id,
        state=job.state,
        roads=job.options.roads,
        seed=job.options.seed,
        seconds=job.options.budget.seconds,
        iterations=job.options.budget.iterations,
        created_at=job.created,
        started_at=job.started,
        finished_at=job.finished,
        progress=progress
        and ProgressOut(
            step=progress.step,
            best_yuan=None if progress.best_cents is None else progress.best_cents / 100,
            unserved=progress.unserved,
            seconds_left=progress.seconds_left,
        ),
        problem=None if job.problem is None else ProblemOut.model_validate(job.problem),
        links=links | ({name: f"{here}/{name}" for name in (*FILES, CHANGES_FILE)} if job.results else {}),
    )
