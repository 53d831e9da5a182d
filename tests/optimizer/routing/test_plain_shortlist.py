"""Beside which neighbours a client's place is looked for: none is passed over that may have one."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimizer.model.budget import Budget
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.plain.begin import begin_search
from optimizer.routing.plain.instance import DENSE_MOST, lay_out
from optimizer.routing.plain.journal import begin_iteration
from optimizer.routing.plain.laid import Laid, lay
from optimizer.routing.plain.links import remove
from optimizer.routing.plain.positions import INFINITE
from optimizer.routing.plain.search import PlainSearch
from optimizer.routing.plain.shortlist import kinds_left, shortlist
from tests.optimizer.routing.plain_problems import problems

LIGHT = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def in_a_row(loads: tuple[int, ...], *, vehicles: tuple[VehicleType, ...]) -> RoutingProblem:
    """Clients 10, 20, 30 ... to the east of the depot."""
    points = np.array([(10.0 * i, 0.0) for i in range(len(loads) + 1)])
    clients = tuple(Client(delivery=(load,), pickup=(0,)) for load in loads)
    return RoutingProblem(
        name="row", depots=(Depot(),), clients=clients, vehicle_types=vehicles, plane=Plane(coordinates=points)
    )


def listed(search: PlainSearch, client: int, limit: float = INFINITE) -> set[int]:
    """The neighbours on a client's shortlist."""
    p, s = search.plain, search.state
    found = shortlist(p, s, client, 0, p.neighbours.shape[1], limit, kinds_left(p, s, client))
    return set(p.neighbours[client, s.near[: found.length]].tolist())


def driven(problem: RoutingProblem, routes: list[list[int]], kinds: list[int], absent: int) -> tuple[PlainSearch, int]:
    """A search over given routes, of clients as the problem numbers them, without one of them."""
    search = begin_search(lay_out(problem), 1, budget=Budget(iterations=100))
    inside = np.argsort(search.plain.numbers)
    members = [int(inside[client]) for route in routes for client in route]
    ends = np.cumsum([len(route) for route in routes])
    laid = Laid(np.array(members, dtype=np.int32), ends.astype(np.int32), np.array(kinds, dtype=np.int32))
    lay(search.plain, search.state, laid)
    begin_iteration(search.state)
    remove(search.plain, search.state, int(inside[absent]))
    return search, int(inside[absent])


def test_neighbours_in_full_vehicles_are_not_listed() -> None:
    """Vehicles of 4: one carries 1 and 3, one carries 2 beside client 4 of 1, who is out. Only client 3 has room."""
    problem = in_a_row((1, 3, 2, 1), vehicles=(VehicleType(capacity=(4,), count=2),))
    search, out = driven(problem, [[0, 1], [2, 3]], [0, 0], absent=3)
    assert search.plain.numbers[list(listed(search, out))].tolist() == [2]


def test_neighbours_too_far_for_what_may_be_spent_are_not_listed() -> None:
    """The last of three on a route is out. The first is 20 from it and has ways of 10, so a place there costs twice 10
    at least: it is listed for less than 21, not for less than 20. The second, 10 off with a way of 20, is for both."""
    problem = in_a_row((1, 1, 1), vehicles=(VehicleType(capacity=(4,), count=2),))
    search, out = driven(problem, [[0, 1, 2]], [0], absent=2)
    assert len(listed(search, out, limit=21.0)) == 2
    assert search.plain.numbers[list(listed(search, out, limit=20.0))].tolist() == [1]


def test_a_full_vehicle_is_listed_while_a_larger_one_is_left() -> None:
    """A vehicle of 4 carries 4, and one of 6 the client of 1 who is out: that vehicle could drive both. One of 3 could
    not."""
    for capacity, expected in ((6, [0]), (3, [])):
        kinds = (VehicleType(capacity=(4,), count=1), VehicleType(capacity=(capacity,), count=1))
        search, out = driven(in_a_row((4, 1), vehicles=kinds), [[0], [1]], [0, 1], absent=1)
        assert search.plain.numbers[list(listed(search, out))].tolist() == expected


@LIGHT
@given(problem=problems(), seed=st.integers(0, 9))
def test_whoever_is_not_listed_has_no_room_or_no_time(problem: RoutingProblem, seed: int) -> None:
    """With no limit to what may be spent, a neighbour that drives is left out only for its load, type or windows.

    Another vehicle may come in the place of its own if all of its route admit that type."""
    search = begin_search(lay_out(problem), seed, budget=Budget(iterations=100))
    search.run(20, 0.0, 0.2)
    p, s = search.plain, search.state
    begin_iteration(s)
    if s.links["route"][0] >= 0:
        remove(p, s, 0)
    spare = [k for k, kind in enumerate(p.kinds) if s.used[k] < kind["count"] and int(p.clients[0]["kinds"]) >> k & 1]
    unlisted = {int(near) for near in p.neighbours[0] if near >= 0} - listed(search, 0)
    for other in unlisted:
        route = s.links["route"][other]
        if route < 0:
            continue
        r, c = s.routes[route], p.clients[0]
        load = max(int(r["delivery"] + c["delivery"]), int(r["pickup"] + c["pickup"]))
        swapped = {k for k in spare if int(r["kinds"]) >> k & 1}
        could = [k for k in {int(r["kind"]), *swapped} if load <= p.kinds[k]["capacity"] and int(c["kinds"]) >> k & 1]
        late = p.features.clock and s.times["leave"][other] > c["closes"] - _way(search, other)
        early = p.features.clock and c["opens"] + c["service"] + _way(search, other) > s.times["late"][other]
        assert not could or (late and early)


def _way(search: PlainSearch, other: int) -> int:
    """How far the first client is from another."""
    p = search.plain
    return int(np.floor(np.hypot(p.x[p.first_place] - p.x[p.first_place + other],
                                 p.y[p.first_place] - p.y[p.first_place + other]) + 0.5))  # fmt: skip


def test_distances_are_looked_up_while_a_matrix_is_small_enough() -> None:
    """A row of as many locations as a matrix may have, and one of one more: distances are the same."""
    for clients, dense in ((DENSE_MOST - 1, True), (DENSE_MOST, False)):
        p = lay_out(in_a_row((1,) * clients, vehicles=(VehicleType(capacity=(4,), count=None),)))
        assert p.features.dense is dense
        assert p.distance.shape == ((clients + 1, clients + 1) if dense else (1, 1))
        assert p.far[0, 0] == 10
