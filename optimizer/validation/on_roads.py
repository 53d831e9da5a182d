"""What the roads say about the places of a day: E33xx for places without a road, W43xx for those that look odd."""

from collections.abc import Iterator
from statistics import median
from types import MappingProxyType

from graphs.geo import CoordinateSystem
from graphs.snap import Refusal, Snap
from graphs.travel import TravelTimes
from optimizer.intake.request import PlanRequest
from optimizer.intake.vocabulary import COORDINATES
from optimizer.model.day import Day
from optimizer.model.findings import InvalidDay, Issue, Severity, Where
from optimizer.model.text import Text
from optimizer.validation.ground import Causes, Ground, rows_of
from optimizer.validation.reach import w4304_no_way, w4306_not_by_all
from optimizer.validation.say import issue

MOVED_FAR_M = 150
"""A place farther than this from its road is worth a look: wider than any forecourt, narrower than a block."""

ISLAND_MARGIN_M = 15
"""An unconnected road nearer by less than this is the same junction or kerb to a driver."""

_EVIDENCE = 8
"""With fewer places, distances to the road say nothing about the coordinate system."""


def check_on_roads(
    day: Day,
    travel: TravelTimes,
    request: PlanRequest,
    *,
    likely: CoordinateSystem = CoordinateSystem.WGS84,
    causes: Causes = MappingProxyType({}),
) -> tuple[Issue, ...]:
    """Check the places that vehicles may have to drive to against the roads.

    Parameters
    ----------
    day, travel
        The day, and the travel times among its places.
    request
        What the day was made of; says where each place stands in the input.
    likely
        The system that the positions of the day seem to be in still, after what was declared has been undone
        (:meth:`graphs.network.RoadNetwork.likely_system`); WGS-84 means that nothing seems wrong.
    causes
        Why profiles do not reach places (:meth:`graphs.travel.TravelSource.causes`), of those in
        :func:`optimizer.validation.reach.unreached`.

    Returns
    -------
    tuple[Issue, ...]
        Warnings.

    Raises
    ------
    InvalidDay
        Some place lies outside the roads, or too far from any; holds warnings, too.
    """
    ground = Ground(day, travel, rows_of(request), likely, causes)
    issues = tuple(found for rule in RULES for found in rule(ground))
    if any(found.severity is Severity.ERROR for found in issues):
        raise InvalidDay(issues)
    return issues


def e3301_outside_the_roads(ground: Ground) -> Iterator[Issue]:
    """See that a place lies inside the road extract; where none does, it is another city's, said once."""
    outside = list(ground.snaps(Refusal.OUTSIDE))
    if len(outside) == len(ground.travel.snaps) >= _EVIDENCE:
        yield _another_city(ground, *outside[0])
        return
    for place, snap in outside:
        lon, lat = ground.day.places[place].position
        yield issue(
            "E3301",
            ground.where(place, "lon"),
            Text(
                f"place {place!r} at {lon:.6f}, {lat:.6f} (WGS-84) lies outside the road map, "
                f"{_distance(snap.moved_m, 'en')} from its nearest road",
                f"地点“{place}”（WGS-84 {lon:.6f}, {lat:.6f}）在路网范围之外，"
                f"距最近道路 {_distance(snap.moved_m, 'zh')}",
            ),
            Text(
                "check longitude and latitude, or plan with a road extract that holds the place",
                "请检查经纬度，或换用包含该地点的路网数据",
            ),
        )


def _another_city(ground: Ground, place: str, snap: Snap) -> Issue:
    lon, lat = ground.day.places[place].position
    count = len(ground.travel.snaps)
    return issue(
        "E3301",
        ground.where(place, "lon"),
        Text(
            f"all {count} places lie outside the road map, the first, {place!r} at {lon:.6f}, {lat:.6f} (WGS-84), "
            f"{_distance(snap.moved_m, 'en')} from its nearest road",
            f"全部 {count} 个地点都在路网范围之外，其中第一个“{place}”（WGS-84 {lon:.6f}, {lat:.6f}）"
            f"距最近道路 {_distance(snap.moved_m, 'zh')}",
        ),
        Text(
            "plan with the road extract of this city, or check whether longitude and latitude are swapped",
            "请换用本市的路网数据，或检查经度与纬度是否填反",
        ),
    )


def e3302_too_far_from_roads(ground: Ground) -> Iterator[Issue]:
    """See that a place lies within the limit of a road that can be reached."""
    limit = ground.day.rules.snap_limit_m
    for place, snap in ground.snaps(Refusal.TOO_FAR):
        near = snap.island_m
        island = Text("", "") if near is None else Text(
            f" (a road {near:,} m away is cut off from the rest)", f"（{near:,} 米处有路，但与路网不连通）"
        )  # fmt: skip
        yield issue(
            "E3302",
            ground.where(place, "lon"),
            Text(
                f"place {place!r} is {_distance(snap.moved_m, 'en')} from the nearest road that can be "
                f"reached, above the limit of {limit:,} m{island.en}",
                f"地点“{place}”距最近的可达道路 {_distance(snap.moved_m, 'zh')}，超过上限 {limit:,} 米{island.zh}",
            ),
            Text(
                "correct the position, or raise snap_limit_m in the settings",
                "请改正坐标，或在“设置”中调高“离路上限(米)”",
            ),
        )


def w4301_on_an_island(ground: Ground) -> Iterator[Issue]:
    """See that the nearest road of a place is one that can be reached."""
    for place, snap in ground.snaps(None):
        if snap.island_m is not None and snap.moved_m - snap.island_m >= ISLAND_MARGIN_M:
            yield issue(
                "W4301",
                ground.where(place, "lon"),
                Text(
                    f"place {place!r} lies {snap.island_m:,} m from a road that is cut off from the rest; "
                    f"it is served from another road {snap.moved_m:,} m away",
                    f"地点“{place}”距最近道路 {snap.island_m:,} 米，但该路与路网不连通；"
                    f"改由 {snap.moved_m:,} 米外的道路送达",
                ),
                Text(
                    "check the position, and whether that road is a gate, a ferry or a gap in the map",
                    "请核对坐标，并确认该路是否有门岗、渡口或地图缺失",
                ),
            )


def w4302_far_from_its_road(ground: Ground) -> Iterator[Issue]:
    """See that a place lies close to its road."""
    for place, snap in ground.snaps(None):
        told = snap.gate is not None or (snap.island_m is not None and snap.moved_m - snap.island_m >= ISLAND_MARGIN_M)
        if snap.moved_m > MOVED_FAR_M and not told:
            yield issue(
                "W4302",
                ground.where(place, "lon"),
                Text(
                    f"place {place!r} lies {snap.moved_m:,} m from its nearest road",
                    f"地点“{place}”距最近道路 {snap.moved_m:,} 米",
                ),
                Text("check the position", "请核对坐标"),
            )


def w4303_perhaps_another_system(ground: Ground) -> Iterator[Issue]:
    """See that places, taken together, lie close to roads; a map of another system shifts all by hundreds of metres."""
    moved = [snap.moved_m for _, snap in ground.snaps(None) if snap.gate is None]
    off_m = median(moved) if len(moved) >= _EVIDENCE else 0
    if ground.likely is CoordinateSystem.WGS84 and off_m <= MOVED_FAR_M:
        return
    declared = {ground.day.places[place].declared_system for place in ground.travel.snaps}
    words = "/".join(sorted(str(COORDINATES.to_sheet(system)) for system in declared))
    likely = "" if ground.likely is CoordinateSystem.WGS84 else str(COORDINATES.to_sheet(ground.likely))
    where = ground.where(next(iter(ground.travel.snaps)), None)
    yield issue(
        "W4303",
        Where(sheet=where.sheet, pointer="/settings/coordinate_system" if where.pointer else ""),
        Text(
            f"the places are declared as {words}, but lie closer to the roads when read as {likely}"
            if likely
            else f"half of the places lie more than {off_m:,.0f} m from any road: are their coordinates {words}?",
            f"地点坐标声明为 {words}，但按 {likely} 解读时离道路更近"
            if likely
            else f"半数地点距道路超过 {off_m:,.0f} 米，坐标可能不是 {words}",
        ),
        Text(
            "check the coordinate system in the settings: AMap and Tencent use GCJ-02, Baidu BD-09, GPS WGS-84",
            "请核对“设置”中的坐标系：高德、腾讯为 GCJ-02，百度为 BD-09，GPS 为 WGS-84",
        ),
    )


def w4305_behind_a_gate(ground: Ground) -> Iterator[Issue]:
    """Tell which places lie inside a compound, where vehicles stop at the gate."""
    for place, snap in ground.snaps(None):
        if snap.gate is not None:
            lon, lat = snap.point
            yield issue(
                "W4305",
                ground.where(place, "lon"),
                Text(
                    f"place {place!r} lies inside a compound that vehicles may not enter: they stop at its gate at "
                    f"{lon:.6f}, {lat:.6f} (WGS-84), {snap.moved_m:,} m away",
                    f"地点“{place}”位于车辆不得进入的小区内：车辆停在 {snap.moved_m:,} 米外的大门"
                    f"（WGS-84 {lon:.6f}, {lat:.6f}）",
                ),
                Text(
                    "see that goods can be carried in from there, or correct the position",
                    "请确认货物可从大门运入，或更正坐标",
                ),
            )


def _distance(metres: int, language: str) -> str:
    if metres < 10_000:
        return f"{metres:,} m" if language == "en" else f"{metres:,} 米"
    return f"{metres / 1000:,.0f} km" if language == "en" else f"{metres / 1000:,.0f} 公里"


RULES = (
    e3301_outside_the_roads,
    e3302_too_far_from_roads,
    w4301_on_an_island,
    w4302_far_from_its_road,
    w4303_perhaps_another_system,
    w4304_no_way,
    w4305_behind_a_gate,
    w4306_not_by_all,
)
