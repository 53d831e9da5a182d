"""Which trips of a plan the day's road changes hit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graphs.changes.affected import Hit, affected, drive
from graphs.changes.resolve import DayChanges
from graphs.engine.pieces import Pieces
from graphs.law.classes import RoadVehicle
from graphs.leg import Journey, Leg
from graphs.travel import TravelTimes
from optimizer.model.day import Day
from optimizer.model.plan import DutyPlan, Plan, VisitKind
from optimizer.model.units import Seconds
from optimizer.validation.changes import road_vehicle

Ways = Callable[[str, Sequence[Journey]], Sequence[Pieces | None]]
"""The ways a plan was made with, by id of the vehicle; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlannedDrive:
    """A drive of a plan from place to place: whose it is, in which trip, and the pieces of road it takes.

    ``seen`` is the vehicle as the roads see it.
    """

    duty: DutyPlan
    trip: int
    leg: tuple[str, str]
    depart_s: Seconds
    seen: RoadVehicle
    pieces: Pieces

    @property
    def name(self) -> str:
        """Crew and number of the trip."""
        return f"{self.duty.crew.id}/{self.trip}"


def affected_trips(day: Day, plan: Plan, changes: DayChanges, ways: Ways) -> tuple[Hit, ...]:
    """Name the trips that changes hit: crew and number of the trip, the first edge met, when, and what it does.

    A rest on the road makes no difference to where a leg leads; what comes after it is taken to be that much earlier.
    """
    return tuple(hit for _, hit in affected_drives(day, plan, changes, ways))


def affected_drives(
    day: Day, plan: Plan, changes: DayChanges, ways: Ways, *, reckoned: TravelTimes | None = None
) -> tuple[tuple[PlannedDrive, Hit], ...]:
    """List the drives that changes hit, each with a hit for every change that meets it.

    Parameters
    ----------
    reckoned
        Travel times under the changes: a drive that was planned with them is passed over, as the plan knew.
    """
    return tuple(
        (planned, hit)
        for duty in plan.duties
        for planned in _drives(day, duty, ways, reckoned)
        for hit in affected(
            changes,
            [drive(planned.name, planned.seen, planned.pieces.edge, planned.pieces.ms, planned.depart_s)],
        )
    )


def _drives(day: Day, duty: DutyPlan, ways: Ways, reckoned: TravelTimes | None) -> Iterator[PlannedDrive]:
    vehicle = day.vehicles[duty.crew.vehicle]
    seen, profile = road_vehicle(day, vehicle), day.profiles[vehicle.id]
    legs = [
        (trip, journey)
        for trip, journey, planned in _legs(duty)
        if reckoned is None or not _knew(reckoned, profile, journey, planned)
    ]
    for (trip, journey), pieces in zip(legs, ways(vehicle.id, [journey for _, journey in legs]), strict=True):
        if pieces is not None:
            leg = (journey.origin, journey.destination)
            yield PlannedDrive(duty=duty, trip=trip, leg=leg, depart_s=journey.leaves_s, seen=seen, pieces=pieces)


def _knew(reckoned: TravelTimes, profile: str, journey: Journey, planned: Leg) -> bool:
    """Whether a drive was planned as it is under the changes."""
    if not {journey.origin, journey.destination} <= reckoned.row.keys():
        return False
    return reckoned.leg(profile, journey.origin, journey.destination, journey.leaves_s) == planned


def _legs(duty: DutyPlan) -> Iterator[tuple[int, Journey, Leg]]:
    """Trip, journey and drive of every leg; the way to the first load point belongs to trip 1."""
    trip, here, leave_s = 1, None, 0
    loaded = False
    seconds = metres = 0
    for visit in duty.visits:
        seconds, metres = seconds + visit.drive_s, metres + visit.drive_m
        if visit.place is None:
            continue
        if visit.kind is VisitKind.LOAD:
            trip, loaded = trip + loaded, True
        if here is not None and visit.place != here:
            yield trip, Journey(here, visit.place, leave_s, visit.arrive_s), Leg(seconds, metres)
        here, leave_s = visit.place, visit.leave_s
        seconds = metres = 0
