"""Solutions in VRPLIB form: ``Route #1: 4 7 2``, one line a vehicle, and ``Cost 827.3``.

Locations are numbered from 0, so a number below the count of depots is a depot: there a trip ends and the next begins.
Where a file tells vehicles apart, the number of the route is that of the vehicle, and vehicles that stay at home have
an empty line.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import count as counting
from pathlib import Path

from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_problem import RoutingProblem
from scenarios.instances.text import Line, read_lines
from scenarios.instances.unfit import unfit, unknown_form

_ROUTE = re.compile(r"route\s*#?\s*(\d+)\s*:(.*)", re.IGNORECASE)


def read_solution(path: Path, problem: RoutingProblem) -> Routes:
    """Read the routes of a solution file, gzip or plain; also SINTEF's ``Route 1 : 4 7 2``.

    Raises
    ------
    UnreadableInput
        If a route names a location or a vehicle that the problem does not have, or there is no route at all.
    """
    kinds = {number: k for k, kind in enumerate(problem.vehicle_types) for number in kind.numbers}
    routes: list[Route] = []
    found = False
    for line in read_lines(path):
        match = _ROUTE.fullmatch(" ".join(line.fields))
        if not match:
            continue
        found = True
        stops = Line(path, line.number, tuple(match[2].split()))
        if not stops.fields:
            continue
        vehicle = int(match[1]) - 1
        if kinds and vehicle not in kinds:
            raise unfit(path, line.number, f"there is no vehicle {match[1]}", f"没有车辆 {match[1]}")
        routes.append(_route(problem, kinds.get(vehicle, 0), stops))
    if not found:
        raise unknown_form(path)
    return Routes(tuple(routes))


def _route(problem: RoutingProblem, kind: int, line: Line) -> Route:
    """Cut a line into trips where it names a depot."""
    depots = len(problem.depots)
    trips: list[tuple[int, list[int]]] = [(problem.vehicle_types[kind].start_depot, [])]
    for column in range(len(line.fields)):
        location = line.whole(column)
        if not 0 <= location < problem.locations:
            raise unfit(line.path, line.number, f"there is no location {location}", f"没有地点 {location}")
        if location < depots:
            trips.append((location, []))
        else:
            trips[-1][1].append(location - depots)
    return Route(kind, tuple(Trip(depot, tuple(clients)) for depot, clients in trips))


def solution_text(problem: RoutingProblem, routes: Routes, cost: int) -> str:
    """Write routes and cost in VRPLIB form; the cost in the file's unit.

    Raises
    ------
    ValueError
        If a type has more routes than vehicles.
    """
    lines = list(_lines(problem, routes))
    return "\n".join([*lines, f"Cost {in_file_units(problem, cost)}", ""])


def in_file_units(problem: RoutingProblem, figure: int) -> str:
    """Write a figure of ours as the file would have it."""
    return f"{Decimal(figure) / problem.units:f}"


def _lines(problem: RoutingProblem, routes: Routes) -> Iterator[str]:
    told_apart = len(problem.vehicle_types) > 1 and all(kind.numbers for kind in problem.vehicle_types)
    if not told_apart:
        for number, route in zip(counting(1), routes.routes):
            yield f"Route #{number}: {_stops(problem, route)}"
        return
    free = [list(kind.numbers) for kind in problem.vehicle_types]
    by_vehicle: dict[int, Route] = {}
    for route in routes.routes:
        if not free[route.vehicle_type]:
            raise ValueError(f"{problem.name}: vehicle type {route.vehicle_type} has more routes than vehicles")
        by_vehicle[free[route.vehicle_type].pop(0)] = route
    for vehicle in range(sum(len(kind.numbers) for kind in problem.vehicle_types)):
        stops = _stops(problem, by_vehicle[vehicle]) if vehicle in by_vehicle else ""
        yield f"Route #{vehicle + 1}: {stops}".rstrip()


def _stops(problem: RoutingProblem, route: Route) -> str:
    numbers: list[int] = []
    for trip in route.trips:
        numbers += [trip.depot, *(problem.location(client) for client in trip.clients)]
    return " ".join(map(str, numbers[1:]))
