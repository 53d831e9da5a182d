"""Any problem that the plain core can say, for property tests."""

import numpy as np
from hypothesis import strategies as st

from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.windows import TimeWindow


@st.composite
def problems(draw: st.DrawFn) -> RoutingProblem:
    """1-9 clients on a plane or a table, with or without windows, durations, sites, depots, types and backhauls."""
    depots, size = draw(st.integers(1, 2)), draw(st.integers(1, 9))
    windows, backhauls = draw(st.booleans()), draw(st.booleans())
    kinds = tuple(
        VehicleType(
            capacity=(draw(st.integers(5, 20)),),
            count=draw(st.sampled_from((None, 1, 3))),
            fixed_cost=draw(st.sampled_from((0, 50))),
            unit_distance_cost=draw(st.sampled_from((1, 1, 3))),
            start_depot=(depot := draw(st.integers(0, depots - 1))),
            end_depot=depot,
            max_duration=draw(st.sampled_from((None, None, 200, 400))),
        )
        for _ in range(draw(st.integers(1, 3)))
    )
    clients = []
    for _ in range(size):
        back = backhauls and draw(st.booleans())
        amount = draw(st.integers(1, 6))
        opens = draw(st.integers(0, 300))
        clients.append(
            Client(
                delivery=(0 if back else amount,),
                pickup=(amount if back else 0,),
                windows=(TimeWindow(opens=opens, closes=opens + draw(st.integers(0, 200))),)
                if windows and draw(st.booleans())
                else (),
                service=draw(st.sampled_from((0, 10))),
                vehicle_types=draw(st.sampled_from((None, None, None, frozenset({0})))),
            )
        )
    points = np.array([[draw(st.integers(0, 60)), draw(st.integers(0, 60))] for _ in range(depots + size)], dtype=float)
    plane = Plane(coordinates=points)
    return RoutingProblem(
        name="any",
        depots=(Depot(),) * depots,
        clients=tuple(clients),
        vehicle_types=kinds,
        plane=plane,
        distance=plane.matrix() if draw(st.booleans()) else None,
        backhauls_last=backhauls,
    )
