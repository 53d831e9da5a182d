"""The queue of the service."""

from pathlib import Path

import pytest

from api.errors import TooManyPlans, UnknownPlan
from api.jobs import Job, Jobs, Options, State
from optimizer.model.budget import Budget, Progress

OPTIONS = Options(budget=Budget(iterations=10), seed=1, roads="town")


def add(jobs: Jobs, folder: Path) -> Job:
    day = folder / "upload.json"
    day.write_text("{}")
    return jobs.add(day, OPTIONS)


def test_jobs_are_taken_in_the_order_they_came(tmp_path: Path) -> None:
    """First in, first out; the file has moved into the folder of its job."""
    jobs = Jobs(tmp_path, max_waiting=5, keep=5)
    first, second = add(jobs, tmp_path), add(jobs, tmp_path)
    assert [job and job.id for job in (jobs.take(0), jobs.take(0), jobs.take(0))] == [first.id, second.id, None]
    assert first.input == first.folder / "day.json"
    assert first.input.read_text() == "{}"


def test_a_full_queue_refuses_and_leaves_the_file_alone(tmp_path: Path) -> None:
    """One may wait; the second is refused, and no folder is made for it."""
    jobs = Jobs(tmp_path, max_waiting=1, keep=5)
    add(jobs, tmp_path)
    with pytest.raises(TooManyPlans, match="1 plans wait already"):
        add(jobs, tmp_path)
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_a_waiting_job_is_cancelled_at_once_and_never_runs(tmp_path: Path) -> None:
    """The worker is not told: it never heard of it."""
    jobs, told = Jobs(tmp_path, max_waiting=5, keep=5), []
    job = add(jobs, tmp_path)
    assert jobs.call_off(job.id, lambda: told.append(job.id)).state is State.CANCELLED
    assert jobs.take(0) is None
    assert told == []


def test_a_running_job_is_cancelled_by_its_worker_and_keeps_its_result(tmp_path: Path) -> None:
    """The worker is told; when it has written the best plan so far, the job is cancelled, with results."""
    jobs, told = Jobs(tmp_path, max_waiting=5, keep=5), []
    job = add(jobs, tmp_path)
    jobs.take(0)
    assert jobs.call_off(job.id, lambda: told.append(job.id)).state is State.RUNNING
    assert told == [job.id]
    ended = jobs.finish(job.id, results=job.folder / "out")
    assert (ended.state, ended.results) == (State.CANCELLED, job.folder / "out")


def test_a_final_job_stays_as_it_is(tmp_path: Path) -> None:
    """Cancelling what is done changes nothing."""
    jobs = Jobs(tmp_path, max_waiting=5, keep=5)
    job = add(jobs, tmp_path)
    jobs.take(0)
    jobs.note(job.id, Progress("routing", 5, 0, 1.0))
    done = jobs.finish(job.id, results=job.folder)
    assert jobs.call_off(job.id, lambda: None) == done
    assert (done.state, done.progress) == (State.DONE, Progress("routing", 5, 0, 1.0))


def test_only_the_last_results_are_kept(tmp_path: Path) -> None:
    """Keep two: of three finished jobs the first goes, with its folder; a waiting one stays."""
    jobs = Jobs(tmp_path, max_waiting=5, keep=2)
    added = [add(jobs, tmp_path) for _ in range(4)]
    for job in added[:3]:
        jobs.take(0)
        jobs.finish(job.id, problem={"title": "no"})
    with pytest.raises(UnknownPlan, match=added[0].id):
        jobs.get(added[0].id)
    assert not added[0].folder.exists()
    assert [job.id for job in jobs.all()] == [job.id for job in reversed(added[1:])]
    assert jobs.get(added[3].id).state is State.QUEUED
