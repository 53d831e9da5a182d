"""A plan that is given: begun, out already, or to start from."""

from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import Frozen
from optimizer.routing.general import solve_general
from optimizer.routing.problems import solve_problem
from scenarios.instances.breaches import Fault
from scenarios.instances.price import Priced, price
from tests.optimizer.routing.features import WORLDS
from tests.optimizer.routing.random_problems import costs, plain, prizes, random_problem, several_windows

BRIEF = Budget(iterations=150)


def random_problems(number: int, seed: int) -> list[RoutingProblem]:
    """Two vehicles told apart, windows, prizes and costs of duration; half with a price of changes too."""
    rng = np.random.default_rng(seed)
    problems = [random_problem(rng, "changes") for _ in range(number // 2)]
    for _ in range(number - number // 2):
        draft = plain(rng)
        for feature in (several_windows, prizes, costs):
            feature(draft)
        for kind in draft.kinds:
            kind["count"] = 1
        problems.append(draft.build())
    return problems


def solved(problem: RoutingProblem, start: Routes | None = None, budget: Budget = BRIEF) -> tuple[Routes, Priced]:
    answer = solve_general(problem, budget=budget, threads=1, seed=1, start=start)
    priced = price(problem, answer.routes)
    assert answer.cost == priced.cost
    return answer.routes, priced


def faults(priced: Priced) -> set[Fault]:
    return {breach.fault for breach in priced.breaches}


def begun(route: Route, trips: int, clients: int) -> Route:
    """The first trips of a route, and of the next one the first clients."""
    last = Trip(route.trips[trips].depot, route.trips[trips].clients[:clients])
    return Route(route.vehicle_type, (*route.trips[:trips], last))


def test_what_has_begun_stays_first_and_in_order() -> None:
    """Forty problems solved, part of each answer begun, and solved again with all windows but those open wider."""
    rng = np.random.default_rng(8)
    seen = 0
    for problem in random_problems(40, seed=3):
        routes, _ = solved(problem)
        if not routes.routes:
            continue
        route = routes.routes[int(rng.integers(len(routes.routes)))]
        trips = int(rng.integers(len(route.trips)))
        part = begun(route, trips, int(rng.integers(1 + len(route.trips[trips].clients))))
        frozen = replace(problem, frozen=Frozen(routes=Routes((part,))))
        if faults(price(frozen, Routes((part,)))) <= {Fault.MISSING}:
            assert faults(solved(frozen)[1]) <= {Fault.MISSING}
            seen += 1
    assert seen > 20


def test_a_search_is_never_worse_than_the_plan_it_starts_from() -> None:
    """Forty plans, found by another search, followed for no more than two iterations."""
    for problem in random_problems(40, seed=4):
        start, found = solved(problem)
        again, priced = solved(problem, start, Budget(iterations=2))
        assert faults(priced) <= {Fault.MISSING}
        assert priced.rank(problem.objective) <= found.rank(problem.objective), (start, again)


def test_a_plan_is_followed_where_going_home_early_would_be_too_far() -> None:
    """From A it is 100 home, by way of B only 2 + 2: what holds as a whole is not judged by its beginning."""
    table = np.array([[0, 1, 9], [100, 0, 2], [2, 9, 0]], dtype=np.int64)
    world = replace(WORLDS["plain"], clients=WORLDS["plain"].clients[:2], distance=table)
    kind = replace(world.vehicle_types[0], max_distance=5, count=1, reload_depots=(0,))
    problem = replace(world, vehicle_types=(kind,))
    plan = Routes((Route(0, (Trip(0, (0, 1)),)),))
    answer = solve_problem(problem, budget=Budget(seconds=60), report=lambda _: False, start=plan)
    assert (answer.routes, answer.cost) == (plan, 5)


def test_whoever_a_given_plan_leaves_out_is_routed_beside_it() -> None:
    """Sixty clients on a line, three of them in the plan: all are served, each once."""
    spots = np.arange(61)
    problem = RoutingProblem(
        name="line",
        depots=(Depot(),),
        clients=(Client(delivery=(1,), pickup=(0,)),) * 60,
        vehicle_types=(VehicleType(capacity=(20,), count=1, reload_depots=(0,)),),
        distance=np.abs(spots[:, None] - spots),
    )
    for some in ((7, 3, 30), tuple(range(20)), tuple(range(5, 17))):
        _, priced = solved(problem, Routes((Route(0, (Trip(0, some),)),)), Budget(iterations=20))
        assert priced.breaches == ()


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(range(5)), st.integers(0, 5))
def test_any_order_of_a_plan_that_holds_is_kept_or_bettered(order: list[int], cut: int) -> None:
    """Five clients on the hill, two vehicles that hold all."""
    plain_world = WORLDS["plain"]
    problem = replace(plain_world, vehicle_types=(replace(plain_world.vehicle_types[0], capacity=(5,)),))
    parts = [tuple(order[:cut]), tuple(order[cut:])]
    start = Routes(tuple(Route(0, (Trip(0, part),)) for part in parts if part))
    answer = solve_problem(problem, budget=Budget(iterations=1), start=start)
    assert price(problem, answer.routes).cost <= price(problem, start).cost
