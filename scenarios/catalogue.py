"""The catalogue: days worth planning, made from a seed on any road graph. Start reading here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from graphs.geo import Position, distance_m
from graphs.roads import RoadGraph
from graphs.town.chongqing import DISTRICTS
from optimizer.model.day import Day
from optimizer.model.places import PlaceKind
from optimizer.model.text import Text
from optimizer.model.units import Metres
from scenarios.chance import Chance
from scenarios.fleet import fleet
from scenarios.goods import goods
from scenarios.names import firm_names
from scenarios.needs import ASSORTMENTS, demands, stocks
from scenarios.outlets import OUTLETS
from scenarios.papers import SHUT_RADIUS_M, passes, road_changes, tests
from scenarios.people import drivers
from scenarios.places import Surveyor
from scenarios.siting import cuts_off, ground, may_be_shut, middle, standing_points

_DATE = date(2022, 11, 21)  # the last day but one of the campaign that the newspapers count up (S19)
_SPOTS = 10  # so many candidates are drawn for every road change
_DOORSTEP_M = 120
_CHONGQING_M = 40_000  # a map whose middle lies so near to a district of Chongqing shows Chongqing


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A day by its figures.

    Attributes
    ----------
    radius_m
        Everything lies within this distance of the middle of town.
    load_points, outlets, vehicles
        How many of each: roles of :mod:`scenarios.places`, keys of ``OUTLETS`` and keys of ``MODELS``.
    first, reserve
        Drivers of the first batch and of the reserve.
    tonnes
        Weight of all demands together.
    """

    name: str
    title: Text
    radius_m: Metres
    load_points: Mapping[str, int]
    outlets: Mapping[str, int]
    vehicles: Mapping[str, int]
    first: int
    reserve: int
    tonnes: int


TINY = Scenario(
    name="tiny",
    title=Text("five places, two vans: to warm up and to try things out", "五个地点、两辆车：预热与试用"),
    radius_m=4_000,
    load_points={"market": 1, "depot": 1},
    outlets={"community": 2, "hospital": 1},
    vehicles={"light_cold": 1, "light_medical": 1},
    first=2,
    reserve=1,
    tonnes=2,
)
NEIGHBOURHOOD = Scenario(
    name="neighbourhood",
    title=Text("one market, one station, 40 communities, 12 vehicles", "一个批发市场、一个中转站、40 个社区、12 辆车"),
    radius_m=5_000,
    load_points={"market": 1, "station": 1, "depot": 2},
    outlets={"community": 32, "street_office": 2, "sale_point": 3, "hospital": 1, "pharmacy": 2},
    vehicles={
        "medium_box": 1,
        "medium_cold": 1,
        "light_box": 4,
        "light_cold": 2,
        "light_medical": 1,
        "light_hazardous": 1,
        "mini_box": 1,
        "mini_medical": 1,
    },
    first=12,
    reserve=4,
    tonnes=30,
)
DISTRICT = Scenario(
    name="district",
    title=Text(
        "20 markets, 6 stations, 400 communities and outlets, 120 vehicles, 160 drivers, 500 t",
        "20 个批发市场、6 个中转站、400 个社区和网点、120 辆车、160 名驾驶员、500 吨",
    ),
    radius_m=15_000,
    load_points={
        "market": 12,
        "vegetable_market": 4,
        "grain_market": 2,
        "meat_market": 2,
        "medical_warehouse": 2,
        "station": 6,
        "depot": 8,
    },
    outlets={
        "community": 250,
        "street_office": 40,
        "sale_point": 40,
        "supermarket": 20,
        "campus": 5,
        "hospital": 20,
        "pharmacy": 25,
    },
    vehicles={
        "heavy_box": 5,
        "heavy_cold": 3,
        "medium_box": 12,
        "medium_cold": 10,
        "light_box": 36,
        "light_cold": 22,
        "light_medical": 5,
        "light_hazardous": 3,
        "mini_box": 13,
        "mini_cold": 5,
        "mini_medical": 6,
    },
    first=120,
    reserve=40,
    tonnes=500,
)
SCENARIOS: Mapping[str, Scenario] = {scenario.name: scenario for scenario in (TINY, NEIGHBOURHOOD, DISTRICT)}


def make_day(name: str, roads: RoadGraph, *, seed: int = 1) -> Day:
    """Make a day of the catalogue on these roads; the same name, roads and seed give the same day.

    Raises
    ------
    KeyError
        If the catalogue has no such scenario.
    """
    return day_of(SCENARIOS[name], roads, seed=seed)


def day_of(scenario: Scenario, roads: RoadGraph, *, seed: int = 1) -> Day:
    """Make a day with the figures of a scenario: places, then goods, needs, stock, vehicles, drivers and papers."""
    points = standing_points(roads)
    landmarks = _landmarks(points)
    here = ground(points, Chance(seed, "ground"), radius_m=scenario.radius_m, landmarks=landmarks)
    surveyor = Surveyor(seed, here, landmarks)
    sites = [*surveyor.load_points(scenario.load_points), *surveyor.outlets(scenario.outlets)]
    places = {site.place.id: site.place for site in sites}
    depots = [place for place in places.values() if place.kind is PlaceKind.DEPOT]
    firms = firm_names(Chance(seed, "firms"), len(depots))
    kinds = goods()
    vehicles = fleet(scenario.vehicles, depots, firms, seed=seed)
    carried = frozenset(handling for vehicle in vehicles.values() for handling in vehicle.handlings)
    needs = demands(sites, kinds, carried, tonnes=scenario.tonnes, seed=seed)
    sources = [site.place for site in sites if site.role in ASSORTMENTS]
    outlets = [site.place for site in sites if site.role in OUTLETS]
    crew = drivers(vehicles, firms, first=scenario.first, reserve=scenario.reserve, seed=seed)
    return Day(
        name=scenario.name,
        date=_DATE,
        places=places,
        goods=kinds,
        stocks=stocks(sites, needs, kinds, seed=seed),
        demands=needs,
        vehicles=vehicles,
        drivers=crew,
        passes=passes(vehicles, crew, sources, outlets, seed=seed),
        tests=tests(crew, seed=seed),
        road_changes=road_changes(
            _changed_spots(
                roads,
                here.homes(Chance(seed, "road changes"), 4 * _SPOTS),
                [place.position for place in places.values()],
            )
        ),
    )


def _landmarks(points: NDArray[np.float64]) -> Mapping[str, Position]:
    """Name the districts of Chongqing if this is a map of Chongqing, otherwise none."""
    lon, lat = middle(points, {})
    nearest_m = min(distance_m(Position(lon, lat), district) for district in DISTRICTS.values())
    return DISTRICTS if nearest_m <= _CHONGQING_M else {}


def _changed_spots(roads: RoadGraph, candidates: Sequence[Position], places: Sequence[Position]) -> list[Position]:
    """Spots for the road changes; at the first two roads are shut, so they cut nobody off, nor lie at a door.

    Without two such spots among the candidates, nothing is changed: the catalogue's days can be served whole.
    """
    away = (spot for spot in candidates if all(distance_m(spot, place) > _DOORSTEP_M for place in places))
    harmless = (spot for spot in away if may_be_shut(roads, spot, SHUT_RADIUS_M))
    chosen = list(islice((spot for spot in harmless if not cuts_off(roads, spot, SHUT_RADIUS_M, places)), 2))
    if len(chosen) < 2:
        return []
    return [*chosen, *(spot for spot in candidates if spot not in chosen)][:4]
