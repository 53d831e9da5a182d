"""Public problems: the right variant of the core takes each, and several trips come out right."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Route, Routes, Standing, Trip
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.windows import TimeWindow
from optimizer.routing.problems import solve_problem
from scenarios.instances.price import price

RELOADS = VehicleType(capacity=(3,), count=1, reload_depots=(0,))
TABLE = np.array([[0, 10, 20], [10, 0, 15], [20, 15, 0]], dtype=np.int64)
BRIEF = Budget(iterations=400)


def client(delivery: int, *, release: int = 0, opens: int | None = None, closes: int = 0) -> Client:
    windows = () if opens is None else (TimeWindow(opens=opens, closes=closes),)
    return Client(delivery=(delivery,), pickup=(0,), release=release, windows=windows)


def two(first: Client, second: Client, kind: VehicleType = RELOADS) -> RoutingProblem:
    return RoutingProblem(name="two", depots=(Depot(),), clients=(first, second), vehicle_types=(kind,), distance=TABLE)


def test_one_vehicle_makes_two_trips_where_one_load_is_too_much() -> None:
    """Loads of 2 and 2, capacity 3: 10 + 10 + 20 + 20."""
    answer = solve_problem(two(client(2), client(2)), budget=BRIEF)
    assert (len(answer.routes.routes[0].trips), answer.cost) == (2, 60)


def test_a_trip_waits_for_the_release_of_its_goods() -> None:
    """Both fit one load, but B closes at 25 and A is released at 100: B alone first, 20 + 20, then A, 10 + 10."""
    answer = solve_problem(two(client(1, release=100), client(1, opens=0, closes=25)), budget=BRIEF)
    assert answer.routes.routes[0].trips == (Trip(depot=0, clients=(1,)), Trip(depot=0, clients=(0,)))
    assert answer.cost == 60


def test_a_search_called_off_gives_what_it_has() -> None:
    """Called off at the first report: the greedy start, with every client in it."""
    answer = solve_problem(two(client(2), client(2)), budget=Budget(seconds=600), report=lambda _: False)
    assert (answer.cost, answer.iterations) == (60, 0)


def test_whoever_watches_is_told_the_best_so_far() -> None:
    """From the start to the end of the budget: never fewer than the greedy start's 60, and nobody left out."""
    seen: list[Standing] = []

    def watch(standing: Standing) -> bool:
        seen.append(standing)
        return True

    solve_problem(two(client(2), client(2)), budget=BRIEF, report=watch)
    assert (seen[0].progress, seen[-1].progress) == (0.0, 1.0)
    assert {(standing.cost, standing.unserved) for standing in seen} == {(60, 0)}


@pytest.mark.parametrize("kind", [RELOADS, replace(RELOADS, reload_depots=())])
def test_a_search_goes_on_from_the_routes_it_is_given(kind: VehicleType) -> None:
    """The order B, A costs 20 + 15 + 10 and so does A, B; called off at once, the given order is the answer."""
    given = Routes((Route(vehicle_type=0, trips=(Trip(depot=0, clients=(1, 0)),)),))
    problem = two(client(1), client(1), kind)
    answer = solve_problem(problem, budget=Budget(seconds=600), report=lambda _: False, start=given)
    assert (answer.routes, answer.cost) == (given, 45)


def test_what_does_not_hold_of_the_given_routes_is_routed_anew() -> None:
    """Loads of 2 and 2 in one trip of 3: B stays where it was given, A gets a trip; B given twice counts once."""
    given = Routes((Route(vehicle_type=0, trips=(Trip(depot=0, clients=(1, 0, 1)),)),))
    problem = two(client(2), client(2))
    answer = solve_problem(problem, budget=Budget(seconds=600), report=lambda _: False, start=given)
    assert (price(problem, answer.routes).breaches, answer.cost) == ((), 60)


@pytest.mark.parametrize("kind", [RELOADS, replace(RELOADS, reload_depots=())])
def test_given_routes_that_name_what_does_not_exist_are_refused(kind: VehicleType) -> None:
    """There are two clients, 0 and 1."""
    given = Routes((Route(vehicle_type=0, trips=(Trip(depot=0, clients=(2,)),)),))
    with pytest.raises(ValueError, match="client 2, where 2 exist"):
        solve_problem(two(client(1), client(1), kind), budget=BRIEF, start=given)


@pytest.mark.parametrize("kind", [RELOADS, replace(RELOADS, reload_depots=())])
def test_a_problem_in_which_nobody_can_be_served_ends_at_once(kind: VehicleType) -> None:
    """Loads of 4, a vehicle of 3, ten minutes to think it over: nobody is served, and the budget is left."""
    answer = solve_problem(two(client(4), client(4), kind), budget=Budget(seconds=600))
    assert (answer.routes, answer.cost, answer.first_feasible_s) == (Routes(), 0, None)


@st.composite
def reloading(draw: st.DrawFn) -> RoutingProblem:
    """1-8 clients with releases and windows, 1-3 vehicles that may reload."""
    clients = []
    for _ in range(draw(st.integers(1, 8))):
        opens = draw(st.integers(0, 300))
        windowed = draw(st.booleans())
        clients.append(
            Client(
                delivery=(draw(st.integers(1, 6)),),
                pickup=(0,),
                windows=(TimeWindow(opens=opens, closes=opens + draw(st.integers(0, 300))),) if windowed else (),
                service=draw(st.sampled_from((0, 15))),
                release=draw(st.sampled_from((0, 0, 40, 200))),
            )
        )
    size = len(clients) + 1
    spots = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=size, max_size=size))
    plane = Plane(coordinates=np.array(spots, dtype=float))
    kind = VehicleType(
        capacity=(draw(st.integers(4, 9)),),
        count=draw(st.integers(1, 3)),
        reload_depots=(0,),
        shift=TimeWindow(opens=0, closes=draw(st.integers(300, 1000))),
    )
    return RoutingProblem(
        name="any",
        depots=(Depot(),),
        clients=tuple(clients),
        vehicle_types=(kind,),
        plane=plane,
        distance=plane.matrix(),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(reloading())
def test_any_answer_with_several_trips_keeps_every_rule(problem: RoutingProblem) -> None:
    """The independent pricer finds nothing but clients left out, and adds up the cost claimed."""
    answer = solve_problem(problem, budget=Budget(iterations=150))
    priced = price(problem, answer.routes)
    served = {i for route in answer.routes.routes for trip in route.trips for i in trip.clients}
    assert priced.cost == answer.cost
    assert len(priced.breaches) == len(problem.clients) - len(served)
