"""Vehicles one by one, for peers that know no types of vehicles."""

from math import ceil

from optimizer.model.routing_problem import RoutingProblem


def vehicles_one_by_one(problem: RoutingProblem) -> list[int]:
    """Vehicle types, one entry a vehicle.

    Where there are far more vehicles than anyone could use, as many are taken as carry everything twice, and a few:
    every vehicle slows these peers down.
    """
    kinds: list[int] = []
    for k, kind in enumerate(problem.vehicle_types):
        most = min(len(problem.clients), 2 * _needed(problem, kind.capacity) + 5)
        bounded = bool(problem.pairs) or any(client.windows for client in problem.clients)
        if kind.count is not None and (bounded or kind.count < most):
            most = min(kind.count, len(problem.clients))
        kinds += [k] * most
    return kinds


def _needed(problem: RoutingProblem, capacity: tuple[int, ...]) -> int:
    """Vehicles of this capacity that carry everything, were it sand."""
    needed = 1
    for dimension, room in enumerate(capacity):
        brought = sum(client.delivery[dimension] for client in problem.clients)
        taken = sum(client.pickup[dimension] for client in problem.clients)
        if room:
            needed = max(needed, ceil(max(brought, taken) / room))
    return needed
