"""Passes, health tests and changes of the roads, carried along as data."""

from collections.abc import Mapping, Sequence

from graphs.geo import Position
from optimizer.model.drivers import Driver
from optimizer.model.papers import HealthTest, Pass, RoadChange, RoadChangeKind, TestResult
from optimizer.model.places import Place
from optimizer.model.units import DAY, HOUR
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import TimeWindow
from scenarios.chance import Chance

_CODES = {
    "渝中": "500103", "大渡口": "500104", "江北": "500105", "沙坪坝": "500106", "九龙坡": "500107", "南岸": "500108",
    "北碚": "500109", "渝北": "500112", "巴南": "500113",
}  # GB/T 2260  # fmt: skip
_CITY = "500100"
SHUT_RADIUS_M = 40
"""Around such a point a road is shut or narrowed: one bridge or crossing, not a quarter."""

_CHANGES = (
    (RoadChangeKind.WIDTH_LIMIT, SHUT_RADIUS_M, 15 * DAY, 2_400, "桥梁占道施工，限宽"),
    (RoadChangeKind.CLOSURE, SHUT_RADIUS_M, DAY, None, "封控区周边道路封闭"),
    (RoadChangeKind.CHECKPOINT, 50, 30 * DAY, 180, "高速出口查验卡点，每车约 3 分钟"),
    (RoadChangeKind.SLOW_DOWN, 400, 12 * HOUR, 60, "路面施工，车速为平时的 60%"),
)


def passes(
    vehicles: Mapping[str, Vehicle],
    drivers: Mapping[str, Driver],
    origins: Sequence[Place],
    destinations: Sequence[Place],
    *,
    seed: int,
) -> tuple[Pass, ...]:
    """Issue a pass across districts for every other vehicle, some of them for one driver only."""
    chance = Chance(seed, "passes")
    chosen = chance.some(list(vehicles.values()), -(-len(vehicles) // 2))
    drivers_of: dict[str | None, list[str]] = {}
    for driver in drivers.values():
        drivers_of.setdefault(driver.home, []).append(driver.id)
    return tuple(
        _pass(
            number, vehicle, drivers_of.get(vehicle.home, []), (chance.one(origins), chance.one(destinations)), chance
        )
        for number, vehicle in enumerate(chosen, start=1)
    )


def _pass(number: int, vehicle: Vehicle, own: Sequence[str], line: tuple[Place, Place], chance: Chance) -> Pass:
    origin, destination = line
    issued = -DAY * chance.whole(0, 5)
    return Pass(
        number=f"{_CODES.get(origin.district, _CITY)}{number:06d}",
        vehicle=vehicle.id,
        driver=chance.one(own) if own and chance.happens(0.6) else None,
        origin=origin.district or origin.name,
        destination=destination.district or destination.name,
        valid=TimeWindow(opens=issued, closes=issued + DAY * chance.one((7, 30))),
    )


def tests(drivers: Mapping[str, Driver], *, seed: int) -> tuple[HealthTest, ...]:
    """A test for every driver: most of yesterday and negative, a few too old or without a result yet."""
    chance = Chance(seed, "tests")
    return tuple(_test(driver, chance) for driver in drivers.values())


def _test(driver: Driver, chance: Chance) -> HealthTest:
    hours = chance.whole(26, 47) if chance.happens(0.06) else chance.whole(2, 20)
    result = TestResult.POSITIVE if driver.suspended and chance.happens(0.3) else TestResult.NEGATIVE
    if not driver.suspended and chance.happens(0.03):
        result = TestResult.PENDING
    return HealthTest(driver=driver.id, sampled_s=5 * HOUR - hours * HOUR, result=result)


def road_changes(positions: Sequence[Position]) -> tuple[RoadChange, ...]:
    """One change of each sort that the newspapers tell of, at these positions."""
    return tuple(
        RoadChange(
            id=f"G{number:03d}",
            kind=kind,
            position=position,
            radius_m=radius_m,
            value=value,
            note=note,
            interval=TimeWindow(opens=0, closes=lasts_s),
        )
        for number, (position, (kind, radius_m, lasts_s, value, note)) in enumerate(
            zip(positions, _CHANGES, strict=False), start=1
        )
    )
