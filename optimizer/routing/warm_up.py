"""Compile the cores, so that no first plan waits for a compiler; what is compiled already is loaded.

In parts, each of which may be compiled in a process of its own.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import numpy as np

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.model.windows import TimeWindow
from optimizer.routing.layout.arrays import lay_out as lay_out_trips
from optimizer.routing.plain.begin import empty_search
from optimizer.routing.plain.divided import LEAST_ROUTES
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.savings import start_by_savings
from optimizer.routing.plain.state import empty_state
from optimizer.routing.problems import solve_problem
from optimizer.routing.search import begin_search
from optimizer.routing.servable import servable

_BRIEF = Budget(iterations=2)

_DAY = (TimeWindow(opens=0, closes=100),)

_SELDOM = 10_000, 10, 1_000
"""So many new objects, and so many younger collections, before the garbage collector looks at each generation."""


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Look for garbage seldom: a compiler makes millions of objects that stay, and they are looked at ever again."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


@_collecting_seldom()
def warm_up_plain() -> None:
    """Compile the plain core for problems of any kind.

    That includes what only some plans ask for: sharing among threads, few vehicles first, given routes, many clients.
    """
    problem, timed = _smallest(clients=2 * LEAST_ROUTES), _smallest(windows=_DAY)
    solve_problem(problem, budget=_BRIEF, threads=2)
    solve_problem(timed, budget=_BRIEF, start=solve_problem(timed, budget=_BRIEF).routes)
    solve_problem(replace(problem, objective=Objective.VEHICLES_FIRST), budget=_BRIEF)
    many = lay_out(_on_a_plane(_smallest()))
    start_by_savings(many, empty_state(many, len(many.clients), absent_cost=1.0), 1.0)


@_collecting_seldom()
def warm_up_general() -> None:
    """Compile the general core.

    That includes what only some plans ask for: given routes, followed stop by stop where they do not hold, another
    search's best to go on from, and why nobody serves a stop.
    """
    problem = _smallest(reload_depots=(0,))
    too_much = Route(vehicle_type=0, trips=(Trip(depot=0, clients=(0, 1)),))
    solve_problem(problem, budget=_BRIEF, start=Routes((too_much,)))
    arrays = lay_out_trips(problem)
    search = begin_search(arrays, 1)
    search.take_over(search)
    search.note(anyhow=True)
    servable(arrays)


@_collecting_seldom()
def warm_up_common(problem: RoutingProblem) -> None:
    """Compile the search for a kind of problem that is common; all else that it takes is compiled for any kind."""
    empty_search(lay_out(problem), 1, budget=_BRIEF).run(0, 0.0, 0.0)


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


def _home_with_a_load() -> RoutingProblem:
    """One client to deliver to, then one to pick up from."""
    pickup = Client(delivery=(0,), pickup=(1,))
    problem = _smallest()
    return replace(problem, clients=(problem.clients[0], pickup), backhauls_last=True)


def _in_two_sizes() -> RoutingProblem:
    """Vehicles of two types, the larger dearer."""
    problem = _smallest()
    small = problem.vehicle_types[0]
    return replace(problem, vehicle_types=(small, replace(small, capacity=(2,), fixed_cost=1)))


def _on_a_plane(problem: RoutingProblem) -> RoutingProblem:
    """The same problem with the distances of a plane."""
    return replace(problem, distance=None, plane=Plane(coordinates=np.zeros((problem.locations, 2))))


_COMMON = tuple(map(_on_a_plane, (_smallest(), _smallest(windows=_DAY), _home_with_a_load(), _in_two_sizes())))
"""A small problem of each of the kinds in :mod:`optimizer.routing.plain.settled`."""

PARTS: tuple[Callable[[], None], ...] = (
    warm_up_general,
    warm_up_plain,
    *(partial(warm_up_common, problem) for problem in _COMMON),
)
"""All there is to compile, what takes longest first."""
