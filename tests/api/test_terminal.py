"""What a person sees: tables that hide nothing, lines that say all."""

import io
import sys

import pytest

from api.terminal import ProgressLine, show_issues, show_rows
from api.words import progress_line
from optimizer.model.budget import Progress
from optimizer.model.findings import Issue, Severity, Where
from optimizer.model.text import Text


class Screen(io.StringIO):
    """A terminal of 60 columns that remembers what it showed."""

    def isatty(self) -> bool:
        return True


def test_a_table_on_a_narrow_terminal_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty columns, a Chinese sentence without a blank: wrapped, with every character still there."""
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    chinese = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"
    show_issues(
        [Issue(code="E1", where=Where(pointer="/a"), message=Text("wrong", chinese), remedy=Text("mend", "改正"))]
    )
    assert "…" not in screen.getvalue()
    assert set(chinese) <= set(screen.getvalue())


def test_warnings_are_marked_and_rows_are_lines_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A header and one line with tabs."""
    issue = Issue(
        code="W1",
        severity=Severity.WARNING,
        where=Where(sheet="s", row=2),
        message=Text("m", "问"),
        remedy=Text("r", "办"),
    )
    show_issues([issue])
    assert capsys.readouterr().err.splitlines()[1] == "s!2\tW1 (warning 警告)\t问\tm\t办 r"
    show_rows(("a", "b"), [("1", "x\ty")], title="t")
    assert capsys.readouterr().out == "t\na\tb\n1\tx␣y\n"


def test_a_progress_line_says_step_cost_unserved_and_time_left() -> None:
    """123,456.78 yuan, three drops left out, 42 s to go; a step without a name of its own is shown as it is."""
    line = progress_line(Progress("routing", 12_345_678, 3, 41.6))
    assert line == "搜索路线 searching routes · 最优 best ¥123,457 · 未满足 unserved 3 · 剩余 left 42 s"
    assert progress_line(Progress("polish")) == "polish"


def test_progress_away_from_a_terminal_is_a_line_a_step(capsys: pytest.CaptureFixture[str]) -> None:
    """Three reports of two steps within a moment: two lines."""
    with ProgressLine() as line:
        for progress in (Progress("supply"), Progress("crews"), Progress("crews")):
            line.show(progress)
    assert capsys.readouterr().err.splitlines() == [
        "分配货源 allocating stock",
        "人车配对 pairing drivers and vehicles",
    ]
