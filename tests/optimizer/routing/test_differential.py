"""The compiled rules of the road against the independent pricer: random duties of random problems of every feature."""

from collections import Counter

import numpy as np
import pytest

from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Client, Depot, Profiles, VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import RestRule
from optimizer.model.windows import TimeWindow
from optimizer.routing.arrays import Arrays, Ints
from optimizer.routing.carriage import duty_holds
from optimizer.routing.duty import duty_begins, duty_cents
from optimizer.routing.layout.arrays import lay_out
from optimizer.routing.moments import INFINITE
from scenarios.instances.breaches import Fault
from scenarios.instances.price import price
from scenarios.instances.timetable import timetable
from tests.optimizer.routing.random_problems import FEATURES, random_problem, random_route

A_PROBLEM = 20
"""Routes walked of each problem."""


def tokens_of(problem: RoutingProblem, route: Route) -> Ints:
    """A load token for each trip, then its clients."""
    n = len(problem.clients)
    tokens = [token for trip in route.trips for token in (n + trip.depot, *trip.clients)]
    return np.array(tokens, dtype=np.int32)


def compare(problem: RoutingProblem, arrays: Arrays, route: Route) -> bool:
    """Compare one route; returns whether it keeps all rules."""
    alone = Routes((route,))
    priced = price(problem, alone)
    clean = all(breach.fault is Fault.MISSING for breach in priced.breaches)
    crew = int(np.flatnonzero(arrays.crews["kind"] == route.vehicle_type)[0])
    tokens = tokens_of(problem, route)
    cents = duty_cents(arrays, crew, tokens, len(tokens))
    kept = duty_holds(arrays, crew, tokens, len(tokens)) and cents < INFINITE
    assert kept == clean, (problem, route, priced.breaches)
    if clean:
        assert cents == priced.cost, (problem, route)
        begins = np.zeros(len(problem.clients), dtype=np.int64)
        assert duty_begins(arrays, crew, tokens, len(tokens), begins)
        found = timetable(problem, alone).begins
        assert {i: int(begins[i]) for i in found} == found, (problem, route)
    return clean


def compare_many(feature: str, duties: int, seed: int) -> Counter[bool]:
    """Walk so many random duties; returns how many kept all rules, and how many did not."""
    rng = np.random.default_rng(seed)
    seen: Counter[bool] = Counter()
    while seen.total() < duties:
        problem = random_problem(rng, feature)
        arrays = lay_out(problem)
        for _ in range(A_PROBLEM):
            seen[compare(problem, arrays, random_route(rng, problem))] += 1
    return seen


def test_a_rest_that_hangs_on_the_hour_keeps_a_route_from_leaving_later() -> None:
    """Found among 6,098 duties: leave at 91, be at A at 111; at 112 the way to B takes 2 + 14, in all 36 of driving.

    More than 35, so a rest comes first, and then the way takes 14. Leaving 1 later, it would take 15, and no rest be
    due. So it leaves at 91, waits at B until 256, and is home at 261: 170 at 2 each.
    """
    ways = np.array([[0, 20, 60], [60, 0, 46], [5, 60, 0]], dtype=np.int64)
    later = ways.copy()
    later[1, 2] = 14
    kind = VehicleType(
        capacity=(2,), unit_distance_cost=0, unit_duration_cost=2, shift=TimeWindow(opens=91, closes=400),
        rest=RestRule(max_driving=35, rest=25),
    )  # fmt: skip
    problem = RoutingProblem(
        name="on the hour",
        depots=(Depot(),),
        clients=(
            Client(delivery=(1,), pickup=(0,), service=1),
            Client(delivery=(1,), pickup=(0,), windows=(TimeWindow(opens=256, closes=300),)),
        ),
        vehicle_types=(kind,),
        profiles=Profiles(distance=ways[None], duration=np.array([[ways, later]]), starts=(0, 114)),
    )
    route = Route(0, (Trip(0, (0, 1)),))
    assert compare(problem, lay_out(problem), route)
    assert price(problem, Routes((route,))).cost == 340


@pytest.mark.parametrize("feature", [*FEATURES, "many"])
def test_a_duty_costs_the_same_compiled_and_longhand(feature: str) -> None:
    """Four hundred duties: what keeps all rules here keeps them there, at the same price, begun at the same moments."""
    seen = compare_many(feature, 400, seed=1)
    assert min(seen[True], seen[False]) > 20


@pytest.mark.slow
@pytest.mark.parametrize("feature", [*FEATURES, "many"])
def test_a_hundred_thousand_duties_cost_the_same(feature: str) -> None:
    """The same at depth."""
    seen = compare_many(feature, 100_000, seed=2)
    print(f"{feature}: {seen[True]} duties kept all rules, {seen[False]} did not")
    assert min(seen[True], seen[False]) > 5_000
