"""The HTTP service: ``create_app()`` builds all of it. Routes are thin; solving runs in a worker process."""

import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.metadata import version

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api import basics, maps, plans
from api.errors import BadOption, Refused, answer_to
from api.problems import MEDIA_TYPE, issue_json, problem_bytes, problem_of
from api.service import Service
from api.settings import Settings
from api.uploads import BodyLimit
from graphs.errors import UnreadableRoads
from optimizer.model.findings import LastmetreError, Where
from optimizer.model.text import Text

log = logging.getLogger("lastmetre.service")

_DESCRIPTION = """Plans and dispatches emergency supply (最后一米).

Times are seconds from 00:00 of the planning day; distances metres, weights grams, volumes litres, money cents (分).
Errors come as `application/problem+json` with every issue found, in English and Chinese."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the service; nothing starts, and no folder is made, before the app runs."""
    chosen = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.service = service = Service(chosen)
        service.start()
        try:
            yield
        finally:
            await run_in_threadpool(service.stop)

    app = FastAPI(
        title="Lastmetre 最后一米",
        version=version("lastmetre"),
        description=_DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # both pages would load scripts from a foreign server
        redoc_url=None,
    )
    app.include_router(basics.router)
    app.include_router(plans.router)
    app.include_router(maps.router)
    app.add_middleware(BodyLimit, max_bytes=chosen.max_body_bytes)
    for kind in (LastmetreError, UnreadableRoads):
        app.add_exception_handler(kind, _tell)
    app.add_exception_handler(RequestValidationError, _tell_bad_query)
    app.add_exception_handler(HTTPException, _tell_http)
    app.add_exception_handler(Exception, _tell_bug)
    return app


def _problem(status: int, body: bytes) -> Response:
    return Response(body, status_code=status, media_type=MEDIA_TYPE)


def _tell(_request: Request, error: Exception) -> Response:
    """Answer an error of the domain by the table."""
    response = _problem(answer_to(error).status, problem_bytes(problem_of(error)))
    if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "60"
    return response


def _tell_bad_query(_request: Request, error: Exception) -> Response:
    """Answer options that are no numbers, or out of range, in the same form as everything else."""
    assert isinstance(error, RequestValidationError)
    refusals = [_refusal(part) for part in error.errors()]
    problem = problem_of(refusals[0]) | {"issues": [issue_json(refusal.issue) for refusal in refusals]}
    return _problem(answer_to(refusals[0]).status, problem_bytes(problem))


def _refusal(part: dict[str, object]) -> Refused:
    where = "/".join(str(step) for step in part["loc"]) if isinstance(part["loc"], tuple) else ""
    return BadOption(
        Text(f"{where}: {part['msg']}", f"{where} 的值不合格：{part['input']!r}"),
        Text("see /openapi.json for what it may be", "取值范围见 /openapi.json"),
        Where(pointer=where),
    )


def _tell_http(_request: Request, error: Exception) -> Response:
    """Answer what Starlette refuses (404, 405, a broken form) as a problem."""
    assert isinstance(error, HTTPException)
    title = HTTPStatus(error.status_code).phrase
    problem = {"type": "about:blank", "title": title, "title_zh": "请求无法处理", "status": error.status_code}
    body = problem_bytes({**problem, "detail": str(error.detail), "issues": []})
    return Response(body, status_code=error.status_code, media_type=MEDIA_TYPE, headers=dict(error.headers or {}))


def _tell_bug(_request: Request, error: Exception) -> Response:
    """Answer a bug of ours with a reference to the log, never with its insides."""
    reference = secrets.token_hex(4)
    log.error("unexpected error, reference %s", reference, exc_info=error)
    return _problem(500, problem_bytes(problem_of(error, reference=reference)))
