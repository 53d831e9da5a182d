"""Reasons why an instance or solution file cannot be taken, E60xx; each function gives the error to raise."""

from pathlib import Path

from optimizer.model.findings import Issue, UnreadableInput, Where
from optimizer.model.text import Text


def unreadable(path: Path, en: str, zh: str) -> UnreadableInput:
    """Say that the file is not there, or no text."""
    return _error("E6001", path, None, Text(en, zh), Text("check the path and the file", "请检查路径与文件"))


def unknown_form(path: Path) -> UnreadableInput:
    """Say that it is none of the forms we read."""
    return _error(
        "E6002",
        path,
        None,
        Text("is neither VRPLIB, Solomon nor Li & Lim", "既不是 VRPLIB，也不是 Solomon 或 Li & Lim 格式"),
        Text("hand in an instance in one of these forms, gzip allowed", "请提供其中一种格式的算例，可用 gzip 压缩"),
    )


def unfit(path: Path, line: int | None, en: str, zh: str) -> UnreadableInput:
    """Say what in it cannot be, and in which line (from 1)."""
    return _error("E6003", path, line, Text(en, zh), Text("correct the file", "请改正文件"))


def not_understood(path: Path, line: int | None, what: str) -> UnreadableInput:
    """Say that it asks for something we do not know, so that we would solve another problem than the one meant."""
    message = Text(f"{what} is not understood", f"不支持 {what}")
    return _error("E6004", path, line, message, Text("remove it if it does not matter", "若无关紧要，请删去"))


def _error(code: str, path: Path, line: int | None, message: Text, remedy: Text) -> UnreadableInput:
    place = "" if line is None else f", line {line}"
    spot = "" if line is None else f" 第 {line} 行"
    told = Text(f"{path.name}{place}: {message.en}", f"{path.name}{spot}：{message.zh}")
    return UnreadableInput(Issue(code=code, where=Where(sheet=path.name, row=line), message=told, remedy=remedy))
