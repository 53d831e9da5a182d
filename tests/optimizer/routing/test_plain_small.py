"""Where types differ in size, trials tell up to which size vehicles shall drive until the search has cooled down."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Standing
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.small import UNTIL, Trials, after_trials, begin_trials, held_back_by_size
from optimizer.routing.plain.solve import solve_plain
from scenarios.instances.price import price
from tests.optimizer.routing.plain_problems import problems
from tests.optimizer.routing.test_plain_shortlist import LIGHT, in_a_row

BUDGET = Budget(iterations=20_000)


def sizes(*held: tuple[int, int | None]) -> tuple[VehicleType, ...]:
    """Types by capacity and count; what they cost a unit of distance is what they hold."""
    return tuple(
        VehicleType(capacity=(capacity,), count=count, unit_distance_cost=capacity) for capacity, count in held
    )


def spokes(groups: int, each: int, vehicles: tuple[VehicleType, ...]) -> RoutingProblem:
    """So many clients of 1 at each of some points, all 100 from the depot, in all directions."""
    angles = np.repeat(np.arange(groups) * 2 * math.pi / groups, each)
    points = np.vstack(([[0.0, 0.0]], 100.0 * np.column_stack((np.cos(angles), np.sin(angles)))))
    return RoutingProblem(
        name="spokes",
        depots=(Depot(),),
        clients=(Client(delivery=(1,), pickup=(0,)),) * (groups * each),
        vehicle_types=vehicles,
        plane=Plane(coordinates=points),
    )


def kept(problem: RoutingProblem) -> list[list[bool]]:
    """Which types may drive, by trial."""
    plain = lay_out(problem)
    return [(held_back < plain.kinds["count"]).tolist() for held_back in held_back_by_size(plain)]


def test_there_is_a_trial_for_every_size_that_serves_everybody() -> None:
    """A load of 5: vehicles of 4 alone do not, those up to 8 do, and so do all."""
    problem = in_a_row((1, 5, 1), vehicles=sizes((4, None), (16, None), (8, None)))
    assert kept(problem) == [[True, True, True], [True, False, True]]


def test_sizes_that_hold_too_little_together_have_no_trial() -> None:
    """Seven of 1: two vehicles of 3 hold six; with one more they hold nine."""
    assert kept(in_a_row((1,) * 7, vehicles=sizes((3, 2), (9, 1)))) == [[True, True]]
    assert kept(in_a_row((1,) * 7, vehicles=sizes((3, 3), (9, 1)))) == [[True, True], [True, False]]


def test_types_that_may_not_go_to_somebody_do_not_serve_everybody() -> None:
    """The last client admits the larger type alone."""
    problem = in_a_row((1, 1, 1), vehicles=sizes((3, 3), (9, 1)))
    choosy = replace(problem, clients=(*problem.clients[:2], replace(problem.clients[2], vehicle_types=frozenset({1}))))
    assert kept(choosy) == [[True, True]]


def test_types_of_one_size_have_no_trials() -> None:
    """There is nothing to choose."""
    assert begin_trials(lay_out(in_a_row((1, 1), vehicles=sizes((3, 2), (3, 2)))), BUDGET, 1, 1) == []


def test_trials_are_dealt_out_to_the_threads() -> None:
    """Three sizes and two threads: two and one. More threads than sizes are not used."""
    plain = lay_out(in_a_row((1, 1), vehicles=sizes((3, 2), (4, 2), (5, 2))))
    assert [len(trials.searches) for trials in begin_trials(plain, BUDGET, 2, 1)] == [2, 1]
    assert [len(trials.searches) for trials in begin_trials(plain, BUDGET, 4, 1)] == [1, 1, 1]


def test_each_trial_has_its_part_of_the_way() -> None:
    """Three sizes, thirty iterations in each third of the way: one search after the other."""
    trials = begin_trials(lay_out(in_a_row((1, 1), vehicles=sizes((3, 2), (4, 2), (5, 2)))), BUDGET, 1, 1)[0]
    begun = [int(search.state.counts["iteration"][0]) for search in trials.searches]
    for third in range(3):
        assert trials.run(30, third / 3, (third + 1) / 3) == 30
        done = [int(s.state.counts["iteration"][0]) for s in trials.searches]
        assert [now > first for now, first in zip(done, begun, strict=True)] == [i <= third for i in range(3)]


def test_vehicles_of_a_trial_stay_as_they_are_to_its_end() -> None:
    """Three at each of eight points: the trial of small ones never gets large ones."""
    trials = begin_trials(lay_out(spokes(8, 3, sizes((3, None), (24, None)))), BUDGET, 1, 1)[0]
    trials.run(2000, 0.0, 1.0)
    assert [(search.plain.kinds["count"] > 0).tolist() for search in trials.searches] == [[True, True], [True, False]]


def test_the_search_begins_with_the_vehicles_of_the_best_trial() -> None:
    """Three at each of eight points, 200 there and back: small ones cost 8 x 200 x 3 = 4800. Say the trial of all types
    has ended dearer: small ones drive, alone until 60 % of the way, and their solution is there."""
    plain = lay_out(spokes(8, 3, sizes((3, None), (24, None))))
    trials = begin_trials(plain, BUDGET, 1, 1)
    trials[0].run(4000, 0.0, 1.0)
    trials[0].searches[0].best.cost[1] = 5000.0
    search = after_trials(plain, trials, 1, budget=BUDGET, threads=1)
    assert search.best.cost.tolist() == [0.0, 4800.0]
    search.run(10, UNTIL - 0.01, UNTIL - 0.01)
    assert (search.plain.kinds["count"] > 0).tolist() == [True, False]
    search.run(10, UNTIL, UNTIL)
    assert np.array_equal(search.plain.kinds["count"], plain.kinds["count"])


def test_large_vehicles_drive_from_the_start_where_they_are_best() -> None:
    """The same with large ones at the price of small ones: all types drive."""
    cheap = (VehicleType(capacity=(3,), unit_distance_cost=3), VehicleType(capacity=(24,), unit_distance_cost=3))
    plain = lay_out(spokes(8, 3, cheap))
    trials = begin_trials(plain, BUDGET, 1, 1)
    trials[0].run(4000, 0.0, 1.0)
    search = after_trials(plain, trials, 1, budget=BUDGET, threads=1)
    assert np.array_equal(search.plain.kinds["count"], plain.kinds["count"])


@pytest.mark.parametrize("threads", [1, 2])
def test_small_vehicles_that_pay_are_found(threads: int) -> None:
    """Seven at each of 24 points and vehicles of 7 and up: one of 7 to each point, 24 x 200 x 7 = 33,600."""
    problem = spokes(24, 7, sizes((7, None), (10, None), (14, None), (20, None), (28, None), (40, None)))
    answer = solve_plain(problem, budget=Budget(iterations=30_000), threads=threads, seed=1)
    assert price(problem, answer.routes).breaches == ()
    assert answer.cost == 33_600


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("until", [0.0, 0.05, 0.3, 1.0])
def test_everybody_is_served_whenever_the_search_is_called_off(threads: int, until: float) -> None:
    """At once, during the trials, while only small vehicles drive, or never."""
    problem = spokes(24, 7, sizes((7, 30), (10, 2), (14, 2)))

    def report(standing: Standing) -> bool:
        return standing.progress < until

    answer = solve_plain(problem, budget=BUDGET, threads=threads, seed=1, report=report)
    priced = price(problem, answer.routes)
    assert priced.breaches == ()
    assert sum(len(trip.clients) for route in answer.routes.routes for trip in route.trips) == 168


def test_iterations_and_a_seed_give_the_same_routes() -> None:
    """Twice."""
    problem = spokes(8, 3, sizes((3, None), (24, None)))
    first, second = (solve_plain(problem, budget=BUDGET, threads=1, seed=3) for _ in range(2))
    assert first.routes == second.routes


def test_a_trial_goes_on_from_nobody_elses_best() -> None:
    """Two threads meet: what the other has found stays with the other."""
    one, other = begin_trials(lay_out(spokes(8, 3, sizes((3, None), (24, None)))), BUDGET, 2, 1)
    before = one.searches[0].best.links.copy()
    one.take_over(other)
    assert np.array_equal(one.searches[0].best.links, before)


@LIGHT
@given(problem=problems())
def test_any_answer_keeps_the_rules(problem: RoutingProblem) -> None:
    """Whatever the types: no breach but that somebody is left out, and never more are held back than there are."""
    plain = lay_out(problem)
    priced = price(problem, solve_plain(problem, budget=Budget(iterations=400), threads=1, seed=1).routes)
    assert priced.missing == len(priced.breaches)
    assert all((choice <= plain.kinds["count"]).all() for choice in held_back_by_size(plain))


def test_trials_without_anybody_served_are_idle() -> None:
    """One who fits into no vehicle."""
    plain = lay_out(in_a_row((9,), vehicles=sizes((3, 1), (4, 1))))
    assert held_back_by_size(plain) == []
    assert begin_trials(plain, BUDGET, 1, 1) == []
    served = begin_trials(lay_out(in_a_row((1,), vehicles=sizes((3, 1), (4, 1)))), BUDGET, 1, 1)
    assert isinstance(served[0], Trials)
    assert not served[0].idle
