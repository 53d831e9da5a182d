"""Small valid days for Hypothesis: every noun drawn, odd numbers included, nothing that validation would refuse.

``small_days()`` gives a :class:`tests.builders.Town`; take ``.day()``, ``.travel()`` and ``.roads()`` from it.
"""

from hypothesis import strategies as st

from graphs.profiles import VehicleClass
from optimizer.model.demands import Priority
from optimizer.model.drivers import Batch, Licence
from optimizer.model.goods import Handling
from optimizer.model.places import PlaceKind, VehicleLimits
from optimizer.model.rules import DayRules
from tests.builders import ALWAYS, Town, window

MINUTE = 60
FAR = 2**30
SHIFTS = (
    "06:00-20:00",
    "06:00-20:00",
    "06:00-20:00",
    "07:30-15:30",
    "20:00-29:30",
    "06:00-14:00,14:00-22:00",
    "06:00-13:00,15:00-27:00",
)
WINDOWS = (
    "00:00-30:00",
    "00:00-30:00",
    "00:00-30:00",
    "06:00-12:00",
    "09:00-10:00,14:00-15:30",
    "22:00-29:00",
    "08:00-08:00",
    "06:00-06:20,11:00-20:00",
)
SIZES = {
    VehicleClass.HEAVY: (25_000_000, 3900, 11_500),
    VehicleClass.MEDIUM: (8_000_000, 3300, 7200),
    VehicleClass.LIGHT: (4_400_000, 2800, 5900),
    VehicleClass.MINI: (1_700_000, 1950, 3400),
    VehicleClass.MOTORCYCLE: (300_000, 1300, 2100),
    VehicleClass.BUS: (10_000_000, 3200, 8500),
    VehicleClass.CAR: (1_900_000, 1500, 4600),
}
"""Gross grams, height and length in millimetres of a usual vehicle of the class."""

BOUNDARIES = ("06:00", "06:11", "07:00", "08:20", "12:00", "21:00")

SECONDS = st.one_of(
    st.sampled_from((60, 300, 600, 900)),
    st.integers(60, 30 * MINUTE),
    st.integers(60, 31 * MINUTE),
    st.integers(60, 90 * MINUTE),
    st.one_of(st.integers(90 * MINUTE, 4 * 3600), st.integers(4 * 3600, 6 * 3600), st.just(FAR)),
)
"""Drives from a minute to six hours, some that pass the legal limit alone, and now and then no road at all."""


def clock_of(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@st.composite
def small_days(draw: st.DrawFn) -> Town:
    """1-3 load points, 1-8 demands, 1-4 vehicles, 1-5 drivers; drives differ each way and by the hour."""
    built = Town(rules=draw(rules()))
    built.place("depot", PlaceKind.DEPOT, opens="00:00-30:00").place("yard", PlaceKind.DEPOT, opens="00:00-30:00")
    _goods(draw, built)
    _sources(draw, built)
    _demands(draw, built)
    _vehicles(draw, built)
    _drivers(draw, built)
    for origin in built.places:
        for destination in built.places:
            if origin != destination:
                built.drive(origin, destination, draw(SECONDS))
    _periods(draw, built)
    return built


def _periods(draw: st.DrawFn, built: Town) -> None:
    """Up to three later periods of the day, in which some drives take another time, or are not there."""
    pairs = sorted(built.drives)
    for begins in draw(st.lists(st.sampled_from(BOUNDARIES), max_size=3, unique=True)):
        for origin, destination in draw(st.lists(st.sampled_from(pairs), max_size=8)):
            built.drive_from(begins, origin, destination, draw(SECONDS))


def rules() -> st.SearchStrategy[DayRules]:
    return st.builds(
        DayRules,
        max_driving_s=st.sampled_from((4 * 3600, 4 * 3600, 2 * 3600)),
        rest_s=st.sampled_from((1200, 1800)),
        waiting_is_rest=st.booleans(),
        min_crew_s=st.sampled_from((3600, 7200)),
        late_cents_per_hour=st.sampled_from((60_000, 1_001, 0)),
    )


def _goods(draw: st.DrawFn, built: Town) -> None:
    names = ("rice", "meat", "drugs", "bleach")[: draw(st.integers(1, 4))]
    for name in names:
        built.good(
            name,
            unit_grams=draw(st.sampled_from((1_000, 333, 1, 25_000))),
            unit_litres=draw(st.sampled_from((0, 1, 2, 7))),
            handling=draw(st.sampled_from((Handling.AMBIENT,) * 6 + tuple(Handling))),
            keeps_apart_from=draw(st.frozensets(st.sampled_from([n for n in names if n != name] or [""]), max_size=1))
            - {""},
        )


def _sources(draw: st.DrawFn, built: Town) -> None:
    for number in range(draw(st.integers(1, 3))):
        name = f"market{number}"
        kind = draw(st.sampled_from((PlaceKind.MARKET, PlaceKind.STATION, PlaceKind.WAREHOUSE)))
        built.place(name, kind, opens=draw(st.sampled_from(WINDOWS[:5])), **_service(draw), limits=draw(limits()))
        goods = draw(st.lists(st.sampled_from(sorted(built.goods)), min_size=1, max_size=3))
        for good in goods:
            ready = clock_of(draw(st.sampled_from((0, 0, 6 * 60 + 7, 9 * 60, 21 * 60))))
            built.stock(name, good, draw(st.one_of(st.integers(1, 400), st.just(5_000))), ready=ready)


def _service(draw: st.DrawFn) -> dict[str, int]:
    return {
        "service_fixed_s": draw(st.sampled_from((0, 60, 300, 601))),
        "service_per_tonne_s": draw(st.sampled_from((0, 7, 600))),
    }


def limits() -> st.SearchStrategy[VehicleLimits]:
    none = st.just(VehicleLimits())
    small = frozenset({VehicleClass.LIGHT, VehicleClass.MINI, VehicleClass.CAR, VehicleClass.MOTORCYCLE})
    some = st.builds(
        VehicleLimits,
        classes=st.sampled_from((None, None, small)),
        max_gross_grams=st.sampled_from((None, 4_500_000)),
        max_height_mm=st.sampled_from((None, 2_800)),
        max_length_mm=st.sampled_from((None, 6_000)),
    )
    return st.one_of(none, none, none, none, some)


def _demands(draw: st.DrawFn, built: Town) -> None:
    stocked = [stock.good for stock in built.stocks]
    shops = [f"shop{number}" for number in range(draw(st.integers(1, 5)))]
    for shop in shops:
        built.place(shop, opens="00:00-30:00", **_service(draw), limits=draw(limits()))
    for number in range(draw(st.sampled_from((4, 1, 2, 3, 5, 6, 7, 8)))):
        built.demand(
            draw(st.sampled_from(shops)),
            draw(st.sampled_from([*stocked, *stocked, *built.goods])),
            draw(st.one_of(st.integers(1, 60), st.integers(1, 600))),
            name=f"demand{number}",
            windows=draw(st.sampled_from(WINDOWS)),
            due=draw(st.sampled_from((None, "07:00", "10:30", "23:15"))),
            priority=draw(st.sampled_from(Priority)),
            splittable=draw(st.booleans()),
        )


def _vehicles(draw: st.DrawFn, built: Town) -> None:
    for number in range(draw(st.sampled_from((2, 1, 3, 4)))):
        vehicle_class = draw(st.sampled_from((VehicleClass.LIGHT,) * 5 + tuple(SIZES)))
        gross, height, length = SIZES[vehicle_class]
        shifts = draw(st.sampled_from(SHIFTS))
        built.vehicle(
            f"van{number}",
            shifts=shifts,
            vehicle_class=vehicle_class,
            capacity_grams=draw(st.sampled_from((1_500_000, 1_500_000, 300_000, 300_000, 20_001, 999))),
            capacity_litres=draw(st.sampled_from((10_000, 10_000, 101, 3))),
            handlings=draw(st.sampled_from((frozenset(Handling), frozenset({Handling.AMBIENT})))),
            gross_grams=gross,
            height_mm=height,
            length_mm=length,
            home=draw(st.sampled_from(("depot", "yard"))),
            returns_home="," in shifts or draw(st.booleans()),
            whitelisted=draw(st.sampled_from((ALWAYS, ALWAYS, window("00:00-21:00")))),
            fixed_cents=draw(st.sampled_from((0, 10_000))),
            cents_per_km=draw(st.sampled_from((0, 3, 200))),
            cents_per_hour=draw(st.sampled_from((0, 7, 4_000))),
        )


def _drivers(draw: st.DrawFn, built: Town) -> None:
    for number in range(draw(st.sampled_from((3, 1, 2, 4, 5)))):
        batch = draw(st.sampled_from(Batch))
        built.driver(
            f"driver{number}",
            licence=draw(st.sampled_from((Licence.C1,) * 4 + (Licence.B2,) * 6 + tuple(Licence))),
            shifts=draw(st.sampled_from(SHIFTS)),
            batch=batch,
            suspended=draw(st.sampled_from((False,) * 6 + (True,))),
            whitelisted=draw(st.sampled_from((ALWAYS, ALWAYS, window("05:00-23:00")))),
            call_up_cents=0 if batch is Batch.FIRST else 20_000,
        )
