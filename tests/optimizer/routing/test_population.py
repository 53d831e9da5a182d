"""Several solutions one after the other, bettered by parts of one another."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Answer, Standing
from optimizer.model.routing_nouns import VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.population import PAYS, PlainPopulation, populations
from optimizer.routing.plain.solve import solve_plain
from optimizer.routing.population import SIZE, Member
from optimizer.routing.span import EACH, LEAST, MANY, SHARE, span_for
from optimizer.routing.yields import Yield
from scenarios.instances.price import price
from tests.optimizer.routing.plain_problems import problems
from tests.optimizer.routing.test_plain_crossover import ALL_DAY, laid
from tests.optimizer.routing.test_plain_shortlist import LIGHT
from tests.optimizer.routing.test_plain_small import spokes

ENOUGH = 6_000
"""Iterations a client with which a population pays."""


def by_the_clock(groups: int, each: int, holds: int, count: int | None = None) -> RoutingProblem:
    """So many clients at each of some points, 100 from the depot, at any time; vehicles hold so many."""
    problem = spokes(groups, each, (VehicleType(capacity=(holds,), count=count),))
    return replace(problem, clients=tuple(replace(client, windows=ALL_DAY) for client in problem.clients))


def begun(problem: RoutingProblem, seed: int = 1) -> PlainPopulation:
    """A population that has begun."""
    return populations(lay_out(problem), Budget(iterations=ENOUGH * len(problem.clients)), 1, seed)[0]


def test_a_member_has_a_fifth_of_the_budget_or_less_where_stops_are_few() -> None:
    """1,000 stops: a fifth. 400: less than a tenth; 100: a twentieth, or as much as 600 iterations a stop are. 3,000
    are too few for several."""
    assert (EACH, SHARE, MANY, LEAST, PAYS) == (600, 0.2, 1_000, 0.05, 3_300)
    assert span_for(1_200, 4_000, PAYS) == 0.2
    assert span_for(400, 100_000, PAYS) == pytest.approx(0.08)
    assert span_for(100, 100_000, PAYS) == 0.05
    assert span_for(100, 6_000, PAYS) == 0.1
    assert span_for(1_200, 3_000, PAYS) is None


def test_what_has_paid_is_counted_and_what_is_long_past_ever_less() -> None:
    """6 in 3 iterations; 3 more, of which a window has 3: a share of 1/e is left of both before they count."""
    earned = Yield()
    assert earned.rate == math.inf
    earned.note(6.0, 3.0, window=3.0)
    assert earned.rate == 2.0
    earned.note(0.0, 3.0, window=3.0)
    assert earned.saved == pytest.approx(6 / math.e)
    assert earned.spent == pytest.approx(3 / math.e + 3)


def test_only_with_a_clock_and_enough_iterations_are_there_several() -> None:
    """Nine clients: 6,000 iterations each pay, 1,000 do not; without a clock they never do. Each thread has its own."""
    plain = lay_out(by_the_clock(3, 3, 3))
    assert len(populations(plain, Budget(iterations=9 * ENOUGH), 2, 1)) == 2
    assert populations(plain, Budget(iterations=9 * 1_000), 2, 1) == []
    assert populations(lay_out(spokes(3, 3, (VehicleType(capacity=(3,)),))), Budget(iterations=9 * ENOUGH), 1, 1) == []


def test_where_not_every_type_may_go_everywhere_a_member_takes_longer() -> None:
    """Nine clients, 10,000 iterations each: 600 of them for a member; 2,500 where one client admits but one of two
    types."""
    problem, budget = by_the_clock(3, 3, 3), Budget(iterations=9 * 10_000)
    problem = replace(problem, vehicle_types=problem.vehicle_types * 2)
    assert populations(lay_out(problem), budget, 1, 1)[0].span == pytest.approx(0.06)
    first, *others = problem.clients
    problem = replace(problem, clients=(replace(first, vehicle_types=frozenset({0})), *others))
    assert populations(lay_out(problem), budget, 1, 1)[0].span == pytest.approx(0.25)


def test_members_come_one_after_the_other() -> None:
    """A tenth of the way is one member, two tenths are two; then they are crossed, until nothing comes of it."""
    population = begun(by_the_clock(12, 3, 3))
    found = []
    for i in range(20):
        population.run(2_000, i / 20, (i + 1) / 20)
        found.append((population.begun, len(population.members)))
    assert found[1] == (1, 0)
    assert found[2] == (2, 1)
    assert found[4][1] == SIZE
    assert found[-1][0] > SIZE
    assert len(population.members) == SIZE


def test_the_best_never_becomes_worse_and_every_iteration_is_done() -> None:
    """Whatever comes and goes."""
    population = begun(by_the_clock(12, 3, 5))
    before = (population.lost, population.cost)
    for i in range(40):
        assert population.run(731, i / 40, (i + 1) / 40) == 731
        assert (population.lost, population.cost) <= before
        before = (population.lost, population.cost)


def test_regions_come_together_each_from_the_solution_that_has_it_best() -> None:
    """Four points, vehicles to each: one solution has the first two right, and mixes up the others; in another it is
    the other way round. Crossed, all are right."""
    problem = by_the_clock(4, 2, 2)
    population = begun(problem)
    p = population.plain
    point = {number: np.flatnonzero(p.numbers // 2 == number).tolist() for number in range(4)}
    right = [tuple(point[number]) for number in range(4)]

    def mixed(one: int, other: int) -> list[tuple[int, int]]:
        return [(point[one][0], point[other][0]), (point[one][1], point[other][1])]

    members = [laid(*right[:2], *mixed(2, 3)), laid(*right[2:], *mixed(0, 1))]
    population.young = None
    population.members = [Member(routes, (0,), 1e9) for routes in members]
    population.grown = 1_000
    population.run(4_000, 0.5, 0.6)
    assert population.cost == 4 * 200


def test_a_newcomer_takes_the_place_of_the_worst_even_if_it_is_worse_still() -> None:
    """Two members of 10 and 12: the newcomer stands in for 12, whatever it costs."""
    population = begun(by_the_clock(4, 2, 2))
    young = population.young
    assert young is not None
    routes = laid((0, 1), (2, 3), (4, 5), (6, 7))
    population.members = [Member(routes, (0,), 12.0), Member(routes, (0,), 10.0)]
    population.run(1, population.span, population.span)
    assert [member.cost for member in population.members] == [10.0, young.cost]


def test_a_thread_takes_anothers_best_for_its_worst() -> None:
    """One has 10 and 12, the other 9 and 20: then the one has 10 and 9. Before it has members it takes nothing."""
    one, other = begun(by_the_clock(4, 2, 2)), begun(by_the_clock(4, 2, 2), seed=2)
    routes = laid((0, 1), (2, 3), (4, 5), (6, 7))
    other.members = [Member(routes, (0,), 9.0), Member(routes, (0,), 20.0)]
    one.take_over(other)
    assert one.members == []
    one.members = [Member(routes, (0,), 10.0), Member(routes, (0,), 12.0)]
    one.take_over(other)
    assert sorted(member.cost for member in one.members) == [9.0, 10.0]


def solved(problem: RoutingProblem, threads: int = 1, until: float = 1.0) -> Answer:
    """An answer of a population, called off when so much of the budget is used."""

    def report(standing: Standing) -> bool:
        return standing.progress < until

    budget = Budget(iterations=ENOUGH * len(problem.clients))
    return solve_plain(problem, budget=budget, threads=threads, seed=3, report=report)


@pytest.mark.parametrize("threads", [1, 2])
def test_iterations_and_a_seed_give_the_same_routes(threads: int) -> None:
    """Twice, with one thread or two; as many iterations as were asked for, of each thread."""
    problem = by_the_clock(6, 3, 5)
    first, second = (solved(problem, threads) for _ in range(2))
    assert first.routes == second.routes
    assert first.iterations == threads * ENOUGH * 18


@pytest.mark.parametrize("until", [0.0, 0.1, 0.3, 0.5, 0.99])
def test_everybody_is_served_whenever_the_search_is_called_off(until: float) -> None:
    """At once, during the first or the second search, while members are crossed, or late."""
    problem = by_the_clock(12, 3, 3, count=14)
    answer = solved(problem, until=until)
    priced = price(problem, answer.routes)
    assert priced.breaches == ()
    assert priced.cost == answer.cost


def test_each_vehicle_goes_to_a_point_of_its_own() -> None:
    """Three at each of twelve points and vehicles of three: 12 x 200."""
    assert solved(by_the_clock(12, 3, 3)).cost == 2_400


@LIGHT
@given(problem=problems())
def test_any_answer_keeps_the_rules_and_costs_what_it_claims(problem: RoutingProblem) -> None:
    """Whatever the types, depots, sites, windows and backhauls: no breach but that somebody is left out."""
    plain = lay_out(problem)
    found = populations(plain, Budget(iterations=ENOUGH * len(plain.clients)), 1, 1)
    for population in found:
        population.run(ENOUGH * len(plain.clients) // 8, 0.0, 1.0)
    answer = solved(problem, until=0.7)
    priced = price(problem, answer.routes)
    assert priced.missing == len(priced.breaches)
    assert priced.missing or priced.cost == answer.cost
