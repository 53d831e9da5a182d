"""Route the day: drops and crews in, duties out."""

import time
from collections.abc import Sequence

from graphs.travel import TravelTimes
from optimizer.model.budget import Budget, Progress, Watch
from optimizer.model.crews import Crews
from optimizer.model.day import Day
from optimizer.model.duties import Duties, Duty, Trip
from optimizer.model.loads import Drop, Loads
from optimizer.routing.instance import Instance, build
from optimizer.routing.pool import leader, run_pool
from optimizer.routing.search import Search, begin_search
from optimizer.routing.servable import servable

THREADS = 2

ITERATIONS_PER_SECOND = 15_000
"""About what one thread does, where only seconds are given; nothing but the first temperature hangs on it."""


def route(
    day: Day, travel: TravelTimes, loads: Loads, crews: Crews, *, budget: Budget, seed: int, watch: Watch
) -> Duties:
    """Search for the best duties within the budget.

    Drops that no crew could serve even alone are left out before the search, so that it does not try them for ever.

    Parameters
    ----------
    budget
        Seconds, or iterations of each of the two threads; with iterations the same seed gives the same duties.
    watch
        Told of the best price, the drops left out and the seconds left; may cancel, and gets the best so far.
    """
    started = time.monotonic()
    candidates = _servable(day, travel, loads.drops, crews)
    hopeless = tuple(drop for drop in loads.drops if drop not in candidates)
    if not candidates:
        return Duties(duties=(), left_out=hopeless, iterations=0, search_s=0.0)
    instance = build(day, travel, tuple(candidates), crews)
    watch.report(Progress("routing"))
    iterations = budget.iterations or (budget.seconds or 0.0) * ITERATIONS_PER_SECOND
    searches = [begin_search(instance.arrays, seed * THREADS + i, iterations=iterations) for i in range(THREADS)]

    def report(progress: float) -> bool:
        best = leader(searches)
        left = None if budget.seconds is None else max(0.0, budget.seconds * (1 - progress))
        absent = len(hopeless) + best.unserved
        watch.report(Progress("routing", round(float(best.best.cents[1])), absent, left))
        return not watch.cancelled()

    done = run_pool(searches, budget, report) if report(0.0) else 0
    return _duties(instance, leader(searches), hopeless, done, time.monotonic() - started)


def _servable(day: Day, travel: TravelTimes, drops: Sequence[Drop], crews: Crews) -> dict[Drop, None]:
    """The drops that at least one crew could serve, had it nothing else to do."""
    if not crews.crews or not drops:
        return {}
    flags = servable(build(day, travel, drops, crews).arrays)
    return {drop: None for drop, flag in zip(drops, flags, strict=True) if flag}


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
