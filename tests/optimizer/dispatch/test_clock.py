"""Times and weights as people read them."""

import pytest

from optimizer.dispatch.clock import clock, closing, duration, kilograms_text, share


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (0, "00:00"),
        (29_159, "08:05"),
        (86_399, "23:59"),
        (86_400, "00:00 +1"),
        (174_600, "00:30 +2"),
        (-600, "23:50 -1"),
    ],
)
def test_a_moment_as_clock_time(moment: int, text: str) -> None:
    """Seconds are cut off; other days are marked."""
    assert clock(moment) == text


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (30, "0:01"), (3_900, "1:05"), (90_000, "25:00")])
def test_a_duration_to_the_nearest_minute(seconds: int, text: str) -> None:
    """Half a minute counts as one."""
    assert duration(seconds) == text


@pytest.mark.parametrize(("grams", "text"), [(0, "0"), (250, "0.25"), (1_800_000, "1,800"), (1_500, "1.5")])
def test_kilograms_without_needless_zeros(grams: int, text: str) -> None:
    """Grams are kept; zeros behind the point are not."""
    assert kilograms_text(grams) == text


def test_a_share_of_nothing_is_nothing() -> None:
    """No division by zero."""
    assert (share(1, 4), share(0, 0)) == (0.25, 0.0)


def test_a_window_closes_at_24_not_at_0_of_tomorrow() -> None:
    """Only midnight is special."""
    assert [closing(moment) for moment in (86_400, 90_000, 72_000)] == ["24:00", "01:00 +1", "20:00"]
