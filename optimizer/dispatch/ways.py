"""The way of every drive in words: streets, gates, zones with the time they are reached, turns, and where to stop."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graphs.kerb import Side
from graphs.leg import Journey
from graphs.map.directions import Step
from graphs.map.told import Approach, Told
from optimizer.dispatch.clock import clock
from optimizer.dispatch.routes import Leg, MappedRoads, legs_of
from optimizer.dispatch.runs import journeys
from optimizer.dispatch.words import GATES, both
from optimizer.model.day import Day
from optimizer.model.plan import DutyPlan, Plan, Visit
from optimizer.model.units import Seconds

Ways = Mapping[Leg, Told]
UNTOLD: Ways = MappingProxyType({})
"""Ways of roads that have no streets to tell, only times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The way of one drive of a duty, told by the clock.

    ``rests`` are those on the road: after how many seconds of driving, and how long.
    """

    journey: Journey
    told: Told
    rests: tuple[tuple[Seconds, Seconds], ...]

    @property
    def text(self) -> str:
        """Streets, gates, zones and where to stop, in one line."""
        parts = [f"经 via {self.told.outline.text}"]
        for head, rows in (("过 gates", self._gates()), ("穿行 through", self._zones())):
            if listed := "、".join(rows):
                parts.append(f"{head} {listed}")
        if stop := stop_text(self.told.approach):
            parts.append(stop)
        return " · ".join(parts)

    @property
    def steps(self) -> tuple[tuple[str, Step], ...]:
        """Turns with the time of each."""
        found, driven = [], 0
        for step in self.told.steps:
            found.append((clock(self._moment(driven)), step))
            driven += step.seconds
        return tuple(found)

    def _gates(self) -> Iterator[str]:
        """Gates at which something is done or to be looked out for."""
        for gate in self.told.outline.gates:
            if gate.kind in GATES:
                yield f"{both(GATES[gate.kind])} {clock(self._moment(gate.at_s))}"

    def _zones(self) -> Iterator[str]:
        """Changes of the day, with the times of coming in and going out."""
        for change, crossing in self.told.zones:
            begins, ends = clock(self._moment(crossing.enters_s)), clock(self._moment(crossing.leaves_s))
            yield f"{change.zh} {change.en} {begins}–{ends}"

    def _moment(self, driven_s: Seconds) -> Seconds:
        """When so much of the drawn way is driven: at the pace of the plan, rests before it included."""
        rested = sum(length for _, length in self.rests)
        planned = self.journey.arrives_s - self.journey.leaves_s - rested
        at = driven_s * planned // self.told.seconds if self.told.seconds else 0
        return self.journey.leaves_s + at + sum(length for after_s, length in self.rests if after_s <= at)


def find_ways(day: Day, plan: Plan, roads: MappedRoads) -> Ways:
    """Ask the roads for the way of every leg of the plan, each once; as :func:`routes.find_routes`."""
    return {
        (profile, journey): way
        for profile, asked in legs_of(day, plan).items()
        for journey, way in zip(asked, roads.told(profile, asked), strict=True)
        if way is not None
    }


def way_to(day: Day, duty: DutyPlan, number: int, ways: Ways) -> Way | None:
    """Give the way of the drive that sets out for a visit; None where none does, or the roads told no way.

    Where a rest on the road cuts a drive in two, the whole way is told before the rest.
    """
    ahead = duty.visits[number:]
    before = duty.visits[number - 1] if number else None
    target = next((i for i, visit in enumerate(ahead, 1) if visit.place is not None), 0)
    journey = next(journeys(duty.visits[max(number - 1, 0) : number + target]), None)
    if before is None or before.place is None or journey is None:
        return None
    told = ways.get((day.profiles[duty.crew.vehicle], journey))
    return None if told is None else Way(journey=journey, told=told, rests=tuple(_rests(ahead)))


def stop_text(approach: Approach) -> str:
    """Say where to stop, if it is not simply beside the place."""
    if approach.gate is not None:
        return f"停小区门口 stop at the gate of the compound ({approach.walk_m:,} m)"
    if approach.side is Side.RIGHT:
        return "靠右停车，地点在右侧 place on the right"
    return "地点在左侧，货物须过街 place on the left, across the street" if approach.side is Side.LEFT else ""


def _rests(ahead: tuple[Visit, ...]) -> Iterator[tuple[Seconds, Seconds]]:
    """Rests on the road at the beginning of some visits: after how much driving, and how long."""
    driven = 0
    for visit in ahead:
        if visit.place is not None:
            return
        driven += visit.drive_s
        yield driven, visit.leave_s - visit.arrive_s
