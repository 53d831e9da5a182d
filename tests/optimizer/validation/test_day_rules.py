"""The day as a whole, and where its places lie."""

import pytest

from tests.optimizer.validation.requests import advised, as_workbook, cells, good, issues, only, spoilt, told


@pytest.mark.parametrize(
    ("key", "en", "zh"),
    [
        ("demands", "Demands", "需求"),
        ("vehicles", "Vehicles", "车辆"),
        ("drivers", "Drivers", "驾驶员"),
        ("stocks", "Stock", "库存"),
    ],
)
def test_empty_day(key: str, en: str, zh: str) -> None:
    """Without demands, vehicles, drivers or stock there is nothing to plan; an example row does not count."""
    issue = next(i for i in issues(good() | {key: []}) if i.code == "E3001")
    assert told(issue) == (
        "E3001", f"/{key}", f"sheet {en!r} has no rows: there is nothing to plan", f"“{zh}”表没有数据，无从计划",
    )  # fmt: skip
    header = cells(good())[key][0]
    example = ["例:" + "x", *["x"] * (len(header) - 1)]
    issue = next(i for i in issues(as_workbook(good(), **{key: [header, example]})) if i.code == "E3001")
    assert str(issue.where) == f"{zh}!1"
    assert "example rows do not count" in advised(issue)[0]
    assert "示例行不算" in advised(issue)[1]


def test_horizon_in_one_piece() -> None:
    """A pause belongs into the shifts, not into the horizon."""
    issue = only(spoilt("settings/horizon", "06:00-12:00;14:00-20:00"))
    assert told(issue) == ("E3002", "/settings/horizon", "horizon has several windows", "“计划时段”有多段")
    assert advised(issue)[1].startswith("请只写一段")


def test_swapped_coordinates_are_recognised_and_the_right_order_is_shown() -> None:
    """Longitude 29.5448 and latitude 106.5132, as Baidu writes them."""
    data = spoilt("places/2/lon", 29.5448)
    data["places"][2]["lat"] = 106.5132
    issue = only(data)
    assert told(issue) == (
        "E3003",
        "/places/2/lat",
        "place 'C001' has longitude 29.5448 and latitude 106.5132: they are swapped",
        "地点“C001”的经度为 29.5448、纬度为 106.5132，两者填反了",
    )
    assert advised(issue) == ("write longitude 106.5132 and latitude 29.5448", "请改为经度 106.5132、纬度 29.5448")


def test_no_such_latitude() -> None:
    """Both numbers look like longitudes."""
    issue = only(spoilt("places/2/lat", 106.6))
    assert told(issue)[:2] == ("E3004", "/places/2/lat")
    assert told(issue)[2:] == (
        "place 'C001' has latitude 106.6, beyond 90 degrees",
        "地点“C001”的纬度 106.6 超过 90 度",
    )
    assert advised(issue) == ("look the position up again", "请重新查询坐标")


def test_coordinate_system_of_china_elsewhere() -> None:
    """Porto Alegre is not in GCJ-02."""
    data = spoilt("places/2/lon", -51.2)
    data["places"][2] |= {"lat": -30.0, "coordinate_system": "gcj02"}
    issue = only(data)
    assert told(issue) == (
        "E3005",
        "/places/2/coordinate_system",
        "place 'C001' at -51.2, -30.0 is declared as GCJ-02, but lies outside China, where that system is not used",
        "地点“C001”（-51.2, -30.0）声明为 GCJ-02，但位于中国境外，该坐标系不适用",
    )
    assert advised(issue) == ("declare WGS-84, or correct the position", "请声明为 WGS-84，或改正坐标")


@pytest.mark.parametrize(
    ("kind", "value"), [("width_limit", None), ("weight_limit", 0), ("slow_down", 150), ("closure", 3)]
)
def test_value_of_a_road_change(kind: str, value: float | None) -> None:
    """A limit needs a value, a slow-down a share of at most 100 per cent, and a closure none."""
    data = good() | {"road_changes": [{"id": "R1", "kind": kind, "lon": 106.5, "lat": 29.5, "value": value}]}
    issue = only(data)
    shown = "none" if value is None else f"{value}"
    assert (issue.code, str(issue.where)) == ("E3006", "/road_changes/0/value")
    assert issue.message.en == f"road change 'R1' is a {kind} with value {shown}"
    assert "与类型“" in issue.message.zh
    assert "限宽、限高填米" in advised(issue)[1]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("width_limit", 2.3), ("slow_down", 50), ("closure", None), ("checkpoint", 3), ("checkpoint", None)],
)
def test_right_values_of_road_changes(kind: str, value: float | None) -> None:
    """What fits its kind is taken without a word."""
    data = good() | {"road_changes": [{"id": "R1", "kind": kind, "lon": 106.5, "lat": 29.5, "value": value}]}
    assert issues(data) == ()


@pytest.mark.parametrize(
    ("where", "at", "en", "zh"),
    [
        ({}, "lon", "does not say where it is", "没有写明位置"),
        ({"lon": 106.5}, "lat", "does not say where it is", "没有写明位置"),
        (
            {"lon": 106.5, "lat": 29.5, "area": "106.5 29.5;106.6 29.5;106.6 29.6"},
            "lon",
            "has both a point and an area",
            "同时填了点和区域",
        ),
    ],
)
def test_place_of_a_road_change(where: dict[str, object], at: str, en: str, zh: str) -> None:
    """A point is two figures; a point and an area are one too many."""
    issue = only(good() | {"road_changes": [{"id": "R1", "kind": "closure", **where}]})
    assert told(issue) == ("E3007", f"/road_changes/0/{at}", f"road change 'R1' {en}", f"道路变化“R1”{zh}")
    assert advised(issue) == (
        "give longitude and latitude, or an area, or the name of a road",
        "请填写经纬度，或区域，或道路名称",
    )


@pytest.mark.parametrize("where", [{"road": "嘉华大桥"}, {"area": [[106.5, 29.5], [106.6, 29.5], [106.6, 29.6]]}])
def test_right_places_of_road_changes(where: dict[str, object]) -> None:
    """A name or an area alone will do."""
    assert issues(good() | {"road_changes": [{"id": "R1", "kind": "sealed_zone", **where}]}) == ()
