"""Long routes of a large problem: for a while no more of them drive than hold the loads."""

from dataclasses import replace

import numpy as np
import pytest

from optimizer.model.budget import Budget
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.plain.begin import LARGE, begin_search
from optimizer.routing.plain.divided import DividedSearch
from optimizer.routing.plain.few import LONG_FROM, LONG_UNTIL, to_spare
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.search import PlainSearch
from optimizer.routing.plain.solve import solve_plain
from scenarios.instances.price import price

CLIENTS, HOLDS = 1_050, 50


def long_routes(clients: int = CLIENTS, holds: int = HOLDS) -> RoutingProblem:
    """Clients of 1 about 1,000 from the depot, in a square of 200; a vehicle holds fifty."""
    points = np.random.default_rng(5).integers(0, 200, (clients, 2)) + 1_000
    return RoutingProblem(
        name="long",
        depots=(Depot(),),
        clients=(Client(delivery=(1,), pickup=(0,)),) * clients,
        vehicle_types=(VehicleType(capacity=(holds,)),),
        plane=Plane(coordinates=np.vstack(([[0, 0]], points)).astype(float)),
    )


def begun() -> PlainSearch:
    """A search with little time."""
    return begin_search(lay_out(long_routes()), 1, budget=Budget(iterations=20_000))


def driving(search: PlainSearch) -> int:
    """How many routes there are."""
    return int((search.state.routes["size"] > 0).sum())


def test_loads_of_21_vehicles_need_no_more() -> None:
    """1,050 clients in fifties: of as many vehicles as there are clients, 1,029 are to spare."""
    plain = lay_out(long_routes())
    assert to_spare(plain, large=True).tolist() == [CLIENTS - CLIENTS // HOLDS]
    assert LARGE < CLIENTS


def test_short_routes_and_small_problems_have_as_many_as_they_like() -> None:
    """Thirty clients a vehicle; a problem that is not large; two types; nothing delivered."""
    assert not to_spare(lay_out(long_routes(holds=30)), large=True).any()
    assert not to_spare(lay_out(long_routes()), large=False).any()
    types = (VehicleType(capacity=(HOLDS,)), VehicleType(capacity=(HOLDS,)))
    assert not to_spare(lay_out(replace(long_routes(), vehicle_types=types)), large=True).any()
    nothing = (Client(delivery=(0,), pickup=(0,)),) * CLIENTS
    assert not to_spare(lay_out(replace(long_routes(), clients=nothing)), large=True).any()


def test_for_a_while_no_more_drive_than_hold_the_loads() -> None:
    """From a fifth of the way on 21 at most, and any number from six tenths on; the best serves everybody all along."""
    search = begun()
    assert (LONG_FROM, LONG_UNTIL) == (0.2, 0.6)
    for at, most in (0.0, CLIENTS), (0.19, CLIENTS), (0.2, 21), (0.4, 21), (0.59, 21), (0.6, CLIENTS), (1.0, CLIENTS):
        search.run(100, at, at)
        assert search.plain.kinds["count"].tolist() == [most]
        assert driving(search) <= most
        assert search.lost == (0,)


def test_two_threads_hold_back_together() -> None:
    """The parts have 21 vehicles together from a fifth of the way on."""
    search = DividedSearch.begin(begun(), 2, seed=1)
    search.run(100, 0.1, 0.1)
    search.run(100, 0.3, 0.3)
    assert search.whole.plain.kinds["count"].tolist() == [21]
    assert driving(search.come_together()) <= 21
    search.run(100, 0.7, 0.7)
    assert search.whole.plain.kinds["count"].tolist() == [CLIENTS]


@pytest.mark.parametrize("until", [0.1, 0.25, 0.5, 1.0])
def test_everybody_is_served_whenever_the_search_is_called_off(until: float) -> None:
    """Before, while and after vehicles are held back; at the end 21 drive."""
    problem = long_routes()
    budget = Budget(iterations=20_000)
    answer = solve_plain(problem, budget=budget, threads=1, seed=1, report=lambda standing: standing.progress < until)
    priced = price(problem, answer.routes)
    assert priced.breaches == ()
    assert priced.cost == answer.cost
    assert until < 1.0 or len(answer.routes.routes) == 21
