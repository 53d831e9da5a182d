"""VROOM (https://github.com/VROOM-Project/vroom, BSD-2) as a solver of ours; the only file that imports pyvroom."""

import time
from collections import defaultdict
from datetime import timedelta
from typing import Any

import numpy as np
import vroom

from optimizer.model.routing_answer import Answer, Incumbent, Route, Routes, Trip
from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.model.windows import TimeWindow
from scenarios.bench_routing.peers.classic import refuse_what_is_not_classic
from scenarios.bench_routing.peers.fleet import vehicles_one_by_one
from scenarios.instances.solver import OnIncumbent, Unsupported

_LARGEST = 2**32 - 1
"""Most that VROOM takes for the cost of a whole plan."""
_NO_END = 2**31


class Vroom:
    """VROOM at one exploration level; it ends by itself when it has nothing left to try, often long before the budget.

    It tells of no incumbents, so its trace is its answer.
    """

    def __init__(self, exploration: int = 5) -> None:
        self.exploration = exploration

    def solve(
        self,
        problem: RoutingProblem,
        *,
        seconds: float | None = None,
        iterations: int | None = None,  # noqa: ARG002 - VROOM counts none
        threads: int = 1,
        seed: int = 1,  # noqa: ARG002 - VROOM makes no random choices
        on_incumbent: OnIncumbent | None = None,
    ) -> Answer:
        """Search; see :class:`scenarios.instances.solver.Solver`."""
        started = time.perf_counter()
        _refuse(problem)
        kinds = vehicles_one_by_one(problem)
        coarse = _coarseness(problem, kinds)
        question = _question(problem, kinds, coarse)
        left = None if seconds is None else timedelta(seconds=max(0.001, seconds - (time.perf_counter() - started)))
        solution = question.solve(exploration_level=self.exploration, nb_threads=threads, timeout=left)
        found = Incumbent(time.perf_counter() - started, int(solution.summary.cost) * coarse)
        complete = solution.summary.unassigned == 0
        if on_incumbent and complete:
            on_incumbent(found)
        return Answer(
            routes=_routes(problem, kinds, solution.routes),
            cost=found.cost,
            first_feasible_s=found.seconds if complete else None,
            trace=(found,) if complete else (),
        )


def _refuse(problem: RoutingProblem) -> None:
    """Name what VROOM cannot express.

    Raises
    ------
    Unsupported
        For the first such thing.
    """
    refuse_what_is_not_classic(problem)
    kinds = problem.vehicle_types
    reasons = {
        "VROOM has no reloads": any(kind.reload_depots for kind in kinds),
        "VROOM limits driving, not the duration of a route": any(kind.max_duration is not None for kind in kinds),
        "VROOM has no release times": any(client.release for client in problem.clients),
        "VROOM has no prizes": not all(client.required for client in problem.clients),
        "VROOM puts no backhauls last": problem.backhauls_last,
        "VROOM prices no duration beside distance": any(kind.unit_duration_cost for kind in kinds),
        "VROOM minimises cost; it has no vehicles first": problem.objective is not Objective.COST,
    }
    for reason, holds in reasons.items():
        if holds:
            raise Unsupported(reason)


def _coarseness(problem: RoutingProblem, kinds: list[int]) -> int:
    """By how much to divide costs so that VROOM can hold their sum."""
    everywhere = np.arange(problem.locations)
    farthest = problem.distances(everywhere[:, None], everywhere[None, :]).max(axis=1)
    far = int(farthest.sum() + 2 * len(kinds) * farthest.max())
    dearest = max(kind.unit_distance_cost for kind in problem.vehicle_types)
    fixed = sum(problem.vehicle_types[k].fixed_cost for k in kinds)
    return max(1, -(-2 * (far * dearest + fixed) // _LARGEST))


def _question(problem: RoutingProblem, kinds: list[int], coarse: int) -> Any:
    """The problem in VROOM's words: a matrix for each unit cost, a skill for each set of types clients need."""
    question = vroom.Input()
    everywhere = np.arange(problem.locations)
    distance = problem.distances(everywhere[:, None], everywhere[None, :])
    duration = distance if problem.duration is None else problem.duration
    if duration.max() > _LARGEST:
        raise Unsupported("VROOM's durations have 32 bits")
    for unit in {kind.unit_distance_cost for kind in problem.vehicle_types}:
        question.set_durations_matrix(profile=str(unit), matrix_input=duration)
        question.set_distances_matrix(profile=str(unit), matrix_input=distance)
        question.set_costs_matrix(profile=str(unit), matrix_input=distance * unit // coarse)
    sites = list(dict.fromkeys(c.vehicle_types for c in problem.clients if c.vehicle_types is not None))
    question.add_vehicle([_vehicle(problem, number, k, sites=sites, coarse=coarse) for number, k in enumerate(kinds)])
    paired = {end for pair in problem.pairs for end in (pair.pickup, pair.delivery)}
    question.add_job([_job(problem, i, sites) for i in range(len(problem.clients)) if i not in paired])
    for pair in problem.pairs:
        pickup, delivery = _step(problem, pair.pickup), _step(problem, pair.delivery)
        question.add_shipment(pickup, delivery, vroom.Amount(list(pair.amount)))
    return question


def _vehicle(problem: RoutingProblem, number: int, k: int, *, sites: list[frozenset[int]], coarse: int) -> Any:
    kind = problem.vehicle_types[k]
    hours = [window for window in (kind.shift, *problem.depots[kind.start_depot].windows) if window is not None]
    opens, closes = max((w.opens for w in hours), default=0), min((w.closes for w in hours), default=_NO_END)
    return vroom.Vehicle(
        number,
        start=kind.start_depot,
        end=kind.end_depot,
        profile=str(kind.unit_distance_cost),
        capacity=list(kind.capacity),
        skills={skill for skill, kinds in enumerate(sites) if k in kinds},
        time_window=vroom.TimeWindow(opens, closes),
        costs=vroom.VehicleCosts(fixed=kind.fixed_cost // coarse),
        **({} if kind.max_distance is None else {"max_distance": kind.max_distance}),
    )


def _windows(windows: tuple[TimeWindow, ...]) -> list[Any]:
    return [vroom.TimeWindow(window.opens, window.closes) for window in windows]


def _job(problem: RoutingProblem, i: int, sites: list[frozenset[int]]) -> Any:
    client = problem.clients[i]
    return vroom.Job(
        i,
        location=problem.location(i),
        default_service=client.service,
        delivery=list(client.delivery),
        pickup=list(client.pickup),
        skills=set() if client.vehicle_types is None else {sites.index(client.vehicle_types)},
        time_windows=_windows(client.windows),
    )


def _step(problem: RoutingProblem, i: int) -> Any:
    client = problem.clients[i]
    windows = _windows(client.windows)
    return vroom.ShipmentStep(i, location=problem.location(i), default_service=client.service, time_windows=windows)


def _routes(problem: RoutingProblem, kinds: list[int], table: Any) -> Routes:
    """Routes in our words, of a table with a row for every step."""
    stops: dict[int, list[int]] = defaultdict(list)
    for vehicle, step, location in zip(table["vehicle_id"], table["type"], table["location_index"], strict=True):
        if step not in {"start", "end"}:
            stops[int(vehicle)].append(int(location) - len(problem.depots))
    depot = [kind.start_depot for kind in problem.vehicle_types]
    return Routes(tuple(Route(kinds[v], (Trip(depot[kinds[v]], tuple(clients)),)) for v, clients in stops.items()))
