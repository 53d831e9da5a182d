"""How a client wants its plan made: the query of ``POST /v1/plans``."""

from typing import Annotated

from fastapi import Depends, Query

from api.errors import BadOption
from api.jobs import Options
from api.service import RunningService
from api.settings import TOWN, Settings
from api.starting import prices_of
from optimizer.model.budget import Budget
from optimizer.model.findings import Where
from optimizer.model.text import Text

DEFAULT_SECONDS = 60.0


def read_options(
    service: RunningService,
    *,
    seconds: Annotated[float | None, Query(gt=0, description="Seconds of search; 60 if nothing is given")] = None,
    iterations: Annotated[
        int | None, Query(gt=0, description="Iterations of search instead: same day, same seed, same plan")
    ] = None,
    seed: Annotated[int, Query(ge=0, lt=2**31, description="Seed of every random choice")] = 1,
    roads: Annotated[str, Query(description="Name of one of the road networks of this server, see /v1/roads")] = TOWN,
    start: Annotated[str | None, Query(description="Id of a plan of this server to start from")] = None,
    price_crew: Annotated[
        float | None, Query(description="Yuan for each stop that another vehicle serves than in the plan to start from")
    ] = None,
    price_order: Annotated[
        float | None, Query(description="Yuan for each stop that is served after another one than in it")
    ] = None,
    price_hour: Annotated[
        float | None, Query(description="Yuan an hour that a stop is more than 15 minutes earlier or later than in it")
    ] = None,
) -> Options:
    """Check the options against the limits of this server.

    Raises
    ------
    BadOption
        If one is out of its range, or both budgets are given.
    """
    if seconds is not None and iterations is not None:
        raise _bad(
            "seconds",
            Text("seconds and iterations exclude each other", "seconds 与 iterations 不能同时给出"),
            Text("give one of them", "请只给出其中一个"),
        )
    _within("seconds", seconds, service.settings.max_seconds)
    _within("iterations", iterations, service.settings.max_iterations)
    _known_roads(roads, service.settings)
    prices = prices_of(
        {"query/price_crew": price_crew, "query/price_order": price_order, "query/price_hour": price_hour}
    )
    budget = Budget(seconds=seconds or DEFAULT_SECONDS) if iterations is None else Budget(iterations=iterations)
    return Options(budget=budget, seed=seed, roads=roads, start=start, prices=prices)


def _within(name: str, value: float | None, limit: float) -> None:
    if value is not None and not value <= limit:
        raise _bad(
            name,
            Text(f"{name} is {value:g}, more than this server allows", f"{name} 为 {value:g}，超过服务器上限"),
            Text(f"ask for at most {limit:g}", f"请不超过 {limit:g}"),
        )


def _known_roads(roads: str, settings: Settings) -> None:
    names = settings.roads()
    if roads not in names:
        known = ", ".join(names)
        raise _bad(
            "roads",
            Text(f"this server has no roads named {roads!r}", f"服务器没有名为 {roads!r} 的路网"),
            Text(f"choose one of: {known}", f"请选择：{known}"),
        )


def _bad(name: str, message: Text, remedy: Text) -> BadOption:
    return BadOption(message, remedy, Where(pointer=f"query/{name}"))


PlanOptions = Annotated[Options, Depends(read_options)]
