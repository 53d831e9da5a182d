"""PyVRP (https://pyvrp.org, MIT) as a solver of ours; the only file that imports it."""

import time
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from pyvrp import Client, Depot, Location, ProblemData, Shipment, Solution, SolveParams, VehicleType
from pyvrp import Route as PyvrpRoute
from pyvrp import solve as pyvrp_solve
from pyvrp.IteratedLocalSearch import IteratedLocalSearch, IteratedLocalSearchParams
from pyvrp.PenaltyManager import PenaltyParams

from optimizer.model.routing_answer import Answer, Incumbent, Route, Routes, Trip
from optimizer.model.routing_plane import Matrix
from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.model.windows import TimeWindow
from scenarios.bench_routing.peers.classic import refuse_what_is_not_classic
from scenarios.bench_routing.peers.ways import all_ways, closed_way
from scenarios.instances.solver import OnIncumbent, Unsupported

_NO_END = 2**62


class PyVRP:
    """The iterated local search of PyVRP 0.14, with its own default settings."""

    def solve(
        self,
        problem: RoutingProblem,
        *,
        seconds: float | None = None,
        iterations: int | None = None,
        threads: int = 1,  # noqa: ARG002 - PyVRP has one
        seed: int = 1,
        on_incumbent: OnIncumbent | None = None,
    ) -> Answer:
        """Search; see :class:`scenarios.instances.solver.Solver`."""
        log = _Log(on_incumbent)
        translation = _Translation(problem)
        left = iterations

        def over(_best: float) -> bool:
            nonlocal left
            if left is None:
                return time.perf_counter() - log.started >= (seconds or 0.0)
            left -= 1
            return left < 0

        params = SolveParams(ils=IteratedLocalSearchParams(callbacks=log), penalty=_penalties(problem))
        result = pyvrp_solve(translation.data(), over, seed=seed, collect_stats=False, display=False, params=params)
        return Answer(
            routes=Routes(tuple(translation.route(route) for route in result.best.routes())),
            cost=_cost(result.best),
            iterations=result.num_iterations,
            first_feasible_s=log.trace[0].seconds if log.trace else None,
            trace=tuple(log.trace),
        )


@dataclass
class _Log:
    """Takes down every better solution; PyVRP calls back what it finds here."""

    tell: OnIncumbent | None
    started: float = field(default_factory=time.perf_counter)
    trace: list[Incumbent] = field(default_factory=list)

    def on_start(self, ils: IteratedLocalSearch) -> None:
        """Take note of the first solution."""
        self.on_best(ils.initial_solution)

    def on_end(self, result: Any) -> None:
        """Nothing to note."""

    def on_iteration(self, *_: Any) -> None:
        """Nothing to note."""

    def on_restart(self, best: Solution) -> None:
        """Nothing to note."""

    def on_best(self, best: Solution) -> None:
        """Take note of a better solution."""
        if not best.is_feasible():
            return
        self.trace.append(Incumbent(time.perf_counter() - self.started, _cost(best)))
        if self.tell:
            self.tell(self.trace[-1])


def _penalties(problem: RoutingProblem) -> PenaltyParams:
    """PyVRP's own, the largest in proportion to the cost of distance: else it rather overloads than drives."""
    dearest = max(1, *(kind.unit_distance_cost for kind in problem.vehicle_types))
    return PenaltyParams(max_penalty=PenaltyParams().max_penalty * dearest)


def _cost(solution: Solution) -> int:
    parts = (solution.distance_cost(), solution.duration_cost(), solution.fixed_vehicle_cost())
    return int(sum(parts) + solution.uncollected_prizes())


class _Translation:
    """A problem in PyVRP's words, and its routes back in ours."""

    def __init__(self, problem: RoutingProblem) -> None:
        refuse_what_is_not_classic(problem)
        self.problem = problem
        paired = {end for pair in problem.pairs for end in (pair.pickup, pair.delivery)}
        self.lone = [i for i in range(len(problem.clients)) if i not in paired]
        if problem.objective is not Objective.COST:
            raise Unsupported("PyVRP minimises cost; it has no vehicles first")
        self.profiles: dict[frozenset[int], list[int]] = {}
        for k in range(len(problem.vehicle_types)):
            sites = enumerate(client.vehicle_types for client in problem.clients)
            barred = (i for i, allowed in sites if allowed is not None and k not in allowed)
            self.profiles.setdefault(frozenset(barred), []).append(k)

    def data(self) -> ProblemData:
        """The whole problem."""
        problem = self.problem
        xy = problem.plane.coordinates if problem.plane else np.zeros((problem.locations, 2))
        distance = all_ways(problem)
        duration = distance if problem.duration is None else problem.duration
        barred = [[problem.location(i) for i in sorted(clients)] for clients in self.profiles]
        return ProblemData(
            locations=[Location(x, y) for x, y in xy.tolist()],
            clients=[self._client(i) for i in self.lone],
            depots=[self._depot(d) for d in range(len(problem.depots))],
            vehicle_types=[self._vehicles(k) for k in range(len(problem.vehicle_types))],
            distance_matrices=[_without(distance, locations) for locations in barred],
            duration_matrices=[_without(duration, locations) for locations in barred],
            shipments=[self._shipment(k) for k in range(len(problem.pairs))],
        )

    def route(self, route: PyvrpRoute) -> Route:
        """A route in our words; PyVRP lists every depot passed, also the last."""
        problem = self.problem
        trips: list[tuple[int, list[int]]] = []
        for activity in route:
            if activity.is_depot():
                trips.append((activity.idx, []))
            elif activity.is_client():
                trips[-1][1].append(self.lone[activity.idx])
            else:
                pair = problem.pairs[activity.idx]
                trips[-1][1].append(pair.pickup if activity.is_pickup() else pair.delivery)
        return Route(route.vehicle_type(), tuple(Trip(depot, tuple(clients)) for depot, clients in trips if clients))

    def _client(self, i: int) -> Client:
        client = self.problem.clients[i]
        opens, closes = _one_window(client.windows)
        return Client(
            location=self.problem.location(i),
            delivery=list(client.delivery),
            pickup=list(client.pickup),
            service_duration=client.service,
            tw_early=opens,
            tw_late=closes,
            release_time=client.release,
            prize=client.prize,
            required=client.required,
        )

    def _depot(self, depot: int) -> Depot:
        opens, closes = _one_window(self.problem.depots[depot].windows)
        return Depot(location=depot, tw_early=opens, tw_late=closes)

    def _vehicles(self, k: int) -> VehicleType:
        kind = self.problem.vehicle_types[k]
        if kind.end_depot is None:
            raise Unsupported("PyVRP routes end at a depot")
        shift = kind.shift or TimeWindow(opens=0, closes=_NO_END)
        profile = next(p for p, kinds in enumerate(self.profiles.values()) if k in kinds)
        optional = {
            name: value
            for name, value in (
                ("shift_duration", kind.max_duration),
                ("max_distance", kind.max_distance),
                ("max_reloads", None if kind.max_trips is None else kind.max_trips - 1),
            )
            if value is not None
        }
        return VehicleType(
            num_available=len(self.problem.clients) if kind.count is None else kind.count,
            capacity=list(kind.capacity),
            start_depot=kind.start_depot,
            end_depot=kind.end_depot,
            fixed_cost=kind.fixed_cost,
            tw_early=shift.opens,
            tw_late=shift.closes,
            unit_distance_cost=kind.unit_distance_cost,
            unit_duration_cost=kind.unit_duration_cost,
            profile=profile,
            reload_depots=list(kind.reload_depots),
            **optional,
        )

    def _shipment(self, k: int) -> Shipment:
        pair = self.problem.pairs[k]
        begin, end = self.problem.clients[pair.pickup], self.problem.clients[pair.delivery]
        pickup, delivery = _one_window(begin.windows), _one_window(end.windows)
        return Shipment(
            pickup_location=self.problem.location(pair.pickup),
            delivery_location=self.problem.location(pair.delivery),
            pickup_tw_early=pickup[0],
            pickup_tw_late=pickup[1],
            pickup_service_duration=begin.service,
            delivery_tw_early=delivery[0],
            delivery_tw_late=delivery[1],
            delivery_service_duration=end.service,
            amount=list(pair.amount),
        )


def _one_window(windows: tuple[TimeWindow, ...]) -> tuple[int, int]:
    if len(windows) > 1:
        raise Unsupported("PyVRP knows one time window a client")
    return (windows[0].opens, windows[0].closes) if windows else (0, _NO_END)


def _without(matrix: Matrix, locations: list[int]) -> Matrix:
    """The matrix with no way to or from some locations."""
    if not locations:
        return matrix
    open_only = matrix.copy()
    open_only[locations, :] = closed_way(matrix)
    open_only[:, locations] = closed_way(matrix)
    np.fill_diagonal(open_only, 0)
    return open_only
