"""Common problems have a search compiled for them alone, which finds what the search for any problem finds."""

from dataclasses import replace

import numpy as np
import pytest

from optimizer.model.budget import Budget
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.windows import TimeWindow
from optimizer.routing.plain import search as search_module
from optimizer.routing.plain.arrays import Features
from optimizer.routing.plain.begin import begin_search
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.search import PlainSearch
from optimizer.routing.plain.settled import COMMON, as_common
from tests.optimizer.routing.test_plain_shortlist import in_a_row


def scattered(clients: int, *, windows: bool) -> RoutingProblem:
    """Clients of 1 to 3 at random places in a square of 100, vehicles of 8; with windows, of 80 within 300."""
    draw = np.random.default_rng(clients)
    opens = draw.integers(0, 220, clients).tolist()
    loads = draw.integers(1, 4, clients).tolist()
    return RoutingProblem(
        name="scattered",
        depots=(Depot(),),
        clients=tuple(
            Client(
                delivery=(load,), pickup=(0,), windows=(TimeWindow(opens=start, closes=start + 80),) if windows else ()
            )
            for load, start in zip(loads, opens, strict=True)
        ),
        vehicle_types=(VehicleType(capacity=(8,), count=clients),),
        plane=Plane(coordinates=draw.uniform(0, 100, (clients + 1, 2))),
    )


def searched(problem: RoutingProblem) -> PlainSearch:
    """A search after two thousand iterations."""
    search = begin_search(lay_out(problem), 1, budget=Budget(iterations=2_000))
    search.run(2_000, 0.0, 1.0)
    return search


def with_pickups(problem: RoutingProblem) -> RoutingProblem:
    """The same, but what every third client was to get is picked up from it, on the way home."""
    clients = (replace(c, delivery=c.pickup, pickup=c.delivery) for c in problem.clients[::3])
    rest = (c for i, c in enumerate(problem.clients) if i % 3)
    return replace(problem, clients=(*clients, *rest), backhauls_last=True)


def in_two_sizes(problem: RoutingProblem) -> RoutingProblem:
    """The same, with vehicles of 4 too, for less."""
    large = replace(problem.vehicle_types[0], fixed_cost=60)
    return replace(problem, vehicle_types=(large, replace(large, capacity=(4,), fixed_cost=30)))


COMMON_PROBLEMS = [
    scattered(40, windows=False),
    scattered(40, windows=True),
    with_pickups(scattered(40, windows=False)),
    in_two_sizes(scattered(40, windows=False)),
]


@pytest.mark.parametrize("problem", COMMON_PROBLEMS)
def test_the_search_for_a_common_problem_finds_what_that_for_any_finds(
    problem: RoutingProblem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty clients, the same seed: the same links and the same cost to the last unit."""
    assert type(as_common(lay_out(problem)).features) is not Features
    one = searched(problem)
    monkeypatch.setattr(search_module, "as_common", lambda plain: plain)
    other = searched(problem)
    assert np.array_equal(one.best.links, other.best.links)
    assert one.cost == other.cost


def test_every_kind_that_is_common_has_a_problem_here() -> None:
    """Four kinds, four problems."""
    assert [lay_out(problem).features for problem in COMMON_PROBLEMS] == list(COMMON)


def test_what_is_not_common_is_left_as_it_is() -> None:
    """A table of distances of its own, or a second type of vehicle: flags are looked at while the search runs."""
    for windows, features in ((False, COMMON[0]), (True, COMMON[1])):
        plain = lay_out(scattered(5, windows=windows))
        assert plain.features == features
        for other in (features._replace(metric=False), features._replace(kinds=True)):
            assert as_common(plain._replace(features=other)).features is other


def test_types_are_priced_where_the_same_route_may_cost_more_in_one_of_them() -> None:
    """By its fixed cost or its price of distance (or its depots). What a type holds, and where it may go, is no
    price."""
    one = VehicleType(capacity=(5,), count=None)

    def is_priced(other: VehicleType, admitted: frozenset[int] | None = None) -> bool:
        problem = in_a_row((1,) * 3, vehicles=(one, other))
        clients = tuple(replace(client, vehicle_types=admitted) for client in problem.clients)
        return lay_out(replace(problem, clients=clients)).features.priced

    assert not is_priced(replace(one, capacity=(9,)))
    assert not is_priced(one, admitted=frozenset({1}))
    assert is_priced(replace(one, fixed_cost=1))
    assert is_priced(replace(one, unit_distance_cost=2))
