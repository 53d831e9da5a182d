"""Solve a public routing problem with whichever variant of the core can say all of it."""

from dataclasses import replace

import numpy as np

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Answer, Route, Routes, Trip
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.model.windows import TimeWindow
from optimizer.routing.further import has_further_rules
from optimizer.routing.general import solve_general
from optimizer.routing.layout.arrays import lay_out as lay_out_trips
from optimizer.routing.plain.instance import is_plain, lay_out
from optimizer.routing.plain.savings import start_by_savings
from optimizer.routing.plain.solve import solve_plain
from optimizer.routing.plain.state import empty_state
from optimizer.routing.pool import Report
from optimizer.routing.search import begin_search


def solve_problem(
    problem: RoutingProblem,
    *,
    budget: Budget,
    threads: int = 1,
    seed: int = 1,
    report: Report | None = None,
    start: Routes | None = None,
) -> Answer:
    """Search within a budget of seconds from this call, or of iterations of each thread.

    Parameters
    ----------
    report
        Told a few times a second how the search stands; returns whether to go on.
    start
        Routes to go on from; they may be partial and may break rules: what does not hold is routed anew.
    """
    one_kind = problem.objective is Objective.COST or len(problem.vehicle_types) == 1
    if one_kind and not has_further_rules(problem) and is_plain(problem):
        return solve_plain(problem, budget=budget, threads=threads, seed=seed, report=report, start=start)
    return solve_general(problem, budget=budget, threads=threads, seed=seed, report=report, start=start)


def warm_up_plain() -> None:
    """Compile the plain core, or load it where it is compiled already.

    That includes what only some plans ask for: sharing among threads, few vehicles first, given routes, many clients.
    """
    problem, budget = _smallest(clients=8), Budget(iterations=2)
    solve_problem(problem, budget=budget, threads=2)
    solve_problem(replace(problem, objective=Objective.VEHICLES_FIRST), budget=budget)
    for windows in (), (TimeWindow(opens=0, closes=100),):
        common = _on_a_plane(windows)
        solve_problem(common, budget=budget, start=solve_problem(common, budget=budget).routes)
    many = lay_out(_on_a_plane(()))
    start_by_savings(many, empty_state(many, len(many.clients), absent_cost=1.0), 1.0)


def warm_up_general() -> None:
    """Compile the general core, or load it where it is compiled already.

    That includes what only some plans ask for: given routes, followed stop by stop where they do not hold, and another
    search's best to go on from.
    """
    problem, budget = _smallest(reload_depots=(0,)), Budget(iterations=2)
    too_much = Route(vehicle_type=0, trips=(Trip(depot=0, clients=(0, 1)),))
    solve_problem(problem, budget=budget, start=Routes((too_much,)))
    search = begin_search(lay_out_trips(problem), 1)
    search.take_over(search)
    search.note(anyhow=True)


def _smallest(
    *, clients: int = 2, reload_depots: tuple[int, ...] = (), windows: tuple[TimeWindow, ...] = ()
) -> RoutingProblem:
    """A few clients, a vehicle for each; with depots to reload at, a problem of several trips."""
    return RoutingProblem(
        name="warm-up",
        depots=(Depot(),),
        clients=(Client(delivery=(1,), pickup=(0,), windows=windows),) * clients,
        vehicle_types=(VehicleType(capacity=(1,), count=clients, reload_depots=reload_depots),),
        distance=np.ones((clients + 1, clients + 1), dtype=np.int64),
    )


def _on_a_plane(windows: tuple[TimeWindow, ...]) -> RoutingProblem:
    """The same with distances of a plane: as common as any (:mod:`optimizer.routing.plain.settled`)."""
    return replace(_smallest(windows=windows), distance=None, plane=Plane(coordinates=np.zeros((3, 2))))
