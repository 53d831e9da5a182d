"""Ours and the peers on small problems: whatever they answer, the pricer agrees with."""

import numpy as np
import pytest

from optimizer.model.routing_nouns import Depot, Pair
from optimizer.model.routing_problem import Objective, RoutingProblem
from scenarios.bench_routing.solvers import SOLVERS, solver_version
from scenarios.instances.price import price
from scenarios.instances.solver import Unsupported
from tests.scenarios.instances.small import client, kind, problem, window

PROBLEMS = {
    "capacity": (problem(client(2), client(2), client(1), vehicle_types=(kind(count=3),)), 10 + 11 + 30 + 4 + 21),
    "windows": (
        problem(
            client(windows=(window(40, 60),)), client(windows=(window(0, 25),)), client(),
            vehicle_types=(kind(count=1, shift=window(0, 200)),),
        ),
        20 + 7 + 8 + 11,
    ),
    "types": (
        problem(vehicle_types=(kind(count=1, fixed_cost=90), kind(count=1, fixed_cost=5, unit_distance_cost=2))),
        5 + 2 * (10 + 9 + 4 + 21),
    ),
    "pairs": (
        problem(
            client(0), client(0), client(0, windows=(window(0, 500),)),
            pairs=(Pair(pickup=1, delivery=0, amount=(3,)),),
            vehicle_types=(kind(count=2, shift=window(0, 500)),),
        ),
        20 + 7 + 8 + 11,
    ),
    "backhauls": (
        problem(client(1), client(1), client(0, 1), backhauls_last=True, vehicle_types=(kind(count=2),)),
        10 + 5 + 7 + 31,
    ),
}  # fmt: skip
"""Each with the cost of its best plan; where nothing binds, 10 + 9 + 4 + 21 would be."""
TELLS = {"ortools", "pyvrp", "lastmetre", "vrp-cli"}
CANNOT = {
    ("lastmetre", "pairs"), ("vroom", "backhauls"), ("vroom-1", "backhauls"),
    ("hgs", "windows"), ("hgs", "types"), ("hgs", "pairs"), ("hgs", "backhauls"),
}  # fmt: skip


def ready(name: str) -> None:
    if not solver_version(name):
        pytest.skip(f"{name} is not installed")


@pytest.mark.parametrize("name", SOLVERS)
@pytest.mark.parametrize("what", PROBLEMS)
def test_each_solver_finds_the_best_plan_or_says_that_it_cannot(name: str, what: str) -> None:
    """Three clients leave little to search for; the pricer finds no breach and the same cost."""
    ready(name)
    here, best = PROBLEMS[what]
    try:
        answer = SOLVERS[name]().solve(here, seconds=0.3)
    except Unsupported:
        assert (name, what) in CANNOT
        return
    priced = price(here, answer.routes)
    assert (priced.breaches, priced.cost, answer.cost) == ((), best, best)
    assert answer.trace[-1].cost == best
    assert answer.first_feasible_s is not None


@pytest.mark.parametrize("name", sorted(TELLS))
def test_incumbents_are_told_and_get_better(name: str) -> None:
    """What is called back is what stands in the trace."""
    ready(name)
    told: list[tuple[float, int]] = []
    answer = SOLVERS[name]().solve(PROBLEMS["capacity"][0], seconds=0.2, on_incumbent=told.append)
    assert tuple(told) == answer.trace
    costs = [cost for _, cost in told]
    assert costs == sorted(set(costs), reverse=True)


@pytest.mark.parametrize("name", ["pyvrp", "lastmetre"])
def test_iterations_repeat(name: str) -> None:
    """Same seed, same routes."""
    ready(name)
    here = PROBLEMS["windows"][0]
    first, again = (SOLVERS[name]().solve(here, iterations=50, seed=3) for _ in range(2))
    assert (first.routes, first.iterations) == (again.routes, again.iterations)


def refused() -> list[tuple[str, RoutingProblem, str]]:
    reload = problem(vehicle_types=(kind(reload_depots=(0,)),))
    released = problem(client(release=5), client(), client())
    return [
        ("pyvrp", problem(objective=Objective.VEHICLES_FIRST), "no vehicles first"),
        ("pyvrp", problem(vehicle_types=(kind(end_depot=None),)), "end at a depot"),
        ("pyvrp", problem(client(windows=(window(0, 1), window(3, 4))), client(), client()), "one time window"),
        ("vroom", reload, "no reloads"),
        ("vroom", released, "no release times"),
        ("vroom", problem(vehicle_types=(kind(max_duration=9),)), "not the duration of a route"),
        ("vroom", problem(client(required=False, prize=3), client(), client()), "no prizes"),
        ("vroom", problem(vehicle_types=(kind(unit_duration_cost=1),)), "no duration beside distance"),
        ("vroom", problem(objective=Objective.VEHICLES_FIRST), "no vehicles first"),
        ("vrp-cli", released, "no release times"),
        ("vrp-cli", reload, "lists its reloads"),
        ("vrp-cli", problem(client(required=False, prize=3), client(), client()), "no prizes"),
        ("vrp-cli", problem(vehicle_types=(kind(end_depot=None, shift=window(0, 9)),)), "ends no shift"),
        ("vrp-cli", problem(client(1, 1), client(), client()), "delivery and pickup at once"),
        ("vrp-cli", problem(client(2**31), client(), client()), "32 bits"),
        ("hgs", problem(vehicle_types=(kind(), kind())), "one type of vehicle"),
        ("hgs", released, "delivers, no more"),
        ("hgs", problem(vehicle_types=(kind(max_distance=9),)), "distance of closed routes"),
        ("hgs", problem(depots=(Depot(windows=(window(0, 9),)),)), "no hours"),
        ("hgs", problem(objective=Objective.VEHICLES_FIRST), "no vehicles first"),
        ("ortools", reload, "copies of the depot"),
        ("ortools", released, "no release times"),
        ("ortools", problem(vehicle_types=(kind(end_depot=None),)), "end at a depot"),
        ("ortools", problem(objective=Objective.VEHICLES_FIRST), "no vehicles first"),
        ("ortools", problem(client(windows=(window(0, 1), window(3, 4))), client(), client()), "several windows"),
        ("ortools", problem(client(1, 1), client(), client()), "delivery and pickup at once"),
    ]


@pytest.mark.parametrize(("name", "here", "reason"), refused())
def test_a_peer_refuses_what_it_cannot_express(name: str, here: RoutingProblem, reason: str) -> None:
    """Better no figure than one for another problem."""
    ready(name)
    with pytest.raises(Unsupported, match=reason):
        SOLVERS[name]().solve(here, seconds=0.1)


@pytest.mark.parametrize("name", [name for name in SOLVERS if name != "lastmetre"])
def test_no_peer_solves_a_problem_with_a_rule_left_out(name: str) -> None:
    """Lateness is in no translation: whoever ignored it would answer another problem."""
    ready(name)
    with pytest.raises(Unsupported, match="the rule 'due' is not translated"):
        SOLVERS[name]().solve(problem(client(due=5, late_cost=1), client(), client()), seconds=0.1)


def test_vrp_cli_puts_vehicles_first() -> None:
    """Three go out and back for 1 + 1 each; one that serves all drives 1 + 50 + 50 + 1."""
    ready("vrp-cli")
    far = np.array([[0, 1, 1, 1], [1, 0, 50, 50], [1, 50, 0, 50], [1, 50, 50, 0]], dtype=np.int64)
    here = {"distance": far, "vehicle_types": (kind(count=3),)}
    least = SOLVERS["vrp-cli"]().solve(problem(**here), seconds=1)
    fewest = SOLVERS["vrp-cli"]().solve(problem(**here, objective=Objective.VEHICLES_FIRST), seconds=1)
    assert [(len(answer.routes.routes), answer.cost) for answer in (least, fewest)] == [(3, 6), (1, 102)]
