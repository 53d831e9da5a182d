"""The catalogue's days have the figures they promise, on any roads, and the same seed makes the same day."""

import re
from collections import Counter

import pytest

from graphs.geo import distance_m
from graphs.profiles import VehicleClass
from optimizer.intake.request import request_of_json
from optimizer.intake.write import day_json
from optimizer.model.day import Day
from optimizer.model.demands import Priority
from optimizer.model.drivers import Batch
from optimizer.model.goods import Handling
from optimizer.model.places import PlaceKind
from optimizer.model.units import HOUR, TONNE
from optimizer.validation.validate import validate
from scenarios.catalogue import SCENARIOS, make_day
from tests.scenarios.grid import CHONGQING, ELSEWHERE, chessboard

MARKETS = {PlaceKind.MARKET}
OUTLETS = set(PlaceKind) - {
    PlaceKind.MARKET, PlaceKind.WAREHOUSE, PlaceKind.BASE, PlaceKind.ENTERPRISE, PlaceKind.STATION, PlaceKind.DEPOT,
}  # fmt: skip


@pytest.fixture(scope="module")
def district() -> Day:
    """The district on a chessboard of 30 km."""
    return make_day("district", chessboard(120))


def kinds(day: Day, wanted: set[PlaceKind]) -> int:
    """Number of places of these kinds."""
    return sum(place.kind in wanted for place in day.places.values())


def grams(day: Day, demands: list[str] | None = None) -> int:
    """Weight of some demands, or of all."""
    chosen = day.demands if demands is None else demands
    return sum(day.demands[d].quantity * day.goods[day.demands[d].good].unit_grams for d in chosen)


def test_district_has_the_figures_of_erqi(district: Day) -> None:
    """20 markets, 6 stations, 400 outlets, 120 vehicles, 160 drivers of whom 40 in reserve."""
    assert kinds(district, MARKETS) == 20
    assert kinds(district, {PlaceKind.STATION}) == 6
    assert kinds(district, OUTLETS) == 400
    assert len(district.vehicles) == 120
    assert Counter(driver.batch for driver in district.drivers.values()) == {Batch.FIRST: 120, Batch.RESERVE: 40}
    assert 6 <= len({vehicle.home for vehicle in district.vehicles.values()}) <= 10


def test_district_has_all_four_classes(district: Day) -> None:
    """Heavy, medium, light and mini lorries; most are light."""
    classes = Counter(vehicle.vehicle_class for vehicle in district.vehicles.values())
    assert set(classes) == {VehicleClass.HEAVY, VehicleClass.MEDIUM, VehicleClass.LIGHT, VehicleClass.MINI}
    assert classes.most_common(1)[0][0] is VehicleClass.LIGHT


def test_neighbourhood_has_its_figures() -> None:
    """One market, one station, 40 communities and outlets, 12 vehicles."""
    day = make_day("neighbourhood", chessboard())
    assert (kinds(day, MARKETS), kinds(day, {PlaceKind.STATION}), kinds(day, OUTLETS)) == (1, 1, 40)
    assert len(day.vehicles) == 12


def test_tiny_has_five_places() -> None:
    """Market, depot, two communities, a hospital."""
    assert len(make_day("tiny", chessboard(6)).places) == 5


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_day_weighs_what_the_scenario_says(name: str, seed: int) -> None:
    """District: 500 t to within 25 kg, the largest unit of goods; so for the others."""
    day = make_day(name, chessboard(60), seed=seed)
    assert abs(grams(day) - SCENARIOS[name].tonnes * TONNE) <= 25_000


def test_same_seed_same_day() -> None:
    """Two days made from the same seed are equal in every noun; another seed gives another day."""
    first, second, other = (make_day("neighbourhood", chessboard(), seed=seed) for seed in (3, 3, 4))
    assert first == second
    assert first.places != other.places
    assert first.drivers != other.drivers


def test_typical_loads(district: Day) -> None:
    """Two street offices take about 1.8 t of daily food, three sale points about 2 t (each to within a quarter)."""
    daily = [d for d, demand in district.demands.items() if demand.splittable]

    def mean_kg(letter: str, count: int) -> float:
        return grams(district, [d for d in daily if d.startswith(letter)]) / 1000 / count

    assert 2 * mean_kg("O", 40) == pytest.approx(1800, rel=0.25)
    assert 3 * mean_kg("S", 40) == pytest.approx(2000, rel=0.25)


def test_some_sale_points_want_eight_sharp(district: Day) -> None:
    """At least five sale points take goods only within a quarter of an hour of 08:00."""
    sharp = [p for p in district.places.values() if p.windows[0].length <= HOUR // 2 and p.windows[0].holds(8 * HOUR)]
    assert len(sharp) >= 5


def test_life_tier_is_medicine_with_a_due_time_in_the_morning(district: Day) -> None:
    """Every life demand is medicine, due by noon; every hospital has one."""
    life = [demand for demand in district.demands.values() if demand.priority is Priority.LIFE]
    assert {demand.good for demand in life} == {"medicine"}
    assert all(demand.due_s is not None and demand.due_s <= 12 * HOUR for demand in life)
    hospitals = {place.id for place in district.places.values() if place.kind is PlaceKind.HOSPITAL}
    assert hospitals <= {demand.place for demand in life}


def test_disinfectant_keeps_apart_from_food_and_medicine(district: Day) -> None:
    """It is hazardous, and everything that is eaten is on its list."""
    disinfectant = district.goods["disinfectant"]
    assert disinfectant.handling is Handling.HAZARDOUS
    assert {"rice", "pork", "medicine", "formula"} <= disinfectant.keeps_apart_from


def test_demand_windows_and_due_times_fit_the_place(district: Day) -> None:
    """No window beyond the place's own, no due time before the place opens."""
    for demand in district.demands.values():
        place = district.places[demand.place]
        assert demand.windows == place.windows
        assert demand.due_s is None or demand.due_s > place.windows[0].opens


def test_stock_is_several_times_demand_and_stations_get_theirs_in_lots(district: Day) -> None:
    """Three times the demand of every good is there; a station's last lot is ready at noon."""
    for good in district.goods:
        held = sum(stock.quantity for stock in district.stocks if stock.good == good)
        assert held >= 3 * sum(demand.quantity for demand in district.demands.values() if demand.good == good)
    stations = {place.id for place in district.places.values() if place.kind is PlaceKind.STATION}
    assert max(stock.ready_s for stock in district.stocks if stock.place in stations) == 12 * HOUR


def test_many_communities_keep_large_lorries_out(district: Day) -> None:
    """At least half the communities admit neither heavy nor medium lorries; some admit all."""
    limits = [p.limits.classes for p in district.places.values() if p.kind is PlaceKind.COMMUNITY]
    closed = [some for some in limits if some is not None and not some & {VehicleClass.HEAVY, VehicleClass.MEDIUM}]
    assert len(closed) >= len(limits) / 2
    assert None in limits


def test_names_differ_and_tell_the_district(district: Day) -> None:
    """All 436 places have different names that begin with a district of Chongqing."""
    names = [place.name for place in district.places.values()]
    assert len(set(names)) == len(names)
    assert all(place.district and place.name.startswith(place.district) for place in district.places.values())


def test_elsewhere_names_are_neutral() -> None:
    """On a map of another continent no place bears a name of Chongqing, and none has a district."""
    day = make_day("neighbourhood", chessboard(centre=ELSEWHERE))
    assert {place.district for place in day.places.values()} == {""}
    assert day.places["C001"].name == "1号社区"
    assert len({place.name for place in day.places.values()}) == len(day.places)


def test_places_lie_within_the_radius(district: Day) -> None:
    """15 km around a middle of town that may itself lie up to 3 km from the middle of the board."""
    assert max(distance_m(CHONGQING, p.position) for p in district.places.values()) < 15_000 + 3_000


def test_references_resolve(district: Day) -> None:
    """Every id in stock, demands, vehicles, drivers, passes and tests names something of the day."""
    assert {stock.place for stock in district.stocks} <= set(district.places)
    assert {stock.good for stock in district.stocks} == set(district.goods)
    assert {demand.place for demand in district.demands.values()} <= set(district.places)
    assert {v.home for v in district.vehicles.values()} <= set(district.places)
    assert {d.home for d in district.drivers.values()} - {None} <= set(district.places)
    assert {p.vehicle for p in district.passes} <= set(district.vehicles)
    assert {p.driver for p in district.passes} - {None} <= set(district.drivers)
    assert {test.driver for test in district.tests} == set(district.drivers)


def test_papers_and_road_changes_are_carried(district: Day) -> None:
    """A pass for every other vehicle with a number of 12 digits, and four changes of the roads of four kinds."""
    assert len(district.passes) == 60
    assert all(re.fullmatch(r"\d{12}", one.number) for one in district.passes)
    assert len({change.kind for change in district.road_changes}) == 4


def test_vehicles_keep_the_limits_of_their_class(district: Day) -> None:
    """GA 802-2019: heavy from 12 t gross, light below 4.5 t and 6 m, mini up to 1.8 t and 3.5 m; 18 t on two axles."""
    for vehicle in district.vehicles.values():
        gross, length = vehicle.gross_grams / TONNE, vehicle.length_mm
        assert {
            VehicleClass.HEAVY: 12 <= gross <= 18,
            VehicleClass.MEDIUM: 4.5 <= gross < 12,
            VehicleClass.LIGHT: gross < 4.5 and length < 6_000,
            VehicleClass.MINI: gross <= 1.8 and length <= 3_500,
        }[vehicle.vehicle_class], vehicle
        assert vehicle.capacity_grams < vehicle.gross_grams


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_day_survives_being_written_and_read_and_raises_no_eyebrow(name: str, seed: int) -> None:
    """Written as JSON, read and validated, it is the same day in every noun, without a single warning."""
    day = make_day(name, chessboard(60), seed=seed)
    valid = validate(request_of_json(day_json(day)))
    assert valid.warnings == ()
    assert valid.day == day


def test_an_unknown_scenario_is_a_key_error() -> None:
    """The catalogue has no village."""
    with pytest.raises(KeyError, match="village"):
        make_day("village", chessboard(5))
