"""Crossings of two duties in the general core, worked by hand: tails, and stops changing places."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.windows import TimeWindow
from optimizer.routing.arrays import Arrays
from optimizer.routing.cross import best_crossing, carry_out, cross
from optimizer.routing.follow import start_with
from optimizer.routing.iteration import driven_cents
from optimizer.routing.layout.arrays import lay_out
from optimizer.routing.random import random_state
from optimizer.routing.room import Room, room_for
from optimizer.routing.solution import Solution, empty_solution
from tests.builders import Town
from tests.optimizer.routing.test_solution import searching, snapshot
from tests.properties.days import small_days

EAST, FAR_EAST, NORTH, FAR_NORTH = range(4)
PLACES = [(0, 0), (10, 0), (20, 0), (0, 10), (0, 20)]


def world(
    duties: list[list[int]], *, windows: dict[int, TimeWindow], loads: list[int]
) -> tuple[Arrays, Solution, Room]:
    """Two vehicles of three units that may reload at (0, 0); streets run east and north only."""
    at = np.array(PLACES)
    problem = RoutingProblem(
        name="two duties",
        depots=(Depot(),),
        clients=tuple(
            Client(delivery=(load,), pickup=(0,), windows=(windows[k],) if k in windows else ())
            for k, load in enumerate(loads)
        ),
        vehicle_types=(VehicleType(capacity=(3,), count=2, reload_depots=(0,)),),
        distance=np.abs(at[:, None] - at[None, :]).sum(axis=2).astype(np.int64),
    )
    a = lay_out(problem)
    s, room = empty_solution(a), room_for(a, 20)
    start_with(a, s, room, {k: np.array([4, *duty], dtype=np.int32) for k, duty in enumerate(duties)})
    return a, s, room


def duties_of(s: Solution) -> list[list[int]]:
    return [s.tokens[k, 1:length].tolist() for k, length in enumerate(s.duties["length"].tolist())]


def settled(a: Arrays, s: Solution, room: Room) -> list[list[int]]:
    """The duties after many crossings that only savings may pass."""
    state = random_state(1)
    for _ in range(100):
        cross(a, s, room, 1e-9, state)
    return duties_of(s)


def test_two_duties_exchange_what_follows() -> None:
    """East and then north costs 10 + 30 + 20, twice; each way straight out and back 40."""
    a, s, room = world([[EAST, FAR_NORTH], [NORTH, FAR_EAST]], windows={}, loads=[1, 1, 1, 1])
    best = best_crossing(a, s, room, EAST, 0.0, random_state(1))
    assert best.cents == -40.0
    assert driven_cents(s) == 120.0
    assert sorted(map(sorted, settled(a, s, room))) == [[EAST, FAR_EAST], [NORTH, FAR_NORTH]]
    assert driven_cents(s) == 80.0


def test_stops_that_fill_their_vehicles_change_places() -> None:
    """Far east fills two units of three, as far north does: they can only change places with each other."""
    a, s, room = world([[EAST, FAR_NORTH], [NORTH, FAR_EAST]], windows={}, loads=[1, 2, 1, 2])
    assert sorted(map(sorted, settled(a, s, room))) == [[EAST, FAR_EAST], [NORTH, FAR_NORTH]]


def test_a_crossing_that_comes_too_late_is_not_made() -> None:
    """North opens at 100 and far north closes at 50, so that no duty goes from the one to the other."""
    windows = {NORTH: TimeWindow(opens=100, closes=200), FAR_NORTH: TimeWindow(opens=0, closes=50)}
    a, s, room = world([[EAST, FAR_NORTH], [NORTH, FAR_EAST]], windows=windows, loads=[1, 1, 1, 1])
    assert best_crossing(a, s, room, EAST, 0.0, random_state(1)).cents == 0.0


def test_a_trip_left_without_stops_is_not_driven() -> None:
    """All that one vehicle has may go behind what the other has: then it stays at home."""
    a, s, room = world([[EAST], [FAR_EAST]], windows={}, loads=[1, 1, 1, 1])
    best = best_crossing(a, s, room, EAST, 0.0, random_state(1))
    assert best.cents == -20.0
    settled(a, s, room)
    assert sorted(s.duties["length"].tolist()) == [0, 3]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_days())
def test_a_crossing_costs_what_was_promised(town: Town) -> None:
    """Also one that makes the day dearer: prices change by just that, and every stop stays where it was, or moves."""
    search = searching(town)
    if search is None:
        return
    a, s = search.arrays, search.solution
    for stop in range(len(a.stops)):
        best = best_crossing(a, s, search.room, stop, 1e5, search.random)
        if best.cents < 1e5:
            stops, before = sorted(t for duty in snapshot(s)[0] for t in duty if t < len(a.stops)), driven_cents(s)
            assert carry_out(a, s, search.room, best) == pytest.approx(best.cents, abs=1e-3)
            assert driven_cents(s) - before == pytest.approx(best.cents, abs=1e-3)
            assert sorted(t for duty in snapshot(s)[0] for t in duty if t < len(a.stops)) == stops
