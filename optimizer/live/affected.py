"""Which trips of a plan the day's road changes hit."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from graphs.changes.affected import Drive, Hit, affected, drive
from graphs.changes.resolve import DayChanges
from graphs.profiles import VehicleClass
from optimizer.model.day import Day
from optimizer.model.plan import DutyPlan, Plan, VisitKind
from optimizer.model.units import Seconds
from optimizer.validation.changes import road_vehicle

Driven = tuple[NDArray[np.int32], NDArray[np.int64]]
"""Edges of a way in order, and the milliseconds on each."""
Ways = Callable[[VehicleClass, Sequence[tuple[str, str]]], Sequence[Driven | None]]
"""The ways a plan was made with, between places by id; None where there is none."""


def affected_trips(day: Day, plan: Plan, changes: DayChanges, ways: Ways) -> tuple[Hit, ...]:
    """Name the trips that changes hit: crew and number of the trip, the first edge met, when, and what it does.

    A rest on the road makes no difference to where a leg leads; what comes after it is taken to be that much earlier.
    """
    return affected(changes, [one for duty in plan.duties for one in _drives(day, duty, ways)])


def _drives(day: Day, duty: DutyPlan, ways: Ways) -> Iterator[Drive]:
    vehicle = day.vehicles[duty.crew.vehicle]
    seen = road_vehicle(day, vehicle)
    legs = list(_legs(duty))
    found = ways(vehicle.vehicle_class, [(origin, destination) for _, origin, destination, _ in legs])
    for (trip, _, _, depart_s), way in zip(legs, found, strict=True):
        if way is not None:
            yield drive(f"{duty.crew.id}/{trip}", seen, *way, depart_s)


def _legs(duty: DutyPlan) -> Iterator[tuple[int, str, str, Seconds]]:
    """Trip, origin, destination and departure of every leg; the way to the first load point belongs to trip 1."""
    trip, here, leave_s = 1, None, 0
    loaded = False
    for visit in duty.visits:
        if visit.place is None:
            continue
        if visit.kind is VisitKind.LOAD:
            trip, loaded = trip + loaded, True
        if here is not None and visit.place != here:
            yield trip, here, visit.place, leave_s
        here, leave_s = visit.place, visit.leave_s
