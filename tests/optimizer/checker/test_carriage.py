"""HANDLING, KEEP_APART and VEHICLE_LIMIT."""

import pytest

from graphs.profiles import VehicleClass
from optimizer.checker.carriage import keep_apart
from optimizer.checker.check import check
from optimizer.model.findings import Rule
from optimizer.model.goods import Handling
from optimizer.model.places import VehicleLimits
from optimizer.model.plan import Plan
from tests.builders import Town
from tests.checked import checked
from tests.optimizer.checker.small import AT_A, LOAD, at, one_shop, one_trip
from tests.plans import Run, plan


def test_an_able_vehicle_carries_what_must_be_frozen() -> None:
    """The van freezes."""
    handlings = frozenset({Handling.FROZEN, Handling.AMBIENT})
    checked(*one_trip(one_shop().good("rice", handling=Handling.FROZEN).vehicle("van", handlings=handlings)))


def test_frozen_goods_need_a_vehicle_that_freezes() -> None:
    """Rice, to be carried frozen, in a van that carries ambient goods."""
    _, travel, made = one_trip(one_shop())
    assert check(one_shop().good("rice", handling=Handling.FROZEN).day(), travel, made) == (
        at(
            Rule.HANDLING,
            1,
            LOAD,
            "loads 100 rice, to be carried frozen, but vehicle van carries ambient",
            "装载 rice 100 件，须按 frozen 运输，而车辆 van 只能 ambient",
            excess=100,
        ),
    )


def two_goods(*, rice_apart: bool = False, bleach_apart: bool = False) -> Town:
    world = one_shop().good("rice", keeps_apart_from=frozenset({"bleach"} if rice_apart else ()))
    world.good("bleach", keeps_apart_from=frozenset({"rice"} if bleach_apart else ()))
    return world.stock("market", "bleach", 100).demand("A", "bleach", 30)


def together(world: Town) -> Plan:
    run = Run(trips=[("market", [("A-rice", 100), ("A-bleach", 30)])])
    return plan(world.day(), world.travel(), [run])


def test_goods_without_a_quarrel_share_a_trip() -> None:
    """Rice and bleach, as long as nobody minds."""
    world = two_goods()
    checked(world.day(), world.travel(), together(world))


@pytest.mark.parametrize(("rice_apart", "bleach_apart"), [(True, False), (False, True), (True, True)])
def test_goods_that_keep_apart_share_no_trip(rice_apart: bool, bleach_apart: bool) -> None:
    """The word of either good counts; 30 units would have to move."""
    world = two_goods(rice_apart=rice_apart, bleach_apart=bleach_apart)
    assert check(world.day(), world.travel(), together(two_goods())) == (
        at(
            Rule.KEEP_APART,
            1,
            LOAD,
            "loads 30 bleach and 100 rice, which must not share a trip",
            "同趟装载 bleach 30 件与 rice 100 件，二者不得同车",
            excess=30,
        ),
    )


def test_goods_that_keep_apart_may_follow_each_other() -> None:
    """A trip of rice, then a trip of bleach, in one van."""
    world = two_goods(rice_apart=True)
    run = Run(trips=[("market", [("A-rice", 100)]), ("market", [("A-bleach", 30)])])
    made = checked(world.day(), world.travel(), plan(world.day(), world.travel(), [run]))
    assert list(keep_apart(world.day(), made)) == []


def test_a_vehicle_within_every_limit_is_admitted() -> None:
    """Exactly as heavy, high and long as A admits."""
    limits = VehicleLimits(
        classes=frozenset({VehicleClass.LIGHT}), max_gross_grams=4_400_000, max_height_mm=2800, max_length_mm=5900
    )
    checked(*one_trip(one_shop().place("A", limits=limits)))


@pytest.mark.parametrize(
    ("limits", "excess", "en", "zh"),
    [
        (
            VehicleLimits(classes=frozenset({VehicleClass.MINI, VehicleClass.CAR})),
            0,
            "is visited by vehicle van of class light, but admits car, mini",
            "由 light 类车辆 van 到访，而此处只允许 car, mini",
        ),
        (
            VehicleLimits(max_gross_grams=4_000_000),
            400_000,
            "is visited by vehicle van of gross mass 4400000 g, but admits 4000000 g",
            "由车辆 van 到访，其总质量 4400000 g，而此处限 4000000 g",
        ),
        (
            VehicleLimits(max_height_mm=2500),
            300,
            "is visited by vehicle van of height 2800 mm, but admits 2500 mm",
            "由车辆 van 到访，其车高 2800 mm，而此处限 2500 mm",
        ),
        (
            VehicleLimits(max_length_mm=5899),
            1,
            "is visited by vehicle van of length 5900 mm, but admits 5899 mm",
            "由车辆 van 到访，其车长 5900 mm，而此处限 5899 mm",
        ),
    ],
)
def test_a_vehicle_beyond_a_limit_is_told(limits: VehicleLimits, excess: int, en: str, zh: str) -> None:
    """One limit of A at a time."""
    _, travel, made = one_trip(one_shop())
    day = one_shop().place("A", service_fixed_s=300, limits=limits).day()
    assert check(day, travel, made) == (at(Rule.VEHICLE_LIMIT, 2, AT_A, en, zh, excess=excess),)


def test_a_load_point_has_limits_too_and_a_home_has_none() -> None:
    """The market and the depot admit cars alone: the visit to the market is told, START and END are not."""
    _, travel, made = one_trip(one_shop())
    cars = VehicleLimits(classes=frozenset({VehicleClass.CAR}))
    day = one_shop().place("market", limits=cars).place("depot", limits=cars).day()
    assert [(breach.rule, breach.visit) for breach in check(day, travel, made)] == [(Rule.VEHICLE_LIMIT, 1)]
