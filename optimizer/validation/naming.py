"""What a row is called in a sentence."""

from collections.abc import Mapping

from optimizer.intake.columns import Sheet
from optimizer.model.text import Text

_SINGULAR = {
    "settings": Text("settings", "设置"),
    "places": Text("place", "地点"),
    "goods": Text("good", "物资"),
    "stocks": Text("stock of", "库存"),
    "demands": Text("demand", "需求"),
    "vehicles": Text("vehicle", "车辆"),
    "drivers": Text("driver", "驾驶员"),
    "passes": Text("pass", "通行证"),
    "tests": Text("health test of", "健康检测"),
    "road_changes": Text("road change", "道路变化"),
}


def named(sheet: Sheet, values: Mapping[str, object]) -> Text:
    """Write "demand 'X1'", 需求“X1”; by its id or, where rows have none, by what they are about."""
    kind = _SINGULAR[sheet.key]
    marks = ("id", "plate", "number", "good", "driver") if sheet.listed else ()
    found = next((str(values[mark]) for mark in marks if values.get(mark)), None)
    return kind if found is None else Text(f"{kind.en} {found!r}", f"{kind.zh}“{found}”")
