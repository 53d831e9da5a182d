"""A problem taken apart: groups of routes that lie side by side, each with its clients a problem of its own."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.routing.arrays import Floats, Ints, Records
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.laid import Laid, chosen


class Part(NamedTuple):
    """A smaller problem, routes of it, and the number that each of its clients has in the whole."""

    plain: Plain
    laid: Laid
    members: Ints


def take_apart(p: Plain, laid: Laid, parts: int, angle: float, absent_to: int) -> list[Part]:
    """Parts of about as many clients each, side by side along a direction (rad).

    Clients that nobody serves go all to one part: so pairs stay together.
    """
    group = groups(p, laid, parts, angle)
    first = np.concatenate(([0], laid.ends[:-1]))
    of_client = np.full(len(p.clients), absent_to, dtype=np.int32)
    of_client[laid.clients] = np.repeat(group, laid.ends - first)
    return [_part(p, laid, group, of_client, number, parts) for number in range(parts)]


def groups(p: Plain, laid: Laid, parts: int, angle: float) -> Ints:
    """The part that each route belongs to, by where its middle lies along a direction."""
    if not len(laid.ends):
        return np.empty(0, dtype=np.int32)
    here = laid.clients + p.first_place
    along: Floats = np.cos(angle) * p.x[here] + np.sin(angle) * p.y[here]
    first = np.concatenate(([0], laid.ends[:-1]))
    sizes = laid.ends - first
    order = np.argsort(np.add.reduceat(along, first) / sizes, kind="stable")
    before = np.cumsum(sizes[order]) - sizes[order]
    group = np.empty(len(sizes), dtype=np.int32)
    group[order] = before * parts // len(here)
    return group


def _part(p: Plain, laid: Laid, group: Ints, of_client: Ints, number: int, parts: int) -> Part:
    members = np.flatnonzero(of_client == number).astype(np.int32)
    mine = group == number
    return part_of(p, chosen(laid, mine), members, _share_of_vehicles(p, laid, mine, number, parts))


def part_of(p: Plain, routes: Laid, members: Ints, kinds: Records) -> Part:
    """The problem of some clients in vehicles of these ``kinds``, with routes that name clients of the whole."""
    inside = np.full(len(p.clients) + 1, -1, dtype=np.int32)  # the last stands for "none"
    inside[members] = np.arange(len(members))
    return Part(_restricted(p, members, inside, kinds), routes._replace(clients=inside[routes.clients]), members)


def _share_of_vehicles(p: Plain, laid: Laid, mine: NDArray[np.bool_], number: int, parts: int) -> Records:
    """Vehicles of the routes, and a share of those that stay at home."""
    kinds = p.kinds.copy()
    driving = np.bincount(laid.kinds, minlength=len(kinds))
    at_home = p.kinds["count"] - driving
    own = np.bincount(laid.kinds[mine], minlength=len(kinds))
    kinds["count"] = own + at_home * (number + 1) // parts - at_home * number // parts
    return kinds


def _restricted(p: Plain, members: Ints, inside: Ints, kinds: Records) -> Plain:
    """The problem of some of the clients; each has those of its neighbours that are among them."""
    near, further = inside[p.neighbours[members]], inside[p.further[members]]
    order = np.argsort(near < 0, axis=1, kind="stable")
    places = np.concatenate((np.arange(p.first_place), p.first_place + members))
    clients = p.clients[members]
    if p.features.pairs:
        clients["partner"] = inside[clients["partner"]]
    square = np.ix_(places, places)
    distance = p.distance[square] if p.features.dense else p.distance
    back = distance if p.back is p.distance else p.back[square]
    return p._replace(
        distance=distance,
        back=back,
        duration=distance if p.duration is p.distance else p.duration[square],
        x=p.x[places],
        y=p.y[places],
        clients=clients,
        kinds=kinds,
        neighbours=np.take_along_axis(near, order, axis=1),
        further=np.take_along_axis(further, np.argsort(further < 0, axis=1, kind="stable"), axis=1),
        far=np.take_along_axis(p.far[members], order, axis=1),
        alone=p.alone[members],
        alone_kinds=p.alone_kinds[members],
        numbers=p.numbers[members],
    )
