"""Operators that were looked up once do what they did: each for the types it stands between."""

import numpy as np
import pytest
from numba.core.errors import TypingError

from graphs.compiling.compiled import compiled


@compiled
def _sums(whole: int, real: float, many: np.ndarray) -> tuple[int, float, float, bool]:  # type: ignore[type-arg]
    return whole + whole, real + whole, many[1] + real, (whole < real) & (whole != many[0])


@compiled
def _half(whole: int) -> float:
    return whole / 2 + whole // 2


@compiled
def _sum_with_text(whole: int, text: str) -> int:
    return whole + text  # type: ignore[operator, no-any-return]


def test_the_same_sign_means_what_its_types_say() -> None:
    """3 + 3 is a whole number, 0.5 + 3 and 7 + 0.5 are not; 3 < 0.5 does not hold."""
    whole, real, element, both = _sums(3, 0.5, np.array([5, 7]))
    assert (whole, real, element, both) == (6, 3.5, 7.5, False)
    assert isinstance(whole, int)
    assert _sums(3, 4.0, np.array([5.5, 7.5])) == (6, 7.0, 11.5, True)


def test_division_of_numbers_known_before_is_not_mixed_up() -> None:
    """7 / 2 is 3.5, 7 // 2 is 3."""
    assert _half(7) == 6.5


def test_what_cannot_be_added_still_cannot() -> None:
    """A number and a text: the error says what was asked for."""
    with pytest.raises(TypingError, match="add"):
        _sum_with_text(3, "4")
