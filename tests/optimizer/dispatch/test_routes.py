"""Where lines run and points lie."""

from dataclasses import dataclass, replace

import pytest

from graphs.geo import Position, distance_m
from optimizer.dispatch.routes import along, colours, find_routes
from optimizer.dispatch.runs import runs
from tests.builders import Table
from tests.optimizer.dispatch.worlds import MappedTable, small_day, small_duty, small_plan

BEND = Position(106.505, 29.505)


@dataclass
class Bent(MappedTable):
    """Every path makes the same detour."""

    def paths(self, profile, journeys):
        at = small_day().places
        return [(at[one.origin].position, BEND, at[one.destination].position) for one in journeys]


def test_a_trip_follows_the_roads_without_repeating_points() -> None:
    """Depot, bend, market, bend, A, bend, B: seven points, market and A once each."""
    day, plan = small_day(), small_plan()
    line = find_routes(day, plan, Bent({})).run(small_duty(), runs(small_duty())[0])
    at = {place: day.places[place].position for place in day.places}
    assert line.points == (at["depot"], BEND, at["market"], BEND, at["A"], BEND, at["B"])
    assert line.by_road


def test_without_a_path_a_leg_is_drawn_straight_and_says_so() -> None:
    """The table knows no geometry."""
    day = small_day()
    line = find_routes(day, small_plan(), Table({})).run(small_duty(), runs(small_duty())[2])
    assert line.points == (day.places["B"].position, day.places["depot"].position)
    assert not line.by_road


def test_a_run_that_never_moves_is_still_a_line_of_two_points() -> None:
    """RFC 7946 asks for two positions at least."""
    day, duty = small_day(), small_duty()
    home = replace(runs(duty)[2], visits=(replace(duty.visits[-1], place="B"),))
    line = find_routes(day, small_plan(), Bent({})).run(duty, home)
    assert line.points == (day.places["B"].position,) * 2


def test_a_rest_on_the_road_lies_where_the_driving_stopped() -> None:
    """3 of 6 km from market to B, 193 m as the crow flies: half way on a straight line."""
    day = small_day()
    stop = find_routes(day, small_plan(), Table({})).stops(small_duty())[6]
    market, b = day.places["market"].position, day.places["B"].position
    assert distance_m(market, stop) == pytest.approx(distance_m(stop, b), rel=1e-6)


def test_along_a_bent_line() -> None:
    """A quarter of the way along two equal pieces is the middle of the first; 1 is the end."""
    line = (Position(0, 0), Position(0.001, 0), Position(0.001, 0.001))
    assert along(line, 0.25) == pytest.approx((0.0005, 0), abs=1e-9)
    assert along(line, 1.0) == pytest.approx((0.001, 0.001), abs=1e-9)
    assert along((Position(1, 2), Position(1, 2)), 0.5) == (1, 2)


def test_a_hundred_vehicles_have_a_hundred_colours() -> None:
    """Two crews of one vehicle share theirs."""
    crew = small_duty().crew
    duties = tuple(replace(small_duty(), crew=replace(crew, id=str(n), vehicle=str(n // 2))) for n in range(200))
    found = colours(replace(small_plan(), duties=duties))
    assert len(found) == len(set(found.values())) == 100
