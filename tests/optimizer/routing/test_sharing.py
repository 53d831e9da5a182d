"""One solution of the general core searched in parts: what stays together, and what comes of the parts together."""

import time
from itertools import pairwise
from random import Random

import numpy as np
import pytest

from optimizer.model.budget import Budget
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import Relation, Tie
from optimizer.routing.general import cost_of, given_duties, routes_of, solve_general
from optimizer.routing.layout.arrays import lay_out
from optimizer.routing.parts import bundles, deal_out, part_of
from optimizer.routing.search import PROBLEM, Search, begin_search
from optimizer.routing.sharing import KEPT, SharedSearch, may_share
from scenarios.instances.breaches import Fault
from scenarios.instances.price import price
from tests.optimizer.routing.features import WORLDS
from tests.optimizer.routing.random_problems import FEATURES, plain, prizes, random_problem

STREETS = 8


def streets(*relations: Relation) -> RoutingProblem:
    """Eight streets side by side, 100 apart, of three clients each; a vehicle holds one street and may reload."""
    points = [(0.0, 0.0), *((100.0 * street, 10.0 + house) for street in range(STREETS) for house in range(3))]
    return RoutingProblem(
        name="streets",
        depots=(Depot(),),
        clients=(Client(delivery=(1,), pickup=(0,)),) * 24,
        vehicle_types=(VehicleType(capacity=(3,), count=10, reload_depots=(0,), fixed_cost=1000),),
        plane=Plane(coordinates=np.array(points)),
        relations=relations,
    )


def by_street(problem: RoutingProblem, served: int = STREETS) -> Search:
    """A search in which each of the first vehicles serves a street; the last two, and those left over, stay at home."""
    n = len(problem.clients)
    duties = {k: np.array([n, 3 * k, 3 * k + 1, 3 * k + 2], dtype=np.int32) for k in range(served)}
    return begin_search(lay_out(problem), 1, duties=duties, warmth=PROBLEM)


def begun(problem: RoutingProblem) -> Search:
    """A search that goes on from what has begun."""
    arrays = lay_out(problem)
    return begin_search(arrays, 1, duties=given_duties(problem, arrays), warmth=PROBLEM)


def confirm(problem: RoutingProblem, search: SharedSearch) -> None:
    """The pricer finds no breach but clients left out, and adds up what the search says it costs."""
    cost = cost_of(problem, search.whole.arrays, search)
    lost = search.lost
    best = search.come_together()
    priced = price(problem, routes_of(best))
    assert [breach for breach in priced.breaches if breach.fault is not Fault.MISSING] == []
    assert priced.cost == cost == cost_of(problem, best.arrays, best)
    assert lost == best.lost


@pytest.mark.parametrize("feature", [*FEATURES, "many"])
def test_parts_together_keep_every_rule_and_cost_what_they_claim(feature: str) -> None:
    """Eight random problems of each feature, dealt out four times to two threads, in one part each or in two."""
    rng = np.random.default_rng(7)
    for problem in [random_problem(rng, feature) for _ in range(8)]:
        search = SharedSearch.begin(begun(problem), 2, seed=1, parts_each=1 + int(rng.integers(2)))
        for _ in range(4):
            search.run(25, 0.5, 0.6)
        confirm(problem, search)


@pytest.mark.parametrize("name", WORLDS)
def test_parts_of_every_world_together_keep_its_rules(name: str) -> None:
    """Each small world, dealt out five times; relations, tiers, plans begun and plans out already among them."""
    problem = WORLDS[name]
    search = SharedSearch.begin(begun(problem), 2, seed=3)
    for _ in range(5):
        search.run(20, 0.5, 0.6)
    confirm(problem, search)


def test_prizes_and_tiers_add_up() -> None:
    """Twenty problems with clients that may be left out; what is lost, tier by tier, never grows."""
    rng = np.random.default_rng(8)
    for _ in range(20):
        draft = plain(rng)
        prizes(draft)
        problem = draft.build()
        search = SharedSearch.begin(begun(problem), 2, seed=2)
        standing = []
        for _ in range(3):
            search.run(20, 0.5, 0.6)
            standing.append((search.lost, search.cost))
        assert standing == sorted(standing, reverse=True)
        confirm(problem, search)


def test_how_often_somebody_was_left_out_is_remembered_from_part_to_part() -> None:
    """House 5 was refused 7 times and left out for 40 iterations before; nobody is left out since."""
    search = by_street(streets())
    search.solution.served[KEPT][5] = 7, 40
    shared = SharedSearch.begin(search, 2, seed=1)
    shared.run(25, 0.5, 0.6)
    assert shared.come_together().solution.served[KEPT][5].tolist() == (7, 40)


def test_streets_side_by_side_are_dealt_out_side_by_side() -> None:
    """Each part has whole streets, as many as the other, and none between two of the other part's."""
    search = by_street(streets())
    of_crew, of_stop = deal_out(search.arrays, search.solution, 2, Random(4))
    parts = of_stop[::3].tolist()
    assert sorted(parts) == [0] * 4 + [1] * 4
    assert of_stop.tolist() == np.repeat(parts, 3).tolist() == np.repeat(of_crew[:STREETS], 3).tolist()
    assert sorted(of_crew[STREETS:].tolist()) == [0, 1]
    assert sum(one != other for one, other in pairwise(parts)) == 1


def test_who_is_tied_to_somebody_stays_with_him_whoever_serves_them() -> None:
    """Houses 0 and 21 must not share a vehicle, nor 21 and 12: vehicles 0, 7 and 4 are one bundle, others alone."""
    ties = (Relation(tie=Tie.DIFFERENT_ROUTES, clients=(0, 21)), Relation(tie=Tie.DIFFERENT_ROUTES, clients=(12, 21)))
    search = by_street(streets(*ties))
    own = bundles(search.arrays, search.solution.served["crew"])
    assert own.of_crew[0] == own.of_crew[7] == own.of_crew[4] == own.of_stop[13]
    assert len(set(own.of_crew.tolist())) == 8


def test_the_stops_of_a_part_have_the_numbers_of_the_part() -> None:
    """Streets 1 and 3 alone: house 9 is its fourth stop; near it are its own street, and all of street 1."""
    part = part_of(lay_out(streets()), np.array([1, 3], dtype=np.int32), np.array([3, 4, 5, 9, 10, 11], dtype=np.int32))
    assert part.arrays.stops["location"].tolist() == [4, 5, 6, 10, 11, 12]
    assert part.arrays.neighbours[3, :3].tolist() == [4, 5, 0]
    assert (part.arrays.neighbours[3] >= 0).sum() == 5
    assert part.arrays.first_of_kind.tolist() == [0, 2]


def test_few_duties_are_not_shared_nor_those_that_are_tied_together() -> None:
    """Eight duties are enough for two threads, not for three; with 13 of 24 stops tied to one another, for none."""
    assert may_share(by_street(streets()), 2)
    assert not may_share(by_street(streets()), 3)
    assert not may_share(by_street(streets()), 1)
    chain = tuple(Relation(tie=Tie.DIFFERENT_ROUTES, clients=(3 * k, 3 * k + 3)) for k in range(4))
    assert not may_share(by_street(streets(*chain)), 2)


def test_two_threads_find_the_street_each_vehicle_should_take() -> None:
    """A street is 100 away from the next, and its houses are 1 apart; the same seed finds the same routes again."""
    problem = streets()
    one, other = (solve_general(problem, budget=Budget(iterations=1500), threads=2, seed=1) for _ in range(2))
    assert price(problem, one.routes).cost == one.cost
    trips = sorted(sorted(trip.clients) for route in one.routes.routes for trip in route.trips)
    assert trips == [[3 * street, 3 * street + 1, 3 * street + 2] for street in range(STREETS)]
    assert one.routes == other.routes


def test_threads_search_their_parts_in_turn_with_equal_shares() -> None:
    """Two threads, two parts each, 30 iterations a thread: 15 in each of the four parts, or a quarter of the time."""
    search = SharedSearch.begin(by_street(streets()), 2, seed=1, parts_each=2)
    assert search.run(30, 0.5, 0.6) == 60
    started = time.monotonic()
    assert search.run_until(started + 0.2, 0.5, 0.6) > 0
    assert 0.2 <= time.monotonic() - started < 5.0
