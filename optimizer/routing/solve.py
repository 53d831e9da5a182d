"""Route the day: drops and crews in, duties out."""

import time
from collections.abc import Sequence

import numpy as np

from graphs.travel import TravelTimes
from optimizer.model.budget import Budget, Progress, Watch
from optimizer.model.crews import Crews
from optimizer.model.day import Day
from optimizer.model.duties import Duties, Duty, Trip
from optimizer.model.given import ChangePrices
from optimizer.model.loads import Drop, Loads
from optimizer.routing.arrays import Ints
from optimizer.routing.instance import Instance, build
from optimizer.routing.layout.day_given import with_changes_priced
from optimizer.routing.pool import leader, run_pool
from optimizer.routing.search import Search
from optimizer.routing.servable import servable
from optimizer.routing.sharing import team_of

THREADS = 2

ITERATIONS_PER_SECOND = 15_000
"""About what one thread does, where only seconds are given; nothing but the first temperature hangs on it."""

_FREE = ChangePrices()


def route(
    day: Day,
    travel: TravelTimes,
    loads: Loads,
    crews: Crews,
    *,
    budget: Budget,
    seed: int,
    watch: Watch,
    start: Sequence[Duty] = (),
    prices: ChangePrices = _FREE,
) -> Duties:
    """Search for the best duties within the budget.

    Drops that no crew could serve even alone are left out before the search, so that it does not try them for ever.

    Parameters
    ----------
    budget
        Seconds, or iterations of each of the two threads; with iterations the same seed gives the same duties.
    watch
        Told of the best price, the drops left out and the seconds left; may cancel, and gets the best so far.
    start
        Duties to go on from, as far as they hold; crews, load points and drops are known by their ids.
    prices
        What changes against ``start`` cost; the best price that ``watch`` is told holds them.
    """
    started = time.monotonic()
    candidates = _servable(day, travel, loads.drops, crews)
    hopeless = tuple(drop for drop in loads.drops if drop not in candidates)
    if not candidates:
        return Duties(duties=(), left_out=hopeless, iterations=0, search_s=0.0)
    instance = build(day, travel, tuple(candidates), crews)
    watch.report(Progress("routing"))
    iterations = budget.iterations or (budget.seconds or 0.0) * ITERATIONS_PER_SECOND
    duties = given_tokens(instance, start)
    if not prices.is_free:
        instance = with_changes_priced(instance, duties, prices)
    team = team_of(instance.arrays, seed, THREADS, iterations=iterations, duties=duties, mild=bool(duties))

    def report(progress: float) -> bool:
        best = leader(team)
        left = None if budget.seconds is None else max(0.0, budget.seconds * (1 - progress))
        absent = len(hopeless) + best.unserved
        watch.report(Progress("routing", round(best.cost), absent, left))
        return not watch.cancelled()

    done = run_pool(team, budget, report) if report(0.0) else 0
    return _duties(instance, leader(team).come_together(), hopeless, done, time.monotonic() - started)


def _servable(day: Day, travel: TravelTimes, drops: Sequence[Drop], crews: Crews) -> dict[Drop, None]:
    """The drops that at least one crew could serve, had it nothing else to do."""
    if not crews.crews or not drops:
        return {}
    flags = servable(build(day, travel, drops, crews).arrays)
    return {drop: None for drop, flag in zip(drops, flags, strict=True) if flag}


def given_tokens(instance: Instance, duties: Sequence[Duty]) -> dict[int, Ints]:
    """Duties as tokens, by crew; crews, load points and drops that the instance has not are left away."""
    n = len(instance.drops)
    crews = {crew.id: k for k, crew in enumerate(instance.crews)}
    points = {point: n + p for p, point in enumerate(instance.load_points)}
    stops = {drop.id: i for i, drop in enumerate(instance.drops)}
    tokens: dict[int, Ints] = {}
    for duty in duties:
        trips = [trip for trip in duty.trips if trip.load_point in points]
        trips = [trip for trip in trips if any(drop.id in stops for drop in trip.drops)]
        known = [[points[trip.load_point], *(stops[d.id] for d in trip.drops if d.id in stops)] for trip in trips]
        if known and duty.crew.id in crews:
            tokens[crews[duty.crew.id]] = np.array([token for trip in known for token in trip], dtype=np.int32)
    return tokens


def _duties(instance: Instance, search: Search, hopeless: tuple[Drop, ...], iterations: int, search_s: float) -> Duties:
    """Turn the tokens of the best solution back into nouns."""
    best = search.best
    duties = tuple(
        Duty(crew=crew, trips=_trips(instance, best.tokens[k, : best.length[k]].tolist()))
        for k, crew in enumerate(instance.crews)
        if best.length[k]
    )
    served = {drop.id for duty in duties for trip in duty.trips for drop in trip.drops}
    left_out = tuple(drop for drop in instance.drops if drop.id not in served)
    return Duties(duties=duties, left_out=hopeless + left_out, iterations=iterations, search_s=search_s)


def _trips(instance: Instance, tokens: list[int]) -> tuple[Trip, ...]:
    n = len(instance.drops)
    heads = [p for p, token in enumerate(tokens) if token >= n]
    return tuple(
        Trip(
            load_point=instance.load_points[tokens[head] - n],
            drops=tuple(instance.drops[stop] for stop in tokens[head + 1 : following]),
        )
        for head, following in zip(heads, [*heads[1:], len(tokens)], strict=True)
    )
