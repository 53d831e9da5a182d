"""A problem that does not fit together cannot be built, and says what does not fit."""

from typing import Any

import numpy as np
import pytest

from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Client, Depot, Pair, Profiles, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import Frozen, GoodsRule, Meal, Reference, Relation, RestRule, Tie, ZoneRule
from optimizer.model.windows import TimeWindow

CUBE = np.ones((1, 3, 3), dtype=np.int64)
NOON = TimeWindow(opens=10, closes=20)


def build(client: dict[str, Any], kind: dict[str, Any], whole: dict[str, Any]) -> RoutingProblem:
    """One depot, two clients, of which the first is given, and one vehicle."""
    people = Client(**({"delivery": (1,), "pickup": (0,)} | client)), Client(delivery=(1,), pickup=(0,))
    types = (VehicleType(**({"capacity": (3,), "count": 1} | kind)),)
    known = {"name": "two", "depots": (Depot(),), "clients": people, "vehicle_types": types, "distance": CUBE[0]}
    return RoutingProblem(**(known | whole))


def routes(vehicle_type: int, depot: int, *clients: int) -> Routes:
    return Routes((Route(vehicle_type, (Trip(depot, clients),)),))


def test_what_fits_together_is_built() -> None:
    """With something of everything."""
    build(
        {"windows": (NOON, TimeWindow(opens=30, closes=40)), "services": (5,), "tier": 0, "required": False},
        {"rest": RestRule(max_driving=1, rest=0), "meals": (Meal(window=NOON, duration=0),), "reload_depots": (0,)},
        {
            "relations": (Relation(tie=Tie.GAP, clients=(1, 0), least=3, most=3),),
            "zones": ZoneRule(disinfect_from=1, depots=(0,), duration=0),
            "reference": Reference(routes=routes(0, 0, 1)),
            "frozen": Frozen(routes=routes(0, 0)),
        },
    )


@pytest.mark.parametrize(
    ("client", "message"),
    [
        ({"delivery": (1, 1)}, r"client 0 has the amounts \(1, 1\)"),
        ({"windows": (NOON, NOON)}, "client 0 has windows that overlap"),
        ({"services": (1, 2)}, "client 0 has 2 service times by vehicle type, where 1 exist"),
        ({"services": (-1,)}, "client 0 has a negative service"),
        ({"tier": 1}, "client 0 is required and has the tier 1"),
        ({"tier": -1, "required": False}, "client 0 has a negative"),
        ({"vehicle_types": frozenset({1})}, r"client 0 allows the vehicle types \[1\]"),
        ({"depots": frozenset({1})}, r"client 0 is stocked at the depots \[1\]"),
    ],
)
def test_clients_that_do_not_fit(client: dict[str, Any], message: str) -> None:
    """The client is named."""
    with pytest.raises(ValueError, match=f"two: {message}"):
        build(client, {}, {})


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ({"end_depot": 1}, r"has a depot among \(0, 1\), where 1 exist"),
        ({"profile": 1}, "has the profile 1, where 1 exist"),
        ({"starts_empty": True}, "starts empty and has nowhere to load"),
        ({"max_drive": -1}, "has a negative limit"),
        ({"rest": RestRule(max_driving=0, rest=5)}, "rests 5 after driving 0"),
        ({"meals": (Meal(window=NOON, duration=-1),)}, "has a meal of negative duration"),
        ({"meals": (Meal(window=NOON, duration=1),) * 2}, "in its meals, has windows that overlap"),
    ],
)
def test_vehicle_types_that_do_not_fit(kind: dict[str, Any], message: str) -> None:
    """The type is named."""
    with pytest.raises(ValueError, match=f"two: vehicle type 0.*{message}"):
        build({}, kind, {})


def gap(*clients: int, least: int = 0, most: int | None = None) -> tuple[Relation, ...]:
    return (Relation(tie=Tie.GAP, clients=clients, least=least, most=most),)


def profiled(distance: Any = CUBE, duration: Any = CUBE[None], starts: tuple[int, ...] = (0,)) -> dict[str, Any]:
    return {"distance": None, "profiles": Profiles(distance=distance, duration=duration, starts=starts)}


@pytest.mark.parametrize(
    ("whole", "message"),
    [
        ({"depots": ()}, "needs a depot and a vehicle type"),
        ({"distance": None}, "needs coordinates or a distance matrix"),
        ({"plane": Plane(coordinates=np.zeros((2, 2)))}, r"coordinates of shape \(2, 2\) for 3 locations"),
        ({"duration": CUBE}, "int64 matrix of shape"),
        ({"depots": (Depot(loading=-1),)}, "depot 0 loads in negative time"),
        ({"pairs": (Pair(pickup=0, delivery=2, amount=(1,)),)}, "a pair of a client that does not exist"),
        ({"pairs": (Pair(pickup=0, delivery=1, amount=(1,), max_ride=-1),)}, "pair 0 rides at most -1"),
        (profiled() | {"distance": CUBE[0]}, "has profiles and another matrix"),
        (profiled(duration=CUBE), "has int64 profiles of shape"),
        (profiled(duration=np.ones((1, 2, 3, 3), dtype=np.int64), starts=(5, 5)), r"periods that begin at \(5, 5\)"),
        ({"zones": ZoneRule(disinfect_from=1, depots=(), duration=5)}, "disinfects for 5 at the depots"),
        ({"goods": GoodsRule(apart=frozenset({(1, 1)}))}, "keeps goods apart from themselves"),
        ({"relations": gap(0, 2)}, r"relation 0 ties the clients \(0, 2\)"),
        ({"relations": gap(0)}, r"relation 0 ties the clients \(0,\)"),
        ({"relations": gap(0, 1, least=5, most=4)}, "relation 0 is a gap of 5 to 4"),
        ({"reference": Reference(routes=Routes(), per_time=-1)}, "negative price of changes"),
        ({"reference": Reference(routes=routes(1, 0, 0))}, "the plan it refers to has routes of the types"),
        ({"frozen": Frozen(routes=routes(0, 0, 0, 0))}, "the frozen plan visits a client that does not exist, or one"),
        ({"frozen": Frozen(routes=routes(0, 1, 0))}, "the frozen plan loads at a depot that does not exist"),
    ],
)
def test_rules_that_do_not_fit(whole: dict[str, Any], message: str) -> None:
    """What is wrong is named, and how many there are."""
    with pytest.raises(ValueError, match=message):
        build({}, {}, whole)


def test_a_given_plan_is_of_vehicles_told_apart() -> None:
    """A type with two vehicles cannot say whose route it is."""
    with pytest.raises(ValueError, match=r"frozen plan has routes of the types \[0\]"):
        build({}, {"count": 2}, {"frozen": Frozen(routes=routes(0, 0, 0))})
