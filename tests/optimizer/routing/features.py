"""Small worlds, one for each thing a routing problem can ask for; in each of them it changes the best routes.

``WORLDS`` has them by name; the ground they lie on is that of ``hill.py``.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Client, Depot, Pair, Profiles
from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.model.routing_rules import Frozen, GoodsRule, Meal, Reference, Relation, RestRule, Tie, ZoneRule
from tests.optimizer.routing.hill import HILL, HOMES, TRUCK, changed, client, plan, ways, window, world

ONE = replace(TRUCK, capacity=(5,), count=1)
"""One vehicle for all."""
TWO = (replace(TRUCK, count=1), replace(TRUCK, count=1, fixed_cost=5))
"""Two vehicles told apart."""
RELOADS = replace(TRUCK, count=1, reload_depots=(0,))
HALL = ZoneRule(disinfect_from=2, depots=(1,), duration=5)


def _two_dimensions() -> RoutingProblem:
    """Litres bind where kilograms do not."""
    people = tuple(Client(delivery=(1, litres), pickup=(0, 0)) for litres in (4, 1, 4, 4, 1))
    return world(people, (replace(TRUCK, capacity=(9, 8)),))


def _pairs(**more: Any) -> RoutingProblem:
    """Two people are taken along beside three deliveries; client 0 to 1, client 3 to 4."""
    ride = (Pair(pickup=0, delivery=1, amount=(1,), **more), Pair(pickup=3, delivery=4, amount=(1,)))
    return world((client(0), client(0), client(1), client(0), client(0)), (ONE,), pairs=ride)


def _profiles(*paces: tuple[int, ...], starts: tuple[int, ...]) -> Profiles:
    """Durations are the ways times a pace, by profile and period."""
    table = ways(HILL, *HOMES)
    duration = np.array([[table * pace for pace in row] for row in paces])
    return Profiles(distance=np.array([table] * len(paces)), duration=duration, starts=starts)


def _gap(first: int, second: int, least: int, most: int | None = None) -> Relation:
    return Relation(tie=Tie.GAP, clients=(first, second), least=least, most=most)


def _row(*clients: int) -> Relation:
    return Relation(tie=Tie.SEQUENCE, clients=clients)


EVENING = (window(0, 12), window(50, 60))
OPTIONAL = {"required": False}
LATE = {"due": 25, "late_cost": 3}

_WORLDS: Mapping[str, Callable[[], RoutingProblem]] = {
    # 1: capacities, fleets, costs, depots, ends
    "plain": world,
    "two dimensions": _two_dimensions,
    "mixed fleet": lambda: world(
        types=(replace(TRUCK, capacity=(2,), fixed_cost=30), replace(TRUCK, unit_distance_cost=2))
    ),
    "vehicles first": lambda: world(
        types=(TRUCK, replace(ONE, unit_distance_cost=2)), objective=Objective.VEHICLES_FIRST
    ),
    "cost of duration": lambda: world(
        changed({2: client(windows=(window(60, 90),)), 0: client(windows=(window(0, 20),))}),
        (replace(TRUCK, unit_duration_cost=2),),
    ),
    "cost of driving": lambda: world(types=(TRUCK, replace(TRUCK, unit_distance_cost=0, unit_drive_cost=2))),
    "overtime": lambda: world(types=(replace(ONE, count=2, overtime_after=40, unit_overtime_cost=5),)),
    "several depots": lambda: world(types=(TRUCK, replace(TRUCK, start_depot=1, end_depot=1)), depots=(Depot(),) * 2),
    "open ends": lambda: world(types=(replace(TRUCK, end_depot=None),)),
    # 2: time
    "time windows": lambda: world(changed({3: client(windows=(window(0, 22),)), 4: client(windows=(window(0, 20),))})),
    "several windows": lambda: world(changed({1: client(windows=EVENING), 3: client(windows=(window(20, 30),))})),
    "soft lateness": lambda: world(changed({3: client(**LATE), 1: client(**LATE)})),
    "service by type": lambda: world(
        (client(services=(9, 1)),) * 5,
        (replace(TRUCK, unit_duration_cost=1), replace(TRUCK, unit_duration_cost=1, fixed_cost=10)),
    ),
    "release": lambda: world(changed({1: client(release=30), 4: client(windows=(window(0, 30),))})),
    "shift": lambda: world(types=(replace(TRUCK, count=5, shift=window(0, 40)),)),
    "max duration": lambda: world(
        changed({1: client(windows=(window(40, 60),))}), (replace(TRUCK, count=5, max_duration=38),)
    ),
    "max drive": lambda: world(types=(replace(TRUCK, count=5, max_drive=40),)),
    "max distance": lambda: world(types=(replace(TRUCK, count=5, max_distance=42),)),
    # 3: several trips
    "several trips": lambda: world(types=(RELOADS,)),
    "trips at most": lambda: world((client(2, **OPTIONAL, prize=60),) * 5, (replace(RELOADS, max_trips=2),)),
    "loading time": lambda: world(
        (client(windows=(window(0, 78),)),) * 5,
        (replace(RELOADS, capacity=(4,)),),
        depots=(Depot(loading=7, loading_per_thousand=1500),),
    ),
    "starting empty": lambda: world(
        changed({3: client(depots=frozenset({0}))}),
        (replace(RELOADS, start_depot=1, end_depot=1, reload_depots=(0,), starts_empty=True),),
        depots=(Depot(windows=(window(15, 90),)), Depot(loading=3)),
    ),
    "goods at their depots": lambda: world(
        changed({0: client(depots=frozenset({1})), 4: client(depots=frozenset({0}))}, 5),
        (replace(RELOADS, reload_depots=(0, 1)),),
        depots=(Depot(), Depot()),
    ),
    # 4: pairs and backhauls
    "pairs": _pairs,
    "max ride": lambda: _pairs(max_ride=12),
    "last in first out": lambda: replace(_pairs(), vehicle_types=(replace(ONE, last_in_first_out=True),)),
    "backhauls": lambda: world(changed({1: client(0, pickup=(1,)), 3: client(0, pickup=(1,))}), backhauls_last=True),
    "pickups beside deliveries": lambda: world(changed({1: client(0, pickup=(2,)), 3: client(1, pickup=(2,))})),
    # 5: optional clients
    "prizes": lambda: world((client(required=False, prize=9),) * 5),
    "strict tiers": lambda: world(
        (
            client(required=False, prize=2, tier=1),
            client(required=False, prize=90, tier=1),
            client(required=False, prize=1, tier=0),
            client(required=False, prize=50, tier=1),
            client(required=False, prize=7),
        ),
        (replace(TRUCK, capacity=(2,), count=1),),
    ),
    "too much to do": lambda: world((client(2),) * 5),
    # 6: who may serve whom, with what
    "sites": lambda: world(changed({2: client(vehicle_types=frozenset({1}))}), (TRUCK, replace(TRUCK, fixed_cost=9))),
    "goods apart": lambda: world(
        changed({0: client(goods=1), 2: client(goods=2)}), goods=GoodsRule(apart=frozenset({(2, 1)}))
    ),
    "cleaning": lambda: world(
        changed(
            {
                0: client(goods=2),
                3: client(windows=(window(0, 75),)),
                4: client(goods=1, windows=(window(0, 25),)),
            }
        ),
        (RELOADS,),
        goods=GoodsRule(soiling=frozenset({1}), needing_clean=frozenset({2}), cleaning=20),
    ),
    "zones": lambda: world(
        changed({0: client(zone=1), 1: client(zone=2), 3: client(zone=1)}),
        (replace(RELOADS, shift=window(0, 120)),),
        depots=(Depot(), Depot()),
        zones=HALL,
    ),
    # 7: breaks
    "rest": lambda: world(
        changed({2: client(windows=(window(0, 45),))}),
        (replace(ONE, unit_duration_cost=1, rest=RestRule(max_driving=16, rest=10)),),
    ),
    "waiting is rest": lambda: world(
        changed({1: client(windows=(window(30, 60),)), 3: client(windows=(window(0, 60),))}),
        (replace(ONE, unit_duration_cost=1, rest=RestRule(max_driving=20, rest=8)),),
    ),
    "meal": lambda: world(
        changed({3: client(windows=(window(0, 40),)), 2: client(windows=(window(0, 40),))}),
        (replace(ONE, meals=(Meal(window=window(20, 30), duration=12),)),),
    ),
    # 8: travel times
    "periods": lambda: world(
        changed({4: client(windows=(window(0, 70),)), 3: client(windows=(window(0, 65),))}),
        (replace(ONE, unit_duration_cost=1),),
        profiles=_profiles((1, 3, 1), starts=(0, 15, 40)),
    ),
    "vehicle profiles": lambda: world(
        types=(replace(TRUCK, shift=window(0, 60)), replace(TRUCK, profile=1, fixed_cost=9, shift=window(0, 60))),
        profiles=_profiles((2,), (1,), starts=(0,)),
    ),
    # 9: relations
    "same crew": lambda: world(relations=(Relation(tie=Tie.SAME_ROUTE, clients=(0, 4)),)),
    "different crews": lambda: world(relations=(Relation(tie=Tie.DIFFERENT_ROUTES, clients=(0, 3)),)),
    "fixed sequence": lambda: world(relations=(Relation(tie=Tie.SEQUENCE, clients=(2, 0, 1)),)),
    "gap": lambda: world(
        (client(windows=(window(0, 75),)),) * 5,
        (replace(ONE, unit_duration_cost=1),),
        relations=(_gap(2, 1, 5, 20), _gap(0, 3, 15)),
    ),
    "gap between crews": lambda: world(
        changed({0: client(windows=(window(0, 31),))}),
        (replace(TRUCK, unit_duration_cost=1),),
        relations=(_gap(4, 0, 12, 40), Relation(tie=Tie.DIFFERENT_ROUTES, clients=(0, 4))),
    ),
    "begun twice": lambda: world(
        (client(2), client(2, release=12), client(2), client(1), client(1, windows=(window(0, 60),))),
        (replace(RELOADS, capacity=(4,)), replace(TRUCK, count=1, fixed_cost=9)),
        frozen=Frozen(routes=Routes((Route(0, (Trip(0, (4,)), Trip(0, ()))), Route(1, (Trip(0, ()),))))),
    ),
    "frozen": lambda: world(types=TWO, frozen=Frozen(routes=plan((0, [4, 3]), (1, [2])))),
    "half a pair begun": lambda: replace(_pairs(), frozen=Frozen(routes=plan((0, [2, 3, 0])))),
    "half a sequence begun": lambda: world(
        types=TWO, relations=(_row(3, 0, 1),), frozen=Frozen(routes=plan((0, [4]), (1, [3])))
    ),
    "a gap begun from its end": lambda: world(
        types=TWO, relations=(_gap(0, 4, 30, 60),), frozen=Frozen(routes=plan((1, [4])))
    ),
    # 11: changes
    "changes of crew": lambda: world(
        types=TWO, reference=Reference(routes=plan((0, [0, 4]), (1, [1, 2, 3])), per_vehicle=4)
    ),
    "changes of order": lambda: world(
        types=TWO, reference=Reference(routes=plan((0, [0, 4]), (1, [2, 1, 3])), per_order=6)
    ),
    "changes of time": lambda: world(
        changed({4: client(release=9)}),
        TWO,
        reference=Reference(routes=plan((0, [3, 0]), (1, [2, 1, 4])), per_time=2, tolerance=3),
    ),
    # several at once
    "trips with pairs": lambda: world(
        (client(2), client(0), client(1, release=20), client(0), client(2)),
        (RELOADS,),
        pairs=(Pair(pickup=3, delivery=1, amount=(2,)),),
    ),
    "trips with gaps": lambda: world(
        changed({4: client(2)}),
        (replace(RELOADS, max_trips=2), replace(TRUCK, count=1, fixed_cost=4, start_depot=1, end_depot=1)),
        depots=(Depot(loading=3), Depot()),
        relations=(_gap(2, 0, 15, 40), Relation(tie=Tie.DIFFERENT_ROUTES, clients=(1, 2))),
    ),
    "a long day": lambda: world(
        (
            client(zone=1, due=40, late_cost=2),
            client(zone=2, goods=1, windows=(window(0, 30), window(60, 90))),
            client(required=False, prize=5, tier=1, service=4),
            client(required=False, prize=8, goods=2),
            client(required=False, prize=3, tier=0, release=20),
        ),
        (
            replace(
                RELOADS,
                shift=window(0, 110),
                unit_duration_cost=1,
                overtime_after=60,
                unit_overtime_cost=2,
                rest=RestRule(max_driving=25, rest=5),
                meals=(Meal(window=window(30, 60), duration=6),),
            ),
        ),
        depots=(Depot(loading=2), Depot()),
        zones=HALL,
        goods=GoodsRule(apart=frozenset({(1, 2)})),
    ),
    "a changed day": lambda: world(
        changed({2: client(required=False, prize=30), 0: client(release=15)}),
        TWO,
        reference=Reference(routes=plan((0, [4, 1]), (1, [3, 0])), per_vehicle=6, per_order=2, per_time=1, tolerance=5),
        frozen=Frozen(routes=plan((0, [4]))),
    ),
}

WORLDS: Mapping[str, RoutingProblem] = {name: replace(make(), name=name) for name, make in _WORLDS.items()}
