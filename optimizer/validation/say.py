"""How issues are put into words: short makers of Issue, and names of rows in both languages."""

from optimizer.model.findings import Issue, Severity, Where
from optimizer.model.text import Text
from optimizer.validation.cells import Row

_SINGULAR = {
    "settings": Text("settings", "设置"),
    "places": Text("place", "地点"),
    "goods": Text("good", "物资"),
    "stocks": Text("stock", "库存"),
    "demands": Text("demand", "需求"),
    "vehicles": Text("vehicle", "车辆"),
    "drivers": Text("driver", "驾驶员"),
    "passes": Text("pass", "通行证"),
    "tests": Text("health test", "健康检测"),
    "road_changes": Text("road change", "道路变化"),
}


def issue(code: str, where: Where, message: Text, remedy: Text) -> Issue:
    """An issue whose severity is the first letter of its code: E or W."""
    severity = Severity.WARNING if code.startswith("W") else Severity.ERROR
    return Issue(code=code, severity=severity, where=where, message=message, remedy=remedy)


def name_of(row: Row) -> Text:
    """What a row is called in a sentence: "demand 'X1'", 需求“X1”."""
    kind = _SINGULAR[row.sheet.key]
    parts = [row.values.get(key) for key in ("id", "number", "good", "place", "driver")]
    found = next((str(part) for part in parts if part), None)
    if found is None:
        return kind
    between = {"stocks": Text(" of ", ""), "tests": Text(" of ", "")}.get(row.sheet.key, Text(" ", ""))
    return Text(f"{kind.en}{between.en}{found!r}", f"{kind.zh}“{found}”")


