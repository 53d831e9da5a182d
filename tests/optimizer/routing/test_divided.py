"""One solution searched in parts: what each part is given, and what comes of them together."""

import time

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimizer.model.budget import Budget
from optimizer.model.routing_nouns import Client, Depot, Pair, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing import divided
from optimizer.routing.plain.begin import begin_search
from optimizer.routing.plain.divided import DividedSearch, may_divide
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.laid import Laid, joined, lay, read
from optimizer.routing.plain.parts import take_apart
from optimizer.routing.plain.search import PlainSearch
from optimizer.routing.plain.solve import routes_of, solve_plain
from scenarios.instances.price import price
from tests.optimizer.routing.plain_problems import problems

LIGHT = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def streets(number: int = 8, *, pairs: bool = False, count: int | None = None) -> RoutingProblem:
    """Streets side by side, 100 apart, of three clients each; a vehicle holds one street. The depot is at 0."""
    points = [(0.0, 0.0), *((100.0 * street, 10.0 + house) for street in range(number) for house in range(3))]
    return RoutingProblem(
        name="streets",
        depots=(Depot(),),
        clients=(Client(delivery=(0 if pairs else 1,), pickup=(0,)),) * (3 * number),
        vehicle_types=(VehicleType(capacity=(3,), count=count),),
        plane=Plane(coordinates=np.array(points)),
        pairs=tuple(Pair(pickup=i, delivery=i + 1, amount=(1,)) for i in range(0, 3 * number, 2)) if pairs else (),
    )


def by_street(streets: range) -> Laid:
    """A route a street."""
    return Laid(
        np.array([3 * street + house for street in streets for house in range(3)], dtype=np.int32),
        np.arange(3, 3 * len(streets) + 1, 3, dtype=np.int32),
        np.zeros(len(streets), dtype=np.int32),
    )


def begun(problem: RoutingProblem) -> PlainSearch:
    return begin_search(lay_out(problem), 1, budget=Budget(iterations=100))


def test_parts_lie_side_by_side_along_a_direction() -> None:
    """Eastward (0 rad) the four western streets are one part and the four eastern ones the other."""
    west, east = take_apart(lay_out(streets()), by_street(range(8)), 2, 0.0, 0)
    assert west.members.tolist() == list(range(12))
    assert east.members.tolist() == list(range(12, 24))
    assert [part.laid.clients.tolist() for part in (west, east)] == [list(range(12))] * 2
    assert east.plain.x[east.plain.first_place] == pytest.approx(400.0)


def test_clients_that_nobody_serves_go_to_the_part_that_is_named() -> None:
    """The last street is not served."""
    west, east = take_apart(lay_out(streets()), by_street(range(7)), 2, 0.0, 0)
    assert {21, 22, 23} <= set(west.members.tolist())
    assert len(west.members) + len(east.members) == 24


def test_neighbours_are_those_within_the_part_nearest_first() -> None:
    """The first client of the fifth street has its own street first, then the sixth; none of the fourth."""
    east = take_apart(lay_out(streets()), by_street(range(8)), 2, 0.0, 0)[1].plain
    assert east.neighbours[0, :5].tolist() == [1, 2, 3, 4, 5]
    assert (east.neighbours[0] >= 0).sum() == 11
    assert east.far[0, :3].tolist() == [1, 2, 100]


def test_vehicles_are_shared_out_and_none_is_lost() -> None:
    """Eleven vehicles, eight of them drive: each part has its four, and of the other three one or two."""
    parts = take_apart(lay_out(streets(count=11)), by_street(range(8)), 2, 0.0, 0)
    assert [int(part.plain.kinds["count"][0]) for part in parts] == [5, 6]


def test_partners_know_one_another_within_their_part() -> None:
    """Each pair is of two clients next to one another; so it is in every part."""
    plain = lay_out(streets(pairs=True))
    routes = Laid(np.arange(24, dtype=np.int32), np.arange(2, 25, 2, dtype=np.int32), np.zeros(12, dtype=np.int32))
    for part in take_apart(plain, routes, 2, 0.0, 0):
        partners = part.plain.clients["partner"]
        assert (partners[partners] == np.arange(len(partners))).all()
        assert (np.abs(partners - np.arange(len(partners))) == 1).all()


def test_routes_laid_are_routes_read() -> None:
    """Two streets served, and all others left out; joined with two more, four streets."""
    search = begun(streets())
    lay(search.plain, search.state, by_street(range(2)))
    found = read(search.state.links, search.state.routes["kind"].copy(), 24)
    assert [each.tolist() for each in found] == [each.tolist() for each in by_street(range(2))]
    assert search.state.absent[: search.state.counts["absent"][0]].tolist() == list(range(6, 24))
    both = joined([found, by_street(range(2, 4))])
    assert [each.tolist() for each in both] == [each.tolist() for each in by_street(range(4))]


def test_few_routes_are_not_shared() -> None:
    """Thirty routes are enough for two threads, not for three, and one thread shares with nobody."""
    search = begun(streets(30))
    assert may_divide(search, 2)
    assert not may_divide(search, 3)
    assert not may_divide(search, 1)


@pytest.mark.parametrize(("most_s", "together"), [(0.0, True), (1000.0, False)])
def test_parts_that_were_slow_to_deal_out_come_together_all_the_same(
    most_s: float, together: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dealing out took 1,000 s: by that alone parts would stay apart for 20,000 s, if not for the most they may."""
    monkeypatch.setattr(divided, "MOST_APART_S", most_s)
    search = DividedSearch.begin(begun(streets()), 2, 1)
    search.run_until(time.monotonic(), 0.0, 0.1)
    search.searches, search.dealt_s = search.searches or search.deal_out(), 1000.0
    search.run_until(time.monotonic() + 0.01, 0.1, 0.2)
    assert (not search.searches) == together


def test_two_threads_find_the_street_each_vehicle_should_take() -> None:
    """A street is 100 away from the next, and its houses are 1 apart: no vehicle should visit two."""
    problem = streets(30)
    answer = solve_plain(problem, budget=Budget(iterations=3000), threads=2, seed=1)
    assert price(problem, answer.routes).cost == answer.cost
    assert sorted(sorted(trip.clients) for route in answer.routes.routes for trip in route.trips) == [
        [3 * street, 3 * street + 1, 3 * street + 2] for street in range(30)
    ]


@LIGHT
@given(problems(), st.integers(2, 3), st.integers(0, 5))
def test_parts_together_keep_every_rule_and_cost_what_they_claim(
    problem: RoutingProblem, threads: int, seed: int
) -> None:
    """After three divisions the pricer finds no breach but clients left out, and adds up the cost claimed."""
    search = DividedSearch.begin(begun(problem), threads, seed)
    for _ in range(3):
        search.run(40, 0.5, 0.6)
    best = search.come_together()
    priced = price(problem, routes_of(best))
    assert priced.cost == round(search.cost)
    assert len(priced.breaches) == search.lost[0]


@LIGHT
@given(problems(), st.integers(0, 5))
def test_the_best_never_becomes_worse(problem: RoutingProblem, seed: int) -> None:
    """Each division begins from the solution under search, which may be worse than the best; the best stays."""
    search = DividedSearch.begin(begun(problem), 2, seed)
    standing = []
    for _ in range(4):
        search.run(15, 0.0, 0.0)
        standing.append((search.lost, search.cost))
    assert standing == sorted(standing, reverse=True)
