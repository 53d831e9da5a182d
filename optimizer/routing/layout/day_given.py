"""A day's plan that is given: as duties to start from, and as what changes are measured by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from optimizer.model.crews import Crew, Crews
from optimizer.model.duties import Duty, Trip
from optimizer.model.given import ChangePrices
from optimizer.model.loads import Drop, Line
from optimizer.model.plan import DutyPlan, Plan, VisitKind
from optimizer.model.units import HOUR
from optimizer.routing.arrays import Arrays, Ints
from optimizer.routing.duty import duty_begins
from optimizer.routing.instance import Instance
from optimizer.routing.layout.given import turns_of

Drops = Mapping[tuple[int, int], Drop]
"""The drop that a visit brings today, by number of duty and visit."""


def duties_of_plan(plan: Plan, drops: Sequence[Drop], crews: Crews) -> tuple[Duty, ...]:
    """The duties of a plan as far as today's crews and drops know them, each drop once; they may break any rule.

    A duty goes to the crew of its vehicle whose hours are most like those of its crew. Drops are known by their place
    and lines, since their numbers change with the day.
    """
    brought = _brought(plan, drops)
    trips: dict[str, tuple[Trip, ...]] = {}
    of_id = {crew.id: crew for crew in crews.crews}
    for d, duty in enumerate(plan.duties):
        crew = _crew_of(duty.crew, crews)
        if crew is not None:
            trips[crew.id] = trips.get(crew.id, ()) + tuple(_trips(d, duty, brought))
    return tuple(Duty(crew=of_id[name], trips=some) for name, some in trips.items() if some)


def _brought(plan: Plan, drops: Sequence[Drop]) -> Drops:
    """What each delivery brings today: first those with the very same lines, then those with most units in common."""
    at_place: dict[str, list[Drop]] = {}
    for drop in drops:
        at_place.setdefault(drop.place, []).append(drop)
    found: dict[tuple[int, int], Drop] = {}
    for exactly in (True, False):
        for d, duty in enumerate(plan.duties):
            point = ""
            for v, visit in enumerate(duty.visits):
                point = visit.place or "" if visit.kind is VisitKind.LOAD else point
                free = at_place.get(visit.place or "", [])
                if visit.kind is not VisitKind.DELIVER or (d, v) in found or not free:
                    continue
                best = max(free, key=partial(_likeness, visit.lines, point))
                is_same, _, shared = _likeness(visit.lines, point, best)
                if shared and (is_same or not exactly):
                    free.remove(best)
                    found[d, v] = best
    return found


def _likeness(lines: Sequence[Line], point: str, drop: Drop) -> tuple[bool, bool, int]:
    """Whether the drop has just these lines, whether it is loaded there, and how many units of the lines it has."""
    units = {(line.demand, line.good): line.quantity for line in drop.lines}
    shared = sum(max(0, min(line.quantity, units.get((line.demand, line.good), 0))) for line in lines)
    return set(lines) == set(drop.lines), point in drop.load_points, shared


def _crew_of(crew: Crew, crews: Crews) -> Crew | None:
    """Today's crew of the vehicle, that with the same id or the most hours in common."""
    alike = [one for one in crews.crews if one.vehicle == crew.vehicle]

    def likeness(one: Crew) -> tuple[bool, int]:
        shared = one.shift.overlap(crew.shift)
        return one.id == crew.id, shared.length if shared else 0

    return max(alike, key=likeness, default=None)


def _trips(number: int, duty: DutyPlan, brought: Drops) -> Iterator[Trip]:
    """The trips of a duty; what is loaded elsewhere today becomes a trip of its own."""
    point, carried = "", list[Drop]()
    for v, visit in enumerate(duty.visits):
        if visit.kind is VisitKind.LOAD:
            yield from _loaded(point, carried)
            point, carried = visit.place or "", []
        elif (number, v) in brought:
            carried.append(brought[number, v])
    yield from _loaded(point, carried)


def _loaded(point: str, drops: Sequence[Drop]) -> Iterator[Trip]:
    by_point: dict[str, list[Drop]] = {}
    for drop in drops:
        by_point.setdefault(point if point in drop.load_points else drop.load_points[0], []).append(drop)
    for at, some in by_point.items():
        yield Trip(load_point=at, drops=tuple(some))


def with_changes_priced(instance: Instance, duties: Mapping[int, Ints], prices: ChangePrices) -> Instance:
    """The same instance where changes against ``duties``, tokens by crew, have a price.

    So crews that drive in it can no longer be taken for one another: each becomes a kind of its own.
    """
    a = _told_apart(instance.arrays, duties)
    begins = np.zeros(len(a.stops), dtype=np.int64)
    for crew, tokens in duties.items():
        duty_begins(a, crew, tokens, len(tokens), begins)
    by_kind = {int(a.crews["kind"][crew]): tokens for crew, tokens in duties.items()}
    turns = turns_of(by_kind, begins, dated=prices.cents_per_hour > 0)
    rules = a.rules._replace(
        other_crew_cents=float(prices.other_crew_cents),
        other_turn_cents=float(prices.other_turn_cents),
        cents_per_moved_s=prices.cents_per_hour / HOUR,
        tolerance_s=prices.tolerance_s,
    )
    features = a.features._replace(more=True, referred=True)
    return replace(instance, arrays=a._replace(turns=turns, rules=rules, features=features))


def _told_apart(a: Arrays, duties: Mapping[int, Ints]) -> Arrays:
    """Number the kinds anew, the crews of ``duties`` each by itself."""
    was = a.crews["kind"].tolist()
    keys = [(kind, k if k in duties else -1) for k, kind in enumerate(was)]
    number = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    crews = a.crews.copy()
    crews["kind"] = [number[key] for key in keys]
    of_old = [kind for kind, _ in number]
    return a._replace(
        crews=crews,
        capacity=np.ascontiguousarray(a.capacity[of_old]),
        admitted=np.ascontiguousarray(a.admitted[:, of_old]),
        loads_at=np.ascontiguousarray(a.loads_at[of_old]),
        first_of_kind=np.searchsorted(np.sort(crews["kind"]), np.arange(len(number) + 1)).astype(np.int32),
        by_kind=np.argsort(crews["kind"], kind="stable").astype(np.int32),
    )
