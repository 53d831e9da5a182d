"""Driving one way, longhand: across periods of the day, and with the rests it takes."""

from dataclasses import dataclass, replace

from optimizer.model.routing_nouns import VehicleType
from optimizer.model.routing_plane import NO_WAY
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import RestRule


@dataclass(frozen=True, slots=True)
class Way:
    """One way as it is when set out on at some moment.

    Attributes
    ----------
    seconds
        Of driving, rests left out; None where there will never be a way.
    period
        In which it lies; None where it lies in more than one.
    """

    seconds: int | None
    period: int | None


@dataclass(frozen=True, slots=True)
class Drive:
    """A way driven with its rests.

    Attributes
    ----------
    departs
        When the vehicle moves, the rest before over.
    rests
        Before and on the way.
    driven
        Since the last rest, on arriving.
    asked
        The way set out on without the rest before, which that rest hangs on.
    """

    way: Way
    departs: int
    arrives: int
    rests: int
    driven: int
    asked: Way | None = None


def way_at(problem: RoutingProblem, profile: int, origin: int, destination: int, departs: int) -> Way:
    """Look the way up for whoever sets out at ``departs``.

    What fits before the end of a period is driven at its pace, the rest at the pace of the next period that has the
    way, rounded up; where a period has no way, the driver waits for the next.
    """
    starts = (0,) if problem.profiles is None else problem.profiles.starts
    left, pace, here = 0, 0, -1
    for period in range(len(starts)):
        end = starts[period + 1] if period + 1 < len(starts) else None
        if end is not None and departs >= end:
            continue
        here = period if here < 0 else here
        whole = int(problem.durations(origin, destination, profile, period))
        if whole >= NO_WAY:
            continue
        at = departs if period == here else starts[period]
        todo = -(-left * whole // pace) if pace else whole
        if end is None or todo <= end - at:
            return Way(at + todo - departs, period if period == here else None)
        left, pace = todo - (end - at), max(whole, 1)
    return Way(None, None)


def drive_at(problem: RoutingProblem, kind: VehicleType, ends: tuple[int, int], now: int, driven: int) -> Drive:
    """Drive from one end to the other at ``now``, ``driven`` after the last rest, with the rests that are due."""
    way = way_at(problem, kind.profile, *ends, now)
    if way.seconds is None:
        return Drive(way, now, now, 0, driven)
    rule = kind.rest
    if rule is None:
        return Drive(way, now, now + way.seconds, 0, driven + way.seconds)
    before = driven + way.seconds > rule.max_driving >= way.seconds
    if not before:
        return _with_rests(way, rule, now, driven)
    rested = now + rule.rest
    drive = _with_rests(way_at(problem, kind.profile, *ends, rested), rule, rested, 0)
    if drive.way.seconds is None:  # nobody rests for a way that is not there
        return Drive(drive.way, now, now, 0, driven)
    return replace(drive, rests=drive.rests + 1, asked=way)


def _with_rests(way: Way, rule: RestRule, departs: int, driven: int) -> Drive:
    """Drive a way with a rest after every ``max_driving`` since the last one."""
    if way.seconds is None:
        return Drive(way, departs, departs, 0, driven)
    driven += way.seconds
    rests = max(0, (driven - 1) // rule.max_driving)
    return Drive(way, departs, departs + way.seconds + rests * rule.rest, rests, driven - rests * rule.max_driving)
