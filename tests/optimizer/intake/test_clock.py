"""Clock times, windows and dates as people write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.intake.clock import (
    clock_of_cell,
    moment_of,
    read_clock,
    read_moment,
    read_windows,
    seconds_of,
    write_clock,
    write_moment,
    write_windows,
)
from optimizer.model.windows import TimeWindow

HOUR = 3600


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("08:30", 8 * HOUR + 1800),
        ("8:30", 8 * HOUR + 1800),
        ("０８：３０", 8 * HOUR + 1800),
        ("24:00", 24 * HOUR),
        ("26:00", 26 * HOUR),
        ("02:00+1", 26 * HOUR),
        ("02:00(+1)", 26 * HOUR),
        ("次日 02:00", 26 * HOUR),
        ("22:00(-1)", -2 * HOUR),
        ("昨日22:00", -2 * HOUR),
        ("08:30:15", 8 * HOUR + 1815),
    ],
)
def test_clock_times(text: str, seconds: int) -> None:
    """Seconds from 00:00 of the planning day."""
    assert read_clock(text) == seconds


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        (dt.time(8, 30), 8 * HOUR + 1800),
        (dt.timedelta(hours=26), 26 * HOUR),
        (dt.datetime(1900, 1, 1, 2), 26 * HOUR),  # how a spreadsheet shows 26:00 typed into a plain cell
        (dt.datetime(1899, 12, 31, 8), 8 * HOUR),
    ],
)
def test_clock_times_of_spreadsheets(cell: object, seconds: int) -> None:
    """A spreadsheet turns what is typed into its own kinds of time."""
    assert clock_of_cell(cell) == seconds


@given(st.integers(-(10**6), 10**6))
def test_clock_times_are_read_as_they_were_written(seconds: int) -> None:
    """Also yesterday and days ahead."""
    assert read_clock(write_clock(seconds)) == seconds


def test_windows_are_sorted_and_touching_ones_joined() -> None:
    """Noon does not close a place that opens again at noon."""
    expected = (TimeWindow(opens=6 * HOUR, closes=14 * HOUR), TimeWindow(opens=20 * HOUR, closes=26 * HOUR))
    for text in ("20:00-02:00+1;06:00-12:00;12:00-14:00", "6:00～12:00，12:00至14:00、20:00-26:00"):
        assert read_windows(text) == expected
    assert write_windows(expected) == "06:00-14:00;20:00-02:00+1"


@pytest.mark.parametrize(
    "text",
    [
        "2022-11-21 08:05",
        "2022/11/21 8:05",
        "2022年11月21日 08:05",
        "2022-11-21T08:05",
        "2022-11-21T00:05Z",
        "2022.11.21 08:05:00",
    ],
)
def test_moments(text: str) -> None:
    """Separators do not matter; another time zone is converted to China's."""
    assert read_moment(text, end=False) == dt.datetime(2022, 11, 21, 8, 5)


def test_a_date_alone_means_its_beginning_or_its_end() -> None:
    """Until 21 November lasts until midnight."""
    for cell in ("2022-11-21", dt.date(2022, 11, 21)):
        assert read_moment(cell, end=False) == dt.datetime(2022, 11, 21)
        assert read_moment(cell, end=True) == dt.datetime(2022, 11, 22)
    assert read_moment("2022-11-21 24:00", end=False) == dt.datetime(2022, 11, 22)
    assert read_moment("2022-11-21 00:00", end=True) == dt.datetime(2022, 11, 21)


@given(st.integers(-(10**8), 10**8))
def test_moments_are_read_as_they_were_written(seconds: int) -> None:
    """To the second, three years either way."""
    day = dt.date(2022, 11, 21)
    assert seconds_of(read_moment(write_moment(moment_of(seconds, day)), end=True), day) == seconds
