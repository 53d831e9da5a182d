"""Routes of one solution in another: they come in the place of those that serve the same clients.

References
----------
Nagata, Bräysy & Dullaert (2010), doi:10.1016/j.cor.2009.06.022 (selective route exchange crossover).
"""

from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.routing.arrays import Ints
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.follow import holds
from optimizer.routing.plain.laid import Laid, chosen, joined, without
from optimizer.routing.plain.parts import Part, part_of
from optimizer.routing.region import MOSTLY, Routes, side_by_side


class Crossed(NamedTuple):
    """Routes that come and what is left of those they meet, a problem of its own; and the routes that stay as are."""

    part: Part
    beside: Laid


def cross(p: Plain, mother: Laid, father: Laid, draw: Random) -> Crossed | None:
    """Put routes of the father's, side by side, into the mother; None where she has them already.

    From vehicles of which there are too few, routes go that have lost the most; who is left out is to be put back.
    """
    own = route_of(mother, len(p.clients))
    come = side_by_side(p.neighbours, route_of(father, len(p.clients)), len(father.ends), draw)
    come &= ~is_in(father, mother, own)
    if not come.any():
        return None
    routes = chosen(father, come)
    taken = np.zeros(len(p.clients), dtype=np.bool_)
    taken[routes.clients] = True
    met = np.zeros(len(mother.ends), dtype=np.bool_)
    met[own[routes.clients][own[routes.clients] >= 0]] = True
    lost = np.add.reduceat(taken[mother.clients], _first(mother)) / np.diff(mother.ends, prepend=0)
    stay = _while_there_are_vehicles(p, mother, met & (lost <= MOSTLY), lost, chosen(mother, ~met), routes)
    if stay is None:
        return None
    rest = _those_that_hold(p, without(chosen(mother, stay), taken))
    return _crossed(p, mother, own, met, joined([routes, rest]))


def alone(p: Plain, laid: Laid, draw: Random) -> Crossed | None:
    """Some routes side by side as they are, to be searched among anew; None where there are none."""
    own = route_of(laid, len(p.clients))
    met = side_by_side(p.neighbours, own, len(laid.ends), draw)
    return _crossed(p, laid, own, met, chosen(laid, met)) if met.any() else None


def route_of(laid: Laid, clients: int) -> Ints:
    """The route of each client, -1 where it is left out."""
    own = np.full(clients, -1, dtype=np.int32)
    own[laid.clients] = np.repeat(np.arange(len(laid.ends)), np.diff(laid.ends, prepend=0))
    return own


def is_in(laid: Laid, other: Laid, route_of_other: Ints) -> Routes:
    """Which routes have the clients, all of them, of one of another solution's, in a vehicle of the same type."""
    if not len(laid.ends) or not len(other.ends):
        return np.zeros(len(laid.ends), dtype=np.bool_)
    its, sizes = route_of_other[laid.clients], np.diff(laid.ends, prepend=0)
    one, last = (np.asarray(each.reduceat(its, _first(laid))) for each in (np.minimum, np.maximum))
    same: Routes = (one == last) & (one >= 0)
    same &= (np.diff(other.ends, prepend=0)[one] == sizes) & (other.kinds[one] == laid.kinds)
    return same


def _first(laid: Laid) -> Ints:
    """Where each route begins."""
    return laid.ends - np.diff(laid.ends, prepend=0)


def _while_there_are_vehicles(
    p: Plain, mother: Laid, may_stay: Routes, lost: NDArray[np.float64], beside: Laid, come: Laid
) -> Routes | None:
    """Which routes may stay, those first that have lost the least; None where those that come are too many alone."""
    left = p.kinds["count"].copy()
    np.subtract.at(left, np.concatenate((beside.kinds, come.kinds)), 1)
    if (left < 0).any():
        return None
    stay = np.zeros_like(may_stay)
    for route in np.argsort(lost, kind="stable").tolist():
        kind = mother.kinds[route]
        if may_stay[route] and left[kind] > 0:
            stay[route] = True
            left[kind] -= 1
    return stay


def _those_that_hold(p: Plain, laid: Laid) -> Laid:
    """Routes that keep all rules without whom they have lost; on a plane all do, but for pickups without a delivery."""
    if p.features.metric and p.features.same and not p.features.backhauls:
        return laid
    each = zip(laid.kinds.tolist(), _first(laid).tolist(), laid.ends.tolist(), strict=True)
    return chosen(laid, np.array([holds(p, kind, laid.clients[a:b].tolist()) for kind, a, b in each], dtype=np.bool_))


def _crossed(p: Plain, mother: Laid, own: Ints, met: Routes, routes: Laid) -> Crossed:
    """The problem of some routes, those they meet and those left out, beside all others."""
    beside = chosen(mother, ~met)
    kinds = p.kinds.copy()
    np.subtract.at(kinds["count"], beside.kinds, 1)
    is_member = (own < 0) | np.append(met, False)[own]
    return Crossed(part_of(p, routes, np.flatnonzero(is_member).astype(np.int32), kinds), beside)
