"""Kinds of cell: each reads what a person wrote, and writes what a person can read, in a sheet or in JSON.

A kind is the only place that knows how a value is written. ``read`` takes any cell (text from CSV, numbers and dates
from a workbook, anything from JSON) and gives the value in the units of the model, or raises :class:`Unfit`.
"""

import math
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, Protocol

from optimizer.intake.spelling import nearest, plain
from optimizer.intake.unfit import Unfit
from optimizer.model.text import Text

Wire = str | int | float | bool | list[Any]
"""What stands in a sheet or in JSON."""


class Kind(Protocol):
    """How a value is read and written."""

    def read(self, raw: object) -> Any:
        """Give the value in the model's units; raises Unfit."""

    def to_sheet(self, value: Any) -> Wire:
        """Give the value for a cell of a workbook or CSV file."""

    def to_json(self, value: Any) -> Wire:
        """Give the value for JSON."""

    def json_schema(self) -> dict[str, Any]:
        """JSON schema of the value."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text on one line; whole numbers typed into a workbook become text without a decimal point."""

    longest: int = 200

    def read(self, raw: object) -> str:
        """Text without spaces around it."""
        text = _text(raw)
        if len(text) > self.longest:
            raise Unfit(
                "E1210",
                Text(f"which has {len(text)} characters", f"共 {len(text)} 个字符"),
                Text(f"write at most {self.longest} characters", f"请不超过 {self.longest} 个字符"),
            )
        if not text.isprintable():
            raise Unfit(
                "E1210",
                Text("which holds a line break or a control character", "含有换行或控制字符"),
                Text("write it on one line, in plain text", "请写成一行普通文字"),
            )
        return text

    def to_sheet(self, value: str) -> Wire:
        """Give the text itself."""
        return value

    def to_json(self, value: str) -> Wire:
        """Give the text itself."""
        return value

    def json_schema(self) -> dict[str, Any]:
        """Give a string."""
        return {"type": "string", "maxLength": self.longest}


@dataclass(frozen=True, slots=True)
class Reference(Words):
    """The id of a row of another sheet."""

    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in the unit of its column, ``scale`` of the model's units each; stored as a whole number of those.

    ``least`` and ``most`` are in the unit of the column. With ``whole`` no decimals are allowed; with ``round_up`` a
    fraction of the model's unit counts as a whole one.
    """

    scale: int = 1
    least: float = 0
    most: float = 1_000_000_000
    whole: bool = False
    round_up: bool = False

    def read(self, raw: object) -> int:
        """Give the number in the model's units."""
        number = _number(raw, least=self.least, most=self.most)
        if self.whole and number != int(number):
            raise Unfit(
                "E1203", Text("which is no whole number", "不是整数"), Text("write a whole number", "请填写整数")
            )
        scaled = number * self.scale
        return math.ceil(scaled) if self.round_up else int(scaled.to_integral_value())

    def to_sheet(self, value: int) -> Wire:
        """Give the number in the unit of the column."""
        return value // self.scale if value % self.scale == 0 else value / self.scale

    def to_json(self, value: int) -> Wire:
        """Give the number in the unit of the column."""
        return self.to_sheet(value)

    def json_schema(self) -> dict[str, Any]:
        """Give a number or integer with its bounds."""
        return {"type": "integer" if self.whole else "number", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Degrees:
    """A longitude or latitude; the rules on places look closer, so that swapped ones are recognised."""

    def read(self, raw: object) -> float:
        """Degrees as a float."""
        return float(_number(raw, least=-180, most=180))

    def to_sheet(self, value: float) -> Wire:
        """Degrees."""
        return value

    def to_json(self, value: float) -> Wire:
        """Degrees."""
        return value

    def json_schema(self) -> dict[str, Any]:
        """Give a number of degrees."""
        return {"type": "number", "minimum": -180, "maximum": 180}


@dataclass(frozen=True, slots=True)
class YesNo:
    """是 or 否."""

    def read(self, raw: object) -> bool:
        """Read True for 是, yes, true, 1."""
        word = plain(str(raw))
        if word in {"是", "yes", "y", "true", "1", "1.0", "对", "√"}:
            return True
        if word in {"否", "no", "n", "false", "0", "0.0", "不", "×"}:
            return False
        raise Unfit(
            "E1209",
            Text("which is neither yes nor no", "既不是“是”也不是“否”"),
            Text("write 是 or 否 (yes or no)", "请填“是”或“否”"),
        )

    def to_sheet(self, value: bool) -> Wire:  # noqa: FBT001 -- the value of the cell
        """是 or 否."""
        return "是" if value else "否"

    def to_json(self, value: bool) -> Wire:  # noqa: FBT001 -- the value of the cell
        """Write true or false."""
        return value

    def json_schema(self) -> dict[str, Any]:
        """Give a boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed list; ``words`` gives each member its words in Chinese, of which the first is written."""

    words: tuple[tuple[Enum, tuple[str, ...]], ...]

    def read(self, raw: object) -> Enum:
        """Give the member that the Chinese or English word names."""
        word = plain(_text(raw))
        for member, chinese in self.words:
            english = _english(member)
            if word in {plain(english), *map(plain, chinese), *(plain(name + english) for name in chinese)}:
                return member
        names = [name for member, chinese in self.words for name in (*chinese, _english(member))]
        meant = nearest(_text(raw), names)
        raise Unfit(
            "E1211",
            Text("which is not among the choices", "不在可选项之中"),
            Text(
                (f"did you mean {meant!r}? " if meant else "")
                + "choose one of "
                + ", ".join(_english(m) for m, _ in self.words),
                (f"是否指“{meant}”？" if meant else "")
                + "请从下列各项中选择："
                + "、".join(chinese[0] for _, chinese in self.words),
            ),
        )

    def to_sheet(self, value: Enum) -> Wire:
        """Give the Chinese word."""
        return next(chinese[0] for member, chinese in self.words if member == value)

    def to_json(self, value: Enum) -> Wire:
        """Give the English word."""
        return _english(value)

    def json_schema(self) -> dict[str, Any]:
        """Give the English words."""
        return {"type": "string", "enum": [_english(member) for member, _ in self.words]}


@dataclass(frozen=True, slots=True)
class Several:
    """A list of values of one kind, separated by semicolons or commas in a sheet, an array in JSON."""

    of: Words | Choice

    def read(self, raw: object) -> tuple[Any, ...]:
        """Give the values, each once, in the order given."""
        parts = raw if isinstance(raw, list) else _split(_text(raw))
        return tuple(dict.fromkeys(self.of.read(part) for part in parts))

    def to_sheet(self, value: tuple[Any, ...]) -> Wire:
        """Join the values by semicolons."""
        return ";".join(str(self.of.to_sheet(part)) for part in value)

    def to_json(self, value: tuple[Any, ...]) -> Wire:
        """Give an array."""
        return [self.of.to_json(part) for part in value]

    def json_schema(self) -> dict[str, Any]:
        """Give an array."""
        return {"type": "array", "items": self.of.json_schema()}


def _english(member: Enum) -> str:
    return str(member.value) if isinstance(member.value, str) else member.name.lower()


def _split(text: str) -> list[str]:
    for mark in "；，,、":
        text = text.replace(mark, ";")
    return [part.strip() for part in text.split(";") if part.strip()]


def _text(raw: object) -> str:
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, bool | list | dict):
        raise Unfit("E1210", Text("which is no text", "不是文字"), Text("write text in quotes", "请用引号写成文字"))
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


def _number(raw: object, *, least: float, most: float) -> Decimal:
    remedy = Text(f"write a number from {least:,} to {most:,}", f"请填写 {least:,} 到 {most:,} 之间的数字")
    try:
        number = Decimal(str(raw).strip()) if isinstance(raw, str | int | float) and not isinstance(raw, bool) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise Unfit("E1202", Text("which is no number", "不是数字"), remedy)
    if number < 0 <= least:
        raise Unfit("E1204", Text("which is negative", "是负数"), remedy)
    if not Decimal(str(least)) <= number <= Decimal(str(most)):
        raise Unfit(
            "E1204", Text(f"which is outside {least:,} to {most:,}", f"超出 {least:,} 到 {most:,} 的范围"), remedy
        )
    return number
