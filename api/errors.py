"""What went wrong, told to the outside: one table from error to HTTP status and exit code.

The service adds its own leaves to the tree of :mod:`optimizer.model.findings`; each holds one issue::

    LastmetreError
    ├── UnreadableInput, InvalidDay, BrokenPlan   (optimizer.model.findings)
    └── Refused          the request itself cannot be taken
        ├── BadOption        an option out of its range, or two that exclude each other
        ├── UnusableFolder   results cannot be written there
        ├── UnknownPlan      no plan of this id
        ├── NoResult         the plan has no result (yet)
        ├── BodyTooLarge     more bytes than the service takes
        ├── WrongMediaType   neither JSON nor a workbook
        ├── TooManyPlans     the queue is full
        ├── PlanLost         the process that computed the plan ended by itself
        ├── UnknownMap       no roads of this name
        └── MapInTheMaking   the map is being drawn
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from graphs.errors import UnreadableRoads
from optimizer.model.findings import BrokenPlan, InvalidDay, Issue, LastmetreError, UnreadableInput, Where
from optimizer.model.text import Text


class ExitCode(IntEnum):
    """What the command line tells the shell."""

    OK = 0
    BREACHES = 1
    INVALID_INPUT = 2
    NOTHING_SERVED = 3
    STOPPED = 4
    BUG = 70
    """EX_SOFTWARE of sysexits.h."""


class Stopped(BaseException):
    """A person stopped the program before there was a plan; like KeyboardInterrupt, nothing on the way may catch it."""


class Refused(LastmetreError):
    """A request that cannot be taken, with the one issue that says why."""

    code = "E5000"

    def __init__(self, message: Text, remedy: Text, where: Where | None = None) -> None:
        super().__init__(message.en)
        self.issue = Issue(code=self.code, where=where or Where(), message=message, remedy=remedy)


class BadOption(Refused):
    """An option out of its range, or two that exclude each other."""

    code = "E5001"


class UnusableFolder(Refused):
    """Results cannot be written where they were asked for."""

    code = "E5002"


class UnknownPlan(Refused):
    """No plan of this id."""

    code = "E5003"


class NoResult(Refused):
    """The plan has no result, or not yet."""

    code = "E5004"


class BodyTooLarge(Refused):
    """More bytes than the service takes."""

    code = "E5005"


class WrongMediaType(Refused):
    """Neither JSON nor a workbook."""

    code = "E5006"


class TooManyPlans(Refused):
    """The queue is full."""

    code = "E5007"


class PlanLost(Refused):
    """The process that computed the plan ended by itself, or had to be ended."""

    code = "E5008"


class UnknownMap(Refused):
    """No roads of this name."""

    code = "E5010"


class MapInTheMaking(Refused):
    """The map is being drawn; it will be there soon."""

    code = "E5011"


@dataclass(frozen=True, slots=True)
class Answer:
    """How an error is answered: HTTP status, exit code, and a title."""

    status: int
    exit_code: ExitCode
    title: Text


_INVALID = ExitCode.INVALID_INPUT
_OUR_BUG = Answer(500, ExitCode.BUG, Text("An error of our own", "程序自身出错"))

ANSWERS: Mapping[type[Exception], Answer] = {
    UnreadableInput: Answer(422, _INVALID, Text("The input cannot be read", "输入无法读取")),
    InvalidDay: Answer(422, _INVALID, Text("The input breaks rules", "输入不符合规则")),
    UnreadableRoads: Answer(422, _INVALID, Text("The roads cannot be read", "路网无法读取")),
    BadOption: Answer(422, _INVALID, Text("An option does not fit", "选项不合适")),
    UnusableFolder: Answer(500, _INVALID, Text("The results cannot be written there", "结果无法写入该处")),
    UnknownPlan: Answer(404, _INVALID, Text("No such plan", "没有该方案")),
    NoResult: Answer(409, _INVALID, Text("The plan has no result", "方案没有结果")),
    BodyTooLarge: Answer(413, _INVALID, Text("The upload is too large", "上传内容过大")),
    WrongMediaType: Answer(415, _INVALID, Text("This kind of upload is not taken", "不接受该类上传")),
    TooManyPlans: Answer(503, _INVALID, Text("Too many plans wait", "等待的方案过多")),
    PlanLost: Answer(500, ExitCode.BUG, Text("The computation was lost", "计算中断")),
    UnknownMap: Answer(404, _INVALID, Text("No such map", "没有该地图")),
    MapInTheMaking: Answer(503, _INVALID, Text("The map is being drawn", "地图正在生成")),
    BrokenPlan: _OUR_BUG,
}


def answer_to(error: Exception) -> Answer:
    """How to answer ``error``; whatever is not in the table is a bug of ours."""
    return next((ANSWERS[kind] for kind in type(error).__mro__ if kind in ANSWERS), _OUR_BUG)


def issues_of(error: Exception) -> tuple[Issue, ...]:
    """Return what a person can do something about; empty for bugs of ours."""
    match error:
        case InvalidDay():
            return error.issues
        case UnreadableInput() | Refused():
            return (error.issue,)
        case UnreadableRoads():
            message, remedy = Text(error.en, error.zh), Text(error.remedy_en, error.remedy_zh)
            return (Issue(code="E5009", where=Where(), message=message, remedy=remedy),)
    return ()
