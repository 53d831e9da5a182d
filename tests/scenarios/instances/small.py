"""A small problem to change one thing at a time in, its ways asymmetric, its sums worked by hand."""

from dataclasses import replace
from typing import Any

import numpy as np

from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.windows import TimeWindow

WAYS = np.array([[0, 10, 20, 30], [11, 0, 5, 9], [21, 6, 0, 7], [31, 8, 4, 0]], dtype=np.int64)
"""Depot, then clients 0, 1, 2."""


def client(delivery: int = 1, pickup: int = 0, **more: Any) -> Client:
    return Client(delivery=(delivery,), pickup=(pickup,), **more)


def problem(*clients: Client, **more: Any) -> RoutingProblem:
    """Three clients of 1 unless given, one type of vehicle of capacity 3."""
    known: dict[str, Any] = {
        "name": "small",
        "depots": (Depot(),),
        "clients": clients or (client(), client(), client()),
        "vehicle_types": (VehicleType(capacity=(3,)),),
        "distance": WAYS,
    }
    return RoutingProblem(**known | more)


def kind(**more: Any) -> VehicleType:
    return replace(VehicleType(capacity=(3,)), **more)


def window(opens: int, closes: int) -> TimeWindow:
    return TimeWindow(opens=opens, closes=closes)


def routes(*stops: list[int], vehicle_type: int = 0) -> Routes:
    """One trip a route, from depot 0."""
    return Routes(tuple(Route(vehicle_type, (Trip(0, tuple(clients)),)) for clients in stops))


def trips(*stops: list[int], depots: tuple[int, ...] | None = None) -> Routes:
    """One route of several trips."""
    starts = depots or (0,) * len(stops)
    return Routes((Route(0, tuple(Trip(d, tuple(c)) for d, c in zip(starts, stops, strict=True))),))
