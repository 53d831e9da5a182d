"""Vehicles of the whitelist: models with plausible weights, sizes and costs, lent by a few firms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphs.profiles import VehicleClass
from optimizer.model.goods import Handling
from optimizer.model.places import Place
from optimizer.model.units import DAY, HOUR
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import TimeWindow
from scenarios.chance import Chance
from scenarios.names import plate
from scenarios.places import windows

_DRY = frozenset({Handling.AMBIENT})
_COLD = frozenset({Handling.AMBIENT, Handling.CHILLED, Handling.FROZEN})
_MEDICAL = frozenset({Handling.AMBIENT, Handling.MEDICINE})
_HAZARDOUS = frozenset({Handling.AMBIENT, Handling.HAZARDOUS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A class of vehicle: pay load and empty weight in kilograms, sizes in millimetres, costs in yuan.

    Gross weights and lengths keep to GA 802-2019 (heavy from 12 t, light below 4.5 t and 6 m, mini up to 1.8 t and
    3.5 m) and to 18 t on two axles.
    """

    vehicle_class: VehicleClass
    payload_kg: tuple[int, int]
    empty_kg: int
    litres: int
    height_mm: int
    width_mm: int
    length_mm: int
    yuan_a_day: int
    yuan_per_km: float
    yuan_per_hour: int


_HEAVY = Body(
    vehicle_class=VehicleClass.HEAVY, payload_kg=(9_000, 10_000), empty_kg=7_900, litres=48_000,
    height_mm=3_900, width_mm=2_550, length_mm=9_600, yuan_a_day=600, yuan_per_km=3.6, yuan_per_hour=60,
)  # fmt: skip
_MEDIUM = Body(
    vehicle_class=VehicleClass.MEDIUM, payload_kg=(4_500, 5_500), empty_kg=4_800, litres=30_000,
    height_mm=3_400, width_mm=2_450, length_mm=7_600, yuan_a_day=420, yuan_per_km=2.6, yuan_per_hour=55,
)  # fmt: skip
_LIGHT = Body(
    vehicle_class=VehicleClass.LIGHT, payload_kg=(1_500, 1_750), empty_kg=2_700, litres=15_000,
    height_mm=2_900, width_mm=2_100, length_mm=5_990, yuan_a_day=260, yuan_per_km=1.7, yuan_per_hour=45,
)  # fmt: skip
_MINI = Body(
    vehicle_class=VehicleClass.MINI, payload_kg=(550, 700), empty_kg=1_080, litres=4_500,
    height_mm=1_950, width_mm=1_560, length_mm=3_500, yuan_a_day=150, yuan_per_km=0.9, yuan_per_hour=40,
)  # fmt: skip

MODELS: Mapping[str, tuple[Body, frozenset[Handling]]] = {
    "heavy_box": (_HEAVY, _DRY),
    "heavy_cold": (_HEAVY, _COLD),
    "medium_box": (_MEDIUM, _DRY),
    "medium_cold": (_MEDIUM, _COLD),
    "light_box": (_LIGHT, _DRY),
    "light_cold": (_LIGHT, _COLD),
    "light_medical": (_LIGHT, _MEDICAL),
    "light_hazardous": (_LIGHT, _HAZARDOUS),
    "mini_box": (_MINI, _DRY),
    "mini_cold": (_MINI, _COLD),
    "mini_medical": (_MINI, _MEDICAL),
}
_COLD_BODY = 0.92  # share of pay load and volume that insulation and cooling leave
_ELECTRIC = {VehicleClass.LIGHT: 0.3, VehicleClass.MINI: 0.6}
_ELECTRIC_KM_COST = 0.5
_DAY_SHIFT = ((5.0, 19.0),)
_SHIFTS = {_DAY_SHIFT: 0.76, ((6.0, 20.0),): 0.12, ((4.0, 12.5), (13.0, 21.5)): 0.06, ((0.0, 10.0),): 0.06}


def fleet(models: Mapping[str, int], depots: Sequence[Place], firms: Sequence[str], *, seed: int) -> dict[str, Vehicle]:
    """So many vehicles of each model, shared out among the depots; each depot belongs to one firm."""
    chance = Chance(seed, "fleet")
    taken: set[str] = set()
    built: dict[str, Vehicle] = {}
    for number, model in enumerate(chance.shuffled([m for m, count in models.items() for _ in range(count)]), start=1):
        at = number % len(depots)
        vehicle = _vehicle(
            f"V{number:03d}",
            model,
            depot=depots[at],
            firm=firms[at],
            taken=taken,
            chance=Chance(seed, f"vehicle {number}"),
        )
        built[vehicle.id] = vehicle
    return built


def _vehicle(identity: str, model: str, *, depot: Place, firm: str, taken: set[str], chance: Chance) -> Vehicle:
    body, handlings = MODELS[model]
    cold = _COLD_BODY if Handling.FROZEN in handlings else 1.0
    electric = chance.happens(_ELECTRIC.get(body.vehicle_class, 0.0))
    payload_kg = int(chance.whole(*body.payload_kg) // 10 * 10 * cold)
    large = body.vehicle_class in (VehicleClass.HEAVY, VehicleClass.MEDIUM)
    per_km = body.yuan_per_km * (_ELECTRIC_KM_COST if electric else 1.0)
    return Vehicle(
        id=identity,
        plate=plate(chance, taken, new_energy=electric, large=large),
        vehicle_class=body.vehicle_class,
        capacity_grams=payload_kg * 1000,
        capacity_litres=int(body.litres * cold),
        handlings=handlings,
        gross_grams=(payload_kg + body.empty_kg) * 1000,
        height_mm=body.height_mm,
        width_mm=body.width_mm,
        length_mm=body.length_mm,
        home=depot.id,
        shifts=_shifts(handlings, chance),
        whitelisted=_whitelisted(chance),
        firm=firm,
        returns_home=True,
        fixed_cents=body.yuan_a_day * 100,
        cents_per_km=round(per_km * 100),
        cents_per_hour=body.yuan_per_hour * 100,
    )


def _shifts(handlings: frozenset[Handling], chance: Chance) -> tuple[TimeWindow, ...]:
    """Hours of work; vehicles for medicine and hazardous goods are few, and work by day when they are needed."""
    rare = handlings & {Handling.MEDICINE, Handling.HAZARDOUS}
    return windows(_DAY_SHIFT if rare else chance.weighted(_SHIFTS))


def _whitelisted(chance: Chance) -> TimeWindow:
    """Entered some days ago for some days or weeks; a few entries end this evening."""
    entered = -DAY * chance.whole(1, 9)
    ends = 19 * HOUR if chance.happens(0.05) else DAY * chance.whole(2, 21)
    return TimeWindow(opens=entered, closes=ends)
