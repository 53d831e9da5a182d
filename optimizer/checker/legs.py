"""What the roads say of a duty's drives; no rule of its own, the rules of driving, clock and cost stand on it."""

from typing import NamedTuple

from graphs.leg import Leg
from optimizer.checker.clockwork import driven
from optimizer.model.day import Day
from optimizer.model.plan import DutyPlan, Visit, VisitKind
from optimizer.model.travel import TravelTable
from optimizer.model.units import Seconds

NOTHING = Leg(0, 0)


class Drive(NamedTuple):
    """The drive that ends at one visit.

    Attributes
    ----------
    owed
        The whole leg that ends here, as the roads have it when the crew sets out for it; None on the road, and where
        the roads have no answer. A rest on the road does not change what is left of it.
    before
        Driven on this leg until the rests on the road before.
    share
        What is really driven just before this visit: the rest of the leg; where no leg ends here, what is claimed.
    lost
        Whether no road leads here.
    """

    number: int
    visit: Visit
    origin: str | None
    owed: Leg | None
    before: Leg
    share: Leg
    lost: bool


def drives(day: Day, travel: TravelTable, duty: DutyPlan) -> list[Drive]:
    """One drive for each visit, in order; the plan is believed only on how a leg is cut by rests on the road."""
    vehicle = day.vehicles.get(duty.crew.vehicle)
    profile = day.profiles[vehicle.id] if vehicle else ""
    stands = vehicle.home if vehicle else None
    left_s = 0
    on_road = NOTHING
    found = []
    for number, visit in enumerate(duty.visits):
        claimed = Leg(max(0, visit.drive_s), max(0, visit.drive_m))
        if visit.kind is VisitKind.REST and visit.place is None:
            found.append(Drive(number, visit, stands, None, on_road, claimed, lost=False))
            on_road = Leg(on_road.seconds + claimed.seconds, on_road.metres + claimed.metres)
        elif visit.kind is VisitKind.REST or (visit.kind is VisitKind.START and number == 0):
            found.append(Drive(number, visit, stands, NOTHING, NOTHING, NOTHING, lost=False))
            stands = visit.place if visit.kind is VisitKind.START else stands
        else:
            known = vehicle is not None and stands in day.places and visit.place in day.places
            owed = leg_of(travel, profile, (stands, visit.place), left_s) if known else None
            share = claimed if owed is None else _rest_of(owed, on_road)
            found.append(Drive(number, visit, stands, owed, on_road, share, lost=known and owed is None))
            stands, on_road = visit.place, NOTHING
        left_s = left_s if visit.place is None else visit.leave_s
    return found


def leg_of(travel: TravelTable, profile: str, pair: tuple[str | None, str | None], leaves_s: Seconds) -> Leg | None:
    """What the roads ask of a crew that leaves then; None also for a place that no drive was computed for."""
    origin, destination = pair
    if origin is None or destination is None:
        return None
    try:
        return driven(travel.starts, travel.by_period(profile, origin, destination), leaves_s)
    except LookupError:
        return None


def _rest_of(leg: Leg, driven: Leg) -> Leg:
    return Leg(max(0, leg.seconds - driven.seconds), max(0, leg.metres - driven.metres))
