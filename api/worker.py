"""The worker process: takes one order after the other, plans it, writes its files; kept warm between orders.

It lives in a process of its own so that the service answers while a plan is computed, and survives if it crashes.
"""

import logging
import logging.config
import secrets
import signal
import time
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import SynchronizedString
from typing import TYPE_CHECKING

from api.errors import Stopped
from api.messages import CalledOff, Failed, Finished, Message, Note, Order, Ready
from api.problems import problem_of
from api.schemas import CHANGES_FILE, RESULT_FILE
from api.service_log import LOGGING
from optimizer.model.budget import Progress

if TYPE_CHECKING:
    from graphs.network import RoadNetwork

log = logging.getLogger("lastmetre.worker")

_NOTES_APART_S = 0.2
_KEPT_NETWORKS = 2


class PipeWatch:
    """Sends progress to the service, and heeds its cancellations."""

    def __init__(self, job: str, link: Connection, called_off: SynchronizedString) -> None:
        self._job, self._link, self._called_off = job, link, called_off
        self._has_plan = False
        self._told = ("", 0.0)

    def report(self, progress: Progress) -> None:
        """Pass progress on, not more often than a client could look; Stopped if called off before there is a plan."""
        self._has_plan = self._has_plan or progress.best_cents is not None
        if self.cancelled() and not self._has_plan:
            raise Stopped
        step, at = self._told
        if progress.step != step or time.monotonic() - at >= _NOTES_APART_S:
            self._told = (progress.step, time.monotonic())
            self._link.send(Note(self._job, progress))

    def cancelled(self) -> bool:
        """Whether the service called this very job off."""
        return self._called_off.value == self._job.encode()


class Networks:
    """Road networks opened so far; the two used last stay in memory."""

    def __init__(self) -> None:
        self._open: dict[str, RoadNetwork] = {}

    def get(self, roads: str) -> "RoadNetwork":
        """Open ``roads``, or take it from memory."""
        from graphs.network import open_roads  # noqa: PLC0415 - the service itself never opens roads

        network = self._open.pop(roads, None) or open_roads(roads)
        self._open[roads] = network
        while len(self._open) > _KEPT_NETWORKS:
            del self._open[next(iter(self._open))]
        return network


def serve_orders(link: Connection, called_off: SynchronizedString) -> None:
    """Body of the worker process: carry out orders until the service hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the service ends its worker itself
    logging.config.dictConfig(LOGGING)
    import api.planning  # noqa: F401, PLC0415 - heavy: the worker alone imports the routing core, before its first order

    networks = Networks()
    try:
        link.send(Ready())
        while True:
            link.send(_carry_out(link.recv(), link, called_off, networks))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        log.info("the service hung up")


def _carry_out(order: Order, link: Connection, called_off: SynchronizedString, networks: Networks) -> Message:
    """Plan one order; whatever goes wrong is an answer."""
    try:
        _plan(order, PipeWatch(order.job, link, called_off), networks)
    except Stopped:
        return CalledOff(order.job)
    except OSError as error:
        if isinstance(error, (BrokenPipeError, ConnectionResetError)):
            raise
        return _failed(order, error)
    except Exception as error:  # noqa: BLE001 - the worker outlives every bug; the log has the traceback
        return _failed(order, error)
    return Finished(order.job, order.out)


def _failed(order: Order, error: Exception) -> Failed:
    reference = ""
    problem = problem_of(error)
    if not problem["issues"]:
        reference = secrets.token_hex(4)
        log.exception("plan %s failed, reference %s", order.job, reference)
        problem = problem_of(error, reference=reference)
    return Failed(order.job, problem)


def _plan(order: Order, watch: PipeWatch, networks: Networks) -> None:
    from api.planning import plan_file, write_changes, write_result  # noqa: PLC0415 - imports the routing core

    dispatch = plan_file(
        order.day,
        lambda: networks.get(order.roads),
        order.out,
        budget=order.budget,
        seed=order.seed,
        watch=watch,
        start=order.start,
    )
    write_changes(dispatch.day, networks.get(order.roads).roads, order.out.parent / CHANGES_FILE)
    write_result(dispatch, order.out.parent / RESULT_FILE)
