"""What is dear: the yardstick for the prices of what should not be."""

from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.routing.arrays import Ints
from optimizer.routing.layout.ways import Ways
from optimizer.routing.layout.windows import FOREVER

SURCHARGE = 100.0
"""Dearest detours that one vehicle less is worth where vehicles come first."""


def dearest_detour(problem: RoutingProblem, ways: Ways) -> float:
    """What it might cost to serve one client more: a vehicle there and back alone, or all late behind it."""
    longest = max(_farthest(ways.seconds), _farthest(ways.by_period))
    farthest = _farthest(ways.metres)
    alone = max(
        kind.fixed_cost
        + 3 * farthest * kind.unit_distance_cost
        + 3 * longest * (kind.unit_duration_cost + kind.unit_drive_cost + kind.unit_overtime_cost)
        for kind in problem.vehicle_types
    )
    return 1.0 + alone + longest * max((client.late_cost for client in problem.clients), default=0)


def surcharge(problem: RoutingProblem, ways: Ways) -> float:
    """What the search pays for each vehicle besides its cost; nothing unless vehicles come first."""
    if problem.objective is not Objective.VEHICLES_FIRST:
        return 0.0
    return float(round(SURCHARGE * dearest_detour(problem, ways)))


def _farthest(ways: Ints) -> float:
    """The longest of those ways that there are."""
    return float(ways[ways < FOREVER].max(initial=1))
