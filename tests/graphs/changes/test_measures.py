"""Limits as people write them: metric ones are read, others refused with what to write instead."""

import pytest

from graphs.changes.change import Dimension
from graphs.changes.measures import NoMeasure, limit


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        ("2.2", Dimension.HEIGHT, 220), ("2.2 m", Dimension.WIDTH, 220), ("220cm", Dimension.LENGTH, 220),
        ("２．２米", Dimension.HEIGHT, 220), ("3.6", Dimension.HEIGHT, 360),
        ("7.5", Dimension.WEIGHT, 7500), ("7.5 t", Dimension.WEIGHT, 7500), ("3500 kg", Dimension.AXLE, 3500),
        ("7.5吨", Dimension.WEIGHT, 7500),
    ],
)  # fmt: skip
def test_metres_and_tonnes(text: str, dimension: Dimension, value: int) -> None:
    """In centimetres and kilograms, whole."""
    assert limit(text, dimension) == value


@pytest.mark.parametrize("text", ["7 ft", "7'", "7′", "7ft", "7 feet"])
def test_limits_in_feet_are_refused_with_the_figure_in_metres(text: str) -> None:
    """7 feet are 2.13 m."""
    with pytest.raises(NoMeasure) as caught:
        limit(text, Dimension.HEIGHT)
    assert caught.value.what == ("which is not in metres", "不是以米为单位")
    assert caught.value.remedy == ("write 2.13 if that is what is meant", "若为 2.13 米，请填写 2.13")


def test_feet_and_inches_and_pounds() -> None:
    """13'8" is 4.16 m (416.56 cm rounded down); 16,535 lbs are 7.5 t."""
    with pytest.raises(NoMeasure) as caught:
        limit("13'8\"", Dimension.HEIGHT)
    assert caught.value.remedy.en == "write 4.16 if that is what is meant"
    with pytest.raises(NoMeasure) as caught:
        limit("16535 lbs", Dimension.WEIGHT)
    assert caught.value.what == ("which is not in tonnes", "不是以吨为单位")
    assert caught.value.remedy.en == "write 7.50 if that is what is meant"


def test_words_that_stand_for_no_figure() -> None:
    """A change that limits must say to what."""
    for word in ("default", "none", "缺省"):
        with pytest.raises(NoMeasure) as caught:
            limit(word, Dimension.WIDTH)
        assert caught.value.what == ("which stands for no figure", "没有给出数值")
        assert caught.value.remedy == ("write metres, such as 2.2", "请填写米数，例如 2.2")


def test_what_cannot_be_read_or_is_not_metric() -> None:
    """Words, nothing, and a foot of no number."""
    with pytest.raises(NoMeasure) as caught:
        limit("high", Dimension.HEIGHT)
    assert caught.value.what == ("which is no limit", "不是有效的限值")
    with pytest.raises(NoMeasure) as caught:
        limit("x ft", Dimension.HEIGHT)
    assert caught.value.what == ("which is not in metric units", "不是公制单位")
    with pytest.raises(NoMeasure) as caught:
        limit("much", Dimension.WEIGHT)
    assert caught.value.remedy == ("write tonnes, such as 7.5", "请填写吨数，例如 7.5")
