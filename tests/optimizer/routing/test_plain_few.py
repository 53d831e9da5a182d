"""The plain core begins with as many vehicles as hold the loads, and some; windows get what they need besides."""

import numpy as np
import pytest

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Standing
from optimizer.model.routing_nouns import Depot, VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.plain.begin import begin_search
from optimizer.routing.plain.few import few_enough, held
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.solve import solve_plain
from scenarios.instances.price import price
from tests.optimizer.routing.test_plain import client


def together(clients: int, *, closes: int, capacity: int = 5, vehicles: int = 12) -> RoutingProblem:
    """Clients of 1 at one place, 10 from the depot, each served for 5; all open at 0."""
    far = np.full((clients + 1, clients + 1), 0, dtype=np.int64)
    far[0, 1:] = far[1:, 0] = 10
    return RoutingProblem(
        name="together",
        depots=(Depot(),),
        clients=(client(opens=0, closes=closes, service=5),) * clients,
        vehicle_types=(VehicleType(capacity=(capacity,), count=vehicles),),
        distance=far,
    )


def test_loads_of_two_vehicles_begin_with_three_of_twelve() -> None:
    """Ten clients in fives fill two vehicles; 4 % more, rounded up, are three: nine wait, and drive from 40 % on."""
    search = begin_search(lay_out(together(10, closes=100)), 1, budget=Budget(iterations=1000))
    assert search.plain.kinds["count"].tolist() == [3]
    search.run(10, 0.3, 0.3)
    assert search.plain.kinds["count"].tolist() == [3]
    search.run(10, 0.4, 0.4)
    assert search.plain.kinds["count"].tolist() == [12]


def test_where_windows_need_more_all_may_drive_soon() -> None:
    """Everybody closes at 10, as the first can be there: each needs a vehicle, three leave seven of ten out."""
    search = begin_search(lay_out(together(10, closes=10)), 1, budget=Budget(iterations=1000))
    search.run(10, 0.05, 0.05)
    assert search.plain.kinds["count"].tolist() == [3]
    search.run(10, 0.1, 0.1)
    assert search.plain.kinds["count"].tolist() == [12]


@pytest.mark.parametrize("threads", [1, 2])
def test_everybody_is_served_whenever_the_search_is_called_off(threads: int) -> None:
    """Each of forty needs one of forty vehicles; called off at once or later, forty drive."""
    problem = together(40, closes=10, vehicles=40)
    for until in (0.0, 0.05, 0.3, 1.0):

        def report(standing: Standing, until: float = until) -> bool:
            return standing.progress < until

        answer = solve_plain(problem, budget=Budget(iterations=2000), threads=threads, seed=1, report=report)
        priced = price(problem, answer.routes)
        assert (priced.breaches, len(answer.routes.routes), answer.cost) == ((), 40, 800)


def test_a_search_called_off_lets_waiting_vehicles_serve_who_is_left_out() -> None:
    """The first plan is spoilt to cost a thousand; three vehicles drive, three clients with them, and seven follow."""
    search = begin_search(lay_out(together(10, closes=10)), 1, budget=Budget(iterations=1000))
    search.best.cost[1] = 1000.0
    search.settle()
    assert search.best.cost.tolist() == [0.0, 200.0]
    routes = search.best.links["route"][:10]
    assert len(np.unique(routes[routes >= 0])) == 10


def test_vehicles_that_hold_many_clients_all_drive_from_the_start() -> None:
    """Thirty clients a vehicle: how many vehicles pay is for windows to say."""
    plain = lay_out(together(60, closes=1000, capacity=30))
    assert held(plain) == 30
    assert few_enough(plain) == 0
