"""Units on signs."""

import pytest

from graphs.law.limits import centimetres, kilograms, kph, permille


@pytest.mark.parametrize(
    ("text", "cm"),
    [
        ("2.6", 260),
        ("4", 400),
        ("3,5", 350),
        ("3.6 m", 360),
        ("350 cm", 350),
        ("2200 mm", 220),
        ("4.2米", 420),
        ("13'8\"", 416),
        ("11 ft 6 in", 350),
        ("12'", 365),
        ("10′6″", 320),
        ("150 in", 381),
        ("none", 0),
        ("default", 0),
        ("unsigned", 0),
        ("below_default", 350),
        ("low", None),
        ("-1", None),
        ("600", None),
        ("", None),
        ("4.0 t", None),
    ],
)
def test_lengths_come_in_metres_feet_and_words(text: str, cm: int | None) -> None:
    """Rounded down: 13 feet and 8 inches are 396.24 + 20.32 = 416.56 cm; what is absurd or foreign is not read."""
    assert centimetres(text, default_cm=350) == cm


def test_below_default_is_no_number_where_nobody_says_what_the_default_is() -> None:
    assert centimetres("below_default") is None


@pytest.mark.parametrize(
    ("text", "kg"),
    [
        ("7.5", 7_500),
        ("2.1", 2_100),
        ("18 t", 18_000),
        ("3500 kg", 3_500),
        ("10 st", 9_071),
        ("16000 lbs", 7_257),
        ("5 lt", 5_080),
        ("20 cwt", 1_016),
        ("12吨", 12_000),
        ("none", 0),
        ("default", 0),
        ("7.5;12", None),
        ("heavy", None),
        ("0.01", None),
    ],
)
def test_masses_come_in_tonnes_pounds_and_tons(text: str, kg: int | None) -> None:
    """Rounded down: ten short tons are 9,071.85 kg, 16,000 lb 7,257.48 kg."""
    assert kilograms(text) == kg


@pytest.mark.parametrize(
    ("text", "limit"),
    [("60", 60), ("30 mph", 48), ("40 km/h", 40), ("none", 0), ("walk", None), ("CN:urban", None), ("999", None)],
)
def test_speeds(text: str, limit: int | None) -> None:
    """30 miles are 48.28 km."""
    assert kph(text) == limit


@pytest.mark.parametrize(
    ("text", "slope"),
    [("10%", 100), ("-5.5 %", -55), ("0", 0), ("12‰", 12), ("6°", 105), ("up", None), ("steep", None), ("90%", None)],
)
def test_slopes(text: str, slope: int | None) -> None:
    """6 degrees rise 10.5 m in 100 m; a street of 90 % is none."""
    assert permille(text) == slope
