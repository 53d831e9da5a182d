"""Trips of a plan that a closed bridge hits."""

import datetime as dt
from collections.abc import Sequence

from graphs.engine.pieces import Pieces
from graphs.leg import Journey
from optimizer.live.affected import affected_trips
from optimizer.model.crews import Crew
from optimizer.model.plan import Cost, DutyPlan, Origin, Plan, Visit, VisitKind
from tests.builders import clock, town, window
from tests.graphs.changes.worlds import bridge_town, change, day, edge
from tests.graphs.map.test_crossings import pieces

ROADS = bridge_town()
OVER = (edge(ROADS, "AB"), edge(ROADS, "BC"))


def ways(_: str, journeys: Sequence[Journey]) -> list[Pieces | None]:
    """From the market to C1 over the bridge, 100 s an edge; to C2 no bridge; to the depot no way is known."""
    known = {("market", "C1"): OVER, ("market", "C2"): OVER[:1]}
    return [pieces(*known[one[:2]]) if one[:2] in known else None for one in journeys]


def visit(kind: VisitKind, place: str | None, leaves: str) -> Visit:
    at = clock(leaves)
    return Visit(kind=kind, place=place, drive_s=0, drive_m=0, arrive_s=at, begin_s=at, leave_s=at)


def plan_of(duty: DutyPlan) -> Plan:
    """A plan of one duty."""
    origin = Origin(
        day_name="day", date=dt.date(2022, 11, 21), roads="ground", seed=1, iterations=0, search_s=0, version="0"
    )
    cost = Cost(fixed_cents=0, distance_cents=0, time_cents=0, call_up_cents=0, late_cents=0)
    return Plan(origin=origin, duties=(duty,), unserved=(), cost=cost)


def test_the_trip_over_a_closed_bridge_is_named_with_the_moment_it_gets_there() -> None:
    """Trip 1 goes to C2, trip 2 leaves the market at 10:00 for C1, rests on the road; on the bridge at 10:01:40."""
    visits = (
        visit(VisitKind.START, "depot", "08:00"),
        visit(VisitKind.LOAD, "market", "08:30"),
        visit(VisitKind.DELIVER, "C2", "09:00"),
        visit(VisitKind.LOAD, "market", "10:00"),
        visit(VisitKind.REST, None, "10:20"),
        visit(VisitKind.DELIVER, "C1", "11:00"),
        visit(VisitKind.END, "depot", "12:00"),
    )
    crew = Crew(id="van-1", vehicle="van", driver="Li", shift=window("06:00-20:00"))
    plan = plan_of(DutyPlan(crew=crew, visits=visits))
    (hit,) = affected_trips(town().day(), plan, day(ROADS, change()), ways)
    assert (hit.trip, hit.change, hit.edge, hit.at_s) == ("van-1/2", "R1", OVER[1], clock("10:00") + 100)
    assert hit.message.zh == "van-1/2：10:01 受阻于道路封闭“R1”"
    assert affected_trips(town().day(), plan, day(ROADS, change()).without("R1"), ways) == ()
