"""Kinds of cell that hold times: clock times, windows, moments, dates."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from optimizer.intake import clock
from optimizer.intake.kinds import Wire
from optimizer.model.windows import TimeWindow


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the planning day."""

    def read(self, raw: object) -> int:
        """Seconds from 00:00."""
        return clock.clock_of_cell(raw)

    def to_sheet(self, value: int) -> Wire:
        """Write "08:30"."""
        return clock.write_clock(value)

    def to_json(self, value: int) -> Wire:
        """Write "08:30"."""
        return clock.write_clock(value)

    def json_schema(self) -> dict[str, Any]:
        """Give a string such as 08:30."""
        return {"type": "string", "examples": ["08:30", "02:00+1"]}


@dataclass(frozen=True, slots=True)
class Windows:
    """One or several windows of the planning day."""

    def read(self, raw: object) -> tuple[TimeWindow, ...]:
        """Windows, earliest first."""
        if isinstance(raw, list) and all(isinstance(part, str) for part in raw):
            return clock.read_windows(";".join(raw))
        return clock.read_windows(raw if isinstance(raw, str) else str(raw))

    def to_sheet(self, value: tuple[TimeWindow, ...]) -> Wire:
        """Write "06:00-12:00;14:00-18:00"."""
        return clock.write_windows(value)

    def to_json(self, value: tuple[TimeWindow, ...]) -> Wire:
        """Write "06:00-12:00;14:00-18:00"."""
        return clock.write_windows(value)

    def json_schema(self) -> dict[str, Any]:
        """Give a string, or a list with one string a window."""
        text = {"type": "string", "examples": ["06:00-12:00;14:00-18:00", "22:00-02:00+1"]}
        return {"anyOf": [text, {"type": "array", "items": {"type": "string"}}]}


@dataclass(frozen=True, slots=True)
class Moment:
    """A date with or without a time; with ``end``, a date alone means the end of that day."""

    end: bool = False

    def read(self, raw: object) -> dt.datetime:
        """Local date and time, to the second."""
        return clock.read_moment(raw, end=self.end)

    def to_sheet(self, value: dt.datetime) -> Wire:
        """Write "2022-11-21 08:00"."""
        return clock.write_moment(value)

    def to_json(self, value: dt.datetime) -> Wire:
        """Write "2022-11-21 08:00"."""
        return clock.write_moment(value)

    def json_schema(self) -> dict[str, Any]:
        """Give a string with a date."""
        return {"type": "string", "examples": ["2022-11-21", "2022-11-21 08:00"]}


@dataclass(frozen=True, slots=True)
class Date:
    """The date of a day."""

    def read(self, raw: object) -> dt.date:
        """Give the date."""
        return clock.read_moment(raw, end=False).date()

    def to_sheet(self, value: dt.date) -> Wire:
        """Write "2022-11-21"."""
        return value.isoformat()

    def to_json(self, value: dt.date) -> Wire:
        """Write "2022-11-21"."""
        return value.isoformat()

    def json_schema(self) -> dict[str, Any]:
        """Give a string with a date."""
        return {"type": "string", "format": "date"}
