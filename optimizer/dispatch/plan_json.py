"""The plan as a JSON file, and back: the exact nouns of :mod:`optimizer.model.plan`, seconds as whole numbers.

Reading is strict: a plan edited by hand is either the plan it says it is, or refused with the place of the mistake.
Whether it keeps the rules is for the checker to say.
"""

import math
import re
from collections.abc import Callable, Mapping
from json import dumps
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from optimizer.model.findings import Issue, UnreadableInput, Where
from optimizer.model.plan import Plan
from optimizer.model.text import Text

_PLAN = TypeAdapter(Plan)

_KINDS: Mapping[str, Text] = {
    "int": Text("a whole number", "整数"),
    "float": Text("a number", "数字"),
    "finite": Text("a finite whole number", "有限的整数"),
    "string": Text("a text in quotation marks", "带引号的文本"),
    "bool": Text("true or false", "true 或 false"),
    "tuple": Text("a list [ … ]", "列表 [ … ]"),
    "dataclass": Text("an object { … }", "对象 { … }"),
    "date": Text("a date such as 2022-11-21", "日期，例如 2022-11-21"),
}
"""What a value should have been, by the first word of pydantic's error type (``int_type``, ``date_parsing`` …)."""


def plan_bytes(plan: Plan) -> bytes:
    """Give the plan as indented UTF-8 JSON, Chinese left readable, with a line feed at the end."""
    return _PLAN.dump_json(plan, indent=2) + b"\n"


def dump_plan(plan: Plan, path: Path) -> None:
    """Write the plan to ``path``; :func:`load_plan` gives back an equal one."""
    path.write_bytes(plan_bytes(plan))


def load_plan(path: Path) -> Plan:
    """Read a plan written by :func:`dump_plan`, perhaps edited by hand since.

    Raises
    ------
    UnreadableInput
        With codes E1901 (no such file), E1902 (not JSON), E1903 (field missing), E1904 (unknown field),
        E1905 (unknown word of a closed list), E1906 (wrong kind of value), E1907 (window ends before it begins);
        ``issue.where.pointer`` is the JSON pointer (RFC 6901) of the first mistake.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(_no_file(path, error)) from error
    try:
        plan = _PLAN.validate_json(data.removeprefix(b"\xef\xbb\xbf"), strict=True, extra="forbid")
    except ValidationError as error:
        raise UnreadableInput(_issue(path, error)) from error
    if not math.isfinite(plan.origin.search_s):
        raise UnreadableInput(_wrong_kind("/origin/search_s", plan.origin.search_s, _KINDS["float"]))
    return plan


def _no_file(path: Path, error: OSError) -> Issue:
    why = error.strerror or type(error).__name__
    return Issue(
        code="E1901",
        where=Where(),
        message=Text(f"the plan file {path.name!r} cannot be opened: {why}", f"无法打开计划文件“{path.name}”：{why}"),
        remedy=Text("give the path of a plan.json written by Lastmetre", "请给出由本系统生成的 plan.json 的路径"),
    )


def _issue(path: Path, error: ValidationError) -> Issue:
    """Put the first mistake that pydantic found in our words; how many more there are stands at the end."""
    first, *others = error.errors(include_url=False)
    issue = _translate(path, first)
    if not others:
        return issue
    return Issue(
        code=issue.code,
        where=issue.where,
        message=Text(
            f"{issue.message.en} (and {len(others)} more in this file)",
            f"{issue.message.zh}（此文件中另有 {len(others)} 处问题）",
        ),
        remedy=issue.remedy,
    )


def _translate(path: Path, error: Mapping[str, Any]) -> Issue:
    pointer, kind = _pointer(error["loc"]), str(error["type"])
    if kind == "json_invalid":
        return _not_json(path, error["ctx"]["error"])
    named: dict[str, Callable[[str, Any], Issue]] = {
        "missing": lambda at, _: _missing(at),
        "unexpected_keyword_argument": lambda at, _: _unknown_field(at, str(error["loc"][-1])),
        "enum": lambda at, value: _unknown_word(at, value, error["ctx"]["expected"]),
        "value_error": _reversed_window,
    }
    if kind in named:
        return named[kind](pointer, error["input"])
    expected = _KINDS.get(kind.split("_", maxsplit=1)[0], Text(str(error["msg"]), f"其他类型的值（{error['msg']})"))
    return _wrong_kind(pointer, error["input"], expected)


def _pointer(location: tuple[int | str, ...]) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in location)


def _shown(value: object) -> str:
    """Show a value as it stands in the file, cut to a readable length."""
    text = dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"


def _not_json(path: Path, reason: str) -> Issue:
    at = re.search(r"line (\d+) column (\d+)", reason)
    place = f"：错误在第 {at[1]} 行第 {at[2]} 列附近" if at else ""
    return Issue(
        code="E1902",
        where=Where(),
        message=Text(
            f"the plan file {path.name!r} is not JSON in UTF-8: {reason}",
            f"计划文件“{path.name}”不是 UTF-8 编码的 JSON{place}",
        ),
        remedy=Text(
            "undo the last edit around the place named, save as UTF-8, or make the plan again",
            "请检查所指位置附近的修改，以 UTF-8 编码保存，或重新生成计划",
        ),
    )


def _missing(pointer: str) -> Issue:
    return Issue(
        code="E1903",
        where=Where(pointer=pointer),
        message=Text(f"the field {pointer} is missing", f"缺少字段 {pointer}"),
        remedy=Text("put the field back, as in an unedited plan.json", "请参照未修改的 plan.json 补上该字段"),
    )


def _unknown_field(pointer: str, name: str) -> Issue:
    return Issue(
        code="E1904",
        where=Where(pointer=pointer),
        message=Text(f"{pointer}: a plan has no field {name!r} here", f"{pointer}：计划在此处没有字段“{name}”"),
        remedy=Text(f"remove {name!r}, or correct its spelling", f"请删除“{name}”，或改正拼写"),
    )


def _unknown_word(pointer: str, value: object, expected: str) -> Issue:
    return Issue(
        code="E1905",
        where=Where(pointer=pointer),
        message=Text(
            f"{pointer}: {_shown(value)} is none of the words allowed here",
            f"{pointer}：{_shown(value)} 不在允许的取值之内",
        ),
        remedy=Text(
            f"write one of {expected}", f"请改为以下之一：{expected.replace(' or ', '、').replace(', ', '、')}"
        ),
    )


def _wrong_kind(pointer: str, value: object, expected: Text) -> Issue:
    return Issue(
        code="E1906",
        where=Where(pointer=pointer),
        message=Text(
            f"{pointer or '/'}: {_shown(value)} is not {expected.en}",
            f"{pointer or '/'}：{_shown(value)} 不是{expected.zh}",
        ),
        remedy=Text(f"write {expected.en} here", f"请在此处填写{expected.zh}"),
    )


def _reversed_window(pointer: str, value: Any) -> Issue:
    """Explain a time window refused: the only noun of a plan that refuses its own parts."""
    return Issue(
        code="E1907",
        where=Where(pointer=pointer),
        message=Text(
            f"{pointer}: the window opens at {value['opens']} s, after it closes at {value['closes']} s",
            f"{pointer}：时间窗在 {value['opens']} 秒开始，晚于其结束 {value['closes']} 秒",
        ),
        remedy=Text("exchange the two, or correct the one mistyped", "请对调两个数值，或改正填错的一个"),
    )
