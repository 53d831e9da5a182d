"""Exchanges between two routes of the plain core, worked by hand: tails cut off, and two clients changing places."""

import numpy as np

from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.windows import TimeWindow
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.cuts import best_cut, turns_in_order
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.journal import begin_iteration
from optimizer.routing.plain.links import insert
from optimizer.routing.plain.recreate import recreate
from optimizer.routing.plain.schedule import reschedule
from optimizer.routing.plain.state import State, empty_state
from optimizer.routing.plain.swaps import best_swap, change_places, partner, trade
from optimizer.routing.plain.tails import carry_out
from optimizer.routing.random import random_state


def world(points: list[tuple[float, float]], windows: list[TimeWindow | None], capacity: int) -> Plain:
    """Two vehicles at (0, 0); every client wants one unit."""
    return lay_out(
        RoutingProblem(
            name="two routes",
            depots=(Depot(windows=(TimeWindow(opens=0, closes=1000),)),),
            clients=tuple(
                Client(delivery=(1,), pickup=(0,), windows=() if window is None else (window,)) for window in windows
            ),
            vehicle_types=(VehicleType(capacity=(capacity,), count=2),),
            plane=Plane(coordinates=np.array([(0, 0), *points], dtype=np.float64)),
        )
    )


def numbers(p: Plain) -> dict[int, int]:
    """Where the core has put each client of the problem."""
    return {int(old): new for new, old in enumerate(p.numbers)}


def driven(p: Plain, routes: list[list[int]]) -> State:
    s = empty_state(p, 2, absent_cost=1000.0)
    for route, clients in enumerate(routes):
        before = len(p.clients) + 2 * route
        if p.features.clock:
            reschedule(p, s, route)
        for client in clients:
            insert(p, s, client, before)
            before = client
        if p.features.clock:
            reschedule(p, s, route)
    s.counts["absent"] = 0
    begin_iteration(s)
    return s


def routes_of(p: Plain, s: State) -> list[list[int]]:
    n, routes = len(p.clients), []
    for route in range(2):
        node, clients = int(s.links[n + 2 * route]["after"]), []
        while node < n:
            clients.append(node)
            node = int(s.links[node]["after"])
        routes.append(clients)
    return routes


def test_two_clients_in_full_vehicles_change_places() -> None:
    """East 50 and 60, west 50 and 60, two a vehicle, one of each side aboard both: 4 x 110 before, 2 x 120 after."""
    p = world([(50, 0), (60, 0), (-50, 0), (-60, 0)], [None] * 4, capacity=2)
    east, far_east, west, far_west = (numbers(p)[i] for i in range(4))
    s = driven(p, [[east, far_west], [west, far_east]])
    assert s.routes["cost"].sum() == 2 * (50 + 110 + 60)
    swap = best_swap(p, s, east, 0.0)
    assert swap.change == 240 - 440
    change_places(p, s, east, swap.other)
    assert s.routes["cost"].sum() == 240
    assert sorted(sorted(route) for route in routes_of(p, s)) == sorted(
        [sorted([east, far_east]), sorted([west, far_west])]
    )
    assert s.counts["absent"][0] == 0


def test_two_clients_trade_routes_and_go_where_they_cost_least() -> None:
    """East 50, 60 and 70, west as many; who is aboard on the wrong side comes first, and goes to the far end."""
    p = world([(50, 0), (60, 0), (70, 0), (-50, 0), (-60, 0), (-70, 0)], [None] * 6, capacity=3)
    e50, e60, e70, w50, w60, w70 = (numbers(p)[i] for i in range(6))
    s = driven(p, [[w70, e50, e60], [e70, w50, w60]])
    assert s.routes["cost"].sum() == 2 * (70 + 120 + 10 + 60)
    trade(p, s, w70, e70)
    assert s.routes["cost"].sum() == 2 * 140
    assert sorted(sorted(route) for route in routes_of(p, s)) == sorted(
        [sorted([e50, e60, e70]), sorted([w50, w60, w70])]
    )
    assert s.counts["absent"][0] == 0


def test_nobody_trades_routes_with_one_whose_load_leaves_no_room() -> None:
    """One unit against two, in vehicles of three that are full: the other route would carry four."""
    p = world([(50, 0), (60, 0), (-50, 0), (-60, 0)], [None] * 4, capacity=3)
    east, far_east, west, far_west = (numbers(p)[i] for i in range(4))
    p.clients["delivery"][[far_east, far_west]] = 2
    s = driven(p, [[east, far_west], [west, far_east]])
    assert partner(p, s, east, 0) == west
    assert partner(p, s, far_west, 0) == far_east
    p.clients["delivery"][[far_east, west]] = 3
    assert partner(p, s, east, 0) == -1


def test_putting_back_ends_where_it_costs_as_much_as_it_may() -> None:
    """To 10 and on to 20 it is 40 there and back, whoever is put back first: too much for 40, little enough for 41."""
    for limit, is_whole in ((40.0, False), (41.0, True)):
        p = world([(10, 0), (20, 0)], [None] * 2, capacity=2)
        s = empty_state(p, 2, absent_cost=1000.0)
        begin_iteration(s)
        assert recreate(p, s, limit, random_state(1)) == is_whole
        if is_whole:
            assert s.routes["cost"].sum() == 40


def test_a_swap_that_would_come_too_late_is_not_made() -> None:
    """As above, but whoever comes second in a route comes after the window of the first of the other side."""
    early = TimeWindow(opens=0, closes=55)
    p = world([(50, 0), (60, 0), (-50, 0), (-60, 0)], [early, None, early, early], capacity=2)
    east, far_east, west, far_west = (numbers(p)[i] for i in range(4))
    s = driven(p, [[east, far_east], [west, far_west]])
    assert best_swap(p, s, east, np.inf).other == -1


def test_two_routes_exchange_what_follows() -> None:
    """The first half of each route lies on its own side, the second half on the other's: one cut undoes the cross."""
    points = [(50, 10), (60, 10), (50, -10), (60, -10)]
    p = world(points, [TimeWindow(opens=0, closes=900)] * 4, capacity=2)
    a, b, c, d = (numbers(p)[i] for i in range(4))
    s = driven(p, [[a, d], [c, b]])
    before = float(s.routes["cost"].sum())
    cut = best_cut(p, s, a, 0.0)
    assert cut.turned == 0
    carry_out(p, s, cut)
    assert sorted(routes_of(p, s)) == sorted([[a, b], [c, d]])
    assert float(s.routes["cost"].sum()) == before + cut.change < before


def test_no_tail_is_taken_that_would_come_too_late() -> None:
    """As above, but the second client of the first side closes before anyone can come there from its neighbour."""
    windows = [TimeWindow(opens=100, closes=900), TimeWindow(opens=0, closes=105), None, None]
    p = world([(50, 10), (60, 10), (50, -10), (60, -10)], windows, capacity=2)
    a, b, c, d = (numbers(p)[i] for i in range(4))
    s = driven(p, [[a, d], [c, b]])
    assert best_cut(p, s, a, 0.0).one == -1


def test_deliveries_are_turned_round_among_themselves_and_pickups_stay_behind() -> None:
    """Out to 10, 30, 20, 40 and back by a pickup at 5: turning 30 and 20 saves 20; nothing turns with the pickup."""
    points = [(10.0, 0.0), (30.0, 0.0), (20.0, 0.0), (40.0, 0.0), (5.0, 0.0)]
    p = lay_out(
        RoutingProblem(
            name="there and back",
            depots=(Depot(),),
            clients=(*(Client(delivery=(1,), pickup=(0,)),) * 4, Client(delivery=(0,), pickup=(1,))),
            vehicle_types=(VehicleType(capacity=(4,), count=2),),
            plane=Plane(coordinates=np.array([(0.0, 0.0), *points])),
            backhauls_last=True,
        )
    )
    a, b, c, d, back = (numbers(p)[i] for i in range(5))
    s = driven(p, [[a, b, c, d, back], []])
    start = len(p.clients)
    turned = [turns_in_order(p, s, one, other) for one, other in ((a, c), (a, back), (start, d), (d, back))]
    assert turned == [True, False, True, True]  # the last turns one client alone
    cut = best_cut(p, s, a, 0.0)
    assert (cut.change, cut.turned) == (-20, 1)
    carry_out(p, s, cut)
    assert routes_of(p, s)[0] == [a, c, b, d, back]
