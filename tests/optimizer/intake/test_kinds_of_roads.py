"""Cells about roads: limits with units, polygons; each refusal in both languages."""

import pytest

from graphs.geo import Position
from optimizer.intake.kinds_of_roads import Measure, Ring
from optimizer.intake.unfit import Unfit

MEASURE = Measure(scale=1_000, most=1_000_000)
TRIANGLE = (Position(106.51, 29.54), Position(106.53, 29.54), Position(106.53, 29.56))


@pytest.mark.parametrize(
    ("raw", "milli"),
    [
        (2.2, 2_200),
        ("2.2", 2_200),
        ("2.2 m", 2_200),
        ("220cm", 2_200),
        ("7.5 t", 7_500),
        ("3500 kg", 3_500),
        (60, 60_000),
    ],
)
def test_numbers_and_metric_units(raw: object, milli: int) -> None:
    """Thousandths of a metre or tonne."""
    assert MEASURE.read(raw) == milli


@pytest.mark.parametrize(
    ("raw", "unit_en", "unit_zh", "figure"),
    [("7 ft", "metres", "米", "2.13"), ("13'8\"", "metres", "米", "4.16"), ("16535 lbs", "tonnes", "吨", "7.50")],
)
def test_feet_and_pounds_are_refused(raw: str, unit_en: str, unit_zh: str, figure: str) -> None:
    """With the metric figure to write instead."""
    with pytest.raises(Unfit) as caught:
        MEASURE.read(raw)
    assert caught.value.code == "E1202"
    assert (caught.value.what.en, caught.value.what.zh) == (f"which is not in {unit_en}", f"不是以{unit_zh}为单位")
    assert caught.value.remedy.en == f"write {figure} if that is what is meant"
    assert caught.value.remedy.zh == f"若为 {figure} {unit_zh}，请填写 {figure}"


def test_words_are_no_limit() -> None:
    """ "default" is a word of map makers, not of planners."""
    with pytest.raises(Unfit) as caught:
        MEASURE.read("default")
    assert caught.value.what.en == "which is no number"


@pytest.mark.parametrize(
    "raw",
    [
        "106.51 29.54;106.53 29.54;106.53 29.56",
        "106.51,29.54；106.53,29.54；106.53,29.56；106.51,29.54",
        [[106.51, 29.54], [106.53, 29.54], [106.53, 29.56]],
    ],
)
def test_polygons_from_sheets_and_json(raw: object) -> None:
    """Spaces or commas within a corner, a ring closed or not."""
    assert Ring().read(raw) == TRIANGLE
    assert Ring().read(Ring().to_sheet(TRIANGLE)) == TRIANGLE
    assert Ring().read(Ring().to_json(TRIANGLE)) == TRIANGLE


@pytest.mark.parametrize(
    ("raw", "what_en", "what_zh"),
    [
        ("106.5 29.5;106.6 29.5", "which has fewer than three corners", "不足三个角点"),
        ("106.5;29.5", "where ['106.5'] is no position", "其中 ['106.5'] 不是坐标"),
        ([[106.5, "x"]], "where [106.5, 'x'] is no position", "其中 [106.5, 'x'] 不是坐标"),
        ([[106.5, 95]], "where [106.5, 95] has no such latitude", "其中 [106.5, 95] 的纬度不存在"),
        (7, "where ['7'] is no position", "其中 ['7'] 不是坐标"),
    ],
)
def test_what_is_no_polygon(raw: object, what_en: str, what_zh: str) -> None:
    """Too few corners, half a position, a latitude beyond the pole."""
    with pytest.raises(Unfit) as caught:
        Ring().read(raw)
    assert (caught.value.code, caught.value.what.en, caught.value.what.zh) == ("E1213", what_en, what_zh)
    assert caught.value.remedy.zh.startswith("请至少写三个角点")
