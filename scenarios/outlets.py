"""The outlets of a district: how much they take, when, from what vehicles; figures after the newspapers of 2022.

A typical load was 1.8 t for two street offices, and 2 t for three sale points at 08:00 sharp (Erqi, May 2022).
"""

from dataclasses import dataclass, field

from graphs.profiles import VehicleClass
from optimizer.model.demands import Priority
from optimizer.model.places import PlaceKind
from optimizer.model.units import Seconds

LAST_METRE = frozenset({VehicleClass.MOTORCYCLE, VehicleClass.CART, VehicleClass.CAR})
SMALL = LAST_METRE | {VehicleClass.LIGHT, VehicleClass.MINI}
MIDDLING = SMALL | {VehicleClass.MEDIUM}
ALL = None

Hours = tuple[tuple[float, float], ...]
Limits = frozenset[VehicleClass] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A good that an outlet may ask for besides the daily basket: how likely, how many units, how urgent."""

    good: str
    chance: float
    units: tuple[int, int]
    priority: Priority = Priority.DAILY
    due_hours: tuple[float | None, ...] = (None,)
    splittable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """What the outlets of one sort have in common.

    Attributes
    ----------
    kilograms
        Least and most weight of the daily basket, before the whole day is scaled to its tonnes.
    basket
        For each good how likely it is asked for, and its share of the weight if so.
    hours
        Opening hours and how often each set is found; a set is one or more (from, to) in hours.
    limits
        Which vehicle classes are admitted (None: all), and how often; residential streets keep medium and heavy
        lorries out.
    due_hours
        When the daily basket is due, one of these; None for no due time.
    """

    kind: PlaceKind
    kilograms: tuple[int, int]
    basket: dict[str, tuple[float, float]]
    orders: tuple[Order, ...] = ()
    hours: dict[Hours, float]
    limits: dict[Limits, float]
    due_hours: tuple[float | None, ...] = (None,)
    service_fixed_s: Seconds = 600
    service_per_tonne_s: Seconds = 1_800
    zones: dict[str, float] = field(default_factory=lambda: {"open": 1.0})


_ZONES = {"open": 0.78, "controlled": 0.15, "sealed": 0.07}
_DAY: Hours = ((7, 19),)

OUTLETS = {
    "community": Outlet(
        kind=PlaceKind.COMMUNITY,
        kilograms=(550, 1600),
        basket={
            "vegetables": (1.0, 0.42),
            "rice": (0.95, 0.25),
            "flour": (0.5, 0.08),
            "oil": (0.8, 0.08),
            "eggs": (0.6, 0.07),
            "pork": (0.35, 0.08),
            "milk": (0.25, 0.05),
        },
        orders=(
            Order(good="care_pack", chance=0.45, units=(10, 45), priority=Priority.SPECIAL, due_hours=(11, 12, 15)),
            Order(good="formula", chance=0.18, units=(3, 15), priority=Priority.SPECIAL, due_hours=(11, 14)),
            Order(good="medicine", chance=0.06, units=(1, 8), priority=Priority.LIFE, due_hours=(10, 12)),
        ),
        hours={_DAY: 0.5, ((7, 11.5), (14, 18)): 0.25, ((7, 12),): 0.25},
        limits={SMALL: 0.6, MIDDLING: 0.3, ALL: 0.1},
        due_hours=(10, 11, 12, 12, 15, 18),
        zones=_ZONES,
    ),
    "street_office": Outlet(
        kind=PlaceKind.STREET_OFFICE,
        kilograms=(750, 1100),
        basket={"vegetables": (1.0, 0.5), "rice": (1.0, 0.28), "flour": (0.4, 0.08), "oil": (0.9, 0.1)},
        orders=(
            Order(good="care_pack", chance=0.7, units=(15, 50), priority=Priority.SPECIAL, due_hours=(11, 12)),
            Order(good="protective", chance=0.6, units=(5, 20)),
            Order(good="disinfectant", chance=0.35, units=(1, 5)),
        ),
        hours={_DAY: 0.8, ((8, 12), (13.5, 18)): 0.2},
        limits={SMALL: 0.3, MIDDLING: 0.7},
        due_hours=(10, 12, 15),
    ),
    "sale_point": Outlet(
        kind=PlaceKind.SUPERMARKET,
        kilograms=(550, 800),
        basket={"vegetables": (1.0, 0.6), "rice": (0.6, 0.12), "eggs": (0.7, 0.15), "pork": (0.4, 0.15)},
        hours={((6, 8.5),): 0.4, ((7.75, 8.25),): 0.3, ((6, 10), (14, 17)): 0.3},
        limits={SMALL: 0.5, MIDDLING: 0.5},
        due_hours=(8, 8, 9),
        service_fixed_s=300,
        service_per_tonne_s=1_200,
    ),
    "supermarket": Outlet(
        kind=PlaceKind.SUPERMARKET,
        kilograms=(3500, 7500),
        basket={
            "vegetables": (1.0, 0.3),
            "rice": (1.0, 0.15),
            "flour": (0.8, 0.08),
            "oil": (1.0, 0.1),
            "eggs": (0.9, 0.07),
            "pork": (0.9, 0.12),
            "milk": (0.8, 0.08),
            "frozen": (0.8, 0.1),
        },
        hours={((4.5, 11), (13, 20)): 0.6, ((0, 24),): 0.4},
        limits={MIDDLING: 0.45, ALL: 0.55},
        due_hours=(8, 9, 11),
        service_fixed_s=600,
        service_per_tonne_s=900,
    ),
    "campus": Outlet(
        kind=PlaceKind.CAMPUS,
        kilograms=(4000, 8000),
        basket={
            "vegetables": (1.0, 0.4),
            "rice": (1.0, 0.3),
            "oil": (1.0, 0.08),
            "eggs": (0.8, 0.06),
            "pork": (0.8, 0.12),
        },
        hours={((6, 11), (13, 18)): 1.0},
        limits={MIDDLING: 0.5, ALL: 0.5},
        due_hours=(10, 16),
        service_per_tonne_s=1_200,
    ),
    "hospital": Outlet(
        kind=PlaceKind.HOSPITAL,
        kilograms=(200, 600),
        basket={"vegetables": (1.0, 0.5), "rice": (1.0, 0.35), "eggs": (0.5, 0.1)},
        orders=(
            Order(good="medicine", chance=1.0, units=(15, 70), priority=Priority.LIFE, due_hours=(8, 9, 10, 12)),
            Order(good="protective", chance=0.8, units=(10, 40), priority=Priority.SPECIAL, due_hours=(12, 16)),
            Order(good="disinfectant", chance=0.6, units=(2, 8)),
        ),
        hours={((0, 24),): 1.0},
        limits={MIDDLING: 1.0},
        due_hours=(10, 16),
    ),
    "pharmacy": Outlet(
        kind=PlaceKind.PHARMACY,
        kilograms=(0, 0),
        basket={},
        orders=(
            Order(good="medicine", chance=0.3, units=(2, 10), priority=Priority.LIFE, due_hours=(10, 12)),
            Order(good="medicine", chance=1.0, units=(5, 25)),
            Order(good="protective", chance=0.4, units=(2, 6)),
        ),
        hours={((8, 21),): 1.0},
        limits={SMALL: 1.0},
        service_fixed_s=300,
    ),
}
