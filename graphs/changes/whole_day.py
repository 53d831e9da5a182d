"""Changes that begin or end within a period, as if they held all through it: never to a driver's advantage.

A plan that keeps to such a table can be driven whenever a change begins or ends. What would help for a part of the
period only is left out; what hinders for a part of it hinders throughout. Where periods are cut at every moment at
which a change begins or ends (:func:`graphs.changes.boundaries.moments`), nothing is lost.
"""

from dataclasses import replace

from graphs.changes.change import Change, Checkpoint, Closure, GreenLane, Interval, Reversal, always_open, shut
from graphs.changes.resolve import DayChanges, resolve


def throughout(day: DayChanges, period: Interval) -> DayChanges:
    """Give the changes to apply to a table of a period.

    A closure, limit, slow-down or sealed zone in force at any moment of it is in force throughout, and a gate that is
    shut at any moment of it is shut. A street that is reversed for a part of it is shut the way it was open. A green
    lane counts only if it holds throughout.
    """
    changes = tuple(change for one in day.changes if (change := _throughout(one, period)) is not None)
    return day if changes == day.changes else resolve(day.base, changes)


def _throughout(change: Change, period: Interval) -> Change | None:
    if not change.interval.meets(period):
        return change
    match change.effect:
        case Reversal() if not _covers(change.interval, period):
            return replace(change, effect=Closure())
        case GreenLane() if not _covers(change.interval, period):
            return None
        case Checkpoint(hours=hours) if not (always_open(hours, period) or shut(hours, period)):
            return replace(change, effect=Closure())
    return change


def _covers(interval: Interval, period: Interval) -> bool:
    return interval.begin_s <= period.begin_s and period.end_s <= interval.end_s
