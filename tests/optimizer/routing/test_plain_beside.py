"""Whoever finds no room beside a neighbour asks further off, and no further than it may cost."""

from dataclasses import replace

import numpy as np
import pytest

from optimizer.model.budget import Budget
from optimizer.model.routing_nouns import Client, VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.windows import TimeWindow
from optimizer.routing.plain.beside import best_position
from optimizer.routing.plain.instance import DENSE_MOST, FURTHER, NEAR, OTHERS, lay_out
from optimizer.routing.plain.positions import INFINITE, Position
from optimizer.routing.plain.search import PlainSearch
from optimizer.routing.plain.solve import solve_plain
from scenarios.instances.price import price
from tests.optimizer.routing.test_plain_shortlist import driven, in_a_row

PAIRS = 25
"""Vehicles of 4 with two clients of 2 each: more of them than a client has neighbours."""


def out_of_a_row(*, last: int, idle: int = 0) -> tuple[PlainSearch, int, int]:
    """The first client of a row, of 1, is out; then come full vehicles, and a last client alone in its vehicle.

    No other vehicle is left, but one that holds ``idle``.

    Returns the search, the client who is out, and the last one.
    """
    loads = (1, *(2,) * (2 * PAIRS), last)
    kinds = [VehicleType(capacity=(4,), count=PAIRS + 1)]
    if idle:
        kinds.append(VehicleType(capacity=(idle,), count=1))
    problem = in_a_row(loads, vehicles=tuple(kinds))
    end = 2 * PAIRS + 1
    routes = [[0, end], *([i, i + 1] for i in range(1, 2 * PAIRS, 2))]
    search, out = driven(problem, routes, [0] * len(routes), absent=0)
    return search, out, int(np.argsort(search.plain.numbers)[end])


def found(search: PlainSearch, client: int, limit: float = INFINITE) -> Position:
    """Where a client would go; tried until it is not overlooked."""
    for _ in range(20):
        best = best_position(search.plain, search.state, client, limit, search.random)
        if best.before >= 0:
            return best
    return best


def test_whoever_has_no_room_nearby_goes_beside_the_first_further_off_who_has() -> None:
    """No vehicle is left, and all are full but that of the last client, at 520. From the depot to it and back it comes
    past the client at 10, who is not among its neighbours: that costs nothing more."""
    search, out, last = out_of_a_row(last=3)
    assert last not in search.plain.neighbours[out]
    best = found(search, out)
    route = int(search.state.links["route"][last])
    first = len(search.plain.clients) + 2 * route
    assert best.before in (first, last)
    assert best.cost == 0


def test_nobody_is_asked_who_is_full() -> None:
    """The last vehicle is full too: there is no place."""
    search, out, _ = out_of_a_row(last=4)
    assert found(search, out).before == -1


def test_a_larger_vehicle_that_is_left_makes_room_nearby() -> None:
    """All vehicles of 4 are full. One of 6 that stands idle can drive the next pair and, on the way, the client for
    nothing more. One of 3 cannot hold a pair, so it drives to the client alone, 10 there and 10 back."""
    for capacity, cost in ((6, 0), (3, 20)):
        search, out, _ = out_of_a_row(last=4, idle=capacity)
        best = found(search, out)
        assert (best.kind, best.cost) == (1, cost)


def test_no_further_than_it_may_cost() -> None:
    """What costs nothing more is found with 1 to spend, and nothing is with nothing to spend."""
    search, out, _ = out_of_a_row(last=3)
    assert found(search, out, limit=1.0).before >= 0
    assert found(search, out, limit=0.0).before == -1


def with_windows(problem: RoutingProblem) -> RoutingProblem:
    """The same, with all clients open from nought to a thousand."""
    clients = tuple(replace(client, windows=(TimeWindow(opens=0, closes=1000),)) for client in problem.clients)
    return replace(problem, clients=clients)


def test_how_many_are_asked_further_off() -> None:
    """300 clients: 40 neighbours and 200 further off, all different. With windows, two types, or more clients than
    fit a matrix, none. Of 50 clients 40 and the other 9."""
    alike = (VehicleType(capacity=(4,), count=None),)
    p = lay_out(in_a_row((1,) * 300, vehicles=alike))
    assert p.further.shape == (300, FURTHER)
    together = np.concatenate((p.neighbours, p.further), axis=1)
    assert all(len(set(row)) == NEAR + FURTHER for row in together.tolist())
    assert (p.far[:, -1] <= 10 * np.abs(p.further[:, 0] - np.arange(300))).all()
    assert lay_out(with_windows(in_a_row((1,) * 300, vehicles=alike))).further.shape[1] == 0
    assert lay_out(in_a_row((1,) * 300, vehicles=2 * alike)).further.shape[1] == 0
    assert lay_out(in_a_row((1,) * DENSE_MOST, vehicles=alike)).further.shape[1] == 0
    assert lay_out(in_a_row((1,) * 50, vehicles=alike)).further.shape == (50, 49 - NEAR)


def test_where_pickups_come_last_neighbours_are_mostly_of_a_clients_own_kind() -> None:
    """300 in a row, every third a pickup: 40 of the client's own kind and 10 of the other, in order of distance, and
    its own kind follows. The first delivery (number 0, at 10 m) has the 40 deliveries that come next, to number 60, and
    the first ten pickups, to number 29."""
    problem = in_a_row((1,) * 300, vehicles=(VehicleType(capacity=(4,), count=None),))
    last = (Client(delivery=(0,), pickup=(1,)) if i % 3 == 2 else client for i, client in enumerate(problem.clients))
    p = lay_out(replace(problem, clients=tuple(last), backhauls_last=True))
    is_own = p.clients["is_backhaul"][p.neighbours] == p.clients["is_backhaul"][:, None]
    assert p.neighbours.shape == (300, NEAR + OTHERS)
    assert (is_own.sum(axis=1) == NEAR).all()
    assert (np.diff(p.far, axis=1) >= 0).all()
    follow = p.further[p.clients["is_backhaul"] == 0]
    assert (p.clients["is_backhaul"][follow[follow >= 0]] == 0).all()
    first = int(np.flatnonzero(p.numbers == 0)[0])
    near = p.numbers[p.neighbours[first]].tolist()
    assert [i for i in near if i % 3 < 2] == [i for i in range(1, 61) if i % 3 < 2]
    assert [i for i in near if i % 3 == 2] == list(range(2, 30, 3))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_loads_that_fill_every_vehicle_are_served(seed: int) -> None:
    """Sixty loads of 3 and sixty of 2 in sixty vehicles of 5, in a row: each vehicle must take one of each, wherever it
    is. All are served."""
    loads = tuple(3 if i < 60 else 2 for i in range(120))
    problem = in_a_row(loads, vehicles=(VehicleType(capacity=(5,), count=60),))
    answer = solve_plain(problem, budget=Budget(iterations=20_000), threads=1, seed=seed)
    assert (price(problem, answer.routes).breaches, len(answer.routes.routes)) == ((), 60)
