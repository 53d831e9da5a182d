"""Tuples that compiled functions hand on as a pointer: they read what Python has put in, and write into its arrays."""

from typing import NamedTuple

import numpy as np
import pytest
from numba.core.errors import TypingError
from numpy.typing import NDArray

from graphs.compiling.by_reference import by_reference
from graphs.compiling.compiled import compiled, inlined


@by_reference
class Rates(NamedTuple):
    """Held within another."""

    each: int
    share: float
    doubled: bool


@by_reference
class Loads(NamedTuple):
    """An array of each shape, one with gaps, a record array, a number, a tuple that is held, and one that is not."""

    kg: NDArray[np.int64]
    way: NDArray[np.int32]
    gaps: NDArray[np.int64]
    stops: NDArray[np.void]
    most: int
    rates: Rates
    pair: tuple[int, float]


def loads() -> Loads:
    stops = np.zeros(2, dtype=[("at", np.int32), ("late", np.float64)])
    stops["late"] = 0.5, 1.5
    way = np.arange(6, dtype=np.int32).reshape(2, 3)
    rates = Rates(each=10, share=0.25, doubled=True)
    return Loads(np.array([3, 4, 5]), way, np.arange(8)[::2], stops, 7, rates, (1, 2.5))


@inlined
def _rated(rates: Rates) -> float:
    return rates.each * rates.share * (2.0 if rates.doubled else 1.0)


@compiled
def _whole(a: Loads, i: int) -> float:
    shapes = len(a.kg) + a.way.shape[0] * 100 + a.way.shape[1] * 10
    return shapes + a.kg[i] + a.way[1, i] + a.gaps[i] + a.stops[1].late + a.most + _rated(a.rates) + a.pair[1]


@compiled
def _write(a: Loads, i: int) -> None:
    a.kg[i] += 1
    a.way[1, 2] = 9
    a.gaps[i] = -1
    a.stops[i].at = 8


@compiled
def _read_after_writing(a: Loads, i: int) -> float:
    before = a.kg[i]
    _write(a, i)
    return float(100 * before + a.kg[i])


@compiled
def _unknown(a: Loads) -> int:
    return a.tonnes  # type: ignore[attr-defined, no-any-return]


def test_every_field_is_read_as_python_has_it() -> None:
    """233 for the shapes, 5 kg, way 5, gaps 4 (every second of 0 to 7), late 1.5, most 7, 2 x 10 x 0.25, and 2.5."""
    assert _whole(loads(), 2) == 233 + 5 + 5 + 4 + 1.5 + 7 + 5 + 2.5


def test_what_is_written_is_there_for_python_and_for_the_caller() -> None:
    """4 kg before and 5 after: a value that was read is not taken for one that stays."""
    a = loads()
    assert _read_after_writing(a, 1) == 405.0
    assert a.kg.tolist() == [3, 5, 5]
    assert a.way[1].tolist() == [3, 4, 9]
    assert a.gaps.tolist() == [0, -1, 4, 6]
    assert a.stops["at"].tolist() == [0, 8]


def test_another_tuple_is_read_anew() -> None:
    """The same code, other arrays: nothing of the first is kept."""
    assert _whole(loads(), 0) - _whole(loads()._replace(kg=np.array([1, 4, 5, 6]), most=0), 0) == 2 + 7 - 1


def test_what_it_does_not_hold_cannot_be_asked_for() -> None:
    """There are kilograms, and no tonnes."""
    with pytest.raises(TypingError, match="tonnes"):
        _unknown(loads())
