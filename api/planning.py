"""From a file to a folder of dispatch sheets: what the command line and the worker process both do."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from api.errors import Stopped
from api.messages import Start
from api.outputs import written_to
from api.problems import issue_json
from graphs.network import RoadNetwork
from graphs.roads import RoadGraph
from optimizer.dispatch.changes_geojson import changes_geojson
from optimizer.dispatch.plan_json import load_plan
from optimizer.dispatch.totals import totals
from optimizer.dispatch.write import write_all
from optimizer.intake.read import read_request
from optimizer.live.difference import difference
from optimizer.model.budget import Budget, Progress, Watch
from optimizer.model.day import Day
from optimizer.model.given import GivenPlan
from optimizer.model.plan import Plan, VisitKind
from optimizer.plan import Dispatch, make_plan
from optimizer.plan import Stopped as StoppedEarly
from optimizer.validation.given import foreign_parts
from optimizer.validation.validate import validate


def plan_file(
    path: Path,
    open_network: Callable[[], RoadNetwork],
    out: Path,
    *,
    budget: Budget,
    seed: int,
    watch: Watch,
    start: Start | None = None,
) -> Dispatch:
    """Read the day in ``path``, plan it, and write every sheet into ``out``: all files or none.

    Raises
    ------
    LastmetreError, UnreadableRoads
        If the input or the roads cannot be read or break rules, or our own plan does.
    Stopped
        If ``watch`` cancelled before there was a plan.
    """
    watch.report(Progress("reading"))
    request = read_request(path)
    given = given_plan(start)
    day = validate(request).day  # once more in make_plan; nobody shall wait for the roads to learn of a typing error
    if given is not None:
        foreign_parts(day, given.plan)
    watch.report(Progress("open"))
    roads = open_network()
    try:
        dispatch = make_plan(request, roads, budget=budget, seed=seed, watch=watch, given=given)
    except StoppedEarly as early:
        raise Stopped from early
    watch.report(Progress("writing"))
    with written_to(out):
        write_all(out, dispatch.day, dispatch.plan, roads)
    return dispatch


def given_plan(start: Start | None) -> GivenPlan | None:
    """Read the plan to start from; raises UnreadableInput."""
    return None if start is None else GivenPlan(plan=load_plan(start.plan), prices=start.prices)


def serves_nothing(plan: Plan) -> bool:
    """Whether there were demands, and not one delivery is planned."""
    delivered = any(visit.kind is VisitKind.DELIVER for duty in plan.duties for visit in duty.visits)
    return bool(plan.unserved) and not delivered


def write_result(dispatch: Dispatch, path: Path) -> None:
    """Write what the service tells of a finished plan besides the plan itself: totals and warnings."""
    result = {
        "totals": plain(totals(dispatch.day, dispatch.plan)),
        "warnings": [issue_json(issue) for issue in dispatch.warnings],
        "nothing_served": serves_nothing(dispatch.plan),
        "changes": dispatch.given and plain(difference(dispatch.given, dispatch.plan)),
    }
    path.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


def write_changes(day: Day, roads: RoadGraph, path: Path) -> None:
    """Write what changes on the roads of a day, for the map."""
    path.write_text(json.dumps(changes_geojson(day, roads), ensure_ascii=False, allow_nan=False), encoding="utf-8")


def plain(noun: Any) -> Any:
    """Any noun as JSON knows it; words of closed lists by their lower-case name, properties left out."""
    if is_dataclass(noun):
        return {field.name: plain(getattr(noun, field.name)) for field in fields(noun)}
    if hasattr(noun, "items"):
        return {_key(key): plain(value) for key, value in noun.items()}
    if isinstance(noun, Enum):
        return _key(noun)
    return noun


def _key(key: object) -> str:
    return key.name.lower() if isinstance(key, Enum) else str(key)
