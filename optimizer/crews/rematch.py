"""After routing: who drives the hours that are really driven, with as few call-ups as possible."""

from collections.abc import Sequence
from dataclasses import replace

from optimizer.crews.eligibility import common_shifts, may_drive
from optimizer.crews.mismatch import WORST, mismatch
from optimizer.crews.slots import alike_drivers
from optimizer.model.day import Day
from optimizer.model.drivers import Batch, Driver
from optimizer.model.plan import DutyPlan
from optimizer.model.travel import TravelTable
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import TimeWindow
from optimizer.supply.flow import cheapest_flow

_YUAN = WORST + 2  # of call-up: above any mismatch
_CENTS_PER_YUAN = 100


def rematch(day: Day, travel: TravelTable, duties: tuple[DutyPlan, ...]) -> tuple[DutyPlan, ...]:  # noqa: ARG001
    """Give each duty a driver whose lawful hours hold it: fewest reserve drivers, least call-up cost, best match.

    Visits stay as they are; a crew keeps its id and vehicle, and its shift becomes the hours that vehicle and new
    driver share around the duty. ``travel`` is part of the agreed shape: whether a driver can follow a duty does not
    depend on roads.
    """
    driven = [duty for duty in duties if duty.visits]
    groups = alike_drivers(day)
    shifts = _shifts(day, groups, driven)
    reserve = _YUAN * (1 + sum(driver.call_up_cents // _CENTS_PER_YUAN for driver in day.drivers.values()))
    flow = cheapest_flow(
        [len(group) for group in groups],
        [1] * len(driven),
        {(i, j): _cost(day, groups[i], driven[j], reserve) for i, j in shifts},
        [reserve * (len(driven) + 1)] * len(driven),
    )
    if len(flow) < len(driven):
        return duties  # a duty that nobody may drive is no work of ours: leave it for the checker to name
    found = _named(driven, groups, flow, shifts)
    return tuple(found.get(duty.crew.id, duty) for duty in duties)


def lawful_shift(day: Day, driver: Driver, vehicle: Vehicle, span: TimeWindow) -> TimeWindow | None:
    """Hours of driver and vehicle together that hold the whole span, the longest of them; None if there are none."""
    holding = [
        shift
        for shift in common_shifts(driver, vehicle, day.rules)
        if shift.opens <= span.opens and span.closes <= shift.closes
    ]
    return max(holding, key=lambda shift: shift.length, default=None)


def _shifts(
    day: Day, groups: Sequence[Sequence[Driver]], duties: Sequence[DutyPlan]
) -> dict[tuple[int, int], TimeWindow]:
    """For each group of drivers and each duty it may drive, the shift of the crew."""
    return {
        (i, j): shift
        for j, duty in enumerate(duties)
        for i, group in enumerate(groups)
        if may_drive(group[0], vehicle := day.vehicles[duty.crew.vehicle])
        and (shift := lawful_shift(day, group[0], vehicle, span_of(duty)))
    }


def span_of(duty: DutyPlan) -> TimeWindow:
    """From the first arrival to the last departure."""
    return TimeWindow(opens=duty.visits[0].arrive_s, closes=duty.visits[-1].leave_s)


def _cost(day: Day, group: Sequence[Driver], duty: DutyPlan, reserve: int) -> int:
    """Price of a driver of this group; between equals the duty keeps the driver it had."""
    driver, vehicle = group[0], day.vehicles[duty.crew.vehicle]
    call_up = reserve if driver.batch is Batch.RESERVE else 0
    change = 0 if any(member.id == duty.crew.driver for member in group) else 1
    return call_up + driver.call_up_cents // _CENTS_PER_YUAN * _YUAN + mismatch(driver, vehicle) + change


def _named(
    duties: Sequence[DutyPlan],
    groups: Sequence[Sequence[Driver]],
    flow: dict[tuple[int, int], int],
    shifts: dict[tuple[int, int], TimeWindow],
) -> dict[str, DutyPlan]:
    """Duties by crew id, each with a member of the group chosen for it: the driver it had, if that is a member."""
    free = [[driver.id for driver in group] for group in groups]
    found: dict[str, DutyPlan] = {}
    stays = {(i, j): duties[j].crew.driver in free[i] for i, j in flow}
    for i, j in sorted(flow, key=lambda pair: (not stays[pair], pair)):
        duty = duties[j]
        driver = duty.crew.driver if stays[i, j] else free[i][0]
        free[i].remove(driver)
        found[duty.crew.id] = replace(duty, crew=replace(duty.crew, driver=driver, shift=shifts[i, j]))
    return found
