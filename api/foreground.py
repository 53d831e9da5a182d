"""Long work in the foreground: a thread plans, the main thread shows progress and hears Ctrl-C at once.

Signals reach Python's main thread only between two of its instructions, and a solver may stay inside one for seconds;
so the main thread does nothing but wait.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Generic, TypeVar

from api.errors import Stopped
from api.terminal import ProgressLine, warn
from optimizer.model.budget import Progress
from optimizer.model.text import Text

Result = TypeVar("Result")

_LOOK_S = 0.1
_PAST_SEARCH = frozenset({"pricing", "writing"})


class ForegroundWatch:
    """Keeps progress for the main thread, and tells the search of a person's wish to stop."""

    def __init__(self) -> None:
        self._unseen: list[Progress] = []
        self._lock = threading.Lock()
        self._has_plan = False
        self._stop = threading.Event()
        self._abandoned = False

    def report(self, progress: Progress) -> None:
        """Take note; ends the work where it was abandoned, so that nothing is written any more."""
        with self._lock:
            if self._abandoned:
                raise Stopped
            searching = progress.best_cents is not None or progress.unserved is not None
            self._has_plan = self._has_plan or searching or progress.step in _PAST_SEARCH
            if self._unseen and self._unseen[-1].step == progress.step:
                self._unseen.pop()
            self._unseen.append(progress)

    def unseen(self) -> list[Progress]:
        """Take the progress since the last look: the latest of every step."""
        with self._lock:
            taken, self._unseen = self._unseen, []
            return taken

    def cancelled(self) -> bool:
        """Whether a person asked to stop."""
        return self._stop.is_set()

    def ask_to_stop(self) -> None:
        """Stop with the best plan so far, if there is one."""
        self._stop.set()

    def abandon_without_plan(self) -> bool:
        """If there is no plan yet, see to it that there will be none; return whether that is so."""
        with self._lock:
            self._abandoned = not self._has_plan
            return self._abandoned


@dataclass(slots=True)
class _Outcome(Generic[Result]):
    result: list[Result] = field(default_factory=list)
    error: BaseException | None = None
    done: threading.Event = field(default_factory=threading.Event)

    def take(self, work: Callable[[], Result]) -> None:
        try:
            self.result.append(work())
        except BaseException as error:  # noqa: BLE001 - it is raised again in the main thread
            self.error = error
        finally:
            self.done.set()


def in_foreground(work: Callable[[ForegroundWatch], Result], *, quiet: bool = False) -> Result:
    """Do ``work`` with a live progress line; Ctrl-C or SIGTERM ends it with the best plan so far.

    Parameters
    ----------
    quiet
        Show no progress and say nothing of stopping early: a program reads along.

    Raises
    ------
    Stopped
        If the signal came before there was a plan; nothing has been, or will be, written.
    """
    watch, outcome = ForegroundWatch(), _Outcome[Result]()
    thread = threading.Thread(target=outcome.take, args=(lambda: work(watch),), daemon=True, name="planning")
    with _heard(watch), ProgressLine(quiet=quiet) as line:
        thread.start()
        said = False
        over = False
        while not over:
            over = outcome.done.wait(_LOOK_S)
            for progress in watch.unseen():
                line.show(progress)
            if watch.cancelled() and not said and not over:
                if watch.abandon_without_plan():
                    raise Stopped
                said = True
                _tell(quiet, Text("stopping; the best plan so far is being written", "正在停止，写出目前最好的方案"))
    if outcome.error is not None:
        raise outcome.error
    if said:
        _tell(quiet, Text("stopped early; this is the best plan so far", "已提前停止；这是目前最好的方案"))
    return outcome.result[0]


def _tell(quiet: bool, text: Text) -> None:  # noqa: FBT001 - only here
    if not quiet:
        warn(text)


@contextmanager
def _heard(watch: ForegroundWatch) -> Iterator[None]:
    """Turn SIGINT and SIGTERM into a wish to stop, as long as the block runs."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        watch.ask_to_stop()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
