"""The ground that small worlds lie on: a hill with a quay, five homes, and ways that are longer up than down.

Streets run along a grid, uphill (to a greater y) each step takes twice as long, and one-way streets cost up to 3 more;
so a way is seldom as long as its way back.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.windows import TimeWindow

HILL, QUAY = (0, 0), (9, 1)
"""The depots; most worlds have the first alone."""

HOMES = ((2, 5), (6, 4), (8, 7), (3, 9), (10, 3))
"""Where clients 0 to 4 live."""

TRUCK = VehicleType(capacity=(3,), count=2)


def ways(*spots: tuple[int, int]) -> NDArray[np.int64]:
    """Ways among spots, row to column."""
    x, y = np.array(spots, dtype=np.int64).T
    uphill = np.maximum(0, y[None, :] - y[:, None])
    one_way = (3 * x[:, None] + 5 * y[None, :]) % 4
    way: NDArray[np.int64] = np.abs(x[:, None] - x) + np.abs(y[:, None] - y) + uphill + one_way
    np.fill_diagonal(way, 0)
    return way


def client(delivery: int = 1, **more: Any) -> Client:
    return Client(**({"delivery": (delivery,), "pickup": (0,)} | more))


def window(opens: int, closes: int) -> TimeWindow:
    return TimeWindow(opens=opens, closes=closes)


def world(
    clients: tuple[Client, ...] | None = None,
    types: tuple[VehicleType, ...] = (TRUCK,),
    depots: tuple[Depot, ...] = (Depot(),),
    **more: Any,
) -> RoutingProblem:
    """Five clients of 1 and two vehicles of 3, where nothing else is said."""
    people = clients or (client(),) * 5
    spots = (HILL, QUAY)[: len(depots)] + HOMES[: len(people)]
    known: dict[str, Any] = {} if "profiles" in more else {"distance": ways(*spots)}
    return RoutingProblem(name="small", depots=depots, clients=people, vehicle_types=types, **known | more)


def changed(clients: Mapping[int, Client], number: int = 5) -> tuple[Client, ...]:
    """Clients of 1, but for some."""
    return tuple(clients.get(i, client()) for i in range(number))


def plan(*routes: tuple[int, list[int]]) -> Routes:
    """One trip a route, from depot 0, by vehicle type."""
    return Routes(tuple(Route(kind, (Trip(0, tuple(stops)),)) for kind, stops in routes))
