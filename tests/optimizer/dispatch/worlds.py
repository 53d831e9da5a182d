"""A plan small enough to work by hand, for everything that is made of a plan.

One van (1,500 kg), driver Li, from depot: 06:50 to the market, loads 300 kg at 07:00, delivers 200 kg at A (900 s,
9 km away) and 100 kg at B; reloads and brings 100 kg more to B, late by 10 minutes; 50 kg for C stay behind.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from graphs.changes.say import Said
from graphs.geo import Position
from graphs.kerb import Side
from graphs.leg import Journey
from graphs.map.crossings import Crossing, GatePassed
from graphs.map.directions import Step, Turn
from graphs.map.drawing import RoadLine
from graphs.map.outline import Outline, Stretch
from graphs.map.told import Approach, Told, Zone
from graphs.roads import RoadClass
from optimizer.model.crews import Crew
from optimizer.model.day import Day
from optimizer.model.demands import Priority
from optimizer.model.loads import Line
from optimizer.model.plan import Cost, DutyPlan, Origin, Plan, Visit, VisitKind
from optimizer.model.text import Text
from optimizer.model.unserved import Reason, Unserved
from optimizer.model.windows import TimeWindow
from tests.builders import Table, Town, clock, town


@dataclass
class MappedTable(Table):
    """A table that also draws and tells: a motorway and a side street, and the streets of ways from the market."""

    def lines(self) -> list[RoadLine]:
        west, east = Position(106.49, 29.49), Position(106.52, 29.51)
        return [
            RoadLine(road_class=RoadClass.MOTORWAY, points=(west, east)),
            RoadLine(
                road_class=RoadClass.RESIDENTIAL,
                points=(Position(106.50, 29.50), Position(106.501, 29.50), Position(106.502, 29.501)),
            ),
        ]

    def told(self, profile: str, journeys: Sequence[Journey]) -> list[Told | None]:
        """From the market by a long bridge through a sealed zone, from elsewhere no way is told; A has a gate."""
        way = Outline(
            stretches=(Stretch(street="长江二路", metres=2340), Stretch(street="石板坡长江大桥", metres=1100)),
            gates=(
                GatePassed(kind="lift_gate", at=Position(106.5, 29.5), at_s=290),
                GatePassed(kind="kerb", at=Position(106.5, 29.5), at_s=300),
                GatePassed(kind="checkpoint", at=Position(106.5, 29.5), at_s=300),
            ),
        )
        start = Step(
            turn=Turn.START,
            street="长江二路",
            road_class=RoadClass.PRIMARY,
            metres=2340,
            seconds=240,
            at=Position(106.5, 29.5),
        )
        bridge = replace(start, turn=Turn.RIGHT, street="石板坡长江大桥", metres=1100, seconds=60, bridge=True)
        sealed = Zone(
            Said("sealed zone 'Z1'", "封控区“Z1”"), Crossing(zone="Z1", enters_s=60, leaves_s=120, metres=600)
        )
        return [
            Told(
                outline=way,
                steps=(start, bridge, replace(bridge, turn=Turn.ARRIVE, metres=0, seconds=0)),
                zones=(sealed,),
                approach=Approach("gate", 120, None) if journey.destination == "A" else Approach(None, 9, Side.RIGHT),
                seconds=900 if journey.destination == "A" else 600,
            )
            if journey.origin == "market"
            else None
            for journey in journeys
        ]


def small_town() -> Town:
    """The day of :func:`small_plan`."""
    built = town()
    for place, district in (("A", "渝中区"), ("B", "渝中区"), ("C", "江北区")):
        built.place(place, district=district)
    return (
        built.demand("A", quantity=200, name="A1", priority=Priority.LIFE)
        .demand("B", quantity=200, name="B1", due="09:00")
        .demand("C", quantity=50, name="C1", priority=Priority.SPECIAL)
    )


def small_day() -> Day:
    return small_town().day()


def rice(demand: str, kilograms: int) -> tuple[Line, ...]:
    return (Line(demand=demand, good="rice", quantity=kilograms),)


def at(
    kind: VisitKind,
    place: str | None,
    arrive: str,
    begin: str | None = None,
    leave: str | None = None,
    *,
    drive_s: int = 0,
    drive_m: int | None = None,
    lines: tuple[Line, ...] = (),
    kg_after: int = 0,
    late_s: int = 0,
) -> Visit:
    """A visit by clock times; 10 m are driven in a second unless told."""
    begin_s = clock(begin or arrive)
    return Visit(
        kind=kind,
        place=place,
        drive_s=drive_s,
        drive_m=drive_s * 10 if drive_m is None else drive_m,
        arrive_s=clock(arrive),
        begin_s=begin_s,
        leave_s=clock(leave) if leave else begin_s,
        lines=lines,
        grams_after=kg_after * 1000,
        litres_after=kg_after * 2,
        late_s=late_s,
    )


def small_duty() -> DutyPlan:
    return DutyPlan(
        crew=Crew(
            id="crew-1", vehicle="van", driver="Li", shift=TimeWindow(opens=clock("06:00"), closes=clock("20:00"))
        ),
        visits=(
            at(VisitKind.START, "depot", "06:40"),
            at(
                VisitKind.LOAD,
                "market",
                "06:50",
                "07:00",
                "07:20",
                drive_s=600,
                lines=rice("A1", 200) + rice("B1", 100),
                kg_after=300,
            ),
            at(VisitKind.DELIVER, "A", "07:35", "07:35", "07:45", drive_s=900, lines=rice("A1", 200), kg_after=100),
            at(VisitKind.DELIVER, "B", "07:55", "07:55", "08:00", drive_s=600, lines=rice("B1", 100)),
            at(VisitKind.LOAD, "market", "08:10", "08:10", "08:20", drive_s=600, lines=rice("B1", 100), kg_after=100),
            at(VisitKind.REST, "market", "08:20", "08:20", "08:40", kg_after=100),
            at(VisitKind.REST, None, "08:45", "08:45", "09:05", drive_s=300, kg_after=100),
            at(VisitKind.DELIVER, "B", "09:10", "09:10", "09:15", drive_s=300, lines=rice("B1", 100), late_s=600),
            at(VisitKind.END, "depot", "09:25", drive_s=600),
        ),
    )


def small_plan() -> Plan:
    """Drives 600 + 900 + 600 + 600 + 300 + 300 + 600 = 3,900 s, 39 km; late 10 min at 600 yuan an hour."""
    return Plan(
        origin=Origin(
            day_name="town", date=date(2022, 11, 21), roads="table", seed=1, iterations=2, search_s=1.5, version="0.1.0"
        ),
        duties=(small_duty(),),
        unserved=(
            Unserved(
                demand="C1",
                good="rice",
                quantity=50,
                reason=Reason.CREWS_BUSY,
                explanation=Text("no crew has time left for 50 kg", "没有空闲班组可运送 50 kg"),
                remedy=Text("call up one more driver", "请增派一名驾驶员"),
            ),
        ),
        cost=Cost(fixed_cents=10_000, distance_cents=7_800, time_cents=4_333, call_up_cents=0, late_cents=10_000),
    )
