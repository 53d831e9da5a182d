"""The command line: ``lastmetre``. The commands are in :mod:`api.commands`; here they are put together and guarded."""

import signal
import sys
from io import TextIOWrapper
from types import FrameType
from typing import NoReturn

import typer

from api.commands import bench, check, demo, files, plan, roads, serve, solve
from api.errors import ExitCode, Stopped
from api.mishaps import leave_stopped, tell

app = typer.Typer(
    help="Lastmetre 最后一米 — from a planner's workbook to checked dispatch sheets 从数据表到复核过的派车单",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for part in (files, plan, check, demo, roads, serve, solve, bench):
    part.register(app)


def main() -> NoReturn:
    """Run the command line; every way out of it has an exit code of :class:`api.errors.ExitCode`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without Chinese shows question marks, and goes on
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        app()
    except Stopped as stopped:
        leave_stopped(stopped)
    except Exception as error:  # noqa: BLE001 - a user sees a sentence, never a traceback
        sys.exit(tell(error))
    sys.exit(ExitCode.OK)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Stopped
