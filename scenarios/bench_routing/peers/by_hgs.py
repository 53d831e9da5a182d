"""HGS-CVRP (https://github.com/vidalt/HGS-CVRP, MIT) as a solver of ours; the only file that imports ``hygese``."""

import time
from typing import Any

import numpy as np
from hygese import AlgorithmParameters
from hygese import Solver as HgsSolver

from optimizer.model.routing_answer import Answer, Incumbent, Route, Routes, Trip
from optimizer.model.routing_nouns import Client, VehicleType
from optimizer.model.routing_plane import DENSE_LIMIT
from optimizer.model.routing_problem import Objective, RoutingProblem
from scenarios.bench_routing.peers.classic import refuse_what_is_not_classic
from scenarios.instances.solver import OnIncumbent, Unsupported


class Hgs:
    """Hybrid genetic search with its own default settings.

    It tells of no incumbents, so its trace is its answer. Its clock is that of its own processor time.
    """

    def solve(
        self,
        problem: RoutingProblem,
        *,
        seconds: float | None = None,
        iterations: int | None = None,
        threads: int = 1,  # noqa: ARG002 - HGS-CVRP has one
        seed: int = 1,
        on_incumbent: OnIncumbent | None = None,
    ) -> Answer:
        """Search; see :class:`scenarios.instances.solver.Solver`.

        Parameters
        ----------
        iterations
            Without a better solution, after which it ends.
        """
        started = time.perf_counter()
        _refuse(problem)
        question = _question(problem)
        settings: dict[str, Any] = {"seed": seed}
        if seconds is not None:
            settings["timeLimit"] = max(0.01, seconds - (time.perf_counter() - started))
        if iterations is not None:
            settings["nbIter"] = iterations
        result = HgsSolver(AlgorithmParameters(**settings), verbose=False).solve_cvrp(question)
        kind = problem.vehicle_types[0]
        found = Incumbent(time.perf_counter() - started, round(result.cost) * kind.unit_distance_cost)
        if on_incumbent:
            on_incumbent(found)
        trips = [Trip(kind.start_depot, tuple(int(node) - 1 for node in route)) for route in result.routes if route]
        return Answer(
            routes=Routes(tuple(Route(0, (trip,)) for trip in trips)),
            cost=found.cost,
            first_feasible_s=found.seconds,
            trace=(found,),
        )


def _refuse(problem: RoutingProblem) -> None:
    """Name what HGS-CVRP cannot express.

    Raises
    ------
    Unsupported
        For the first such thing.
    """
    refuse_what_is_not_classic(problem)
    reasons = {
        "HGS-CVRP has one depot and one type of vehicle": len(problem.depots) > 1 or len(problem.vehicle_types) > 1,
        "HGS-CVRP has one dimension of capacity": problem.dimensions > 1,
        "HGS-CVRP delivers, no more": bool(problem.pairs) or not all(map(_delivered, problem.clients)),
        "HGS-CVRP minimises the distance of closed routes": not _closed(problem.vehicle_types[0]),
        "HGS-CVRP knows no hours": any(depot.windows for depot in problem.depots),
        "HGS-CVRP minimises cost; it has no vehicles first": problem.objective is not Objective.COST,
        f"HGS-CVRP holds all distances, here of more than {DENSE_LIMIT} locations": problem.locations > DENSE_LIMIT,
    }
    for reason, holds in reasons.items():
        if holds:
            raise Unsupported(reason)


def _delivered(client: Client) -> bool:
    return client.required and not any(client.pickup) and not client.windows and not client.release


def _closed(kind: VehicleType) -> bool:
    limits = (kind.shift, kind.max_duration, kind.max_distance)
    plain = kind.end_depot == 0 and not kind.fixed_cost and not kind.unit_duration_cost and not kind.reload_depots
    return plain and limits == (None, None, None)


def _question(problem: RoutingProblem) -> dict[str, Any]:
    """The problem in the words of ``hygese``; coordinates, where there are any, from nought."""
    everywhere = np.arange(problem.locations)
    kind = problem.vehicle_types[0]
    question: dict[str, Any] = {
        "demands": np.array([0, *(client.delivery[0] for client in problem.clients)]),
        "vehicle_capacity": kind.capacity[0],
        "distance_matrix": problem.distances(everywhere[:, None], everywhere[None, :]),
    }
    if kind.count is not None and kind.count < len(problem.clients):
        question["num_vehicles"] = kind.count
    if problem.plane is not None:
        xy = problem.plane.coordinates - problem.plane.coordinates.min(axis=0)
        question |= {"x_coordinates": xy[:, 0], "y_coordinates": xy[:, 1]}
    return question
