"""The best solution of a search: noted link by link, and gone on from."""

from typing import NamedTuple

import numpy as np

from optimizer.routing.arrays import Floats, Ints, Records, long
from optimizer.routing.compiled import compiled, inlined, thin
from optimizer.routing.plain.arrays import EVERY_KIND, Plain
from optimizer.routing.plain.journal import copy_link, note_longest
from optimizer.routing.plain.schedule import reschedule
from optimizer.routing.plain.state import State


@thin
class Best(NamedTuple):
    """The best solution: links of all nodes, type of each route, and cost (of absences, of driving)."""

    links: Records
    kinds: Ints
    cost: Floats


def no_best(s: State) -> Best:
    """A best solution to be: nobody is served."""
    return Best(s.links.copy(), np.zeros(len(s.routes), dtype=np.int32), np.array([float(len(s.weight)), 0.0]))


def standing(s: State) -> tuple[float, float]:
    """What the solution under search costs: clients left out, driving."""
    return float(s.counts["absent"][0]), float(s.routes["cost"].sum())


def note_whole(s: State, best: Best) -> None:
    """Note the solution under search as the best, all of it."""
    np.copyto(best.links, s.links)
    best.kinds[:] = s.routes["kind"]
    best.cost[:] = standing(s)


@inlined
def note_best(s: State, best: Best, absent: float, driven: float) -> None:
    """Copy the links that changed since the last best."""
    counts = s.counts[0]
    for i in range(counts.changed):
        node = s.changed[i]
        link = s.links[node]
        copy_link(link, best.links[node])
        if link.route >= 0:
            best.kinds[link.route] = s.routes[link.route].kind
    counts.changed = 0
    counts.epoch += 1
    best.cost[0], best.cost[1] = absent, driven


@compiled
def adopt(p: Plain, s: State, best: Best) -> None:
    """Go on from a best solution."""
    n = len(p.clients)
    counts = s.counts[0]
    counts.absent = counts.journal = counts.touched = counts.changed = counts.timed = 0
    counts.iteration += 1
    counts.epoch += 1
    for kind in range(len(s.used)):
        s.used[kind] = 0
    for route in range(len(s.routes)):
        r = s.routes[route]
        r.kind = best.kinds[route]
        r.size = r.linehauls = r.is_touched = 0
        r.delivery = r.pickup = r.distance = 0
        r.cost = 0.0
        r.kinds = np.uint64(EVERY_KIND)
    for node in range(len(s.links)):
        link = s.links[node]
        copy_link(best.links[node], link)
        note_longest(s, node)
        if node < n and link.route < 0:
            s.absent[counts.absent] = node
            counts.absent += 1
            continue
        r = s.routes[link.route]
        if node >= n and (node - n) % 2 == 1:
            continue
        r.distance += link.to_next
        if node < n:
            r.size += 1
            r.kinds &= p.clients[node].kinds
            r.linehauls += 1 - p.clients[node].is_backhaul
            r.delivery += p.clients[node].delivery
            r.pickup += p.clients[node].pickup
    for route in range(len(s.routes)):
        r = s.routes[route]
        if r.size > 0:
            s.used[r.kind] += 1
            r.cost = float(p.kinds[r.kind].fixed + p.kinds[r.kind].per_distance * long(r.distance))
        if p.features.clock:
            reschedule(p, s, route)
