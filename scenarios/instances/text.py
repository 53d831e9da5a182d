"""Text of an instance file: lines and fields that remember where they stood."""

import gzip
import math
import zlib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from optimizer.model.routing_plane import Rounding
from scenarios.instances.unfit import unfit, unreadable

_GZIP = b"\x1f\x8b"
_LARGEST = 10**12
"""Beyond this, sums of a route's figures could leave 64 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """How figures of a file become whole numbers: times ``units``, then rounded."""

    units: int
    rounding: Rounding

    def whole(self, value: Decimal) -> int:
        """Apply it to a figure."""
        scaled = value * self.units
        return math.floor(scaled + Decimal("0.5") if self.rounding is Rounding.NEAREST else scaled)


CONVENTIONS = {
    "round": Convention(units=1, rounding=Rounding.NEAREST),
    "dimacs": Convention(units=10, rounding=Rounding.TRUNCATED),
    "exact": Convention(units=1_000, rounding=Rounding.NEAREST),
}
"""The conventions of the literature, under the names PyVRP gave them."""


@dataclass(frozen=True, slots=True)
class Line:
    """Fields of one line, and its number from 1."""

    path: Path
    number: int
    fields: tuple[str, ...]

    def figure(self, column: int) -> Decimal:
        """Read the number in a column (from 0).

        Raises
        ------
        UnreadableInput
            If there is none, or one that is not finite or beyond reason.
        """
        if column >= len(self.fields):
            raise unfit(
                self.path,
                self.number,
                f"has {len(self.fields)} columns, where {column + 1} are due",
                f"只有 {len(self.fields)} 列，应有 {column + 1} 列",
            )
        text = self.fields[column]
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise unfit(self.path, self.number, f"{text!r} is no number", f"{text!r} 不是数字") from None
        if not value.is_finite() or abs(value) > _LARGEST:
            raise unfit(self.path, self.number, f"{text!r} is too large a number", f"数字 {text!r} 过大")
        return value

    def whole(self, column: int, *, least: int | None = None) -> int:
        """Read the whole number in a column.

        Raises
        ------
        UnreadableInput
            If it is no whole number, or below ``least``.
        """
        value = self.figure(column)
        if value != value.to_integral_value():
            raise unfit(self.path, self.number, f"{value} is no whole number", f"{value} 不是整数")
        if least is not None and value < least:
            raise unfit(self.path, self.number, f"{value} is below {least}", f"{value} 小于 {least}")
        return int(value)


def read_lines(path: Path) -> list[Line]:
    """Read the lines that are not blank, gzip or plain.

    Raises
    ------
    UnreadableInput
        If the file is not there or no text.
    """
    try:
        content = path.read_bytes()
        text = (gzip.decompress(content) if content.startswith(_GZIP) else content).decode("utf-8-sig")
    except OSError as error:
        if isinstance(error, gzip.BadGzipFile):
            raise unreadable(path, "is no valid gzip", "不是有效的 gzip 文件") from None
        raise unreadable(path, f"cannot be opened ({error.strerror})", f"无法打开（{error.strerror}）") from None
    except (EOFError, zlib.error):
        raise unreadable(path, "is a broken gzip", "gzip 文件已损坏") from None
    except UnicodeDecodeError:
        raise unreadable(path, "is no text in UTF-8", "不是 UTF-8 文本") from None
    numbered = enumerate(text.splitlines(), start=1)
    return [Line(path, number, tuple(line.split())) for number, line in numbered if line.strip()]
