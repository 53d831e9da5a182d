"""What the roads say about places: errors and warnings at the row of the place."""

from dataclasses import replace

import numpy as np
import pytest

from graphs.changes.say import Said
from graphs.geo import CoordinateSystem, Position
from graphs.leg import UNREACHABLE
from graphs.profiles import VehicleClass
from graphs.snap import Refusal, Snap
from graphs.travel import TravelTimes
from optimizer.intake.request import request_of_json
from optimizer.model.findings import InvalidDay, Issue
from optimizer.validation.on_roads import check_on_roads
from optimizer.validation.validate import validate
from tests.optimizer.validation.requests import Data, advised, as_workbook, good, told

PLACES = ("M01", "P01", "C001")


def travel(*places: str, **changed: Snap) -> TravelTimes:
    """All places 10 m from a road and 600 s from each other, but for the snaps given."""
    square = np.full((1, 1, len(places), len(places)), 600, dtype=np.int32)
    return TravelTimes(
        places=places,
        profiles=(VehicleClass.LIGHT,),
        seconds=square,
        metres=square * 10,
        snaps={place: changed.get(place, snap(10)) for place in places},
    )


def snap(moved_m: int, island_m: int | None = None, refusal: Refusal | None = None) -> Snap:
    return Snap(point=Position(106.5, 29.5), moved_m=moved_m, edge=0, fraction=0.5, island_m=island_m, refusal=refusal)


def found(times: TravelTimes, data: Data | None = None) -> tuple[Issue, ...]:
    request = request_of_json(data or good())
    return check_on_roads(validate(request).day, times, request)


def refused(times: TravelTimes) -> tuple[Issue, ...]:
    with pytest.raises(InvalidDay) as caught:
        found(times)
    return caught.value.issues


def test_places_beside_their_roads_are_fine() -> None:
    """Nothing to say."""
    assert found(travel(*PLACES)) == ()


def test_coordinates_outside_the_extract() -> None:
    """A place 120 km away from a map of another city, shown with its coordinates."""
    [issue] = refused(travel(*PLACES, C001=snap(120_000, refusal=Refusal.OUTSIDE)))
    assert told(issue) == (
        "E3301",
        "/places/2/lon",
        "place 'C001' at 106.513200, 29.544800 (WGS-84) lies outside the road map, 120 km from its nearest road",
        "地点“C001”（WGS-84 106.513200, 29.544800）在路网范围之外，距最近道路 120 公里",
    )
    assert advised(issue)[0].startswith("check longitude and latitude")
    assert advised(issue)[1] == "请检查经纬度，或换用包含该地点的路网数据"


def test_too_far_from_roads_is_an_error_at_the_row_of_the_place() -> None:
    """700 m from the nearest road, with a limit of 500 m; the place is in row 4 of the workbook."""
    request = as_workbook(good())
    times = travel(*PLACES, C001=snap(700, refusal=Refusal.TOO_FAR))
    with pytest.raises(InvalidDay) as caught:
        check_on_roads(validate(request).day, times, request)
    [issue] = caught.value.issues
    assert told(issue) == (
        "E3302",
        "地点!D4",
        "place 'C001' is 700 m from the nearest road that can be reached, above the limit of 500 m",
        "地点“C001”距最近的可达道路 700 米，超过上限 500 米",
    )
    assert advised(issue)[1] == "请改正坐标，或在“设置”中调高“离路上限(米)”"


def test_too_far_with_a_road_of_an_island_nearby_says_so() -> None:
    """The road at the door leads nowhere."""
    [issue] = refused(travel(*PLACES, C001=snap(700, 40, Refusal.TOO_FAR)))
    assert "(a road 40 m away is cut off from the rest)" in issue.message.en
    assert "（40 米处有路，但与路网不连通）" in issue.message.zh


def test_island_of_the_road_graph_is_a_warning_with_distances() -> None:
    """The nearest road, 12 m away, is cut off; another one 180 m away serves."""
    [issue] = found(travel(*PLACES, C001=snap(180, 12)))
    assert told(issue) == (
        "W4301",
        "/places/2/lon",
        "place 'C001' lies 12 m from a road that is cut off from the rest; it is served from another road 180 m away",
        "地点“C001”距最近道路 12 米，但该路与路网不连通；改由 180 米外的道路送达",
    )
    assert "a ferry or a gap in the map" in advised(issue)[0]
    assert "请核对坐标" in advised(issue)[1]


def test_far_from_its_road_is_a_warning() -> None:
    """200 m: within the limit, but worth a look."""
    [issue] = found(travel(*PLACES, C001=snap(200)))
    assert told(issue)[1:] == (
        "/places/2/lon",
        "place 'C001' lies 200 m from its nearest road",
        "地点“C001”距最近道路 200 米",
    )
    assert (issue.code, advised(issue)) == ("W4302", ("check the position", "请核对坐标"))


def test_all_places_far_from_roads_hint_at_the_coordinate_system() -> None:
    """Ten places, each 300 m off."""
    data = good()
    names = [f"C{i:03d}" for i in range(1, 9)]
    data["places"] = data["places"][:2] + [{**data["places"][2], "id": name} for name in names]
    places = ("M01", "P01", *names)
    issues = found(travel(*places, **{place: snap(300) for place in places}), data)
    [issue] = [i for i in issues if i.code == "W4303"]
    assert told(issue)[1:] == (
        "/settings/coordinate_system",
        "half of the places lie more than 300 m from any road: are their coordinates WGS-84?",
        "半数地点距道路超过 300 米，坐标可能不是 WGS-84",
    )
    assert "AMap and Tencent use GCJ-02" in advised(issue)[0]
    assert "百度为 BD-09" in advised(issue)[1]


def test_places_that_fit_the_roads_better_in_another_system() -> None:
    """The roads themselves say which system it seems to be."""
    request = request_of_json(good())
    day = validate(request).day
    [issue] = check_on_roads(day, travel(*PLACES), request, likely=CoordinateSystem.GCJ02)
    assert issue.code == "W4303"
    assert issue.message.en == "the places are declared as WGS-84, but lie closer to the roads when read as GCJ-02"
    assert issue.message.zh == "地点坐标声明为 WGS-84，但按 GCJ-02 解读时离道路更近"


def test_no_way_from_any_stock() -> None:
    """The only market has no road to the community."""
    times = travel(*PLACES)
    seconds = times.seconds.copy()
    seconds[0, 0, 0, 2] = UNREACHABLE
    [issue] = found(replace(times, seconds=seconds))
    assert told(issue) == (
        "W4304",
        "/places/2/id",
        "no road leads from any place with stock to place 'C001' (its road is 10 m away): it will not be served",
        "没有道路从任何货源通往地点“C001”（距其道路 10 米），将无法送达",
    )
    assert advised(issue)[1] == "请核对坐标和道路封闭情况"


def test_a_place_inside_a_compound_is_told_with_its_gate() -> None:
    """The gate is 187 m away: that far is no warning of its own."""
    gate = replace(snap(187), gate="lift_gate")
    [issue] = found(travel(*PLACES, C001=gate))
    assert told(issue) == (
        "W4305",
        "/places/2/lon",
        (
            "place 'C001' lies inside a compound that vehicles may not enter: they stop at its gate at "
            "106.500000, 29.500000 (WGS-84), 187 m away"
        ),
        "地点“C001”位于车辆不得进入的小区内：车辆停在 187 米外的大门（WGS-84 106.500000, 29.500000）",
    )
    assert advised(issue)[1] == "请确认货物可从大门运入，或更正坐标"


def test_why_nothing_leads_to_a_place_is_told() -> None:
    """The roads know that a zone is sealed."""
    times = travel(*PLACES)
    times.seconds[0, 0, 0, 2] = UNREACHABLE
    causes = {"light": {"C001": Said("sealed by sealed zone 'Z1'", "被封控区“Z1”阻断")}}
    request = request_of_json(good())
    [issue] = check_on_roads(validate(request).day, times, request, causes=causes)
    assert issue.message.en.endswith("(its road is 10 m away): sealed by sealed zone 'Z1'; it will not be served")
    assert issue.message.zh.endswith("（距其道路 10 米），被封控区“Z1”阻断，将无法送达")


def test_vehicles_that_do_not_reach_a_place_others_do_are_told_once() -> None:
    """Heavy lorries meet a height limit on the way to the community, light ones do not."""
    times = travel(*PLACES)
    both = replace(
        times,
        profiles=("light", "heavy"),
        seconds=np.repeat(times.seconds, 2, axis=0),
        metres=np.repeat(times.metres, 2, axis=0),
    )
    both.seconds[1, 0, 0, 2] = UNREACHABLE
    causes = {"heavy": {"C001": Said("height limit 2.2 m", "限高2.2米")}}
    request = request_of_json(good())
    [issue] = check_on_roads(validate(request).day, both, request, causes=causes)
    assert told(issue) == (
        "W4306",
        "",
        "heavy vehicles without a permit do not reach 1 place(s) that others do, the first 'C001': height limit 2.2 m",
        "未持通行证的重型车无法到达 1 个其他车辆可到的地点，首个为“C001”：限高2.2米",
    )
    assert advised(issue)[1] == "无需处理，由其他车辆送达；如限制有误，请核对车辆尺寸和通行证"


def test_vehicles_with_a_permit_are_told_by_it() -> None:
    """Those with the pass P1 reach all places, those without do not, and the other way round."""
    times = travel(*PLACES)
    for profile, en, zh in (
        ("light+P1", "light vehicles with P1 do not", "持 P1 的轻型车"),
        ("light", "light vehicles without a permit do", "未持通行证的轻型车"),
    ):
        other = {"light": "light+P1", "light+P1": "light"}[profile]
        both = replace(
            times,
            profiles=(profile, other),
            seconds=np.repeat(times.seconds, 2, axis=0),
            metres=np.repeat(times.metres, 2, axis=0),
        )
        both.seconds[0, 0, 0, 2] = UNREACHABLE
        [issue] = found(both)
        assert issue.message.en.startswith(en)
        assert issue.message.zh.startswith(zh)


def test_a_cut_off_road_at_the_same_junction_is_no_warning() -> None:
    """Cut-off road 2 m away, good road 6 m away: to a driver it is the same kerb."""
    assert found(travel(*PLACES, C001=snap(6, 2))) == ()


def test_a_map_of_another_city_is_said_once() -> None:
    """Ten places, all 16,000 km from the map: one issue that counts them, not ten."""
    data = good()
    more = [f"X{i}" for i in range(7)]
    data["places"] += [{**data["places"][2], "id": name, "name": name} for name in more]
    far = snap(16_000_000, refusal=Refusal.OUTSIDE)
    places = (*PLACES, *more)
    with pytest.raises(InvalidDay) as caught:
        found(travel(*places, **dict.fromkeys(places, far)), data)
    [issue] = caught.value.issues
    assert issue.message.en.startswith("all 10 places lie outside the road map, the first, 'M01' at ")
    assert issue.message.zh.startswith("全部 10 个地点都在路网范围之外，其中第一个“M01”")
    assert advised(issue)[1] == "请换用本市的路网数据，或检查经度与纬度是否填反"
