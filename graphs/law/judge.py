"""One law and one vehicle at one moment: may it drive, how fast, and if not, why."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from operator import eq, ge, gt, le, lt

from graphs.law.classes import RoadVehicle
from graphs.law.edgelaw import Condition, EdgeLaw, Effect, Measure, Quantity, When
from graphs.law.signed import FIELD_OF

PRIVATE = "private"
"""The permit that opens private roads."""

Holds = Callable[[str], bool]
"""Tells whether some hours hold at the moment looked at."""


class Bar(StrEnum):
    """What keeps a vehicle off a road."""

    CLASS = "class"
    PRIVATE = "private"
    PASSING = "passing"
    HOURS = "hours"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a vehicle may drive, ``bar`` None, and its signed speed limit, 0 where no condition sets one.

    For ``Bar.LIMIT``, ``quantity`` and ``limit`` tell which; for ``Bar.HOURS``, ``hours`` are those on the sign.
    """

    bar: Bar | None = None
    quantity: Quantity | None = None
    limit: int = 0
    hours: str = ""
    kph: int = 0


_SIGNS: dict[str, Callable[[int, int], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq}


def measure_of(vehicle: RoadVehicle, quantity: Quantity) -> int:
    """Size or mass of a vehicle, in the unit of the quantity."""
    measured: int = getattr(vehicle, quantity.value)
    return measured


def judge(law: EdgeLaw, vehicle: RoadVehicle, holds: Holds, *, calls: bool = True) -> Verdict:
    """Apply a law to a vehicle at one moment; ``calls`` tells whether it calls at a place there or passes through."""
    bit, effect, by, speed = vehicle.bit, _unconditional(law, vehicle.bit), None, 0
    limit = {quantity: getattr(law, name) for quantity, name in FIELD_OF.items()}
    for condition in law.conditions:
        if not condition.classes & bit or not _holds(condition.when, vehicle, holds, calls=calls):
            continue
        if condition.effect is Effect.SPEED:
            speed = condition.value
        elif condition.effect is Effect.LIMIT:
            assert condition.quantity is not None, "a limit limits something"
            limit[condition.quantity] = condition.value
        else:
            effect, by = condition.effect, condition
    if effect is Effect.FORBID:
        return _forbidden(by)
    if effect is Effect.PERMIT and PRIVATE not in vehicle.permits:
        return Verdict(Bar.PRIVATE)
    if effect is Effect.CALL and not calls:
        return Verdict(Bar.PASSING)
    for quantity, most in limit.items():
        if most and measure_of(vehicle, quantity) > most:
            return Verdict(Bar.LIMIT, quantity, most)
    return Verdict(kph=speed)


def _unconditional(law: EdgeLaw, bit: int) -> Effect:
    if law.classes & bit:
        return Effect.CALL if law.destination & bit else Effect.ADMIT
    return Effect.PERMIT if law.private & bit else Effect.FORBID


def _forbidden(by: Condition | None) -> Verdict:
    if by is None:
        return Verdict(Bar.CLASS)
    if by.when.hours:
        return Verdict(Bar.HOURS, hours=by.when.hours)
    if by.when.measures:
        measure = by.when.measures[0]
        return Verdict(Bar.LIMIT, measure.quantity, measure.value)
    return Verdict(Bar.CLASS)


def _holds(when: When, vehicle: RoadVehicle, holds: Holds, *, calls: bool) -> bool:
    if (when.needs_permit and PRIVATE not in vehicle.permits) or (when.calls and not calls):
        return False
    return all(_met(measure, vehicle) for measure in when.measures) and (not when.hours or holds(when.hours))


def _met(measure: Measure, vehicle: RoadVehicle) -> bool:
    return _SIGNS[measure.sign](measure_of(vehicle, measure.quantity), measure.value)
