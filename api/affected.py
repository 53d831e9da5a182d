"""Which trips of a stored plan some road changes hit: worked out in a process of its own, beside the one that plans.

The service itself never opens roads, and who asks shall not wait for the plan that is being made. The process starts
with the first question and keeps its roads for the next.
"""

import logging
import logging.config
import multiprocessing
import os
import secrets
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.errors import BadOption, PlanLost
from api.problems import problem_of
from api.service_log import LOGGING
from api.worker import Networks
from optimizer.model.findings import Where
from optimizer.model.text import Text

if TYPE_CHECKING:
    from optimizer.live.detours import Hindrance
    from optimizer.model.day import Day

log = logging.getLogger("lastmetre.affected")
_NETWORKS = Networks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A plan, the day it was made of, the roads by their specification, and the file with the changes."""

    day: Path
    plan: Path
    roads: str
    changes: Path


class Asker:
    """Asks the process; every method may be called from any thread."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def ask(self, question: Question) -> dict[str, Any]:
        """Give the answer, or the problem (with a ``status``) that there is with the question.

        Raises
        ------
        PlanLost
            When the process ended by itself; the next question gets a new one.
        """
        with self._lock:
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin)
            pool = self._pool
        try:
            return pool.submit(answer, question).result()
        except BrokenProcessPool as error:
            self.stop()
            raise PlanLost(
                Text("the process that looked for affected trips ended", "查询受影响趟次的进程意外结束"),
                Text("ask again; if it happens twice, keep the log", "请重试；若再次发生，请保留日志"),
            ) from error

    def stop(self) -> None:
        """End the process; a question under way is still answered."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the service ends us itself
    logging.config.dictConfig(LOGGING)
    threading.Thread(target=_end_with_service, name="end with service", daemon=True).start()


def _end_with_service() -> None:
    """End this process when the service has gone, be it killed: the pool would wait for questions for ever."""
    service = multiprocessing.parent_process()
    assert service is not None, "the pool started us"
    wait([service.sentinel])
    os._exit(0)


def answer(question: Question) -> dict[str, Any]:
    """Body of the process: trips hit with their detours, or a problem; of a bug of ours the log has the traceback."""
    try:
        return _affected(question)
    except Exception as error:
        problem = problem_of(error)
        if problem["issues"]:
            return problem
        reference = secrets.token_hex(4)
        log.exception("trips affected in %s could not be found, reference %s", question.plan, reference)
        return problem_of(error, reference=reference)


def _affected(question: Question) -> dict[str, Any]:
    from optimizer.dispatch.plan_json import load_plan  # noqa: PLC0415 - heavy, and for this process alone
    from optimizer.intake.read import read_request  # noqa: PLC0415 - the same
    from optimizer.live.detours import hindrances  # noqa: PLC0415 - the same
    from optimizer.live.news import SHEET, with_news  # noqa: PLC0415 - the same
    from optimizer.validation.changes import put_on_roads  # noqa: PLC0415 - the same
    from optimizer.validation.validate import validate  # noqa: PLC0415 - the same

    news = read_request(question.changes)
    if not news.records(SHEET):
        raise BadOption(
            Text("the body names no road changes", "请求内容中没有道路变化"),
            Text('send {"road_changes": [ … ]}, as in a day', '请发送 {"road_changes": [ … ]}，格式同计划数据'),
            Where(pointer=f"/{SHEET}"),
        )
    request = with_news(read_request(question.day), news)
    day, plan = validate(request).day, load_plan(question.plan)
    network = _NETWORKS.get(question.roads)
    found = hindrances(day, plan, put_on_roads(day, network.roads, request), network)
    return {"trips": list(dict.fromkeys(one.drive.name for one in found)), "hits": [_shown(day, one) for one in found]}


def _shown(day: "Day", one: "Hindrance") -> dict[str, Any]:
    crew, (origin, destination) = one.drive.duty.crew, one.drive.leg
    return {
        "trip": one.drive.name,
        "crew": crew.id,
        "vehicle": crew.vehicle,
        "plate": day.vehicles[crew.vehicle].plate,
        "driver": crew.driver,
        "from": origin,
        "to": destination,
        "leaves_s": one.drive.depart_s,
        "change": one.hit.change,
        "met_s": one.hit.at_s,
        "stops": one.hit.stops,
        "says": {"en": one.hit.message.en, "zh": one.hit.message.zh},
        "detour": one.detour and {"more_s": one.detour.more_s, "more_m": one.detour.more_m, "by": one.detour.way.text},
    }
