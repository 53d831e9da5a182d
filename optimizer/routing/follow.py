"""Warm start: a search that goes on from given duties, as far as they hold."""

import numpy as np

from optimizer.model.routing_answer import Route, Routes
from optimizer.routing.arrays import Arrays, Ints, long
from optimizer.routing.candidates import Room, trip_takes
from optimizer.routing.carriage import may_load
from optimizer.routing.compiled import compiled
from optimizer.routing.moments import INFINITE
from optimizer.routing.recreate import walk
from optimizer.routing.refresh import put
from optimizer.routing.solution import Solution


@compiled
def follow(a: Arrays, s: Solution, room: Room, crew: int, tokens: Ints) -> None:
    """Give a crew the stops of a duty behind those it has, in their order; what would break a rule stays absent."""
    n, kind = len(a.stops), a.crews[crew].kind
    point, begins_trip = long(-1), False
    for i in range(len(tokens)):
        token, length = long(tokens[i]), long(s.duties[crew].length)
        if token >= n:
            point, begins_trip = token - n, True
            continue
        if point < 0 or s.served[token].crew >= 0 or not a.admitted[kind, token] or length + 2 >= s.tokens.shape[1]:
            continue
        if begins_trip:
            fits = bool(a.feeds[point, token]) and may_load(a, crew, point, length == 0)
        else:
            fits = trip_takes(a, s, crew, long(s.after[crew, length - 1].head), token)
        by = point if begins_trip else long(-1)
        if fits and walk(a, s, room, crew, length, token, by) < INFINITE and put(a, s, crew, length, token, by):
            begins_trip = False


@compiled
def list_absent(s: Solution) -> None:
    """Write the list of absent stops anew."""
    count = 0
    for stop in range(len(s.served)):
        if s.served[stop].crew < 0:
            s.absent[count] = stop
            count += 1
    s.counts[0].absent = count


def duties_of(a: Arrays, routes: Routes) -> dict[int, Ints]:
    """The routes as tokens, by crew; routes of a type that has no more vehicles are left away.

    Raises
    ------
    ValueError
        If the routes name a client, depot or vehicle type that does not exist.
    """
    duties: dict[int, Ints] = {}
    kinds = len(a.first_of_kind) - 1
    free = {k: a.by_kind[a.first_of_kind[k] : a.first_of_kind[k + 1]].tolist() for k in range(kinds)}
    for route in routes.routes:
        _must_exist(a, route, kinds)
        if free[route.vehicle_type]:
            duties[free[route.vehicle_type].pop(0)] = _tokens(a, route)
    return duties


def _tokens(a: Arrays, route: Route) -> Ints:
    n = len(a.stops)
    return np.array([token for trip in route.trips for token in (n + trip.depot, *trip.clients)], dtype=np.int32)


def _must_exist(a: Arrays, route: Route, kinds: int) -> None:
    clients = [client for trip in route.trips for client in trip.clients]
    depots = [trip.depot for trip in route.trips]
    asked = (
        ("vehicle type", [route.vehicle_type], kinds),
        ("depot", depots, len(a.points)),
        ("client", clients, len(a.stops)),
    )
    for what, numbers, count in asked:
        for number in numbers:
            if not 0 <= number < count:
                raise ValueError(f"the routes to start from name {what} {number}, where {count} exist")
