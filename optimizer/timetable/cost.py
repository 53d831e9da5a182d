"""What a timetable costs."""

from collections.abc import Sequence

from optimizer.model.day import Day
from optimizer.model.plan import Cost, DutyPlan, VisitKind
from optimizer.model.units import HOUR, Cents


def cost(day: Day, duties: Sequence[DutyPlan]) -> Cost:
    """Add up the price of all duties, each kind rounded down once a duty."""
    vehicles = [day.vehicles[duty.crew.vehicle] for duty in duties]
    return Cost(
        fixed_cents=sum(vehicle.fixed_cents for vehicle in vehicles),
        distance_cents=sum(
            sum(visit.drive_m for visit in duty.visits) * vehicle.cents_per_km // 1000
            for duty, vehicle in zip(duties, vehicles, strict=True)
        ),
        time_cents=sum(
            sum(visit.drive_s for visit in duty.visits) * vehicle.cents_per_hour // HOUR
            for duty, vehicle in zip(duties, vehicles, strict=True)
        ),
        call_up_cents=sum(day.drivers[duty.crew.driver].call_up_cents for duty in duties),
        late_cents=sum(_late_cents(day, duty) for duty in duties),
    )


def _late_cents(day: Day, duty: DutyPlan) -> Cents:
    return sum(
        day.rules.late_cents(min(day.demands[line.demand].priority for line in visit.lines), visit.late_s)
        for visit in duty.visits
        if visit.kind is VisitKind.DELIVER and visit.lines
    )
