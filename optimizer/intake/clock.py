"""Clock times, windows and dates as people write them: "08:30", "22:00-02:00+1", "26:00", "2022-11-21 08:00"."""

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from optimizer.intake.unfit import Unfit
from optimizer.model.text import Text
from optimizer.model.units import DAY, Seconds
from optimizer.model.windows import TimeWindow

_CLOCK = (
    r"(?P<{0}prefix>次日|昨日)?(?P<{0}h>\d{{1,3}}):(?P<{0}m>\d{{2}})(?::(?P<{0}s>\d{{2}}))?"
    r"(?P<{0}days>\+\d{{1,3}}|\([+-]\d{{1,4}}\))?"
)
_MOMENT = re.compile(_CLOCK.format(""))
_WINDOW = re.compile(_CLOCK.format("a") + r"(?:-|~|—|–|至|到)" + _CLOCK.format("b"))
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]*(.+))?")
_SHANGHAI = dt.timezone(dt.timedelta(hours=8))
_EXCEL_EPOCH = dt.datetime(1899, 12, 31)

_HOW_CLOCK = Text("write a clock time such as 08:30, or 02:00+1 for the next day", "请写成 08:30，次日写成 02:00+1")
_HOW_WINDOW = Text(
    "write windows such as 06:00-12:00;14:00-18:00, with +1 for the next day (22:00-02:00+1)",
    "请写成 06:00-12:00;14:00-18:00，跨到次日写成 22:00-02:00+1",
)
_HOW_DATE = Text(
    "write a date such as 2022-11-21, or with a time: 2022-11-21 08:00", "请写成 2022-11-21 或 2022-11-21 08:00"
)


def read_clock(text: str) -> Seconds:
    """Seconds from 00:00 of the planning day; raises Unfit E1205."""
    found = _MOMENT.fullmatch(_tidy(text))
    seconds = _seconds(found, "") if found else None
    if seconds is None:
        raise Unfit("E1205", Text("which is no clock time", "不是时刻"), _HOW_CLOCK)
    return seconds


def clock_of_cell(raw: object) -> Seconds:
    """Read a clock time from any cell: spreadsheets make 08:30 a time, 26:00 a duration or a day of 1900."""
    if isinstance(raw, str):
        return read_clock(raw)
    if isinstance(raw, dt.time):
        return raw.hour * 3600 + raw.minute * 60 + raw.second
    if isinstance(raw, dt.timedelta):
        return round(raw.total_seconds())
    if isinstance(raw, dt.datetime) and raw.year <= 1900:
        return round((raw - _EXCEL_EPOCH).total_seconds())
    raise Unfit("E1205", Text("which is no clock time", "不是时刻"), _HOW_CLOCK)


def write_clock(seconds: Seconds) -> str:
    """Write "08:30"; "02:00+1" for the next day, "22:00(-1)" for the day before; 24:00 stays 24:00."""
    days, rest = (0, seconds) if seconds == DAY else divmod(seconds, DAY)
    text = f"{rest // 3600:02d}:{rest // 60 % 60:02d}" + (f":{rest % 60:02d}" if rest % 60 else "")
    if days > 0:
        return f"{text}+{days}"
    return f"{text}({days})" if days else text


def write_windows(windows: tuple[TimeWindow, ...]) -> str:
    """Write "06:00-12:00;14:00-18:00"."""
    return ";".join(f"{write_clock(window.opens)}-{write_clock(window.closes)}" for window in windows)


@lru_cache(maxsize=10_000)
def read_windows(text: str) -> tuple[TimeWindow, ...]:
    """Windows, earliest first, touching ones joined; raises Unfit E1205, E1206 or E1207."""
    parts = [part for part in re.split(r"[;,、\n]", _tidy(text)) if part]
    if not parts:
        raise Unfit("E1205", Text("which is no time window", "不是时间窗"), _HOW_WINDOW)
    return _joined(sorted(_window(part) for part in parts))


def _window(part: str) -> TimeWindow:
    found = _WINDOW.fullmatch(part)
    opens, closes = (_seconds(found, "a"), _seconds(found, "b")) if found else (None, None)
    if opens is None or closes is None:
        raise Unfit("E1205", Text(f"where {part!r} is no time window", f"其中“{part}”不是时间窗"), _HOW_WINDOW)
    if closes < opens:
        raise Unfit(
            "E1206",
            Text(f"where {part!r} ends before it begins", f"其中“{part}”结束早于开始"),
            Text(
                f"swap the two times, or write {part}+1 if it ends on the next day",
                f"请调换两个时刻；若到次日结束，写成 {part}+1",
            ),
        )
    return TimeWindow(opens=opens, closes=closes)


def _joined(windows: list[TimeWindow]) -> tuple[TimeWindow, ...]:
    joined = windows[:1]
    for window in windows[1:]:
        last = joined[-1]
        if window.opens < last.closes:
            both = f"{write_windows((last,))} / {write_windows((window,))}"
            raise Unfit(
                "E1207",
                Text(f"whose windows overlap ({both})", f"其中时间窗重叠（{both}）"),
                Text("write windows that do not overlap", "请改成互不重叠的时间窗"),
            )
        if window.opens == last.closes:
            joined[-1] = TimeWindow(opens=last.opens, closes=window.closes)
        else:
            joined.append(window)
    return tuple(joined)


def _tidy(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _seconds(found: re.Match[str], prefix: str) -> Seconds | None:
    hours, minutes, seconds = (int(found[f"{prefix}{part}"] or 0) for part in "hms")
    if minutes > 59 or seconds > 59:
        return None
    named = {"次日": 1, "昨日": -1, None: 0}[found[f"{prefix}prefix"]]
    return hours * 3600 + minutes * 60 + seconds + (named + int((found[f"{prefix}days"] or "0").strip("()"))) * DAY


def read_moment(raw: object, *, end: bool) -> dt.datetime:
    """Read a date with or without a time; a date alone means its first moment or, with ``end``, its last (24:00)."""
    try:
        moment = _moment(raw, end=end)
    except (ValueError, OverflowError):  # no such day, or beyond the calendar
        moment = None
    if moment is None:
        raise Unfit("E1208", Text("which is no date", "不是日期"), _HOW_DATE)
    return moment


def _moment(raw: object, *, end: bool) -> dt.datetime | None:
    if isinstance(raw, dt.datetime):
        return _local(raw)
    if isinstance(raw, dt.date):
        return _whole_day(raw, end=end)
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", raw).strip()) if isinstance(raw, str) else None
    if found is None:
        return None
    day = dt.date(int(found[1]), int(found[2]), int(found[3]))
    return _whole_day(day, end=end) if found[4] is None else _at(day, found[4])


def _whole_day(day: dt.date, *, end: bool) -> dt.datetime:
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(days=1 if end else 0)


def _at(day: dt.date, time: str) -> dt.datetime:
    clock = time.strip()
    if clock.startswith("24:00"):
        return _whole_day(day, end=True)
    padded = clock if clock[1:2] != ":" else f"0{clock}"
    return _local(dt.datetime.combine(day, dt.time.fromisoformat(padded)))


def _local(moment: dt.datetime) -> dt.datetime:
    """Round to the second; a moment with an offset is told in China's time (UTC+8, no summer time)."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(_SHANGHAI).replace(tzinfo=None)
    return (moment + dt.timedelta(microseconds=500_000)).replace(microsecond=0)


def write_moment(moment: dt.datetime) -> str:
    """Write "2022-11-21 08:00", with seconds where there are any."""
    return moment.strftime("%Y-%m-%d %H:%M" + (":%S" if moment.second else ""))


def seconds_of(moment: dt.datetime, day: dt.date) -> Seconds:
    """Seconds from 00:00 of the planning day."""
    return round((moment - dt.datetime.combine(day, dt.time())).total_seconds())


def moment_of(seconds: Seconds, day: dt.date) -> dt.datetime:
    """Give the moment so many seconds after 00:00 of the planning day."""
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=seconds)
