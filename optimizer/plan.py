"""The table of contents of the house: a planner's request in, a checked plan out."""

from dataclasses import dataclass
from importlib.metadata import version

from graphs.changes.say import InvalidChanges
from graphs.travel import TravelSource, TravelTimes
from optimizer.checker.check import check
from optimizer.crews.pairing import pair
from optimizer.crews.rematch import rematch
from optimizer.explain.left_out import explain
from optimizer.intake.request import PlanRequest
from optimizer.model.budget import Budget, Progress, Unwatched, Watch
from optimizer.model.day import Day
from optimizer.model.findings import BrokenPlan, Issue
from optimizer.model.given import ChangePrices, GivenPlan
from optimizer.model.plan import Origin, Plan
from optimizer.routing.layout.day_given import duties_of_plan
from optimizer.routing.solve import route
from optimizer.supply.allocate import allocate
from optimizer.timetable.cost import cost
from optimizer.timetable.timetable import timetable
from optimizer.validation.changes import conditions_of, refused
from optimizer.validation.given import foreign_parts
from optimizer.validation.on_roads import check_on_roads
from optimizer.validation.reach import sources_of, unreached
from optimizer.validation.validate import validate


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """A checked plan, with the day and the travel times it was made for, and the plan it was made from, if any."""

    day: Day
    travel: TravelTimes
    plan: Plan
    warnings: tuple[Issue, ...]
    given: Plan | None = None


class Stopped(Exception):
    """The watcher called planning off before there was any plan."""


def make_plan(
    request: PlanRequest,
    roads: TravelSource,
    *,
    budget: Budget,
    seed: int = 1,
    watch: Watch | None = None,
    given: GivenPlan | None = None,
) -> Dispatch:
    """Plan a day from the request and the roads, and from a given plan if there is one.

    Raises
    ------
    InvalidDay
        If the request breaks rules; holds every issue found. Or if nothing in the given plan is of this day.
    Stopped
        If ``watch`` cancelled before the search began. Later, the best plan so far is returned.
    BrokenPlan
        If the checker finds a breach in the plan: an unchecked plan never leaves the house.
    """
    watch = watch or Unwatched()
    tell(watch, "validate")
    valid = validate(request)
    day = valid.day
    foreign = foreign_parts(day, given.plan) if given else ()
    tell(watch, "roads")
    travel, odd = look_at_roads(day, roads, request)
    warnings = valid.warnings + foreign + odd
    plan = plan_day(day, travel, roads=roads.name, budget=budget, seed=seed, watch=watch, given=given)
    return Dispatch(day=day, travel=travel, plan=plan, warnings=warnings, given=given.plan if given else None)


def plan_day(
    day: Day,
    travel: TravelTimes,
    *,
    roads: str,
    budget: Budget,
    seed: int,
    watch: Watch,
    given: GivenPlan | None = None,
) -> Plan:
    """Plan a valid day: what is loaded where, who drives what, when, and why something is left out.

    Parameters
    ----------
    roads
        Name of the roads, for the record.
    given
        A plan to start from; routes alone: what is loaded where, and who drives, is decided anew.

    Raises
    ------
    Stopped, BrokenPlan
        As :func:`make_plan`.
    """
    tell(watch, "supply")
    loads = allocate(day, travel)
    tell(watch, "crews")
    crews = pair(day, travel, loads, seed=seed)
    start = duties_of_plan(given.plan, loads.drops, crews) if given else ()
    prices = given.prices if given else ChangePrices()
    duties = route(day, travel, loads, crews, budget=budget, seed=seed, watch=watch, start=start, prices=prices)
    watch.report(Progress("timetable"))
    driven = rematch(day, travel, timetable(day, travel, duties))
    left_out = explain(day, travel, crews, driven, duties.left_out)
    plan = Plan(
        origin=Origin(
            day_name=day.name,
            date=day.date,
            roads=roads,
            seed=seed,
            iterations=duties.iterations,
            search_s=round(duties.search_s, 3),
            version=version("lastmetre"),
        ),
        duties=driven,
        unserved=loads.unserved + left_out,
        cost=cost(day, driven),
    )
    watch.report(Progress("check"))
    if breaches := check(day, travel, plan):
        raise BrokenPlan(breaches)
    return plan


def tell(watch: Watch, step: str) -> None:
    """Report a step, and stop here if the watcher has cancelled."""
    if watch.cancelled():
        raise Stopped
    watch.report(Progress(step))


def travel_of(day: Day, roads: TravelSource, request: PlanRequest | None = None) -> TravelTimes:
    """Travel times among all places a vehicle may have to drive to, under the road changes of the day.

    Raises
    ------
    InvalidDay
        If a road change cannot be put on the roads; ``request`` tells at which row it stands.
    """
    positions = {place: day.places[place].position for place in day.used_places}
    try:
        return roads.travel(
            positions,
            sorted(set(day.profiles.values())),
            snap_limit_m=day.rules.snap_limit_m,
            conditions=conditions_of(day),
        )
    except InvalidChanges as invalid:
        raise refused(invalid, request) from invalid


def look_at_roads(day: Day, roads: TravelSource, request: PlanRequest) -> tuple[TravelTimes, tuple[Issue, ...]]:
    """Travel times of a day, and what is odd about its places on these roads.

    Raises
    ------
    InvalidDay
        If a place is too far from any road, or a road change cannot be put on the roads.
    """
    travel = travel_of(day, roads, request)
    likely = roads.likely_system([day.places[place].position for place in day.used_places])
    sources = sources_of(day, travel)
    causes = {profile: roads.causes(profile, sources) for profile in unreached(day, travel)}
    return travel, check_on_roads(day, travel, request, likely=likely, causes=causes)
