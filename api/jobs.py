"""Plans that were asked for: queued, running, done, failed or cancelled; in memory, with results in a folder each."""

import secrets
import shutil
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from api.errors import NoResult, TooManyPlans, UnknownPlan
from api.messages import Start
from optimizer.model.budget import Budget, Progress
from optimizer.model.given import ChangePrices
from optimizer.model.text import Text


class State(StrEnum):
    """Where a job stands; the last three are final."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """Whether nothing will change any more."""
        return self not in {State.QUEUED, State.RUNNING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a plan is to be made; ``start`` is the id of the plan to start from, which ``prices`` of changes refer to."""

    budget: Budget
    seed: int
    roads: str
    start: str | None = None
    prices: ChangePrices | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One plan that was asked for, as it stands now.

    ``input`` is the file the day is read from, ``start`` the plan to start from, if there is one;
    ``results`` is the folder with the finished files, or None;
    ``problem`` says why there is none, in the form of RFC 9457; ``calling_off`` is set once a client cancelled.
    """

    id: str
    folder: Path
    input: Path
    options: Options
    created: datetime
    start: Start | None = None
    state: State = State.QUEUED
    started: datetime | None = None
    finished: datetime | None = None
    progress: Progress | None = None
    problem: dict[str, Any] | None = None
    results: Path | None = None
    calling_off: bool = False


def now() -> datetime:
    """Return the moment, with its zone."""
    return datetime.now(tz=UTC)


class Jobs:
    """All jobs of one server; every method may be called from any thread.

    Jobs are frozen: a reader holds one state of affairs, a change replaces the job under the lock.
    """

    def __init__(self, folder: Path, *, max_waiting: int, keep: int) -> None:
        self._folder, self._max_waiting, self._keep = folder, max_waiting, keep
        self._jobs: dict[str, Job] = {}
        self._waiting: deque[str] = deque()
        self._changed = threading.Condition()

    def add(self, day: Path, options: Options, start: Start | None = None) -> Job:
        """Queue a plan of the day in the file ``day``; it and the plan to start from go into the folder of the job.

        Raises
        ------
        TooManyPlans
            If the queue is full.
        """
        job_id = secrets.token_hex(8)
        folder = self._folder / job_id
        with self._changed:
            if len(self._waiting) >= self._max_waiting:
                raise TooManyPlans(
                    Text(f"{len(self._waiting)} plans wait already", f"已有 {len(self._waiting)} 个方案在等待"),
                    Text("try again in a few minutes", "请几分钟后再试"),
                )
            folder.mkdir()
            path = day.rename(folder / f"day{day.suffix}")
            if start is not None:
                start = replace(start, plan=shutil.copyfile(start.plan, folder / "start.json"))
            job = Job(id=job_id, folder=folder, input=path, options=options, created=now(), start=start)
            self._jobs[job_id] = job
            self._waiting.append(job_id)
            self._changed.notify_all()
        return job

    def get(self, job_id: str) -> Job:
        """Return the job as it stands.

        Raises
        ------
        UnknownPlan
            If there is none of this id, or it was given up for newer ones.
        """
        with self._changed:
            if job_id not in self._jobs:
                raise UnknownPlan(
                    Text(f"no plan {job_id!r}", f"没有方案 {job_id!r}"),
                    Text(
                        f"look at /v1/plans; only the last {self._keep} results are kept",
                        f"请查看 /v1/plans；只保留最近 {self._keep} 个结果",
                    ),
                )
            return self._jobs[job_id]

    def all(self) -> tuple[Job, ...]:
        """Return every job, newest first."""
        with self._changed:
            return tuple(reversed(self._jobs.values()))

    def waiting(self) -> int:
        """Return how many jobs wait."""
        with self._changed:
            return len(self._waiting)

    def take(self, timeout_s: float) -> Job | None:
        """Wait for a queued job and mark it as running; None after ``timeout_s`` without one."""
        with self._changed:
            if not self._changed.wait_for(lambda: bool(self._waiting), timeout_s):
                return None
            return self._replace(self._waiting.popleft(), state=State.RUNNING, started=now())

    def note(self, job_id: str, progress: Progress) -> None:
        """Remember the progress of a running job."""
        with self._changed:
            self._replace(job_id, progress=progress)

    def call_off(self, job_id: str, tell_worker: Callable[[], None]) -> Job:
        """Cancel a job: at once where it waits, with the best plan so far where it runs; a final one stays as it is."""
        with self._changed:
            job = self.get(job_id)
            if job.state is State.QUEUED:
                self._waiting.remove(job_id)
                job = self._replace(job_id, state=State.CANCELLED, finished=now(), calling_off=True)
                self._give_up_oldest()
            elif job.state is State.RUNNING:
                job = self._replace(job_id, calling_off=True)
                tell_worker()
            return job

    def finish(self, job_id: str, *, results: Path | None = None, problem: dict[str, Any] | None = None) -> Job:
        """End a job with its results, a problem, or (called off before there was a plan) neither."""
        with self._changed:
            state = State.FAILED if problem else State.DONE
            if self._jobs[job_id].calling_off and not problem:
                state = State.CANCELLED
            job = self._replace(job_id, state=state, finished=now(), results=results, problem=problem)
            self._give_up_oldest()
            return job

    def _replace(self, job_id: str, **changes: Any) -> Job:
        self._jobs[job_id] = job = replace(self._jobs[job_id], **changes)
        return job

    def _give_up_oldest(self) -> None:
        final = [job for job in self._jobs.values() if job.state.final]
        for job in final[: max(0, len(final) - self._keep)]:
            del self._jobs[job.id]
            shutil.rmtree(job.folder, ignore_errors=True)


def results_of(job: Job) -> Path:
    """Return the folder with the results of a job.

    Raises
    ------
    NoResult
        If it has none, or not yet.
    """
    if job.results is None:
        raise NoResult(
            Text(f"plan {job.id} is {job.state} and has no result", f"方案 {job.id} 状态为 {job.state}，没有结果"),
            Text(f"look at /v1/plans/{job.id} until its state is done", f"请查询 /v1/plans/{job.id}，直到状态为 done"),
        )
    return job.results
