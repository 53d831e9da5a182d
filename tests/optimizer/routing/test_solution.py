"""The arrays of one search: what is undone is as it was, and what is kept adds up."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from optimizer.crews.pairing import pair
from optimizer.model.demands import Priority
from optimizer.model.routing_nouns import Depot
from optimizer.routing.arrays import Arrays
from optimizer.routing.candidates import try_everywhere
from optimizer.routing.duty import duty_cents
from optimizer.routing.follow import start_with
from optimizer.routing.instance import build
from optimizer.routing.iteration import absent_cents, begin_iteration, driven_cents, touched_change, undo_iteration
from optimizer.routing.layout.arrays import lay_out
from optimizer.routing.moments import INFINITE
from optimizer.routing.random import random_state
from optimizer.routing.recreate import best_insertion, recreate
from optimizer.routing.refresh import put, refresh
from optimizer.routing.room import room_for
from optimizer.routing.ruin import ruin
from optimizer.routing.search import Search, begin_search
from optimizer.routing.solution import Best, Solution, empty_solution
from optimizer.supply.allocate import allocate
from tests.builders import Town, town
from tests.optimizer.routing.features import RELOADS, world
from tests.properties.days import small_days


def searching(town: Town) -> Search | None:
    day, travel = town.day(), town.travel()
    loads = allocate(day, travel)
    crews = pair(day, travel, loads, seed=1)
    if not loads.drops or not crews.crews:
        return None
    return begin_search(build(day, travel, loads.drops, crews).arrays, seed=3)


def snapshot(s: Solution) -> tuple[list[list[int]], list[float], list[list[int]], list[int]]:
    """Duties, prices, where each stop is served (crew, position, where its trip begins), and the absent stops."""
    lengths = s.duties["length"].tolist()
    duties = [s.tokens[k, :length].tolist() for k, length in enumerate(lengths)]
    absent = s.absent[: s.counts[0]["absent"]].tolist()
    served = [[by, *where] if by >= 0 else [by] for by, *where in s.served[["crew", "position", "head"]].tolist()]
    return duties, s.duties["total_cents"].tolist(), served, absent


def recount(a: Arrays, s: Solution) -> float:
    """Price of all duties, walked from the start."""
    return sum(duty_cents(a, k, s.tokens[k], s.duties[k]["length"]) for k in range(len(s.duties)))


@pytest.mark.parametrize("limit", [math.inf, 0.0])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_days())
def test_an_iteration_undone_leaves_no_trace(limit: float, town: Town) -> None:
    """Ruin, recreate, to its end or until that costs too much, undo: duties, prices and absent stops are as before."""
    search = searching(town)
    if search is None:
        return
    a, s = search.arrays, search.solution
    for _ in range(20):
        before = snapshot(s)
        begin_iteration(s)
        ruin(a, s, search.size, search.random)
        recreate(a, s, search.room, limit, search.random)
        undo_iteration(a, s)
        assert snapshot(s) == before


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_days())
def test_what_is_put_back_within_a_limit_costs_less(town: Town) -> None:
    """Ten times: an iteration that may cost 1 yuan more at most ends early, or with all served for less than that."""
    search = searching(town)
    if search is None:
        return
    a, s = search.arrays, search.solution
    for _ in range(10):
        begin_iteration(s)
        is_whole = ruin(a, s, search.size, search.random) and recreate(a, s, search.room, 100.0, search.random)
        if is_whole and s.counts["absent"][0] == 0 and s.counts["touched"][0] > 0:
            assert touched_change(s) < 100.0
        undo_iteration(a, s)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_days())
def test_after_many_iterations_prices_and_places_still_add_up(town: Town) -> None:
    """Every stop is served once or absent once, every duty holds, and the best noted is priced as it is."""
    search = searching(town)
    if search is None:
        return
    search.run(300, 0.0, 1.0)
    a, s = search.arrays, search.solution
    n = len(a.stops)
    duties, prices, served, absent = snapshot(s)
    for stop, (crew, *where) in enumerate(served):
        if crew >= 0:
            position, head = where
            assert duties[crew][position] == stop
            assert head == max(p for p in range(position) if duties[crew][p] >= n)
    stops = [token for duty in duties for token in duty if token < n] + absent
    assert sorted(stops) == list(range(n))
    assert recount(a, s) == pytest.approx(sum(prices))
    assert recount(a, s) < INFINITE
    assert search.best.cents.sum() <= absent_cents(a, s) + driven_cents(s) + 1e-6
    best = [search.best.tokens[k, : search.best.length[k]] for k in range(len(a.crews))]
    priced = sum(duty_cents(a, k, np.ascontiguousarray(tokens), len(tokens)) for k, tokens in enumerate(best))
    assert priced == pytest.approx(search.best.cents[1])


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_days())
def test_what_is_noted_at_the_tokens_is_what_a_walk_from_the_start_notes(town: Town) -> None:
    """Duties walked again from the trip that changed differ in nothing from duties walked whole."""
    search = searching(town)
    if search is None:
        return
    search.run(50, 0.0, 1.0)
    a, s = search.arrays, search.solution
    for crew, length in enumerate(s.duties["length"].tolist()):
        noted, price = s.after[crew, : length + 1].copy(), float(s.duties["total_cents"][crew])
        assert refresh(a, s, crew, 0)
        assert noted.tolist() == s.after[crew, : length + 1].tolist()
        assert float(s.duties["total_cents"][crew]) == pytest.approx(price)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_days())
def test_an_insertion_costs_what_was_promised(town: Town) -> None:
    """Whether told from the neighbours alone or walked: the duty's price rises by just that."""
    search = searching(town)
    if search is None:
        return
    a, s = search.arrays, search.solution
    for _ in range(10):
        begin_iteration(s)
        if not ruin(a, s, search.size, search.random):
            undo_iteration(a, s)
            continue
        for stop in s.absent[: s.counts[0]["absent"]].tolist():
            told = try_everywhere(a, s, search.room, stop, INFINITE, search.random)
            where = best_insertion(a, s, search.room, stop, told)
            if where.crew >= 0:
                before = float(s.duties["total_cents"][where.crew])
                assert put(a, s, where.crew, where.position, stop, where.point)
                assert float(s.duties["total_cents"][where.crew]) - before == pytest.approx(where.cents, abs=1e-3)
        undo_iteration(a, s)


def test_what_is_due_between_two_windows_must_begin_in_the_one_before() -> None:
    """A clinic is open 06:00-06:20 and 11:00-20:00, and due 10:30; drives take 600 s, on from it 900 s, a cent each.

    Load 06:10, begin 06:20. With the home before it, for 600 cents, the crew would come at 06:30, long before 10:30,
    and find it shut until 11:00: half an hour of lateness. So the home is put behind it, for 900 cents.
    """
    built = town(bare=True).place("clinic").place("home").driver("Li").drive("clinic", "home", 900)
    built.vehicle("van", fixed_cents=0, cents_per_km=0, cents_per_hour=3600, returns_home=False)
    built.demand("clinic", windows="06:00-06:20,11:00-20:00", due="10:30", priority=Priority.LIFE).demand("home")
    day, travel = built.day(), built.travel()
    loads = allocate(day, travel)
    a = build(day, travel, loads.drops, pair(day, travel, loads, seed=1)).arrays
    stop = {drop.place: i for i, drop in enumerate(loads.drops)}
    s, state = empty_solution(a), random_state(1)
    room = room_for(a, s.tokens.shape[1])
    start_with(a, s, room, {0: np.array([len(a.stops), stop["clinic"]], dtype=np.int32)})
    where = best_insertion(a, s, room, stop["home"], try_everywhere(a, s, room, stop["home"], INFINITE, state))
    assert (where.crew, where.position, where.cents) == (0, 2, 900.0)
    assert put(a, s, 0, where.position, stop["home"], where.point)
    assert recount(a, s) == 600 + 600 + 900


def test_a_best_solution_tells_who_drives_and_how_many_are_left_out() -> None:
    """Of four stops crew 1 serves two, on two trips; what is behind its four tokens does not count."""
    tokens = np.array([[0, 1, 2, 3, 0], [4, 2, 5, 0, 3]], dtype=np.int32)
    best = Best(tokens, np.array([0, 4], dtype=np.int32), np.zeros(1, dtype=np.int64), np.zeros(2))
    assert best.driving.tolist() == [1]
    assert best.left_out(4) == 2


def test_the_first_trip_of_a_crew_that_stands_elsewhere_costs_the_way_to_its_load_point() -> None:
    """It stands at depot 1, loads at depot 0 and ends there: from 1 to 0, from 0 to client 0, and back to 0.

    Its next trip is then put behind, or ahead of, the one it has: from depot 0 to client 1 and back, no more.
    """
    away = replace(RELOADS, start_depot=1, end_depot=0, reload_depots=(0,), starts_empty=True)
    problem = world(types=(replace(away, capacity=(1,)),), depots=(Depot(), Depot()))
    a = lay_out(problem)
    assert problem.distance is not None
    assert problem.distance[1, 0] > 0
    s, state = empty_solution(a), random_state(1)
    room = room_for(a, s.tokens.shape[1])
    first = best_insertion(a, s, room, 0, try_everywhere(a, s, room, 0, INFINITE, state))
    assert first.cents == problem.distance[[1, 0, 2], [0, 2, 0]].sum()
    assert put(a, s, first.crew, first.position, 0, first.point)
    second = best_insertion(a, s, room, 1, try_everywhere(a, s, room, 1, INFINITE, state))
    assert second.point == 0
    assert second.cents == problem.distance[[0, 3], [3, 0]].sum()
