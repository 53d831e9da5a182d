"""The last resort of the command line: every error becomes a sentence and an exit code, never a traceback."""

import logging
import multiprocessing
import os
import secrets
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from api.errors import ExitCode, Stopped, answer_to, issues_of
from api.terminal import show_issues, warn
from optimizer.model.text import Text


def log_file() -> Path:
    """Where tracebacks go: ``$LASTMETRE_LOG``, else under ``$XDG_STATE_HOME`` (``~/.local/state``)."""
    if named := os.environ.get("LASTMETRE_LOG"):
        return Path(named)
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "lastmetre" / "errors.log"


def tell(error: Exception) -> ExitCode:
    """Say what went wrong and return the exit code for it."""
    answer, issues = answer_to(error), issues_of(error)
    if issues:
        warn(answer.title, "bold red")
        show_issues(issues)
    else:
        _tell_bug(error)
    return answer.exit_code


def _tell_bug(error: Exception) -> None:
    reference = secrets.token_hex(4)
    path = _write_log(reference, error)
    warn(
        Text(
            f"an unexpected error occurred, reference {reference}; the details are in {path}",
            f"发生意外错误，编号 {reference}；详细信息见 {path}。",
        ),
        "bold red",
    )


def _write_log(reference: str, error: Exception) -> Path:
    """Append the traceback to the log, or to one in the temporary folder where the log cannot be written."""
    entry = "".join(traceback.format_exception(error))
    stamp = datetime.now(tz=UTC).isoformat(timespec="seconds")
    for path in (log_file(), Path(tempfile.gettempdir()) / "lastmetre-errors.log"):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as log:
                log.write(f"{stamp} {reference} {sys.argv[1:2]}\n{entry}\n")
        except OSError:
            continue
        return path
    logging.getLogger("lastmetre").error("%s\n%s", reference, entry)
    return Path("-")


def leave_stopped(_stopped: Stopped | KeyboardInterrupt) -> NoReturn:
    """Say that there is no plan, end our helpers, and go, without waiting for threads inside a solver."""
    warn(Text("stopped before there was a plan; nothing was written", "在得出方案之前停止；没有写出任何文件"))
    for child in multiprocessing.active_children():
        child.kill()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(ExitCode.STOPPED)
