"""The way of every drive in words: main streets with their lengths, and gates with the time they are reached."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from graphs.map.outline import Outline
from optimizer.dispatch.clock import clock
from optimizer.dispatch.routes import Leg, MappedRoads, legs_of
from optimizer.dispatch.runs import journeys
from optimizer.dispatch.words import GATES, both
from optimizer.model.day import Day
from optimizer.model.plan import DutyPlan, Plan, Visit
from optimizer.model.units import Seconds

Ways = Mapping[Leg, Outline]
UNTOLD: Ways = MappingProxyType({})
"""Ways of roads that have no streets to tell, only times."""


def find_ways(day: Day, plan: Plan, roads: MappedRoads) -> Ways:
    """Ask the roads for the streets of every leg of the plan, each once; as :func:`routes.find_routes`."""
    return {
        (profile, journey): way
        for profile, asked in legs_of(day, plan).items()
        for journey, way in zip(asked, roads.outlines(profile, asked), strict=True)
        if way is not None
    }


def way_text(day: Day, duty: DutyPlan, number: int, ways: Ways) -> str:
    """Tell the way of the drive that sets out for a visit; empty where none does, or the roads told no way.

    Where a rest on the road cuts a drive in two, the whole way is told before the rest.
    """
    ahead = duty.visits[number:]
    before = duty.visits[number - 1] if number else None
    target = next((i for i, visit in enumerate(ahead, 1) if visit.place is not None), 0)
    journey = next(journeys(duty.visits[max(number - 1, 0) : number + target]), None)
    if before is None or before.place is None or journey is None:
        return ""
    way = ways.get((day.profiles[duty.crew.vehicle], journey))
    if way is None:
        return ""
    gates = "、".join(_gates(way, before.leave_s, tuple(_rests(ahead))))
    return f"经 via {way.text}" + (f" · 过 gates {gates}" if gates else "")


def _gates(way: Outline, depart_s: Seconds, rests: tuple[tuple[Seconds, Seconds], ...]) -> Iterator[str]:
    """Gates at which something is done or to be looked out for, with the time; rests before them count."""
    for gate in way.gates:
        if gate.kind in GATES:
            rested = sum(length for after_s, length in rests if after_s <= gate.at_s)
            yield f"{both(GATES[gate.kind])} {clock(depart_s + gate.at_s + rested)}"


def _rests(ahead: tuple[Visit, ...]) -> Iterator[tuple[Seconds, Seconds]]:
    """Rests on the road at the beginning of some visits: after how much driving, and how long."""
    driven = 0
    for visit in ahead:
        if visit.place is not None:
            return
        driven += visit.drive_s
        yield driven, visit.leave_s - visit.arrive_s
