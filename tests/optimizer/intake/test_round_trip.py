"""A day written as workbook, CSV or JSON and read again is the same day."""

import datetime as dt
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.geo import CoordinateSystem, Position
from graphs.profiles import VehicleClass
from optimizer.intake.eternity import BEGINNING, END
from optimizer.intake.read import read_request
from optimizer.intake.request import request_of_json
from optimizer.intake.write import day_json, write_csv, write_json, write_workbook
from optimizer.model.day import Day
from optimizer.model.demands import Demand, Priority
from optimizer.model.drivers import Batch, Driver, Licence
from optimizer.model.goods import Good, Handling, Stock
from optimizer.model.papers import HealthTest, Pass, RoadChange, RoadChangeKind, TestResult
from optimizer.model.places import Place, PlaceKind, VehicleLimits, Zone
from optimizer.model.rules import DayRules, Traffic
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import TimeWindow, intersect
from optimizer.validation.validate import validate
from tests.builders import town

WRITERS: dict[str, Callable[[Day, Path], None]] = {"day.xlsx": write_workbook, "day.json": write_json, "csv": write_csv}
HOUR, DAY_S = 3600, 86_400


@pytest.mark.parametrize("name", WRITERS)
def test_a_day_of_the_builders_comes_back(tmp_path: Path, name: str) -> None:
    """The small town that all our tests use."""
    day = town().place("C1", opens="08:00-12:00,14:00-18:00").demand("C1", windows="09:00-11:00", due="10:00").day()
    WRITERS[name](day, tmp_path / name)
    validated = validate(read_request(tmp_path / name))
    assert validated.day == day
    assert list(validated.day.places) == list(day.places)


words = (
    st.text(st.sampled_from("abZ09 -_=+@'\"，,;·渝中区\U0001f69a<&"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)
names = st.text(st.sampled_from("abAB09-=@'渝社区"), min_size=1, max_size=8)
seconds = st.integers(-2 * DAY_S, 3 * DAY_S)
cents = st.integers(0, 10**8)


@st.composite
def windows(draw: st.DrawFn) -> tuple[TimeWindow, ...]:
    """One to three windows, apart from each other."""
    edges = sorted(draw(st.sets(st.integers(0, 30 * HOUR), min_size=2, max_size=6)))
    return tuple(TimeWindow(opens=a, closes=b) for a, b in zip(edges[::2], edges[1::2], strict=False))


@st.composite
def intervals(draw: st.DrawFn) -> TimeWindow:
    """Around the day, or without a limit."""
    opens = draw(st.one_of(st.just(BEGINNING), st.integers(-400 * DAY_S, 0)))
    return TimeWindow(opens=opens, closes=draw(st.one_of(st.just(END), st.integers(HOUR, 400 * DAY_S))))


def positions() -> st.SearchStrategy[Position]:
    """In Chongqing, to 0.1 m."""
    return st.builds(Position, _degrees(106_000_000, 107_000_000), _degrees(29_000_000, 30_000_000))


def _degrees(low: int, high: int) -> st.SearchStrategy[float]:
    return st.integers(low, high).map(lambda millionths: millionths / 1_000_000)


@st.composite
def places(draw: st.DrawFn, name: str) -> Place:
    limit = st.none() | st.integers(1, 20_000)
    return Place(
        id=name,
        name=draw(words),
        kind=draw(st.sampled_from(PlaceKind)),
        position=draw(positions()),
        declared_system=draw(st.sampled_from(CoordinateSystem)),
        district=draw(st.just("") | words),
        windows=draw(windows()),
        service_fixed_s=draw(st.integers(0, DAY_S)),
        service_per_tonne_s=draw(st.integers(0, DAY_S)),
        limits=VehicleLimits(
            classes=draw(st.none() | st.frozensets(st.sampled_from(VehicleClass), min_size=1)),
            max_gross_grams=draw(st.none() | st.integers(0, 10**8)),
            max_height_mm=draw(limit),
            max_length_mm=draw(limit),
        ),
        zone=draw(st.sampled_from(Zone)),
    )


@st.composite
def vehicles(draw: st.DrawFn, name: str, number: int, homes: list[str]) -> Vehicle:
    shifts = draw(windows())
    capacity = draw(st.integers(1_000, 30_000_000))
    return Vehicle(
        id=name,
        plate=f"渝A{number:05d}",
        vehicle_class=draw(st.sampled_from(VehicleClass)),
        capacity_grams=capacity,
        capacity_litres=draw(st.integers(1, 200_000)),
        handlings=draw(st.frozensets(st.sampled_from(Handling), min_size=1)),
        gross_grams=capacity + draw(st.integers(10_000, 10**7)),
        height_mm=draw(st.integers(100, 5_000)),
        width_mm=draw(st.integers(100, 3_000)),
        length_mm=draw(st.integers(100, 20_000)),
        home=draw(st.sampled_from(homes)),
        shifts=shifts,
        whitelisted=draw(intervals()),
        firm=draw(st.just("") | words),
        returns_home=len(shifts) > 1 or draw(st.booleans()),
        fixed_cents=draw(cents),
        cents_per_km=draw(cents),
        cents_per_hour=draw(cents),
    )


@st.composite
def drivers(draw: st.DrawFn, name: str, homes: list[str]) -> Driver:
    return Driver(
        id=name,
        name=draw(words),
        licence=draw(st.sampled_from(Licence)),
        batch=draw(st.sampled_from(Batch)),
        firm=draw(st.just("") | words),
        home=draw(st.none() | st.sampled_from(homes)),
        shifts=draw(windows()),
        whitelisted=draw(intervals()),
        suspended=draw(st.booleans()),
        call_up_cents=draw(cents),
    )


@st.composite
def demands(draw: st.DrawFn, name: str, place: Place, goods: list[str]) -> Demand:
    own = draw(windows())
    return Demand(
        id=name,
        place=place.id,
        good=draw(st.sampled_from(goods)),
        quantity=draw(st.integers(1, 10**6)),
        windows=intersect(own, place.windows) or place.windows,
        due_s=draw(st.none() | seconds),
        priority=draw(st.sampled_from(Priority)),
        splittable=draw(st.booleans()),
    )


_AREAS = st.fixed_dictionaries({"area": st.lists(positions(), min_size=3, max_size=5, unique=True).map(tuple)})
_ROADS = st.fixed_dictionaries({"road": words})


@st.composite
def road_changes(draw: st.DrawFn, name: str) -> RoadChange:
    kind = draw(st.sampled_from(RoadChangeKind))
    value = {
        RoadChangeKind.CLOSURE: st.none(),
        RoadChangeKind.SEALED_ZONE: st.none(),
        RoadChangeKind.REVERSAL: st.none(),
        RoadChangeKind.GREEN_LANE: st.none(),
        RoadChangeKind.SLOW_DOWN: st.integers(1, 100),
        RoadChangeKind.WEIGHT_LIMIT: st.integers(1, 50_000).map(lambda kilograms: kilograms * 1_000),
        RoadChangeKind.AXLE_LIMIT: st.integers(1, 20_000).map(lambda kilograms: kilograms * 1_000),
    }.get(kind, st.integers(1, 4_000))
    return RoadChange(
        id=name,
        kind=kind,
        **draw(st.one_of(st.fixed_dictionaries({"position": positions()}), _AREAS, _ROADS)),
        radius_m=draw(st.integers(1, 1_000)),
        interval=draw(intervals()),
        value=draw(value),
        note=draw(st.just("") | words),
        classes=draw(st.none() | st.frozensets(st.sampled_from(VehicleClass), min_size=1)),
        permits=draw(st.frozensets(st.from_regex(r"[A-Z]{1,3}[0-9]{2,5}", fullmatch=True), max_size=3)),
        hours=draw(st.just(()) | windows()),
    )


@st.composite
def passes(draw: st.DrawFn, ids: list[str]) -> Pass:
    return Pass(
        number=draw(words),
        vehicle=ids[0],
        driver=draw(st.none() | st.sampled_from(ids)),
        origin=draw(words),
        destination=draw(words),
        valid=draw(intervals()),
    )


@st.composite
def days(draw: st.DrawFn) -> Day:
    """A small valid day with every kind of row; a van and a C1 driver keep it drivable."""
    ids = draw(st.lists(names, min_size=2, max_size=4, unique=True))
    some_places = {name: draw(places(name)) for name in ids}
    stems = draw(st.lists(words.filter(lambda word: not set(word) & set(";,，")), min_size=1, max_size=3, unique=True))
    goods = {
        name: Good(
            id=name,
            name=draw(words),
            unit=draw(words),
            unit_grams=draw(st.integers(1, 10**6)),
            unit_litres=draw(st.integers(1, 1_000)),
            handling=draw(st.sampled_from(Handling)),
            keeps_apart_from=frozenset(draw(st.sets(st.sampled_from(stems)))) - {name},
        )
        for name in stems
    }
    fleet = {name: draw(vehicles(name, i, ids)) for i, name in enumerate(ids)}
    first = next(iter(fleet))
    fleet[first] = replace(fleet[first], vehicle_class=VehicleClass.LIGHT)
    pool = {name: draw(drivers(name, ids)) for name in ids}
    pool[ids[0]] = replace(pool[ids[0]], licence=Licence.C1)
    return Day(
        name=draw(words),
        date=draw(st.dates(dt.date(2001, 1, 1), dt.date(2099, 1, 1))),
        rules=DayRules(
            max_driving_s=draw(st.integers(60, DAY_S)),
            rest_s=draw(st.integers(0, DAY_S)),
            waiting_is_rest=draw(st.booleans()),
            min_crew_s=draw(st.integers(0, DAY_S)),
            late_cents_per_hour=draw(cents),
            snap_limit_m=draw(st.integers(1, 50_000)),
            traffic=draw(st.sampled_from(Traffic)),
            horizon=draw(windows())[0],
        ),
        places=some_places,
        goods=goods,
        stocks=(
            Stock(place=ids[0], good=stems[0], quantity=draw(st.integers(1, 10**6)), ready_s=draw(seconds)),
            Stock(place=ids[-1], good=stems[-1], quantity=1),
        ),
        demands={name: draw(demands(name, some_places[name], stems)) for name in ids},
        vehicles=fleet,
        drivers=pool,
        passes=(draw(passes(ids)),),
        tests=(HealthTest(driver=ids[0], sampled_s=draw(seconds), result=draw(st.sampled_from(TestResult))),),
        road_changes=(draw(road_changes("R1")),),
    )


@settings(max_examples=30, deadline=None)
@given(days())
def test_any_day_comes_back_from_json_and_csv(day: Day) -> None:
    """Every field of every noun survives both."""
    assert validate(request_of_json(day_json(day))).day == day
    with tempfile.TemporaryDirectory() as folder:
        write_csv(day, Path(folder))
        assert validate(read_request(Path(folder))).day == day


@settings(max_examples=12, deadline=None)
@given(days())
def test_any_day_comes_back_from_a_workbook(day: Day) -> None:
    """The same through XlsxWriter and the reader in its child process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.xlsx"
        write_workbook(day, path)
        assert validate(read_request(path)).day == day
