"""Flags whose values compiled code knows."""

import itertools
from typing import NamedTuple

import pytest
from numba.core.errors import TypingError

from graphs.compiling.compiled import compiled, inlined
from graphs.compiling.settled import settled


class Weather(NamedTuple):
    """Flags that may be settled."""

    rain: bool
    wind: bool
    frost: bool


@inlined
def is_rough(weather: Weather, hour: int) -> bool:
    """In rain by day, or in wind without frost."""
    return (weather.rain and hour < 18) or not (not weather.wind or weather.frost)


@compiled
def rough_hours(weather: Weather) -> int:
    """How many of 24 hours are rough, and 100 more in frost."""
    count = 100 if weather.frost else 0
    for hour in range(24):
        if is_rough(weather, hour):
            count += 1
    return count


@compiled
def degrees(weather: Weather) -> int:
    """Above nought 10; nobody knows how to tell it in frost."""
    if weather.frost:
        return weather.degrees_below_nought  # type: ignore[attr-defined,no-any-return]
    return 10


def test_settled_flags_mean_what_they_mean_unsettled() -> None:
    """Rain and frost: 18 rough hours and 100; wind alone: 24."""
    assert (rough_hours(settled(Weather(True, False, True))), rough_hours(Weather(False, True, False))) == (118, 24)
    for flags in itertools.product((True, False), repeat=3):
        weather = Weather(*flags)
        assert rough_hours(settled(weather)) == rough_hours(weather)


def test_each_settled_combination_is_compiled_once() -> None:
    """Two combinations and the unsettled flags make three; asking again for one makes none."""

    @compiled
    def wet(weather: Weather) -> bool:
        return weather.rain

    dry, rainy = Weather(False, False, False), Weather(True, False, False)
    for weather in (dry, rainy, settled(dry), settled(rainy), settled(dry), settled(Weather(True, False, False))):
        assert wet(weather) is weather.rain
    assert len(wet.signatures) == 3  # type: ignore[attr-defined]
    assert settled(dry) == dry


def test_what_settled_flags_rule_out_is_not_compiled() -> None:
    """Without frost nobody asks what cannot be told in it; where frost is possible, or certain, that is an error."""
    assert degrees(settled(Weather(rain=True, wind=False, frost=False))) == 10
    for weather in Weather(rain=True, wind=False, frost=False), settled(Weather(rain=False, wind=False, frost=True)):
        with pytest.raises(TypingError, match="degrees_below_nought"):
            degrees(weather)
