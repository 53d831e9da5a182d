"""The plain core goes on from given routes: what holds is kept, or bettered; what does not is routed anew."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Answer, Route, Routes, Trip
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.windows import TimeWindow
from optimizer.routing.plain.follow import as_far_as_it_holds
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.solve import solve_plain
from scenarios.instances.price import price
from tests.optimizer.routing.test_plain import LIGHT, asymmetric, client, paired_problems, problems, square


def followed(problem: RoutingProblem, start: Routes, iterations: int = 1) -> Answer:
    return solve_plain(problem, budget=Budget(iterations=iterations), threads=1, seed=2, start=start)


def route(*clients: int) -> Route:
    return Route(0, (Trip(0, clients),))


def three(**fields: object) -> RoutingProblem:
    """Three clients of 1, on an asymmetric table."""
    return RoutingProblem(
        name="three",
        depots=(Depot(),),
        clients=(client(),) * 3,
        vehicle_types=(replace(VehicleType(capacity=(3,)), **fields),),
        distance=square(asymmetric(4)),
    )


def test_routes_that_hold_are_where_the_search_begins() -> None:
    """Called off at once, the dearest order of three is the answer."""
    start = Routes((route(2, 0), route(1)))
    answer = solve_plain(three(), budget=Budget(seconds=60), threads=1, seed=1, report=lambda _: False, start=start)
    assert (answer.routes, answer.cost) == (start, price(three(), start).cost)


def test_who_comes_too_much_is_put_elsewhere() -> None:
    """The vehicle holds two, the route has three of them, and the first twice: all are served, each once."""
    problem = three(capacity=(2,))
    answer = followed(problem, Routes((route(2, 0, 1), route(2))))
    assert price(problem, answer.routes).breaches == ()


def test_of_a_route_that_comes_too_late_those_stay_who_are_served_in_time() -> None:
    """B closes before the vehicle, which goes to A first, can be there; A and C stay."""
    problem = replace(three(), clients=(client(), client(opens=0, closes=20), client()))
    assert as_far_as_it_holds(lay_out(problem), 0, [0, 1, 2]) == [0, 2]


def test_a_wait_that_a_later_start_saves_is_no_duration() -> None:
    """10 there, 10 back, open from 500: out for 20, whenever the shift began."""
    table = np.array([[0, 10], [10, 0]], dtype=np.int64)
    opens = Client(delivery=(1,), pickup=(0,), windows=(TimeWindow(opens=500, closes=510),))
    for most, kept in ((20, [0]), (19, [])):
        kind = VehicleType(capacity=(1,), max_duration=most)
        problem = RoutingProblem(
            name="one", depots=(Depot(),), clients=(opens,), vehicle_types=(kind,), distance=table
        )  # fmt: skip
        assert as_far_as_it_holds(lay_out(problem), 0, [0]) == kept


@LIGHT
@given(st.one_of(problems(), paired_problems()), st.integers(0, 3))
def test_an_answer_is_followed_and_never_made_worse(problem: RoutingProblem, iterations: int) -> None:
    """Whatever one search answers, another begins with, and ends with or better."""
    found = solve_plain(problem, budget=Budget(iterations=30), threads=1, seed=1)
    answer = followed(problem, found.routes, iterations + 1)
    before, after = price(problem, found.routes), price(problem, answer.routes)
    assert after.cost == answer.cost
    assert after.rank(problem.objective) <= before.rank(problem.objective)


@LIGHT
@given(problems(), st.randoms(use_true_random=False))
def test_any_routes_at_all_are_a_start(problem: RoutingProblem, random: object) -> None:
    """Clients in any order, in one route: the answer breaks no rule."""
    order = list(range(len(problem.clients)))
    random.shuffle(order)  # type: ignore[attr-defined]
    answer = followed(problem, Routes((route(*order),)), 5)
    priced = price(problem, answer.routes)
    assert priced.missing == len(priced.breaches)
