"""TRAVEL_TIME, TRAVEL_DISTANCE, UNREACHABLE, REST: a crew drives what the roads ask, no longer than the law lets it."""

from collections.abc import Iterator

from optimizer.checker.legs import Drive, drives
from optimizer.checker.say import at_visit, clock, place_name
from optimizer.model.day import Day
from optimizer.model.findings import Breach, Rule
from optimizer.model.plan import DutyPlan, Plan, VisitKind
from optimizer.model.text import Text
from optimizer.model.travel import TravelTable
from optimizer.model.units import Seconds


def travel_time(day: Day, travel: TravelTable, plan: Plan) -> Iterator[Breach]:
    """Seconds driven on a leg, over all its pieces, are the table's; ``excess`` is the difference in seconds."""
    for duty in plan.duties:
        for drive in drives(day, travel, duty):
            owed = None if drive.owed is None else drive.owed.seconds
            claimed = drive.visit.drive_s
            if claimed < 0:
                told = Text(f"claims {claimed} s of driving, which cannot be", f"行驶时间为 {claimed} 秒，不可能为负")
                yield at_visit(Rule.TRAVEL_TIME, day, duty, drive.number, told, excess=-claimed)
            elif owed is not None and drive.before.seconds + claimed != owed:
                driven = drive.before.seconds + claimed
                told = Text(
                    f"is reached in {driven} s from {_from(day, drive).en}, but the road takes {owed} s",
                    f"自 {_from(day, drive).zh} 行驶 {driven} 秒，而路网为 {owed} 秒",
                )
                yield at_visit(Rule.TRAVEL_TIME, day, duty, drive.number, told, excess=abs(driven - owed))


def travel_distance(day: Day, travel: TravelTable, plan: Plan) -> Iterator[Breach]:
    """Metres driven on a leg, over all its pieces, are the table's; ``excess`` is the difference in metres."""
    for duty in plan.duties:
        for drive in drives(day, travel, duty):
            owed = None if drive.owed is None else drive.owed.metres
            claimed = drive.visit.drive_m
            if claimed < 0:
                told = Text(f"claims {claimed} m of driving, which cannot be", f"行驶里程为 {claimed} 米，不可能为负")
                yield at_visit(Rule.TRAVEL_DISTANCE, day, duty, drive.number, told, excess=-claimed)
            elif owed is not None and drive.before.metres + claimed != owed:
                driven = drive.before.metres + claimed
                told = Text(
                    f"is reached over {driven} m from {_from(day, drive).en}, but the road is {owed} m long",
                    f"自 {_from(day, drive).zh} 行驶 {driven} 米，而路网为 {owed} 米",
                )
                yield at_visit(Rule.TRAVEL_DISTANCE, day, duty, drive.number, told, excess=abs(driven - owed))


def _from(day: Day, drive: Drive) -> Text:
    return place_name(day, drive.origin)


def unreachable(day: Day, travel: TravelTable, plan: Plan) -> Iterator[Breach]:
    """A road for the vehicle's class leads to every visit; ``excess`` is 0."""
    for duty in plan.duties:
        for drive in drives(day, travel, duty):
            if drive.lost:
                vehicle_class = day.vehicles[duty.crew.vehicle].vehicle_class
                told = Text(
                    f"cannot be reached from {_from(day, drive).en}: no road for a {vehicle_class} vehicle",
                    f"无法自 {_from(day, drive).zh} 到达：没有 {vehicle_class} 类车辆可走的道路",
                )
                yield at_visit(Rule.UNREACHABLE, day, duty, drive.number, told)


def rest(day: Day, travel: TravelTable, plan: Plan) -> Iterator[Breach]:
    """Driving since the last rest stays within ``rules.max_driving_s``.

    Rests are REST visits of at least ``rules.rest_s`` and, if ``rules.waiting_is_rest``, as long waits between a true
    arrival and the beginning of service. Told once a stretch, where the limit is passed first, with the seconds beyond
    it there as ``excess``.
    """
    for duty in plan.duties:
        driven, passed = 0, False
        for drive in drives(day, travel, duty):
            driven += drive.share.seconds
            if driven > day.rules.max_driving_s and not passed:
                passed = True
                yield _too_long(day, duty, drive, driven)
            if _rests_here(day, duty, drive):
                driven, passed = 0, False


def _rests_here(day: Day, duty: DutyPlan, drive: Drive) -> bool:
    visit, needed = drive.visit, day.rules.rest_s
    arrived = visit.arrive_s if drive.number == 0 else duty.visits[drive.number - 1].leave_s + drive.share.seconds
    waited = day.rules.waiting_is_rest and visit.begin_s - arrived >= needed
    return waited or (visit.kind is VisitKind.REST and visit.leave_s - visit.begin_s >= needed)


def _too_long(day: Day, duty: DutyPlan, drive: Drive, driven: Seconds) -> Breach:
    allowed = day.rules.max_driving_s
    told = Text(
        f"is reached after {clock(driven)} of driving without a rest of {clock(day.rules.rest_s)}, "
        f"but {clock(allowed)} are allowed",
        f"到达时已连续驾驶 {clock(driven)} 而未休息满 {clock(day.rules.rest_s)}，最多允许 {clock(allowed)}",
    )
    return at_visit(Rule.REST, day, duty, drive.number, told, excess=driven - allowed)
