"""Small roads with names, and short ways to put changes on them."""

from dataclasses import replace
from typing import Any

import numpy as np

from graphs.changes.change import ALWAYS, Around, Change, Closure, Effect, Interval, Where
from graphs.changes.overlay import Overlay, apply
from graphs.changes.resolve import DayChanges, resolve
from graphs.changes.tables import Calls, SignedLaw
from graphs.law.classes import TYPICAL, RoadVehicle, VehicleClass
from graphs.roads import RoadGraph
from graphs.search import Stops
from tests.graphs.grounds import at, ground, street

LIGHT = TYPICAL[VehicleClass.LIGHT]
HEAVY = TYPICAL[VehicleClass.HEAVY]
NOON = Interval(begin_s=43_200, end_s=46_800)
LAW = SignedLaw()

SPOTS = {"A": (0, 0), "B": (1000, 0), "C": (2000, 0), "D": (1000, 1500), "E": (3000, 0)}


def bridge_town() -> RoadGraph:
    """A to B by a street, B to C by a bridge of 1 km, or round by D (3.6 km); E beyond C. All at 10 m/s both ways."""
    return ground(
        SPOTS,
        street("AB", name="南街"),
        street("BC", name="嘉华大桥", bridge=True),
        street("BD", name="山路"),
        street("DC", name="山路"),
        street("CE", name="东街"),
    )


def edge(roads: RoadGraph, ends: str, spots: dict[str, tuple[float, float]] | None = None) -> int:
    """Number of the edge from one junction to another, by their letters."""
    spots = SPOTS if spots is None else spots
    places = [at(*spots[name]) for name in ends]
    near = [int(np.abs(roads.lon - p.lon + 1j * (roads.lat - p.lat)).argmin()) for p in places]
    return int(np.flatnonzero((roads.tail == near[0]) & (roads.head == near[1]))[0])


def change(effect: Effect | None = None, where: Where | None = None, name: str = "R1", **parts: Any) -> Change:
    """A change, by default a closure of the bridge."""
    return Change(id=name, where=where or Around(at(1500, 0), 50), effect=effect or Closure(), **parts)


def day(roads: RoadGraph, *changes: Change) -> DayChanges:
    """Changes put on roads."""
    return resolve(roads, changes)


def seen(roads: RoadGraph, *changes: Change, vehicle: RoadVehicle = LIGHT, period: Interval = NOON) -> Overlay:
    """What changes do to a vehicle at noon."""
    return apply(resolve(roads, changes), vehicle, period)


def seconds(overlay: Overlay, vehicle: RoadVehicle = LIGHT) -> list[float]:
    """Seconds to drive every edge, infinite where it is shut."""
    ms = overlay.weigh(LAW.legal_ms(overlay.day.roads, vehicle, ALWAYS))
    return [np.inf if one >= 2**30 - 1 else round(one / 1000, 1) for one in ms.tolist()]


def permitted(*permits: str, vehicle: RoadVehicle = LIGHT) -> RoadVehicle:
    """The vehicle with permits."""
    return replace(vehicle, permits=frozenset(permits))


def calls(roads: RoadGraph, **beside: tuple[str, float]) -> Calls:
    """Places beside edges of the bridge town, each by the letters of its edge and how far along it."""
    return Calls(
        tuple(beside),
        Stops(
            edge=np.array([edge(roads, ends) for ends, _ in beside.values()], dtype=np.int32),
            fraction=np.array([fraction for _, fraction in beside.values()]),
        ),
    )
