"""Routes as sequences of clients: read off the links of a solution, and laid again."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.routing.arrays import Ints, Records, long
from optimizer.routing.compiled import compiled
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.links import insert
from optimizer.routing.plain.schedule import reschedule
from optimizer.routing.plain.state import State, clear


class Laid(NamedTuple):
    """Clients one route after the other, how many there are up to the end of each route, and the routes' types."""

    clients: Ints
    ends: Ints
    kinds: Ints


def read(links: Records, kinds: Ints, clients: int) -> Laid:
    """The routes that have clients, of all these nodes, by their types."""
    laid = Laid(*(np.empty(size, dtype=np.int32) for size in (clients, len(kinds), len(kinds))))
    served, routes = _read(links, kinds, laid, clients)
    return Laid(laid.clients[:served], laid.ends[:routes], laid.kinds[:routes])


@compiled
def _read(links: Records, kinds: Ints, laid: Laid, n: int) -> tuple[int, int]:
    served, routes = long(0), long(0)
    for route in range(len(kinds)):
        before = served
        node = long(links[n + 2 * route].after)
        while node < n:
            laid.clients[served] = node
            served += 1
            node = long(links[node].after)
        if served > before:
            laid.ends[routes], laid.kinds[routes] = served, kinds[route]
            routes += 1
    return served, routes


def chosen(laid: Laid, routes: NDArray[np.bool_]) -> Laid:
    """Some of the routes."""
    sizes = np.diff(laid.ends, prepend=0)
    ends = np.cumsum(sizes[routes]).astype(np.int32)
    return Laid(laid.clients[np.repeat(routes, sizes)], ends, laid.kinds[routes])


def without(laid: Laid, left_out: NDArray[np.bool_]) -> Laid:
    """The routes without some clients, by number, and only those that have others."""
    sizes = np.diff(laid.ends, prepend=0)
    stays = ~left_out[laid.clients]
    left = np.bincount(np.repeat(np.arange(len(sizes)), sizes)[stays], minlength=len(sizes))
    has_any = left > 0
    return Laid(laid.clients[stays], np.cumsum(left[has_any]).astype(np.int32), laid.kinds[has_any])


def joined(parts: Sequence[Laid]) -> Laid:
    """All routes of several."""
    served = np.cumsum([0] + [len(part.clients) for part in parts])
    return Laid(
        np.concatenate([part.clients for part in parts]),
        np.concatenate([part.ends + before for part, before in zip(parts, served[:-1].tolist(), strict=True)]),
        np.concatenate([part.kinds for part in parts]),
    )


def lay(p: Plain, s: State, laid: Laid) -> None:
    """Make these routes, and no others, the solution under search."""
    clear(s)
    _lay(p, s, laid)
    list_absent(s)


@compiled
def _lay(p: Plain, s: State, laid: Laid) -> None:
    first = long(0)
    for route in range(len(laid.ends)):
        end = long(laid.ends[route])
        lay_route(p, s, route, long(laid.kinds[route]), laid.clients[first:end])
        first = end


@compiled
def lay_route(p: Plain, s: State, route: int, kind: int, clients: Ints) -> None:
    """Put clients into an empty route, in their order."""
    s.routes[route].kind = kind
    before = long(len(p.clients) + 2 * route)
    for client in clients:
        insert(p, s, long(client), before)
        before = long(client)
    if p.features.clock:
        reschedule(p, s, route)


def list_absent(s: State) -> None:
    """List the clients that are in no route."""
    absent = np.flatnonzero(s.links["route"][: len(s.weight)] < 0)
    s.absent[: len(absent)] = absent
    s.counts["absent"] = len(absent)
