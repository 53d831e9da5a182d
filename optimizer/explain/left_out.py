"""Why routing left a drop out, and what would help: found by trying the drop on every crew.

Each crew is tried twice: as if it had nothing else to do, and in the hours its duty leaves free. The first tells
whether the day itself forbids the drop (a window, a road, a shift) or only the other work; the second whether there
was room.
"""

from collections.abc import Iterator, Sequence

from optimizer.explain.alone import Obstacle, Start, Trial, trials
from optimizer.explain.wording import Finding, answer
from optimizer.model.crews import Crew, Crews
from optimizer.model.day import Day
from optimizer.model.loads import Drop
from optimizer.model.plan import DutyPlan, VisitKind
from optimizer.model.travel import TravelTable
from optimizer.model.unserved import Reason, Unserved
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import TimeWindow
from optimizer.supply.admission import admits, carries

_REASONS = {
    Obstacle.NO_ROAD: Reason.UNREACHABLE,
    Obstacle.LOADING_CLOSED: Reason.NOT_LOADABLE_IN_TIME,
    Obstacle.WINDOW_CLOSED: Reason.WINDOW_TOO_TIGHT,
    Obstacle.SHIFT_OVER: Reason.WINDOW_TOO_TIGHT,
    Obstacle.NONE: Reason.CREWS_BUSY,
}


def explain(
    day: Day, travel: TravelTable, crews: Crews, plans: tuple[DutyPlan, ...], drops: tuple[Drop, ...]
) -> tuple[Unserved, ...]:
    """Say of each line of each drop that was left out why, and what would help.

    Parameters
    ----------
    crews
        As routing had them.
    plans
        The duties driven, after rematching.
    """
    gaps = list(_gaps(day, crews, plans))
    fresh = [_fresh(day, crew) for crew in crews.crews]
    found = []
    for drop in drops:
        finding = _find(day, travel, drop, fresh, gaps)
        found += [answer(finding, line) for line in drop.lines]
    return tuple(found)


def _find(day: Day, travel: TravelTable, drop: Drop, fresh: Sequence[Start], gaps: Sequence[Start]) -> Finding:
    suited = [vehicle for vehicle in day.vehicles.values() if _suits(day, vehicle, drop)]
    if not suited:
        return Finding(day=day, drop=drop, reason=_unsuited(day, drop), suited=(), alone=None, able=0, gap=None)
    names = {vehicle.id for vehicle in suited}
    alone = [_best(day, travel, start, drop) for start in fresh if start.crew.vehicle in names]
    if not alone:
        return Finding(day=day, drop=drop, reason=Reason.NO_DRIVER, suited=tuple(suited), alone=None, able=0, gap=None)
    nearest = max(alone, key=_closeness)
    able = sum(trial.obstacle is Obstacle.NONE for trial in alone)
    room = [_best(day, travel, gap, drop) for gap in gaps if gap.crew.vehicle in names] if able else []
    return Finding(
        day=day,
        drop=drop,
        reason=_REASONS[nearest.obstacle],
        suited=tuple(suited),
        alone=nearest,
        able=able,
        gap=max(room, key=_closeness, default=None),
    )


def _best(day: Day, travel: TravelTable, start: Start, drop: Drop) -> Trial:
    return max(trials(day, travel, start, drop), key=_closeness)


def _closeness(trial: Trial) -> tuple[int, int]:
    """How near a trial came to success: a later obstacle, then less time missing."""
    missing = trial.ends_s - trial.start.hours.closes if trial.obstacle is Obstacle.SHIFT_OVER else trial.arrives_s
    return trial.obstacle, -missing


def _fresh(day: Day, crew: Crew) -> Start:
    vehicle = day.vehicles[crew.vehicle]
    return Start(crew=crew, place=vehicle.home, hours=crew.shift, home=vehicle.home if vehicle.returns_home else None)


def _gaps(day: Day, crews: Crews, plans: Sequence[DutyPlan]) -> Iterator[Start]:
    """Crews that stay at home, and what the others have left before they start and after they end."""
    driving = {plan.crew.id for plan in plans}
    engaged = {plan.crew.driver for plan in plans}
    for crew in crews.crews:
        if crew.id not in driving and crew.driver not in engaged:
            yield _fresh(day, crew)
    for plan in (plan for plan in plans if plan.visits):
        yield from _before_and_after(day, plan)


def _before_and_after(day: Day, plan: DutyPlan) -> Iterator[Start]:
    crew, vehicle = plan.crew, day.vehicles[plan.crew.vehicle]
    begins_s, ends_s = plan.visits[0].leave_s, plan.visits[-1].leave_s
    if crew.shift.opens < begins_s:
        before = TimeWindow(opens=crew.shift.opens, closes=begins_s)
        yield Start(crew=crew, place=vehicle.home, hours=before, home=vehicle.home)
    stands = next(visit.place for visit in reversed(plan.visits) if visit.place is not None)
    if ends_s < crew.shift.closes:
        after = TimeWindow(opens=ends_s, closes=crew.shift.closes)
        home = vehicle.home if plan.visits[-1].kind is VisitKind.END else None
        yield Start(crew=crew, place=stands, hours=after, home=home)


def _suits(day: Day, vehicle: Vehicle, drop: Drop) -> bool:
    fits = drop.grams <= vehicle.capacity_grams and drop.litres <= vehicle.capacity_litres
    return fits and carries(vehicle, drop.handlings) and _admitted(day, vehicle, drop)


def _admitted(day: Day, vehicle: Vehicle, drop: Drop) -> bool:
    return admits(day.places[drop.place], vehicle) and any(admits(day.places[p], vehicle) for p in drop.load_points)


def _unsuited(day: Day, drop: Drop) -> Reason:
    """Why no vehicle of the day can bring the drop, whoever drives."""
    carrying = [vehicle for vehicle in day.vehicles.values() if carries(vehicle, drop.handlings)]
    if not carrying:
        return Reason.NO_VEHICLE_FOR_HANDLING
    if not any(_admitted(day, vehicle, drop) for vehicle in carrying):
        return Reason.VEHICLES_NOT_ADMITTED
    return Reason.NO_VEHICLE_LARGE_ENOUGH
