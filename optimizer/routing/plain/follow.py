"""Warm start of the plain core: routes laid as they are given, as far as they hold.

References
----------
Vidal et al. (2013), doi:10.1016/j.cor.2012.07.018 (how long a sequence lasts at least, and when it may begin).
"""

from collections.abc import Sequence

import numpy as np

from optimizer.model.routing_answer import Route, Routes
from optimizer.routing.arrays import Ints, long
from optimizer.routing.compiled import compiled
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.laid import lay_route, list_absent
from optimizer.routing.plain.state import State
from optimizer.routing.plain.ways import lasts


def start_with(p: Plain, s: State, routes: Routes) -> None:
    """Lay routes, each client once; of one that does not hold the clients stay absent that come too much.

    Raises
    ------
    ValueError
        If the routes name a client or vehicle type that does not exist.
    """
    nodes = np.argsort(p.numbers)
    free = np.minimum(p.kinds["count"], len(s.routes)).tolist()
    served: set[int] = set()
    laid = 0
    for route in routes.routes:
        clients = [int(nodes[i]) for i in _named(p, route) if i not in served]
        clients = as_far_as_it_holds(p, route.vehicle_type, clients)
        if not clients or not free[route.vehicle_type] or laid == len(s.routes):
            continue
        lay_route(p, s, laid, route.vehicle_type, np.array(clients, dtype=np.int32))
        served.update(p.numbers[clients].tolist())
        free[route.vehicle_type] -= 1
        laid += 1
    list_absent(s)


def _named(p: Plain, route: Route) -> list[int]:
    """The clients of a route, the first time that it names them."""
    named = list(dict.fromkeys(client for trip in route.trips for client in trip.clients))
    for what, numbers, count in (
        ("vehicle type", [route.vehicle_type], len(p.kinds)),
        ("client", named, len(p.clients)),
    ):
        for number in numbers:
            if not 0 <= number < count:
                raise ValueError(f"the routes to start from name {what} {number}, where {count} exist")
    return named


def as_far_as_it_holds(p: Plain, kind: int, clients: Sequence[int]) -> list[int]:
    """All of the clients, if a vehicle may serve them in this order; else those that it may, taken one by one.

    With pairs, both ends of a pair at a time.
    """
    if holds(p, kind, clients):
        return list(clients)
    kept: set[int] = set()
    for client in clients:
        more = kept | {client, int(p.clients["partner"][client])} if p.features.pairs else kept | {client}
        if client not in kept and holds(p, kind, [each for each in clients if each in more]):
            kept = more & set(clients)
    return [client for client in clients if client in kept]


def holds(p: Plain, kind: int, clients: Sequence[int]) -> bool:
    """Whether a vehicle of a type may serve clients in this order."""
    who = p.clients[list(clients)]
    if any(not mask >> kind & 1 for mask in who["kinds"].tolist()):
        return False
    if p.features.backhauls and not _backhauls_last(who["is_backhaul"].tolist()):
        return False
    if p.features.pairs and not _keeps_pairs(p, clients):
        return False
    capacity = p.kinds["capacity"][kind]
    aboard = who["amount"].cumsum()
    fits = who["delivery"].sum() <= capacity and who["pickup"].sum() <= capacity and (aboard <= capacity).all()
    return bool(fits) and (not p.features.clock or in_time(p, kind, np.array(clients, dtype=np.int32)))


def _backhauls_last(are_backhauls: list[int]) -> bool:
    return are_backhauls == sorted(are_backhauls) and not (are_backhauls and are_backhauls[0])


def _keeps_pairs(p: Plain, clients: Sequence[int]) -> bool:
    place = {client: i for i, client in enumerate(clients)}
    for client in clients:
        other = int(p.clients["partner"][client])
        if other not in place or (p.clients["amount"][client] > 0) != (place[client] < place[other]):
            return False
    return True


@compiled
def in_time(p: Plain, kind: int, clients: Ints) -> bool:
    """Whether a vehicle that serves clients in this order comes in time, home too, and is not out for too long."""
    k = p.kinds[kind]
    place, lasting, early, late = long(k.start), long(0), long(k.opens), long(k.closes)
    for client in clients:
        c = p.clients[client]
        there = long(p.first_place + client)
        lasting += lasts(p, place, there)
        if early + lasting > c.closes:
            return False
        wait = max(long(0), c.opens - lasting - late)
        early = max(c.opens - lasting, early) - wait
        late = min(c.closes - lasting, late) + wait
        lasting += wait + c.service
        place = there
    lasting += lasts(p, place, long(k.end))
    return bool(early + lasting <= k.closes and lasting <= k.max_duration)
