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
from api.jobs import Job, Jobs, Options
from api.runner import Runner
from api.settings import Settings
from api.uploads import Upload
from graphs.opening import tiles_folder
from optimizer.intake.read import read_request
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
        """Queue a plan of a valid day; raises UnreadableInput, InvalidDay or TooManyPlans."""
        with self._saved(upload) as path:
            self._validate(path)
            return self.jobs.add(path, options)

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
