"""A duty cut into its trips, with what is on board; no rule of its own, the rules of loads stand on it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from optimizer.model.day import Day
from optimizer.model.loads import Line
from optimizer.model.plan import DutyPlan, Visit, VisitKind
from optimizer.model.units import Grams, Litres


class Trip(NamedTuple):
    """A LOAD and all visits until the next LOAD, by their numbers; ``load`` is None for what comes before any LOAD."""

    load: int | None
    visits: list[tuple[int, Visit]]


class Aboard(NamedTuple):
    """What is really on board when leaving a visit, from the lines loaded and handed over since the trip began."""

    number: int
    visit: Visit
    grams: Grams
    litres: Litres


def trips(duty: DutyPlan) -> list[Trip]:
    """The trips in order; each holds its own LOAD as its first visit."""
    found = [Trip(None, [])]
    for number, visit in enumerate(duty.visits):
        if visit.kind is VisitKind.LOAD:
            found.append(Trip(number, []))
        found[-1].visits.append((number, visit))
    return found


def aboard(day: Day, trip: Trip) -> Iterator[Aboard]:
    """Grams and litres on board after each visit of a trip, which starts empty."""
    grams = litres = 0
    for number, visit in trip.visits:
        sign = {VisitKind.LOAD: 1, VisitKind.DELIVER: -1}.get(visit.kind, 0)
        grams += sign * weight(day, visit.lines)
        litres += sign * volume(day, visit.lines)
        yield Aboard(number, visit, grams, litres)


def weight(day: Day, lines: Iterable[Line]) -> Grams:
    """Grams of lines; an unknown good weighs nothing (its id is a breach already)."""
    return sum(line.quantity * day.goods[line.good].unit_grams for line in lines if line.good in day.goods)


def volume(day: Day, lines: Iterable[Line]) -> Litres:
    """Litres of lines, likewise."""
    return sum(line.quantity * day.goods[line.good].unit_litres for line in lines if line.good in day.goods)


def goods_of(trip: Trip) -> Counter[str]:
    """Units of each good that a trip loads."""
    units: Counter[str] = Counter()
    for _, visit in trip.visits:
        for line in visit.lines:
            if visit.kind is VisitKind.LOAD:
                units[line.good] += line.quantity
    return units
