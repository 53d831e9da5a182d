"""What one running server holds: its settings, its jobs, its worker, and a folder that goes when it goes."""

import secrets
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request

from api.affected import Asker, Question
from api.drawn_maps import Maps
from api.errors import BadOption
from api.jobs import Job, Jobs, Options, results_of
from api.messages import Start
from api.runner import Runner
from api.schemas import FILES
from api.settings import Settings
from api.starting import start_of
from api.uploads import Upload
from graphs.opening import tiles_folder
from optimizer.dispatch.plan_json import load_plan
from optimizer.intake.read import read_request
from optimizer.model.findings import Where
from optimizer.model.text import Text
from optimizer.validation.given import foreign_parts
from optimizer.validation.validate import Validated, validate

_VALIDATIONS_AT_ONCE = 2


class Service:
    """The parts behind the routes; every method may be called from any thread, and may take seconds."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._folder = Path(tempfile.mkdtemp(prefix="lastmetre-"))
        self.jobs = Jobs(self._folder, max_waiting=settings.max_waiting, keep=settings.keep_plans)
        self.runner = Runner(self.jobs, settings)
        self.asker = Asker()
        self.maps = Maps(tiles_folder() or self._folder / "tiles")
        self._gate = threading.BoundedSemaphore(_VALIDATIONS_AT_ONCE)

    def start(self) -> None:
        """Start the worker, and draw maps beside it."""
        self.runner.start()
        if self.settings.draw_maps:
            self.maps.draw(self.settings.roads())

    def stop(self) -> None:
        """End the worker and remove every result."""
        self.maps.stop()
        self.asker.stop()
        self.runner.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def validate(self, upload: Upload) -> Validated:
        """Read and validate a day, without its roads; raises UnreadableInput or InvalidDay."""
        with self._saved(upload) as path:
            return self._validate(path)

    def submit(self, upload: Upload, options: Options) -> Job:
        """Queue a plan of a valid day, from a plan of this server or an uploaded one if either is given.

        Raises
        ------
        LastmetreError
            If the day or the plan to start from cannot be used, or too many plans wait.
        """
        with self._saved(upload) as path, self._start_of(upload, options) as start:
            day = self._validate(path).day
            if start is not None:
                foreign_parts(day, load_plan(start.plan))
            return self.jobs.add(path, options, start)

    @contextmanager
    def _start_of(self, upload: Upload, options: Options) -> Iterator[Start | None]:
        """Find the plan to start from; an uploaded one lies in a file for as long as the block runs."""
        if upload.start is None:
            plan = None if options.start is None else results_of(self.jobs.get(options.start)) / FILES["plan.json"]
            yield start_of(plan, options.prices, "query/start")
            return
        if options.start is not None:
            raise BadOption(
                Text("there are two plans to start from", "给出了两个作为起点的方案"),
                Text(
                    "give an id as the option start, or a file as the field 'start'",
                    "请用参数 start 给出编号，或用 start 字段上传文件，二者选一",
                ),
                Where(pointer="query/start"),
            )
        with self._saved(Upload(upload.start, ".json")) as path:
            yield start_of(path, options.prices, "query/start")

    def affected(self, job: Job, plan: Path, upload: Upload) -> dict[str, Any]:
        """Which trips of a finished plan some road changes hit, or what is wrong with the changes."""
        with self._saved(upload) as path:
            name = job.options.roads
            roads = self.settings.roads().get(name, name)
            return self.asker.ask(Question(day=job.input, plan=plan, roads=roads, changes=path))

    def _validate(self, path: Path) -> Validated:
        with self._gate:  # each reading of a workbook takes a process and its memory
            return validate(read_request(path))

    @contextmanager
    def _saved(self, upload: Upload) -> Iterator[Path]:
        """Keep the upload in a file for as long as the block runs, or until a job takes it over."""
        path = self._folder / f"{secrets.token_hex(8)}{upload.suffix}"
        path.write_bytes(upload.data)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


def running_service(request: Request) -> Service:
    """Return the service of this app; it exists while the app runs."""
    service: Service = request.app.state.service
    return service


RunningService = Annotated[Service, Depends(running_service)]
