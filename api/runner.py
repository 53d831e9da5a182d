"""Hands queued jobs to the worker process, one at a time; starts the worker, watches over it, and starts it anew."""

import atexit
import logging
import multiprocessing
import multiprocessing.process
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.sharedctypes import SynchronizedString
from typing import cast

from api.errors import PlanLost
from api.jobs import Job, Jobs
from api.messages import CalledOff, Failed, Finished, Message, Note, Order, Ready
from api.problems import problem_of
from api.settings import Settings
from api.worker import serve_orders
from optimizer.model.text import Text

log = logging.getLogger("lastmetre.runner")

_LOOK_S = 0.5


class _NotHeeded(Exception):
    """The worker was told to stop, and goes on."""


@dataclass(slots=True)
class _Worker:
    """A running worker process and our end of its pipe."""

    process: multiprocessing.process.BaseProcess
    link: Connection

    def next_message(self) -> Message | None:
        """Return what it says within half a second, or None; EOFError once it has gone."""
        ready = wait([self.link, self.process.sentinel], _LOOK_S)
        if self.link in ready or self.link.poll():
            message: Message = self.link.recv()
            return message
        if ready:
            raise EOFError
        return None

    def end(self) -> None:
        """End the process, by force where it must be."""
        self.link.close()
        self.process.terminate()
        self.process.join(5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join(5)


class Runner:
    """One thread of the service that feeds one worker process."""

    def __init__(self, jobs: Jobs, settings: Settings) -> None:
        self._jobs, self._settings = jobs, settings
        self._context = multiprocessing.get_context("spawn")
        self._called_off = cast("SynchronizedString", self._context.Array("c", 64))
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="runner", daemon=True)
        self._worker: _Worker | None = None
        self.state = "starting"

    def start(self) -> None:
        """Start the worker and begin to take jobs."""
        atexit.register(self.stop)  # multiprocessing would wait for the worker, which may have children of its own
        self._thread.start()

    def stop(self) -> None:
        """Take no more jobs and end the worker; a running job is lost."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(15)
        atexit.unregister(self.stop)

    def call_off(self, job_id: str) -> Job:
        """Cancel a job; a running one stops at the next look of the search, keeping its best plan."""

        def tell_worker() -> None:
            self._called_off.value = job_id.encode()

        return self._jobs.call_off(job_id, tell_worker)

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                worker = self._ready_worker()
                job = self._jobs.take(_LOOK_S) if worker else None
                if worker and job:
                    self._carry_out(worker, job)
        finally:
            self._drop_worker()

    def _ready_worker(self) -> _Worker | None:
        """Return a worker that waits for orders; None while it is still starting."""
        if self._worker is None:
            self.state = "starting"
            ours, theirs = self._context.Pipe()
            process = self._context.Process(target=serve_orders, args=(theirs, self._called_off))
            process.start()
            theirs.close()
            self._worker = _Worker(process, ours)
        if self.state == "starting":
            self._await_ready(self._worker)
        elif not self._worker.process.is_alive():
            self._drop_worker()
            return None
        return self._worker if self.state == "ready" else None

    def _await_ready(self, worker: _Worker) -> None:
        try:
            if isinstance(worker.next_message(), Ready):
                self.state = "ready"
        except (EOFError, OSError):
            log.exception("the worker ended while starting; exit code %s", worker.process.exitcode)
            self._drop_worker()
            self._stopping.wait(_LOOK_S)  # a worker that cannot start must not spin

    def _drop_worker(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None
        self.state = "starting"

    def _carry_out(self, worker: _Worker, job: Job) -> None:
        """Order one plan and follow it to its end; a worker that breaks, or does not heed, is replaced."""
        log.info("plan %s starts: roads %s, seed %s", job.id, job.options.roads, job.options.seed)
        self.state = "busy"
        try:
            worker.link.send(self._order(job))
            ended = self._follow(worker, job)
            self.state = "ready"
        except (EOFError, OSError):
            worker.process.join(1)
            log.warning("the worker ended during plan %s; exit code %s", job.id, worker.process.exitcode)
            ended = self._jobs.finish(job.id, problem=problem_of(_lost()))
            self._drop_worker()
        except _NotHeeded:
            log.warning("the worker did not heed the cancellation of plan %s and was ended", job.id)
            self._drop_worker()
            ended = self._jobs.finish(job.id)
        log.info("plan %s is %s", ended.id, ended.state)

    def _order(self, job: Job) -> Order:
        options, roads = job.options, self._settings.roads()[job.options.roads]
        out = job.folder / "out"
        return Order(
            job=job.id,
            day=job.input,
            roads=roads,
            budget=options.budget,
            seed=options.seed,
            out=out,
            start=job.start,
        )

    def _follow(self, worker: _Worker, job: Job) -> Job:
        """Take the worker's messages until the job is final.

        Raises
        ------
        EOFError
            If the worker goes before, or the service stops.
        _NotHeeded
            If it does not heed a cancellation.
        """
        asked_to_stop: float | None = None
        while not self._stopping.is_set():
            match worker.next_message():
                case Note(progress=progress):
                    self._jobs.note(job.id, progress)
                case Finished(out=out):
                    return self._jobs.finish(job.id, results=out)
                case CalledOff():
                    return self._jobs.finish(job.id)
                case Failed(problem=problem):
                    return self._jobs.finish(job.id, problem=problem)
            if asked_to_stop is None and self._jobs.get(job.id).calling_off:
                asked_to_stop = time.monotonic()
            if asked_to_stop is not None and time.monotonic() - asked_to_stop > self._settings.cancel_grace_s:
                raise _NotHeeded
        raise EOFError


def _lost() -> PlanLost:
    return PlanLost(
        Text(
            "the process that computed this plan ended unexpectedly; it was started anew",
            "计算该方案的进程意外终止，已重新启动",
        ),
        Text(
            "ask for the plan again; if it happens twice, use a smaller day or send us the log of the service",
            "请重新提交；若再次发生，请缩小规模或提供服务日志",
        ),
    )
