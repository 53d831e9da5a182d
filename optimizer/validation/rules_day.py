"""Rules on the day as a whole and on where its places lie, E30xx."""

from collections.abc import Iterator

from graphs.geo import CoordinateSystem
from optimizer.intake.schema import BY_KEY
from optimizer.intake.vocabulary import COORDINATES
from optimizer.model.findings import Issue
from optimizer.model.papers import RoadChangeKind
from optimizer.model.text import Text
from optimizer.validation.cells import Row
from optimizer.validation.draft import Draft
from optimizer.validation.say import issue, name_of

_CHINA = ((72.004, 137.8347), (0.8293, 55.8271))
"""Longitudes and latitudes inside which GCJ-02 and BD-09 shift at all, by the published algorithm."""

_WITHOUT_VALUE = frozenset(
    {RoadChangeKind.CLOSURE, RoadChangeKind.SEALED_ZONE, RoadChangeKind.REVERSAL, RoadChangeKind.GREEN_LANE}
)


def e3001_nothing_to_plan(draft: Draft) -> Iterator[Issue]:
    """See that a day has stock, demands, vehicles and drivers."""
    for key in ("stocks", "demands", "vehicles", "drivers"):
        table = draft.request.tables.get(key)
        if table is not None and table.headed and not table.records and not table.misshapen:
            sheet = BY_KEY[key]
            yield issue(
                "E3001",
                table.where,
                Text(f"sheet {sheet.en!r} has no rows: there is nothing to plan", f"“{sheet.zh}”表没有数据，无从计划"),
                Text(
                    f"fill in at least one row below the header (example rows do not count): {sheet.note.en}",
                    f"请在表头下至少填一行（示例行不算）：{sheet.note.zh}",
                ),
            )


def e3002_horizon_in_one_piece(draft: Draft) -> Iterator[Issue]:
    """See that the horizon is one window."""
    for row in draft.rows["settings"]:
        if len(row.values.get("horizon", ())) > 1:
            yield issue(
                "E3002",
                row.where("horizon"),
                Text("horizon has several windows", "“计划时段”有多段"),
                Text(
                    "write one window, such as 00:00-06:00+1; put breaks into the shifts",
                    "请只写一段，如 00:00-06:00+1；中间的停歇写在出车时间里",
                ),
            )


def e3003_swapped_coordinates(draft: Draft) -> Iterator[Issue]:
    """Longitude and latitude are not swapped: no latitude lies beyond 90 degrees."""
    for row, lon, lat in _points(draft):
        if abs(lat) > 90 and abs(lon) <= 90:
            yield issue(
                "E3003",
                row.where("lat"),
                Text(
                    f"{name_of(row).en} has longitude {lon} and latitude {lat}: they are swapped",
                    f"{name_of(row).zh}的经度为 {lon}、纬度为 {lat}，两者填反了",
                ),
                Text(f"write longitude {lat} and latitude {lon}", f"请改为经度 {lat}、纬度 {lon}"),
            )


def e3004_no_such_latitude(draft: Draft) -> Iterator[Issue]:
    """See that a latitude lies within 90 degrees."""
    for row, lon, lat in _points(draft):
        if abs(lat) > 90 and abs(lon) > 90:
            yield issue(
                "E3004",
                row.where("lat"),
                Text(
                    f"{name_of(row).en} has latitude {lat}, beyond 90 degrees",
                    f"{name_of(row).zh}的纬度 {lat} 超过 90 度",
                ),
                Text("look the position up again", "请重新查询坐标"),
            )


def e3005_system_of_china_elsewhere(draft: Draft) -> Iterator[Issue]:
    """GCJ-02 and BD-09 are used inside China alone."""
    for row, lon, lat in _points(draft):
        system = row.values.get("coordinate_system") or draft.settings.system
        inside = _CHINA[0][0] < lon < _CHINA[0][1] and _CHINA[1][0] < lat < _CHINA[1][1]
        if system is not CoordinateSystem.WGS84 and not inside and abs(lat) <= 90:
            word = COORDINATES.to_sheet(system)
            yield issue(
                "E3005",
                row.where("coordinate_system"),
                Text(
                    f"{name_of(row).en} at {lon}, {lat} is declared as {word}, but lies "
                    "outside China, where that system is not used",
                    f"{name_of(row).zh}（{lon}, {lat}）声明为 {word}，但位于中国境外，该坐标系不适用",
                ),
                Text("declare WGS-84, or correct the position", "请声明为 WGS-84，或改正坐标"),
            )


def e3006_value_of_road_change(draft: Draft) -> Iterator[Issue]:
    """See that a limit has its value, a slow-down a share of 1 to 100 per cent, and a closure none."""
    for row in draft.rows["road_changes"]:
        kind, milli = row.values.get("kind"), row.values.get("value")
        if kind is None or "value" in row.broken:
            continue
        if kind in _WITHOUT_VALUE:
            wrong = milli is not None
        elif kind is RoadChangeKind.SLOW_DOWN:
            wrong = milli is None or not 1_000 <= milli <= 100_000
        else:
            wrong = kind is not RoadChangeKind.CHECKPOINT and not milli
        if wrong:
            shown = "none" if milli is None else f"{milli / 1000:g}"
            yield issue(
                "E3006",
                row.where("value"),
                Text(
                    f"{name_of(row).en} is a {kind.value} with value {shown}",
                    f"{name_of(row).zh}的数值“{'无' if milli is None else shown}”与类型“{_word(kind)}”不符",
                ),
                Text(
                    "limits in metres or tonnes above 0, a slow-down 1 to 100 per cent, closures and zones none",
                    "限宽、限高填米，限重填吨，须大于 0；慢行填 1 到 100 的百分比；封闭、封控区、反向、绿色通道留空",
                ),
            )


def e3007_place_of_road_change(draft: Draft) -> Iterator[Issue]:
    """See that a road change says where it is: by a whole point, an area, a road, and not by point and area at once."""
    for row in draft.rows["road_changes"]:
        values = row.values
        if row.broken & {"lon", "lat", "area", "road"}:
            continue
        halves = [values.get(key) is None for key in ("lon", "lat")]
        point, area = not any(halves), values.get("area") is not None
        if halves[0] != halves[1] or (point and area) or not (point or area or values.get("road")):
            yield issue(
                "E3007",
                row.where("lat" if halves[1] and not halves[0] else "lon"),
                Text(
                    f"{name_of(row).en} {'has both a point and an area' if point else 'does not say where it is'}",
                    f"{name_of(row).zh}{'同时填了点和区域' if point else '没有写明位置'}",
                ),
                Text(
                    "give longitude and latitude, or an area, or the name of a road",
                    "请填写经纬度，或区域，或道路名称",
                ),
            )


def _word(kind: RoadChangeKind) -> object:
    return BY_KEY["road_changes"].by_key["kind"].kind.to_sheet(kind)


def _points(draft: Draft) -> Iterator[tuple[Row, float, float]]:
    for key in ("places", "road_changes"):
        for row in draft.rows[key]:
            if row.values.get("lon") is not None and row.values.get("lat") is not None:
                yield row, row.values["lon"], row.values["lat"]


RULES = (
    e3001_nothing_to_plan,
    e3002_horizon_in_one_piece,
    e3003_swapped_coordinates,
    e3004_no_such_latitude,
    e3005_system_of_china_elsewhere,
    e3006_value_of_road_change,
    e3007_place_of_road_change,
)
