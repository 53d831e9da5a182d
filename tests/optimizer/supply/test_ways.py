"""Which vehicles can bring what from where to where."""

from collections import Counter
from dataclasses import dataclass, field

from graphs.leg import Leg
from graphs.profiles import VehicleClass
from optimizer.model.drivers import Licence
from optimizer.model.unserved import Reason
from optimizer.supply.fleet import kinds_of
from optimizer.supply.ways import Way, Ways
from tests.builders import Town, clock, town


@dataclass
class Roads:
    """A travel table that counts how often it is asked: 1,000 s for heavy vehicles, 400 s for all others."""

    asked: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def quickest(self, profile: str, origin: str, destination: str) -> Leg | None:
        self.asked[profile, origin, destination] += 1
        return Leg(1000 if profile == VehicleClass.HEAVY else 400, 4000)


def way_of(built: Town) -> Way | Reason:
    day = built.day()
    (demand,) = day.demands.values()
    return Ways(day, Roads()).way(day.stocks[0], demand)


def test_the_fastest_class_that_suits_sets_the_drive() -> None:
    """The van needs 400 s, the lorry 1,000 s; loading takes 60 s."""
    built = (
        town().place("market", service_fixed_s=60).vehicle("lorry", vehicle_class=VehicleClass.HEAVY, kilograms=9000)
    )
    built.driver("Zhang", licence=Licence.B2).place("A").demand("A")
    assert way_of(built) == Way(drive_s=400, arrives_s=460)


def test_what_only_the_slow_class_can_carry_takes_the_slow_drive() -> None:
    """Two tonnes whole need the lorry."""
    built = (
        town().vehicle("lorry", vehicle_class=VehicleClass.HEAVY, kilograms=9000).driver("Zhang", licence=Licence.B2)
    )
    built.place("A").demand("A", quantity=2000, splittable=False)
    assert way_of(built) == Way(drive_s=1000, arrives_s=1000)


def test_a_lot_waits_for_its_load_point_to_open() -> None:
    """Ready 05:00, between the market's morning and its afternoon: loaded at 14:00."""
    built = town(bare=True).vehicle("van").driver("Li").place("market", opens="03:00-04:30,14:00-18:00")
    built.stocks.clear()
    built.stock("market", "rice", 100, ready="05:00").place("A").demand("A")
    assert way_of(built) == Way(drive_s=400, arrives_s=clock("14:00") + 400)


def test_roads_are_asked_once_for_each_class_and_pair_of_places() -> None:
    """Thirty vans of different sizes are thirty kinds, but one class."""
    built = town()
    for i in range(30):
        built.vehicle(f"van{i}", kilograms=1000 + i)
    built.place("A").demand("A", name="one").demand("A", name="two", quantity=200)
    roads, day = Roads(), built.day()
    ways = Ways(day, roads)
    for demand in day.demands.values():
        assert isinstance(ways.way(day.stocks[0], demand), Way)
    assert roads.asked == {(VehicleClass.LIGHT, "market", "A"): 1}


def test_kinds_count_the_vehicles_that_find_a_driver() -> None:
    """Two lorries and two vans; one B2 and two C1: one lorry and both vans. The B2 is not wasted on a van."""
    built = town(bare=True).driver("Zhang", licence=Licence.B2).driver("Li").driver("Xu")
    for name in ("a", "b"):
        built.vehicle(f"lorry {name}", vehicle_class=VehicleClass.HEAVY, kilograms=9000).vehicle(f"van {name}")
    lorries, vans = kinds_of(built.day())
    assert (lorries.example.id, lorries.vehicles, lorries.crewed) == ("lorry a", 2, 1)
    assert (vans.example.id, vans.vehicles, vans.crewed) == ("van a", 2, 2)
