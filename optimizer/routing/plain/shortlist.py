"""Which of its neighbours an absent client might go beside: what can be told of all of them without a branch.

Most have no room left, and no processor foresees which: to jump past them one by one costs more than to weigh them all.
"""

from typing import NamedTuple

import numpy as np

from optimizer.routing.arrays import long
from optimizer.routing.compiled import inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.schedule import early_enough, late_enough
from optimizer.routing.plain.state import State

FAR = 2.0**40
"""Farther than any way."""


class Listed(NamedTuple):
    """How many neighbours are on the shortlist, and whether any vehicle of theirs has room, however dear the way."""

    length: int
    is_room: bool


class KindsLeft(NamedTuple):
    """Types of which a vehicle is left, as bits, and what the largest of them holds."""

    bits: np.uint64
    capacity: int


@inlined
def admits(p: Plain, kind: int, client: int) -> bool:
    """Whether vehicles of a type may serve a client."""
    return bool((p.clients[client].kinds >> np.uint64(kind)) & np.uint64(1))


@inlined
def kinds_left(p: Plain, s: State, client: int) -> KindsLeft:
    """Bits of the types that may serve a client and of which a vehicle is left, and what the largest of them holds."""
    bits, capacity = np.uint64(0), long(-1)
    if p.features.mixed:
        for kind in range(len(p.kinds)):
            if admits(p, kind, client) and s.used[kind] < p.kinds[kind].count:
                bits |= np.uint64(1) << np.uint64(kind)
                capacity = max(capacity, long(p.kinds[kind].capacity))
    return KindsLeft(bits, capacity)


@inlined
def may_hold(p: Plain, s: State, route: int, client: int, load: int, left: KindsLeft) -> bool:
    """Whether a route's vehicle, or one that is left in its place, may serve a client and holds its load then."""
    r = s.routes[route]
    holds = (load <= p.kinds[r.kind].capacity) & admits(p, r.kind, client)
    return bool(holds | ((r.kinds & left.bits != np.uint64(0)) & (load <= left.capacity)))


@inlined
def load_with(p: Plain, s: State, route: int, client: int) -> int:
    """What a route's vehicle must hold to serve one more client."""
    r, c = s.routes[route], p.clients[client]
    load = r.delivery + c.delivery
    if p.features.backhauls:
        load = max(load, r.pickup + c.pickup)
    return long(load)


@inlined
def shortlist(p: Plain, s: State, client: int, first: int, last: int, limit: float, left: KindsLeft) -> Listed:
    """Put neighbours beside whom there may be a place at less than ``limit`` on the shortlist.

    All that can be told at a glance is told here, without a branch: most have no room, and no processor foresees who.
    """
    detour = long(min(FAR, np.ceil(limit / max(1e-9, 2.0 * p.least_price))))
    capacity = p.kinds[0].capacity
    count, is_room = 0, False
    for i in range(first, last):
        other = long(p.neighbours[client, i])
        if other < 0:
            break
        far, route = long(p.far[client, i]), long(s.links[other].route)
        driven = max(0, route)
        load = load_with(p, s, driven, client)
        good = route >= 0
        if p.features.mixed:
            good &= may_hold(p, s, driven, client, load, left)
        else:
            good &= load <= capacity
        is_room |= good
        if p.features.metric:
            good &= far - s.longest[other] < detour
        if p.features.clock:
            good &= early_enough(p, s, other, client, far) | late_enough(p, s, other, client, far)
        s.near[count] = i
        count += int(good)
    return Listed(long(count), is_room)
