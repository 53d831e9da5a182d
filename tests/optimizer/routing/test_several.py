"""Several solutions of the general core one after the other, bettered by parts of one another."""

import itertools

import numpy as np
import pytest

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Answer, Standing
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.general import cost_of, given_duties, routes_of, solve_general
from optimizer.routing.layout.arrays import lay_out
from optimizer.routing.population import Member
from optimizer.routing.search import PROBLEM
from optimizer.routing.several import MOST, PAYS, SeveralSearches, several_searches
from optimizer.routing.sharing import team_of
from scenarios.instances.breaches import Fault
from scenarios.instances.price import price
from tests.optimizer.routing.features import WORLDS
from tests.optimizer.routing.random_problems import FEATURES, plain, prizes, random_problem
from tests.optimizer.routing.test_crossover import duties

ENOUGH = 2_000
"""Iterations a stop with which a population pays."""


def spokes(points: int, vehicles: int) -> RoutingProblem:
    """Two clients at each of so many points, 100 from the depot; vehicles hold two, and go out twice at most."""
    angles = np.repeat(np.arange(points), 2) * 2 * np.pi / points
    around = np.round(100 * np.column_stack((np.cos(angles), np.sin(angles))))
    return RoutingProblem(
        name="spokes",
        depots=(Depot(),),
        clients=(Client(delivery=(1,), pickup=(0,)),) * (2 * points),
        vehicle_types=(VehicleType(capacity=(2,), count=vehicles, reload_depots=(0,), max_trips=2),),
        plane=Plane(coordinates=np.vstack(([[0.0, 0.0]], around))),
    )


def begun(problem: RoutingProblem, seed: int = 1, each: int = ENOUGH) -> SeveralSearches:
    """A population that has begun."""
    arrays = lay_out(problem)
    given, iterations = given_duties(problem, arrays), each * len(problem.clients)
    return several_searches(arrays, seed, 1, iterations, duties=given, warmth=PROBLEM)[0]


def confirm(problem: RoutingProblem, population: SeveralSearches) -> None:
    """The pricer finds no breach but clients left out, and adds up what the population says it costs."""
    arrays = lay_out(problem)
    cost, lost, unserved = cost_of(problem, arrays, population), population.lost, population.unserved
    best = population.come_together()
    priced = price(problem, routes_of(best))
    assert [breach for breach in priced.breaches if breach.fault is not Fault.MISSING] == []
    assert priced.cost == cost == cost_of(problem, arrays, best)
    assert (lost, unserved) == (best.lost, best.unserved)


def lived(problem: RoutingProblem) -> SeveralSearches:
    """A population after two members, crossings of theirs and searches among some trips; it never becomes worse."""
    population, n = begun(problem), len(problem.clients)
    standing = []
    for i in range(12):
        population.run(25 * n, i / 12, (i + 1) / 12)
        standing.append((population.lost, population.cost))
    assert standing == sorted(standing, reverse=True)
    return population


@pytest.mark.parametrize("feature", [*FEATURES, "many"])
def test_members_keep_every_rule_and_cost_what_they_claim(feature: str) -> None:
    """Four random problems of each feature."""
    rng = np.random.default_rng(9)
    for problem in [random_problem(rng, feature) for _ in range(4)]:
        confirm(problem, lived(problem))


@pytest.mark.parametrize("name", WORLDS)
def test_members_of_every_world_keep_its_rules(name: str) -> None:
    """Each small world; relations, tiers, plans begun and plans out already among them."""
    confirm(WORLDS[name], lived(WORLDS[name]))


def test_prizes_and_tiers_add_up() -> None:
    """Ten problems with clients that may be left out."""
    rng = np.random.default_rng(10)
    for _ in range(10):
        draft = plain(rng)
        prizes(draft)
        problem = draft.build()
        confirm(problem, lived(problem))


def test_regions_come_together_each_from_the_solution_that_has_it_best() -> None:
    """Four points: one solution has trips to the first two, and mixes up the others; in another it is the other way
    round. Crossed, all are right: four times there and back."""
    population = begun(spokes(4, 4))
    one = duties(((0, 1),), ((2, 3),), ((4, 6),), ((5, 7),))
    other = duties(((4, 5),), ((6, 7),), ((0, 2),), ((1, 3),))
    population.young = None
    population.members = [Member(routes, (0,), 1e9) for routes in (one, other)]
    population.grown = 1_000
    population.run(4_000, 0.5, 0.6)
    assert population.cost == 4 * 200
    assert sorted(population.driving.tolist()) == np.flatnonzero(population.come_together().best.length).tolist()


def test_only_enough_iterations_pay_and_not_for_many_stops() -> None:
    """Of eight stops 2,000 iterations each are enough for several, 900 are not; each thread has its own. 402 stops
    never have several."""
    assert (PAYS, MOST) == (1_000, 400)
    arrays = lay_out(spokes(4, 4))
    assert len(several_searches(arrays, 1, 2, 8 * 2_000, duties={}, warmth=PROBLEM)) == 2
    assert several_searches(arrays, 1, 2, 8 * 900, duties={}, warmth=PROBLEM) == []
    assert several_searches(lay_out(spokes(201, 201)), 1, 1, 402 * 9_000, duties={}, warmth=PROBLEM) == []


def test_a_search_that_mends_a_plan_has_one_solution() -> None:
    """However much time there is, it goes on from the plan; two threads do so together, where they find enough."""
    arrays = lay_out(spokes(20, 40))
    for threads, mends in itertools.product((1, 2), (False, True)):
        team = team_of(arrays, 1, threads, iterations=40 * 2_000, duties={}, mild=mends)
        assert len(team) == (1 if mends else threads)
        assert all(isinstance(each, SeveralSearches) != mends for each in team)


def solved(problem: RoutingProblem, threads: int = 1, until: float = 1.0) -> Answer:
    """An answer of a population, called off when so much of the budget is used."""

    def report(standing: Standing) -> bool:
        return standing.progress < until

    budget = Budget(iterations=ENOUGH * len(problem.clients))
    return solve_general(problem, budget=budget, threads=threads, seed=3, report=report)


@pytest.mark.parametrize("threads", [1, 2])
def test_iterations_and_a_seed_give_the_same_routes(threads: int) -> None:
    """Twice, with one thread or two; as many iterations as were asked for, of each thread."""
    problem = spokes(7, 5)
    first, second = (solved(problem, threads) for _ in range(2))
    assert first.routes == second.routes
    assert first.iterations == threads * ENOUGH * 14


@pytest.mark.parametrize("until", [0.0, 0.1, 0.4, 0.7, 0.99])
def test_everybody_is_served_whenever_the_search_is_called_off(until: float) -> None:
    """At once, during the first or the second search, while members are crossed, or late."""
    problem = spokes(8, 5)
    answer = solved(problem, until=until)
    priced = price(problem, answer.routes)
    assert priced.breaches == ()
    assert priced.cost == answer.cost


def test_each_trip_goes_to_a_point_of_its_own() -> None:
    """Two at each of eight points and trips of two: about 8 x 200, as the ways are rounded."""
    assert 8 * 199 <= solved(spokes(8, 5)).cost <= 8 * 201
