"""Everything printed for a person: tables, one-line messages, the live line. The only file that imports rich.

On a terminal, tables are drawn; elsewhere (a pipe, a log) every row is one line with tabs, so that it can be searched.
"""

import sys
import time
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.status import Status
from rich.table import Table
from rich.text import Text as Styled

from api.words import both, progress_line
from optimizer.model.budget import Progress
from optimizer.model.findings import Breach, Issue, Severity
from optimizer.model.text import Text

_PLAIN_LINES_APART_S = 5.0


def say(text: Text) -> None:
    """Print a result, Chinese and English on one line."""
    _print(sys.stdout, both(text))


def warn(text: Text, style: str = "yellow") -> None:
    """Print a message about the run itself, beside the results."""
    _print(sys.stderr, both(text), style)


def show_issues(issues: Iterable[Issue]) -> None:
    """Print issues as a table on the standard error stream."""
    rows = [
        (
            f"{issue.where}",
            issue.code if issue.severity is Severity.ERROR else f"{issue.code} (warning 警告)",
            issue.message.zh,
            issue.message.en,
            both(issue.remedy),
        )
        for issue in issues
    ]
    _table(sys.stderr, ("位置 where", "代码 code", "问题", "what is wrong", "办法 remedy"), rows)


def show_breaches(breaches: Iterable[Breach]) -> None:
    """Print what the checker found as a table."""
    rows = [
        (b.crew, "" if b.visit is None else str(b.visit), b.rule.value, str(b.excess), b.message.zh, b.message.en)
        for b in breaches
    ]
    _table(sys.stdout, ("班组 crew", "站次 visit", "规则 rule", "超出 excess", "问题", "what is wrong"), rows)


def show_rows(header: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Print any table of results."""
    _table(sys.stdout, header, rows, title)


def harmless(text: str) -> str:
    """Replace control characters: a cell of a workbook must not steer the terminal."""
    return "".join(char if char.isprintable() else "␣" for char in text)


def _console(stream: TextIO) -> Console:
    return Console(stderr=stream is sys.stderr, highlight=False, emoji=False, markup=False, soft_wrap=True)


def _print(stream: TextIO, text: str, style: str | None = None) -> None:
    _console(stream).print(Styled(harmless(text), style=style or ""))


def _table(stream: TextIO, header: Sequence[str], rows: Iterable[Sequence[str]], title: str = "") -> None:
    console = _console(stream)
    clean = [[harmless(cell) for cell in row] for row in rows]
    if not console.is_terminal:
        lines = ["\t".join(row) for row in (header, *clean)]
        stream.write("\n".join([title, *lines] if title else lines) + "\n")
        return
    table = Table(title=title or None, title_justify="left")
    for name in header:
        table.add_column(name, overflow="fold")  # Chinese has no blanks to break at; an ellipsis would hide the end
    for row in clean:
        table.add_row(*(Styled(cell) for cell in row))
    console.print(table, soft_wrap=False)


class ProgressLine:
    """A line that is renewed in place on a terminal; elsewhere a plain line at every step, and every five seconds."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._console = _console(sys.stderr)
        self._status = Status("…", console=self._console) if self._console.is_terminal and not quiet else None
        self._quiet = quiet
        self._step, self._at = "", 0.0

    def __enter__(self) -> Self:
        if self._status:
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status:
            self._status.stop()

    def show(self, progress: Progress) -> None:
        """Show the latest progress."""
        if self._quiet:
            return
        line = harmless(progress_line(progress))
        if self._status:
            self._status.update(Styled(line))
            return
        if progress.step != self._step or time.monotonic() - self._at >= _PLAIN_LINES_APART_S:
            self._step, self._at = progress.step, time.monotonic()
            sys.stderr.write(line + "\n")
            sys.stderr.flush()
