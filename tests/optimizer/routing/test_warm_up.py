"""Set-up compiles all that Python calls, so that no first plan waits for a compiler."""

import subprocess
import sys

SCRIPT = """
import gc
from dataclasses import replace

import numpy as np

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.model.windows import TimeWindow
from optimizer.routing.problems import solve_problem
from optimizer.routing.warm_up import PARTS


def ready():
    called = [each for each in gc.get_objects() if type(each).__name__ == "CPUDispatcher" and each.overloads]
    return {f"{each.py_func.__module__}.{each.__name__} {len(each.overloads)}" for each in called}


def problem(clients, windows=(), **vehicle):
    points = np.random.default_rng(1).integers(0, 1000, (clients + 1, 2)).astype(float)
    plane = Plane(coordinates=points)
    return RoutingProblem(
        name="any",
        depots=(Depot(),),
        clients=(Client(delivery=(1,), pickup=(0,), windows=windows),) * clients,
        vehicle_types=(VehicleType(capacity=(5,), count=clients, **vehicle),),
        plane=plane,
        distance=plane.matrix() if clients < 1000 else None,
    )


for compile_part in PARTS:
    compile_part()
before = ready()
day = (TimeWindow(opens=0, closes=5000),)
start = Routes((Route(vehicle_type=0, trips=(Trip(depot=0, clients=tuple(range(9))),)),))
for one in problem(40), problem(40, day), problem(40, day, reload_depots=(0,)), problem(40, reload_depots=(0,)):
    for threads in 1, 2:
        solve_problem(one, budget=Budget(iterations=500), threads=threads)
    solve_problem(one, budget=Budget(iterations=500), start=start)
    solve_problem(replace(one, objective=Objective.VEHICLES_FIRST), budget=Budget(iterations=500))
solve_problem(problem(160), budget=Budget(iterations=500), threads=2)
one = problem(40)
home = tuple(Client(delivery=(0,), pickup=(1,)) for _ in range(10))
small = one.vehicle_types[0]
large = replace(small, capacity=(9,), fixed_cost=50, unit_distance_cost=2)
solve_problem(replace(one, clients=one.clients[:30] + home, backhauls_last=True), budget=Budget(iterations=500))
solve_problem(replace(one, vehicle_types=(small, large)), budget=Budget(iterations=500))
solve_problem(problem(1100), budget=Budget(iterations=500))
solve_problem(problem(10, day), budget=Budget(iterations=100_000))
solve_problem(problem(10, day, reload_depots=(0,)), budget=Budget(iterations=100_000))
print(sorted(ready() - before))
"""


def test_nothing_more_is_compiled_after_set_up() -> None:
    """Loads, windows, backhauls, types, several trips, given routes, fewest vehicles, threads, several solutions."""
    ran = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == "[]", ran.stderr
