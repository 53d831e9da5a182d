"""What a plan changes against another one, stop by stop, as the people who drive and wait see it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from optimizer.model.plan import DutyPlan, Plan, Visit, VisitKind
from optimizer.model.units import Seconds

TOLERANCE_S = 15 * 60

Key = tuple[str | None, frozenset[str]]
"""Place and demands: by these a stop is known again."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A delivery, by whom, after which other one, and when."""

    vehicle: str
    after: Key | None
    begins_s: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Stops of a plan by what has become of them.

    Attributes
    ----------
    same
        As they were: same vehicle, after the same stop, no more than 15 minutes earlier or later.
    other_vehicle, other_order, other_time
        A stop that another vehicle serves counts as that alone; another order and another time may come together.
    new, gone
        In one of the plans only.
    """

    same: int = 0
    other_vehicle: int = 0
    other_order: int = 0
    other_time: int = 0
    new: int = 0
    gone: int = 0


def difference(before: Plan, after: Plan) -> Difference:
    """Compare two plans; stops with the same place and demands are matched by vehicle first, then in their order."""
    old, new = _stops(before), _stops(after)
    seen: Counter[str] = Counter()
    for key in {**old, **new}:
        had, has = old.get(key, []), new.get(key, [])
        for was, now in _matched(had, has):
            seen.update(_changes(was, now))
        seen["new"] += max(0, len(has) - len(had))
        seen["gone"] += max(0, len(had) - len(has))
    return Difference(**seen)


def _stops(plan: Plan) -> dict[Key, list[Stop]]:
    found: dict[Key, list[Stop]] = {}
    for duty in plan.duties:
        after: Key | None = None
        for visit in _deliveries(duty):
            key = visit.place, frozenset(line.demand for line in visit.lines)
            found.setdefault(key, []).append(Stop(duty.crew.vehicle, after, visit.begin_s))
            after = key
    return found


def _deliveries(duty: DutyPlan) -> Iterator[Visit]:
    return (visit for visit in duty.visits if visit.kind is VisitKind.DELIVER)


def _matched(had: list[Stop], has: list[Stop]) -> Iterator[tuple[Stop, Stop]]:
    """Pairs of the same vehicle, then of the others, each in the order of the plans."""
    left, free = [], list(has)
    for was in had:
        now = next((stop for stop in free if stop.vehicle == was.vehicle), None)
        if now is None:
            left.append(was)
        else:
            free.remove(now)
            yield was, now
    yield from zip(left, free, strict=False)


def _changes(was: Stop, now: Stop) -> Iterator[str]:
    if was.vehicle != now.vehicle:
        yield "other_vehicle"
        return
    moved = abs(was.begins_s - now.begins_s) > TOLERANCE_S
    if was.after != now.after:
        yield "other_order"
    if moved:
        yield "other_time"
    if was.after == now.after and not moved:
        yield "same"
