"""The routing library of OR-Tools (https://developers.google.com/optimization, Apache-2.0) as a solver of ours."""

import time
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from optimizer.model.routing_answer import Answer, Incumbent, Route, Routes, Trip
from optimizer.model.routing_plane import Matrix
from optimizer.model.routing_problem import Objective, RoutingProblem
from scenarios.bench_routing.peers.classic import refuse_what_is_not_classic
from scenarios.bench_routing.peers.fleet import vehicles_one_by_one
from scenarios.instances.solver import OnIncumbent, Unsupported

_FAR = 2**40
_TIME = "time"


class OrTools:
    """Parallel cheapest insertion, or savings without windows, then guided local search: what its guides advise."""

    def solve(
        self,
        problem: RoutingProblem,
        *,
        seconds: float | None = None,
        iterations: int | None = None,
        threads: int = 1,  # noqa: ARG002 - the routing library has one
        seed: int = 1,  # noqa: ARG002 - it makes no random choices by itself
        on_incumbent: OnIncumbent | None = None,
    ) -> Answer:
        """Search; see :class:`scenarios.instances.solver.Solver`."""
        log = _Log(on_incumbent)
        _refuse(problem)
        question = _Question(problem)
        question.model.AddAtSolutionCallback(lambda: log.take(question.model.CostVar().Max(), question.left_out))
        parameters = question.parameters()
        if seconds is not None:
            left = max(0.05, seconds - (time.perf_counter() - log.started))
            parameters.time_limit.FromMilliseconds(round(1_000 * left))
        if iterations is not None:
            parameters.solution_limit = iterations
        found = question.model.SolveWithParameters(parameters)
        return Answer(
            routes=question.routes(found) if found else Routes(),
            cost=log.trace[-1].cost if log.trace else 0,
            first_feasible_s=log.trace[0].seconds if log.trace else None,
            trace=tuple(log.trace),
        )


@dataclass
class _Log:
    """Takes down every better solution; guided local search also passes worse ones."""

    tell: OnIncumbent | None
    started: float = field(default_factory=time.perf_counter)
    trace: list[Incumbent] = field(default_factory=list)

    def take(self, cost: int, left_out: int) -> None:
        """Take note of a solution, if it costs less than to leave a required client out."""
        if cost >= left_out or (self.trace and cost >= self.trace[-1].cost):
            return
        self.trace.append(Incumbent(time.perf_counter() - self.started, cost))
        if self.tell:
            self.tell(self.trace[-1])


def _refuse(problem: RoutingProblem) -> None:
    """Name what this translation does not express.

    Raises
    ------
    Unsupported
        For the first such thing.
    """
    refuse_what_is_not_classic(problem)
    kinds, clients = problem.vehicle_types, problem.clients
    reasons = {
        "OR-Tools reloads only at copies of the depot": any(kind.reload_depots for kind in kinds),
        "OR-Tools has no release times": any(client.release for client in clients),
        "OR-Tools routes end at a depot": any(kind.end_depot is None for kind in kinds),
        "OR-Tools minimises cost; it has no vehicles first": problem.objective is not Objective.COST,
        "several windows a client are not translated": any(len(client.windows) > 1 for client in clients),
        "delivery and pickup at once are not translated": any(any(c.delivery) and any(c.pickup) for c in clients),
    }
    for reason, holds in reasons.items():
        if holds:
            raise Unsupported(reason)


class _Question:
    """A problem in OR-Tools' words, and its routes back in ours."""

    def __init__(self, problem: RoutingProblem) -> None:
        self.problem = problem
        self.kinds = vehicles_one_by_one(problem)
        kinds = [problem.vehicle_types[k] for k in self.kinds]
        starts, ends = [kind.start_depot for kind in kinds], [kind.end_depot for kind in kinds]
        self.manager = pywrapcp.RoutingIndexManager(problem.locations, len(kinds), starts, ends)
        self.model = pywrapcp.RoutingModel(self.manager)
        everywhere = np.arange(problem.locations)
        self.distance = problem.distances(everywhere[:, None], everywhere[None, :])
        self.timed = any(client.windows for client in problem.clients) or any(
            kind.max_duration is not None or kind.shift is not None or kind.unit_duration_cost for kind in kinds
        )
        self.left_out = self._left_out()
        self._costs()
        self._loads()
        self._lengths()
        if self.timed or problem.pairs:
            self._times()
        self._clients()
        self._pairs()

    def parameters(self) -> Any:
        """Search parameters."""
        parameters = pywrapcp.DefaultRoutingSearchParameters()
        first = routing_enums_pb2.FirstSolutionStrategy
        plain = not self.timed and not self.problem.pairs and not self.problem.backhauls_last
        parameters.first_solution_strategy = first.SAVINGS if plain else first.PARALLEL_CHEAPEST_INSERTION
        parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
        return parameters

    def routes(self, found: Any) -> Routes:
        """Routes in our words."""
        routes: list[Route] = []
        for vehicle, k in enumerate(self.kinds):
            clients: list[int] = []
            at = found.Value(self.model.NextVar(self.model.Start(vehicle)))
            while not self.model.IsEnd(at):
                clients.append(self.manager.IndexToNode(at) - len(self.problem.depots))
                at = found.Value(self.model.NextVar(at))
            if clients:
                routes.append(Route(k, (Trip(self.problem.vehicle_types[k].start_depot, tuple(clients)),)))
        return Routes(tuple(routes))

    def _left_out(self) -> int:
        """The price of leaving out a required client: more than all routes can cost.

        Without it OR-Tools gives up where its first heuristic cannot place everyone.
        """
        kinds = self.problem.vehicle_types
        dearest = max(1, *(kind.unit_distance_cost for kind in kinds))
        way = int(_one_way(self.problem, self.distance).max()) * dearest
        fixed = max(kind.fixed_cost for kind in kinds)
        return 2 * len(self.problem.clients) * (way + fixed) + sum(client.prize for client in self.problem.clients)

    def _index(self, client: int) -> int:
        return int(self.manager.NodeToIndex(self.problem.location(client)))

    def _costs(self) -> None:
        ways = _one_way(self.problem, self.distance)
        units = {kind.unit_distance_cost for kind in self.problem.vehicle_types}
        by_unit = {unit: self.model.RegisterTransitMatrix((ways * unit).tolist()) for unit in units}
        for vehicle, k in enumerate(self.kinds):
            kind = self.problem.vehicle_types[k]
            self.model.SetArcCostEvaluatorOfVehicle(by_unit[kind.unit_distance_cost], vehicle)
            self.model.SetFixedCostOfVehicle(kind.fixed_cost, vehicle)

    def _loads(self) -> None:
        """What is on board: deliveries lessen it, pickups add to it; with pairs a route begins empty."""
        for dimension in range(self.problem.dimensions):
            changes = [0] * self.problem.locations
            for i, client in enumerate(self.problem.clients):
                changes[self.problem.location(i)] = client.pickup[dimension] - client.delivery[dimension]
            for pair in self.problem.pairs:
                changes[self.problem.location(pair.pickup)] += pair.amount[dimension]
                changes[self.problem.location(pair.delivery)] -= pair.amount[dimension]
            rooms = [self.problem.vehicle_types[k].capacity[dimension] for k in self.kinds]
            taken = self.model.RegisterUnaryTransitVector(changes)
            name = f"load {dimension}"
            self.model.AddDimensionWithVehicleCapacity(taken, 0, rooms, False, name)  # noqa: FBT003
            load = self.model.GetDimensionOrDie(name)
            if self.problem.pairs:
                for vehicle in range(len(self.kinds)):
                    load.CumulVar(self.model.Start(vehicle)).SetValue(0)

    def _lengths(self) -> None:
        kinds = [self.problem.vehicle_types[k] for k in self.kinds]
        if any(kind.max_distance is not None for kind in kinds):
            way = self.model.RegisterTransitMatrix(self.distance.tolist())
            longest = [_FAR if kind.max_distance is None else kind.max_distance for kind in kinds]
            self.model.AddDimensionWithVehicleCapacity(way, 0, longest, True, "distance")  # noqa: FBT003

    def _times(self) -> None:
        """The clock of the routes; it need not start at nought."""
        problem = self.problem
        service = np.array([0] * len(problem.depots) + [client.service for client in problem.clients])
        duration = self.distance if problem.duration is None else problem.duration
        passing = self.model.RegisterTransitMatrix((duration + service[:, None]).tolist())
        self.model.AddDimension(passing, _FAR, _FAR, False, _TIME)  # noqa: FBT003
        clock = self.model.GetDimensionOrDie(_TIME)
        for vehicle, k in enumerate(self.kinds):
            kind = problem.vehicle_types[k]
            if kind.shift is not None:
                for at in (self.model.Start(vehicle), self.model.End(vehicle)):
                    clock.CumulVar(at).SetRange(kind.shift.opens, kind.shift.closes)
            if kind.max_duration is not None:
                clock.SetSpanUpperBoundForVehicle(kind.max_duration, vehicle)
            clock.SetSpanCostCoefficientForVehicle(kind.unit_duration_cost, vehicle)
        for i, client in enumerate(problem.clients):
            for window in client.windows:
                clock.CumulVar(self._index(i)).SetRange(window.opens, window.closes)

    def _clients(self) -> None:
        """Sites, and prizes of optional clients."""
        for i, client in enumerate(self.problem.clients):
            if client.vehicle_types is not None:
                allowed = [vehicle for vehicle, k in enumerate(self.kinds) if k in client.vehicle_types]
                self.model.VehicleVar(self._index(i)).SetValues([-1, *allowed])
            self.model.AddDisjunction([self._index(i)], self.left_out if client.required else client.prize)

    def _pairs(self) -> None:
        for pair in self.problem.pairs:
            begin, end = self._index(pair.pickup), self._index(pair.delivery)
            self.model.AddPickupAndDelivery(begin, end)
            self.model.solver().Add(self.model.VehicleVar(begin) == self.model.VehicleVar(end))
            clock = self.model.GetDimensionOrDie(_TIME)
            self.model.solver().Add(clock.CumulVar(begin) <= clock.CumulVar(end))


def _one_way(problem: RoutingProblem, distance: Matrix) -> Matrix:
    """Distances, with ways that backhauls last forbids made so long that none is taken."""
    if not problem.backhauls_last:
        return distance
    brings = [problem.location(i) for i, client in enumerate(problem.clients) if any(client.delivery)]
    takes = [problem.location(i) for i, client in enumerate(problem.clients) if any(client.pickup)]
    ways = distance.copy()
    ways[np.ix_(range(len(problem.depots)), takes)] = 100 * distance.max()
    ways[np.ix_(takes, brings)] = 100 * distance.max()
    return ways
