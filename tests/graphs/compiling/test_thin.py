"""Tuples that compiled functions hand on thin, arrays by place and shape: they read and write what Python has."""

from typing import NamedTuple

import numpy as np
import pytest
from numba.core.errors import TypingError
from numpy.typing import NDArray

from graphs.compiling.by_reference import by_reference
from graphs.compiling.compiled import compiled, inlined
from graphs.compiling.settled import settled
from graphs.compiling.thin import thin


class Weather(NamedTuple):
    """Flags that may be settled."""

    snow: bool
    ice: bool


@thin
class Depot(NamedTuple):
    """Held within another."""

    gates: NDArray[np.int64]
    opens: float


@by_reference
class Shift(NamedTuple):
    """Handed on otherwise."""

    hours: NDArray[np.int64]


@thin
class Round(NamedTuple):
    """Arrays of one to three dimensions, one with gaps, records, and what is no array."""

    boxes: NDArray[np.int64]
    ways: NDArray[np.int32]
    crates: NDArray[np.float64]
    every_other: NDArray[np.int64]
    stops: NDArray[np.void]
    most: int
    weather: Weather
    depot: Depot
    shift: Shift


def a_round() -> Round:
    stops = np.zeros(3, dtype=[("at", np.int32), ("late", np.float64)])
    stops["late"] = 0.5, 1.5, 2.5
    return Round(
        boxes=np.array([3, 4, 5]),
        ways=np.arange(6, dtype=np.int32).reshape(2, 3),
        crates=np.arange(24.0).reshape(2, 3, 4),
        every_other=np.arange(8)[::2],
        stops=stops,
        most=7,
        weather=Weather(snow=True, ice=False),
        depot=Depot(np.array([10, 20]), 0.25),
        shift=Shift(np.array([6, 8])),
    )


@inlined
def _of_others(a: Round) -> float:
    return a.depot.gates[1] + a.depot.opens + a.shift.hours[0]


@compiled
def _read(a: Round, i: int) -> float:
    return a.boxes[i] + a.ways[1, i] + a.crates[1, 2, i] + a.every_other[i] + a.stops[i].late + a.most + _of_others(a)


@compiled
def _shapes(a: Round) -> int:
    return len(a.boxes) + 10 * a.ways.shape[1] + 100 * a.crates.shape[2] + 1000 * len(a.every_other)


@compiled
def _write(a: Round, i: int) -> None:
    a.boxes[i] += 1
    a.ways[1, 2] = 9
    a.crates[0, 1, 2] = -1.0
    a.every_other[i] = -1
    a.stops[i].at = 8


@compiled
def _read_after_writing(a: Round, i: int) -> float:
    before = a.boxes[i]
    _write(a, i)
    return float(100 * before + a.boxes[i])


@compiled
def _slow_km(a: Round) -> int:
    km = 0
    if a.weather.snow:
        km += 5
    if a.weather.ice:
        km += a.kilometres_of_ice  # type: ignore[attr-defined]
    return km


def test_every_field_is_read_as_python_has_it() -> None:
    """5 boxes, way 5, crate 22, 4 of 0 to 7 by twos, late 2.5, most 7; of others gate 20, opens 0.25, hour 6."""
    assert _read(a_round(), 2) == 5 + 5 + 22 + 4 + 2.5 + 7 + 20 + 0.25 + 6


def test_shapes_are_known() -> None:
    """3 boxes, ways of 3, crates of 4, every second of 8."""
    assert _shapes(a_round()) == 3 + 30 + 400 + 4000


def test_what_is_written_is_there_for_python_and_for_the_caller() -> None:
    """4 boxes before and 5 after; an array with gaps is written where it lies."""
    a = a_round()
    assert _read_after_writing(a, 1) == 405.0
    assert a.boxes.tolist() == [3, 5, 5]
    assert a.ways[1].tolist() == [3, 4, 9]
    assert a.crates[0, 1].tolist() == [4.0, 5.0, -1.0, 7.0]
    assert a.every_other.tolist() == [0, -1, 4, 6]
    assert a.stops["at"].tolist() == [0, 8, 0]


def test_another_tuple_is_read_anew() -> None:
    """The same code, other arrays, longer ones too: nothing of the first is kept."""
    longer = a_round()._replace(boxes=np.array([1, 4, 5, 6]), most=0)
    assert _read(a_round(), 0) - _read(longer, 0) == 2 + 7
    assert _shapes(longer) == 4 + 30 + 400 + 4000


def test_settled_flags_within_are_known_as_it_is_compiled() -> None:
    """Without ice nobody asks for its kilometres, which are not told; where there may be ice, that fails."""
    a = a_round()
    assert _slow_km(a._replace(weather=settled(Weather(snow=True, ice=False)))) == 5
    assert _slow_km(a._replace(weather=settled(Weather(snow=False, ice=False)))) == 0
    with pytest.raises(TypingError, match="kilometres_of_ice"):
        _slow_km(a)


def test_what_python_hands_over_must_have_the_types_it_was_compiled_for() -> None:
    """Boxes as fractions are another type: the function is compiled anew for them, and halves are kept."""
    assert _read(a_round()._replace(boxes=np.array([0.5, 1.5, 2.5])), 0) == _read(a_round(), 0) - 2.5
