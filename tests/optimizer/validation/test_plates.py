"""Which texts are licence plates."""

import pytest

from optimizer.validation.plates import is_plate, normal_plate


@pytest.mark.parametrize(
    "plate",
    [
        "渝A12345",
        "渝BX1234",
        "京A·12345",
        "渝AD12345",  # new energy, small: letter first
        "渝A12345D",  # new energy, large: letter last
        "渝AFA1234",
        "川Z1234挂",  # trailer
        "渝A1234学",
        "粤ZAB12港",
        "渝a·d１２３４５",
    ],
)
def test_plates(plate: str) -> None:
    """Ordinary, new-energy and special plates, however they are written."""
    assert is_plate(normal_plate(plate))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345",
        "A12345",
        "渝12345",
        "渝I12345",  # no letter I for an office
        "渝A1234O",  # no letter O among the characters
        "渝A1234",
        "渝A123456",  # six characters need the letter of new energy
        "渝AL12345",  # which L is not
        "湾A12345",
        "渝A12345DD",
    ],
)
def test_no_plates(text: str) -> None:
    """Too short, too long, or with characters that plates do not have."""
    assert not is_plate(normal_plate(text))


def test_dots_spaces_width_and_case_do_not_count() -> None:
    """All forms of one plate become the same."""
    assert {normal_plate(text) for text in ("渝A·12345", "渝A 12345", "渝ａ・１２３４５", "渝A-12345")} == {"渝A12345"}
