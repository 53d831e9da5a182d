"""The day's road changes put on the roads: from rows of a planner to changes of :mod:`graphs.changes`, or issues."""

from collections.abc import Mapping
from dataclasses import replace

from graphs.changes.change import (
    Area,
    Around,
    Change,
    Checkpoint,
    Closure,
    Dimension,
    Effect,
    GreenLane,
    Interval,
    Limit,
    NamedRoad,
    Reversal,
    Sealed,
    SlowDown,
    Where,
)
from graphs.changes.resolve import DayChanges, resolve
from graphs.changes.say import InvalidChanges
from graphs.law.classes import TYPICAL, RoadVehicle
from graphs.roads import RoadGraph
from graphs.travel import Conditions
from optimizer.intake.request import PlanRequest
from optimizer.model import findings
from optimizer.model.day import Day
from optimizer.model.findings import InvalidDay
from optimizer.model.papers import RoadChange, RoadChangeKind
from optimizer.model.text import Text
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import TimeWindow
from optimizer.validation.say import issue

_DIMENSIONS: Mapping[RoadChangeKind, tuple[Dimension, int]] = {
    RoadChangeKind.HEIGHT_LIMIT: (Dimension.HEIGHT, 10),
    RoadChangeKind.WIDTH_LIMIT: (Dimension.WIDTH, 10),
    RoadChangeKind.LENGTH_LIMIT: (Dimension.LENGTH, 10),
    RoadChangeKind.WEIGHT_LIMIT: (Dimension.WEIGHT, 1_000),
    RoadChangeKind.AXLE_LIMIT: (Dimension.AXLE, 1_000),
}
"""What a limit measures, and how many of the model's units (mm, g) make one of the roads' (cm, kg)."""

_COLUMNS = {"area": "area", "road": "road", "id": "id", "kind": "kind"}
"""Columns by the part of a change that is at fault; all others are about where it is."""


def changes_of(day: Day) -> tuple[Change, ...]:
    """Give the road changes of a day as the roads take them, in the order of the rows."""
    return tuple(change_of(change) for change in day.road_changes)


def change_of(change: RoadChange) -> Change:
    """Give one road change as the roads take it."""
    return Change(
        id=change.id,
        where=_where(change),
        effect=_effect(change),
        interval=_interval(change.interval),
        classes=change.classes,
        permits=change.permits,
        note=change.note,
    )


def put_on_roads(day: Day, roads: RoadGraph, request: PlanRequest) -> DayChanges:
    """Find the edges that the day's changes touch.

    Raises
    ------
    InvalidDay
        With an issue E3303, at its row, for each change that cannot be put on the roads; none is in force then.
    """
    try:
        return resolve(roads, changes_of(day))
    except InvalidChanges as invalid:
        raise refused(invalid, request) from invalid


def refused(invalid: InvalidChanges, request: PlanRequest | None = None) -> InvalidDay:
    """Say at its row what is wrong with each change that cannot be put on the roads."""
    records = () if request is None else request.records("road_changes")
    rows = {str(record.cells.get("id")): record for record in records}
    return InvalidDay(
        tuple(
            issue(
                "E3303",
                rows[fault.change].where(_COLUMNS.get(fault.part, "lon")) if fault.change in rows else findings.Where(),
                Text(*fault.message),
                Text(*fault.remedy),
            )
            for fault in invalid.faults
        )
    )


def conditions_of(day: Day) -> Conditions:
    """What holds on the roads that day: its changes, its hours, and a vehicle for each profile.

    That one is as large as any of the day's vehicles of the profile, and has the permits that all of them have.
    """
    sizes: dict[str, RoadVehicle] = {}
    asked = frozenset(permit for change in day.road_changes for permit in change.permits)
    for vehicle in day.vehicles.values():
        mine = road_vehicle(day, vehicle)
        other = sizes.get(day.profiles[vehicle.id], mine)
        sizes[day.profiles[vehicle.id]] = replace(
            mine,
            height_cm=max(mine.height_cm, other.height_cm),
            width_cm=max(mine.width_cm, other.width_cm),
            length_cm=max(mine.length_cm, other.length_cm),
            gross_kg=max(mine.gross_kg, other.gross_kg),
            axle_kg=max(mine.axle_kg, other.axle_kg),
            permits=mine.permits & other.permits & asked,
        )
    shifts = [shift for vehicle in day.vehicles.values() for shift in vehicle.shifts] or [day.rules.horizon]
    horizon = TimeWindow(opens=min(shift.opens for shift in shifts), closes=max(shift.closes for shift in shifts))
    return Conditions(
        vehicles=sizes,
        changes=changes_of(day),
        horizon=_interval(horizon),
        date=day.date,
        traffic=day.rules.traffic,
    )


def road_vehicle(day: Day, vehicle: Vehicle) -> RoadVehicle:
    """Give a vehicle as the roads see it: sizes rounded up, its id, plate and passes as permits."""
    typical = TYPICAL[vehicle.vehicle_class]
    gross_kg = -(-vehicle.gross_grams // 1_000)
    return RoadVehicle(
        vehicle_class=vehicle.vehicle_class,
        height_cm=-(-vehicle.height_mm // 10),
        width_cm=-(-vehicle.width_mm // 10),
        length_cm=-(-vehicle.length_mm // 10),
        gross_kg=gross_kg,
        axle_kg=min(typical.axle_kg, gross_kg),
        turns_round=typical.turns_round,
        permits=day.permits(vehicle.id),
    )


def _where(change: RoadChange) -> Where:
    near = Area(change.area) if change.area else None
    if change.position is not None:
        return _named(change, Around(change.position, change.radius_m))
    return _named(change, near)


def _named(change: RoadChange, near: Around | Area | None) -> Where:
    if change.road:
        return NamedRoad(change.road, near)
    assert near is not None, "validation sees that a change is somewhere"
    return near


def _effect(change: RoadChange) -> Effect:
    value = change.value or 0
    if change.kind in _DIMENSIONS:
        dimension, scale = _DIMENSIONS[change.kind]
        return Limit(dimension=dimension, most=max(value // scale, 1))
    if change.kind is RoadChangeKind.SLOW_DOWN:
        return SlowDown(percent=value)
    if change.kind is RoadChangeKind.CHECKPOINT:
        return Checkpoint(wait_s=value, hours=tuple(_interval(hours) for hours in change.hours))
    return _PLAIN[change.kind]


_PLAIN: Mapping[RoadChangeKind, Effect] = {
    RoadChangeKind.CLOSURE: Closure(),
    RoadChangeKind.SEALED_ZONE: Sealed(),
    RoadChangeKind.REVERSAL: Reversal(),
    RoadChangeKind.GREEN_LANE: GreenLane(),
}


def _interval(window: TimeWindow) -> Interval:
    """Give a window as an interval that is over when it ends; one of no length lasts a second."""
    return Interval(begin_s=window.opens, end_s=max(window.closes, window.opens + 1))
