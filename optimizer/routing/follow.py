"""Warm start: a search that goes on from given duties, as far as they hold."""

from collections.abc import Mapping

import numpy as np

from optimizer.model.routing_answer import Route, Routes
from optimizer.routing.arrays import Arrays, Ints, long
from optimizer.routing.candidates import trip_takes
from optimizer.routing.carriage import duty_holds, may_load
from optimizer.routing.compiled import compiled
from optimizer.routing.iteration import begin_iteration, touch
from optimizer.routing.layout.given import tokens_of
from optimizer.routing.moments import INFINITE
from optimizer.routing.refresh import put, refresh
from optimizer.routing.room import Room
from optimizer.routing.ruin import close_tied, remove_stop
from optimizer.routing.solution import Solution
from optimizer.routing.ties import keeps_ties
from optimizer.routing.walking import walk


def start_with(a: Arrays, s: Solution, room: Room, duties: Mapping[int, Ints]) -> None:
    """Give crews the duties to start from, whole where that holds, else as far as it does.

    First all that has begun, so that nobody takes its stops away. Where what has begun breaks a rule of time, going
    home from it, its crew stays at home unless the given duty holds as a whole.
    """
    for crew, tokens in duties.items():
        take(a, s, crew, tokens[: a.crews["begun"][crew]])
    for crew, tokens in duties.items():
        is_whole = duty_holds(a, crew, tokens, len(tokens)) and take(a, s, crew, tokens)
        if not is_whole and s.duties["length"][crew] >= a.crews["begun"][crew]:
            follow(a, s, room, crew, tokens, int(a.crews["begun"][crew]))
    list_absent(s)
    if a.features.ties:
        begin_iteration(s)
        if not untie(a, s):
            give_up_tied(a, s)


@compiled
def take(a: Arrays, s: Solution, crew: int, tokens: Ints) -> bool:
    """Give a crew a whole duty that begins with the one it has; False, and nothing changed, if it cannot be."""
    n, had, length = len(a.stops), long(s.duties[crew].length), len(tokens)
    if length + 2 > s.tokens.shape[1]:
        return False
    for p in range(length):
        if p < had and tokens[p] != s.tokens[crew, p]:
            return False
        if p >= had and tokens[p] < n and s.served[tokens[p]].crew >= 0:
            return False
    for p in range(had, length):
        s.tokens[crew, p] = tokens[p]
    s.duties[crew].length = length
    sound = refresh(a, s, crew, long(0))
    for p in range(length):
        sound &= tokens[p] >= n or s.served[tokens[p]].position == p
    if not sound:
        for p in range(had, length):
            if tokens[p] < n:
                s.served[tokens[p]].crew = -1
        s.duties[crew].length = had
        refresh(a, s, crew, long(0))
    return sound


@compiled
def follow(a: Arrays, s: Solution, room: Room, crew: int, tokens: Ints, first: int) -> None:
    """Give a crew the stops of a duty from ``first`` on, in their order; what would break a rule stays absent.

    They go behind those it has; what is tied is left to :mod:`optimizer.routing.jobs`.
    """
    n, kind, had = len(a.stops), a.crews[crew].kind, long(s.duties[crew].length)
    point, begins_trip = long(-1), False
    if had > 0:
        point = s.tokens[crew, s.after[crew, had - 1].head] - n
    for i in range(first, len(tokens)):
        token, length = long(tokens[i]), long(s.duties[crew].length)
        if token >= n:
            point, begins_trip = token - n, True
            continue
        if a.features.ties and a.stops[token].leader >= 0:
            continue
        if point < 0 or s.served[token].crew >= 0 or not a.admitted[token, kind] or length + 2 >= s.tokens.shape[1]:
            continue
        if begins_trip:
            fits = bool(a.feeds[token, point]) and may_load(a, crew, point, length == 0)
        else:
            fits = trip_takes(a, s, crew, long(s.after[crew, length - 1].head), token)
        by = point if begins_trip else long(-1)
        if fits and walk(a, s, room, crew, length, token, by) < INFINITE and put(a, s, crew, length, token, by):
            begins_trip = False


@compiled
def untie(a: Arrays, s: Solution) -> bool:
    """Take out whose ties are not kept; False if the duties do not hold then."""
    for crew in range(len(s.duties)):
        for p in range(a.crews[crew].begun, s.duties[crew].length):
            stop = long(s.tokens[crew, p])
            if stop < len(a.stops) and a.stops[stop].leader >= 0:
                touch(s, crew)
                if s.served[stop].crew >= 0 and not keeps_ties(a, s, stop):
                    remove_stop(s, stop)
    return close_tied(a, s)


@compiled
def give_up_tied(a: Arrays, s: Solution) -> None:
    """Take out all whom anything ties, save those who have begun."""
    for crew in range(len(s.duties)):
        for p in range(a.crews[crew].begun, s.duties[crew].length):
            stop = long(s.tokens[crew, p])
            if stop < len(a.stops) and a.stops[stop].leader >= 0 and s.served[stop].crew >= 0:
                touch(s, crew)
                remove_stop(s, stop)
    close_tied(a, s)


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
            duties[free[route.vehicle_type].pop(0)] = tokens_of(len(a.stops), route)
    return duties


def go_on_from(duties: dict[int, Ints], begun: Mapping[int, Ints]) -> dict[int, Ints]:
    """The same duties, beginning with what their crews have begun."""
    longer = dict(duties)
    for crew, first in begun.items():
        then = duties.get(crew, first)
        longer[crew] = then if np.array_equal(then[: len(first)], first) else np.concatenate([first, then])
    return longer


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
