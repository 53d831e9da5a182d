"""The legal network of one vehicle in one period."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from graphs.law.book import LawBook
from graphs.law.classes import TYPICAL, RoadVehicle, VehicleClass
from graphs.law.judge import PRIVATE
from graphs.law.legal import INFINITE, legal_ms, moments, u_turns
from graphs.law.reasons import CLASS_NAMES, why_not
from graphs.law.speeds import traffic_pct
from graphs.roads import CODE, RoadClass, RoadGraph
from tests.graphs.grounds import SQUARE, ground, street

MONDAY, SUNDAY = date(2022, 11, 21), date(2022, 11, 27)
LIGHT, HEAVY, CART = TYPICAL[VehicleClass.LIGHT], TYPICAL[VehicleClass.HEAVY], TYPICAL[VehicleClass.CART]
HOUR = 3600


def signed(**tags: str) -> RoadGraph:
    """A primary road from A to B, 1 km both ways, under some tags; ``__`` stands for a colon."""
    roads = ground({"A": (0, 0), "B": (1000, 0)}, street("AB", kph=36))
    book = LawBook()
    forward, backward = book.way({key.replace("__", ":"): value for key, value in tags.items()})
    return replace(roads, law=book.road_law(np.where(roads.backward, backward, forward)))


def along(
    roads: RoadGraph,
    vehicle: RoadVehicle = LIGHT,
    hours: tuple[float, float] | None = None,
    day: date | None = None,
) -> int:
    """Milliseconds from A to B, 0 where that is not allowed."""
    period = None if hours is None else (round(hours[0] * HOUR), round(hours[1] * HOUR))
    time = legal_ms(roads, vehicle, period, day)[np.flatnonzero(~roads.backward)[0]]
    return 0 if time == INFINITE else int(time)


def test_an_open_road_takes_its_length_by_its_speed() -> None:
    """1,000 m at the signed 36 km/h are 100 s."""
    assert along(signed()) == 100_000


def test_a_vehicle_as_large_as_the_limit_passes_and_a_larger_one_does_not() -> None:
    roads = signed(maxheight="2.9", maxweight="4.5")
    assert along(roads, replace(LIGHT, height_cm=290, gross_kg=4_500)) == 100_000
    assert along(roads, replace(LIGHT, height_cm=291, gross_kg=4_500)) == 0
    assert along(roads, replace(LIGHT, height_cm=290, gross_kg=4_501)) == 0


@pytest.mark.parametrize(
    ("tags", "part"),
    [
        ({"maxwidth": "2.1"}, {"width_cm": 211}),
        ({"maxlength": "6"}, {"length_cm": 601}),
        ({"maxaxleload": "3"}, {"axle_kg": 3_001}),
    ],
)
def test_every_dimension_is_looked_at(tags: dict[str, str], part: dict[str, int]) -> None:
    assert along(signed(**tags)) == 100_000
    assert along(signed(**tags), replace(LIGHT, **part)) == 0


def test_a_light_lorry_up_to_three_and_a_half_tonnes_is_no_heavy_goods_vehicle() -> None:
    roads = signed(hgv="no")
    assert along(roads, replace(LIGHT, gross_kg=3_501)) == 0
    assert along(roads, replace(LIGHT, gross_kg=3_500)) == 100_000


def test_a_permit_opens_a_private_road() -> None:
    roads = signed(access="private")
    assert along(roads) == 0
    assert along(roads, replace(LIGHT, permits=frozenset({PRIVATE}))) == 100_000


def test_hours_close_a_road_for_a_period_that_touches_them() -> None:
    """No lorries from 07:30 to 19:00: open until 07:30 and from 19:00, closed in any period with a second between."""
    roads = signed(hgv__conditional="no @ (7:30-19:00)")
    assert along(roads, LIGHT, (6, 7.5), MONDAY) == 100_000
    assert along(roads, LIGHT, (7, 8), MONDAY) == 0
    assert along(roads, LIGHT, (18, 20), MONDAY) == 0
    assert along(roads, LIGHT, (19, 20), MONDAY) == 100_000
    assert along(roads, CART, (7, 8), MONDAY) > 0


def test_hours_that_open_a_road_must_last_the_whole_period() -> None:
    roads = signed(motor_vehicle="no", motor_vehicle__conditional="yes @ (Mo-Fr 16:00-11:00;Sa 00:00-11:00)")
    assert along(roads, LIGHT, (16, 24), MONDAY) == 100_000
    assert along(roads, LIGHT, (15, 17), MONDAY) == 0
    assert along(roads, LIGHT, (16, 24), SUNDAY) == 0


def test_weight_and_hours_must_both_be_met() -> None:
    roads = signed(hgv__conditional="no @ (7:30-19:00 AND weight>7.5)")
    assert along(roads, LIGHT, (8, 9), MONDAY) == 100_000
    assert along(roads, HEAVY, (8, 9), MONDAY) == 0
    assert along(roads, HEAVY, (20, 21), MONDAY) == 100_000


@pytest.mark.parametrize(("sign", "passes"), [("<12", False), ("<=12", False), (">=12", True), ("=4.495", False)])
def test_comparisons_with_the_vehicle(sign: str, passes: bool) -> None:
    """A light lorry weighs 4.495 t."""
    assert (along(signed(hgv__conditional=f"no @ (weight{sign})")) > 0) is passes


def test_without_a_day_signs_with_hours_are_passed_over_and_others_are_not() -> None:
    assert along(signed(hgv__conditional="no @ (00:00-24:00)")) == 100_000
    assert along(signed(hgv__conditional="no @ (weight>3.5)")) == 0


def test_a_later_clause_beats_an_earlier_one() -> None:
    roads = signed(hgv__conditional="no @ (06:00-22:00); yes @ (12:00-14:00)")
    assert along(roads, LIGHT, (12, 14), MONDAY) == 100_000
    assert along(roads, LIGHT, (11, 12), MONDAY) == 0


def test_a_limit_that_is_lifted_for_deliveries_does_not_bind_us() -> None:
    assert along(signed(maxweight="3.5", maxweight__conditional="none @ delivery")) == 100_000


def test_a_limit_holds_at_its_hours_and_the_plain_one_at_others() -> None:
    roads = signed(maxweight="30", maxweight__conditional="15 @ (Mo-Fr 07:00-19:00)")
    assert along(roads, HEAVY, (7, 8), MONDAY) == 0
    assert along(roads, HEAVY, (7, 8), SUNDAY) == 100_000
    assert along(roads, replace(HEAVY, gross_kg=30_001), (7, 8), SUNDAY) == 0


def test_speed_limits_by_hour_and_class() -> None:
    """A light lorry does at most 45 km/h here: signed 36 by day, 18 for lorries, 9 at night."""
    roads = signed(maxspeed__hgv="18", maxspeed__conditional="9 @ (22:00-06:00)")
    assert along(roads, LIGHT, (8, 9), MONDAY) == 200_000
    assert along(roads, LIGHT, (22, 23), MONDAY) == 400_000
    assert along(roads, LIGHT, (21, 23), MONDAY) == 400_000
    assert along(roads, TYPICAL[VehicleClass.CAR], (8, 9), MONDAY) == 100_000


def test_the_ground_slows() -> None:
    """45 km/h of a light lorry: on cobbles 75 % are 33.75 km/h, uphill by 10 % 65 % are 29.25 km/h."""
    assert along(signed(surface="sett")) == -(-1_000_000 * 3600 // 33_750)
    assert along(signed(incline="10%")) == -(-1_000_000 * 3600 // 29_250)
    assert along(signed(incline="-10%")) == 100_000


def test_the_hour_slows() -> None:
    """From 08:00 to 09:00 traffic leaves 65 % of 45 km/h, 29.25; by night the signed 36 holds as ever."""
    roads = signed()
    rush, night = (legal_ms(roads, LIGHT, (at * HOUR, (at + 1) * HOUR), traffic="ordinary")[0] for at in (8, 3))
    assert (rush, night) == (-(-1_000_000 * 3600 // 29_250), 100_000)


def test_traffic_over_several_hours_is_the_harmonic_mean() -> None:
    """06:00-07:00 leaves 95 %, 07:00-08:00 75 %: two hours take 1/0.95 + 1/0.75, in the mean 83.8 %; days repeat."""
    assert traffic_pct((6 * HOUR, 8 * HOUR), "ordinary") == 84
    assert traffic_pct((30 * HOUR, 32 * HOUR), "ordinary") == 84
    assert traffic_pct((6 * HOUR, 8 * HOUR), "quiet") == 100


def test_a_traffic_without_table_and_an_empty_period_are_refused() -> None:
    with pytest.raises(ValueError, match="traffic must be one of quiet, ordinary, not 'calm'"):
        traffic_pct((0, 1), "calm")
    with pytest.raises(ValueError, match="the period begins at 60 s, not before it ends at 60 s"):
        traffic_pct((60, 60), "quiet")


def test_moments_are_those_at_which_the_law_changes_for_the_vehicle() -> None:
    roads = signed(hgv__conditional="no @ (7:30-19:00)")
    assert moments(roads, LIGHT, (0, 24 * HOUR), MONDAY) == (27_000, 68_400)
    assert moments(roads, LIGHT, (27_000, 68_400), MONDAY) == ()
    assert moments(roads, CART, (0, 24 * HOUR), MONDAY) == ()


@pytest.mark.parametrize(
    ("tags", "en", "zh"),
    [
        ({"maxwidth": "2"}, "width limit 2 m, the vehicle has 2.1 m", "限宽2米，车辆为2.1米"),
        ({"maxweight": "3.5"}, "weight limit 3.5 t, the vehicle has 4.495 t", "限重3.5吨，车辆为4.495吨"),
        (
            {"hgv__conditional": "no @ (weight>4)"},
            "weight limit 4 t, the vehicle has 4.495 t",
            "限重4吨，车辆为4.495吨",
        ),
        ({"hgv": "no"}, "closed to light lorries", "禁止轻型货车通行"),
        ({"hgv__conditional": "no @ destination"}, "closed to light lorries", "禁止轻型货车通行"),
        ({"access": "private"}, "private road, and the vehicle has no permit", "内部道路，车辆无通行许可"),
        (
            {"hgv__conditional": "no @ (Mo)"},
            "closed to light lorries at some time (Mo)",
            "该时段有禁止轻型货车通行的时间（Mo）",
        ),
    ],
)
def test_a_reason_names_the_sign(tags: dict[str, str], en: str, zh: str) -> None:
    assert why_not(signed(**tags), LIGHT, 0, (0, HOUR), MONDAY) == (en, zh)


def test_where_a_vehicle_may_drive_there_is_no_reason() -> None:
    assert why_not(signed(maxheight="4"), LIGHT, 0) is None


def test_the_road_itself_may_be_the_reason() -> None:
    roads = signed()
    motorway = replace(roads, road_class=np.full(2, CODE[RoadClass.MOTORWAY], dtype=np.uint8))
    assert why_not(motorway, CART, 0) == ("no carts on a motorway", "小推车不得驶入高速公路")


def test_every_class_has_a_size_and_a_name() -> None:
    assert set(TYPICAL) == set(CLASS_NAMES) == set(VehicleClass)
    assert all(vehicle.vehicle_class is vehicle_class for vehicle_class, vehicle in TYPICAL.items())


def test_long_vehicles_do_not_turn_round_in_the_street() -> None:
    turning = {vehicle_class for vehicle_class, vehicle in TYPICAL.items() if vehicle.turns_round}
    assert turning == {VehicleClass.MINI, VehicleClass.MOTORCYCLE, VehicleClass.CART, VehicleClass.CAR}


def test_lorries_turn_round_at_dead_ends_alone() -> None:
    """A street A-B, B-C, B-E: at B turning round is a U-turn, at A, C and E it is the only way on."""
    roads = ground({**SQUARE, "E": (2000, 0)}, street("AB"), street("BC"), street("BE"))
    (crossing,) = np.flatnonzero(np.bincount(roads.tail) == 3).tolist()
    into, back = u_turns(roads)
    assert (roads.head[into] == crossing).all()
    assert np.array_equal(roads.twin[into], back)
    assert len(into) == 3


def test_only_streets_that_lead_on_count() -> None:
    """At B a one-way street leads on to C, at A one comes in from C: turning round at B is a U-turn, at A it is not."""
    roads = ground(SQUARE, street("AB"), street("BC", one_way=True), street("CA", one_way=True))
    (into,), (back,) = u_turns(roads)
    assert (roads.tail[into], roads.head[into]) == (roads.head[back], roads.tail[back])
    assert (roads.tail == roads.head[into]).sum() == 2


def test_an_edge_that_is_usually_shut_makes_no_junction_of_a_dead_end() -> None:
    """A street A-B, and B-C that only a change opens: lorries turn round at B."""
    roads = ground(SQUARE, street("AB"), street("BC"))
    assert len(u_turns(roads)[0]) == 2
    assert not len(u_turns(roads, roads.shape == 0)[0])
