"""One table for a whole day: the changes of the day as if each held all day, never to a driver's advantage.

A plan that keeps to such a table can be driven whenever a change begins or ends. What would help for some hours only is
left out; what hinders for some hours hinders all day. (Tables by period, :mod:`graphs.changes.tables`, are exact.)
"""

from collections.abc import Sequence
from dataclasses import replace

from graphs.changes.change import Change, Closure, GreenLane, Interval, Reversal


def cautious(changes: Sequence[Change], horizon: Interval) -> tuple[Change, ...]:
    """Give the changes to apply to a single table for the horizon.

    A closure, limit, slow-down, checkpoint or sealed zone in force at any moment of it is in force throughout. A
    reversed street is shut the way it was open. A green lane counts only if it holds throughout.
    """
    kept = []
    for change in changes:
        if isinstance(change.effect, Reversal):
            kept.append(replace(change, effect=Closure()))
        elif not isinstance(change.effect, GreenLane) or _covers(change.interval, horizon):
            kept.append(change)
    return tuple(kept)


def _covers(interval: Interval, horizon: Interval) -> bool:
    return interval.begin_s <= horizon.begin_s and horizon.end_s <= interval.end_s
