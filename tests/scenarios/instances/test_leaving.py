"""Leaving later: what the pricer finds by halving is what trying every delay finds."""

import numpy as np
import pytest

from scenarios.instances.clock import Clock, Walk, best_walk
from scenarios.instances.stations import stations
from tests.optimizer.routing.random_problems import random_problem, random_route


@pytest.mark.parametrize("feature", ["several_windows", "rest", "meals", "periods", "lateness", "rides", "many"])
def test_halving_finds_the_greatest_delay_that_is_allowed(feature: str) -> None:
    """Random routes of random problems: with each delay up to all waiting, is anything but begins another?"""
    rng = np.random.default_rng(3)
    delayed = 0
    for _ in range(60):
        problem = random_problem(rng, feature)
        route = random_route(rng, problem)
        kind = problem.vehicle_types[route.vehicle_type]
        passed = stations(problem, route, {})

        def leave(moment: int) -> Walk:
            return Clock(problem, kind, 0, ()).walk(passed, moment)  # noqa: B023 - called at once

        first = leave(kind.shift.opens if kind.shift else 0)
        best = best_walk(problem, kind, 0, passed, ())
        if best.left == first.left:
            continue
        walks = [leave(first.left + delay) for delay in range(first.waited + 1)]
        allowed = [walk.left for walk in walks if walk.shape == first.shape and walk.ended <= first.ended]
        assert best.left == max(allowed)
        delayed += 1
    assert delayed > 5
