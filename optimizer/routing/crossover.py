"""Trips of one solution of the general core in another: they come in the place of those that serve the same stops.

References
----------
Nagata, Bräysy & Dullaert (2010), doi:10.1016/j.cor.2009.06.022 (selective route exchange crossover).
"""

from collections.abc import Iterable
from random import Random
from typing import NamedTuple

import numpy as np

from optimizer.routing.arrays import Arrays, Ints
from optimizer.routing.parts import Part, bundles, part_of, renumbered
from optimizer.routing.region import MOSTLY, Routes, side_by_side
from optimizer.routing.solution import Best


class Trips(NamedTuple):
    """All trips of a solution, crew by crew.

    Attributes
    ----------
    stops, ends
        Stops one trip after the other, and how many there are up to the end of each.
    each
        The stops of each trip.
    loads, crews
        The load token of each trip, and its crew.
    has_begun
        Which trips have begun: nothing comes into them.
    """

    stops: Ints
    ends: Ints
    each: list[Ints]
    loads: Ints
    crews: Ints
    has_begun: Routes


class Crossed(NamedTuple):
    """A problem of its own, and duties of its crews to begin with."""

    part: Part
    duties: dict[int, Ints]


def cross(a: Arrays, mother: Best, father: Best, draw: Random) -> Crossed | None:
    """Put trips of the father's, side by side, into the mother's duties; None where that is no news.

    A trip that comes stands where one stood that has lost most of its stops to those that come, or is the first of a
    crew that stays at home. Who finds no place so is to be put back.
    """
    n, hers, his = len(a.stops), trips_of(a, mother), trips_of(a, father)
    own = trip_of_stop(hers, n)
    come = side_by_side(a.neighbours, trip_of_stop(his, n), len(his.ends), draw)
    come &= ~his.has_begun & ~is_in(a, his, hers, own)
    if not come.any():
        return None
    coming = np.flatnonzero(come).tolist()
    taken = np.zeros(n, dtype=np.bool_)
    taken[np.concatenate([his.each[number] for number in coming])] = True
    lost = np.bincount(own[taken & (own >= 0)], minlength=len(hers.ends))
    goes = (lost > MOSTLY * np.diff(hers.ends, prepend=0)) & ~hers.has_begun
    met = np.zeros(len(a.crews), dtype=np.bool_)
    met[hers.crews[lost > 0]] = True
    duties, homeless = _exchanged(hers, his, coming, taken, goes, own)
    at_home = spare_crews(a, mother, his.crews[come])
    begun = {k: tokens for k, tokens in duties.items() if met[k]}
    _take_in(a, begun, at_home, his, homeless)
    return _crossed(a, mother, np.append(hers.crews, -1)[own], met, at_home, begun)


def alone(a: Arrays, solution: Best, draw: Random) -> Crossed | None:
    """The duties of some trips side by side as they are, to be searched among anew; None where there are none."""
    trips = trips_of(a, solution)
    own = trip_of_stop(trips, len(a.stops))
    among = side_by_side(a.neighbours, own, len(trips.ends), draw)
    if not among.any():
        return None
    met = np.zeros(len(a.crews), dtype=np.bool_)
    met[trips.crews[among]] = True
    duties = {k: solution.tokens[k, : solution.length[k]] for k in np.flatnonzero(met).tolist()}
    at_home = spare_crews(a, solution, trips.crews[among])
    return _crossed(a, solution, np.append(trips.crews, -1)[own], met, at_home, duties)


def trips_of(a: Arrays, solution: Best) -> Trips:
    """The trips of a solution."""
    n = len(a.stops)
    position = np.arange(solution.tokens.shape[1])
    is_there = position < solution.length[:, None]
    tokens = solution.tokens[is_there]
    crews = np.repeat(np.arange(len(solution.length), dtype=np.int32), solution.length)
    is_load = tokens >= n
    sizes = np.bincount(np.cumsum(is_load)[~is_load] - 1, minlength=int(is_load.sum()))
    stops, ends = tokens[~is_load], np.cumsum(sizes).astype(np.int32)
    return Trips(
        stops=stops,
        ends=ends,
        each=np.split(stops, ends[:-1]) if len(ends) else [],
        loads=tokens[is_load],
        crews=crews[is_load],
        has_begun=(position < a.crews["begun"][:, None])[is_there][is_load],
    )


def trip_of_stop(trips: Trips, stops: int) -> Ints:
    """The trip of each stop, -1 where it is left out."""
    own = np.full(stops, -1, dtype=np.int32)
    own[trips.stops] = np.repeat(np.arange(len(trips.ends)), np.diff(trips.ends, prepend=0))
    return own


def is_in(a: Arrays, trips: Trips, other: Trips, trip_of_other: Ints) -> Routes:
    """Which trips have the stops, all of them, of one of another solution's, loaded there too by a crew of its kind."""
    if not len(other.ends):
        return np.zeros(len(trips.ends), dtype=np.bool_)
    sizes, kinds = np.diff(trips.ends, prepend=0), a.crews["kind"]
    its = np.append(trip_of_other[trips.stops], -1)
    first = trips.ends - sizes
    twin = its[first]
    together = its[:-1] == np.repeat(twin, sizes)
    same = (twin >= 0) & (np.bincount(np.repeat(np.arange(len(sizes)), sizes), together, len(sizes)) == sizes)
    same &= np.diff(other.ends, prepend=0)[twin] == sizes
    same &= (other.loads[twin] == trips.loads) & (kinds[other.crews[twin]] == kinds[trips.crews])
    return np.asarray(same)


def spare_crews(a: Arrays, solution: Best, wanted: Ints) -> Ints:
    """Crews that stay at home: of each kind as many as are wanted, and one more."""
    home = np.flatnonzero(solution.length == 0)
    home = home[np.argsort(a.crews["kind"][home], kind="stable")]
    kinds = a.crews["kind"][home]
    rank = np.arange(len(home)) - np.searchsorted(kinds, kinds)
    many = np.bincount(a.crews["kind"][wanted], minlength=len(a.capacity))[kinds]
    return np.asarray(home[rank <= many], dtype=np.int32)


def duties_of_trips(crews: Iterable[int], loads: Iterable[int], trips: Iterable[Ints]) -> dict[int, Ints]:
    """The tokens of each crew that has any trip; a trip without stops is none."""
    duties: dict[int, list[int]] = {}
    for crew, load, stops in zip(crews, loads, trips, strict=True):
        if len(stops):
            duties.setdefault(crew, []).extend((load, *stops.tolist()))
    return {crew: np.array(tokens, dtype=np.int32) for crew, tokens in duties.items()}


def _exchanged(
    hers: Trips, his: Trips, coming: list[int], taken: Routes, goes: Routes, own: Ints
) -> tuple[dict[int, Ints], list[int]]:
    """Her duties without the stops taken, his trips in the place of those that go; and his for which there is none."""
    trips, loads, free, homeless = [stops[~taken[stops]] for stops in hers.each], hers.loads.copy(), goes.copy(), []
    for trip in np.flatnonzero(goes).tolist():
        trips[trip] = trips[trip][:0]
    for number in coming:
        place = _place_of(his.each[number], own, free)
        if place < 0:
            homeless.append(number)
        else:
            trips[place], loads[place], free[place] = his.each[number], his.loads[number], False
    return duties_of_trips(hers.crews.tolist(), loads.tolist(), trips), homeless


def _take_in(a: Arrays, duties: dict[int, Ints], at_home: Ints, his: Trips, homeless: list[int]) -> None:
    """Let a crew of its kind that stays at home begin with each of these trips, while there is one."""
    kinds = a.crews["kind"]
    for number in homeless:
        alike = at_home[kinds[at_home] == kinds[his.crews[number]]]
        free = [k for k in alike.tolist() if k not in duties]
        if free:
            duties[free[0]] = np.concatenate((his.loads[number : number + 1], his.each[number]))


def _place_of(stops: Ints, own: Ints, free: Routes) -> int:
    """The free trip that most of these stops were in; -1 where there is none."""
    were = own[stops]
    were = were[were >= 0]
    shares = np.bincount(were[free[were]], minlength=1)
    return int(shares.argmax()) if shares.any() else -1


def _crossed(
    a: Arrays, mother: Best, crew_of_stop: Ints, met: Routes, at_home: Ints, duties: dict[int, Ints]
) -> Crossed | None:
    """The problem of the crews met, of some that stay at home and of all stops left out, and of whom ties join.

    None where that is no crew: where all drive, and those who would come are all left out.
    """
    n = len(a.stops)
    own = bundles(a, crew_of_stop)
    among = np.zeros(len(a.crews) + n, dtype=np.bool_)
    among[own.of_crew[met]] = among[own.of_stop[crew_of_stop < 0]] = True
    inside = among[own.of_crew]
    for k in np.flatnonzero(inside & ~met).tolist():
        duties[k] = mother.tokens[k, : mother.length[k]]
    inside[at_home] = True
    if not inside.any():
        return None
    part = part_of(a, np.flatnonzero(inside).astype(np.int32), np.flatnonzero(among[own.of_stop]).astype(np.int32))
    numbers = np.searchsorted(part.crews, list(duties)).tolist()
    return Crossed(part, {k: renumbered(part, n, duties[crew]) for k, crew in zip(numbers, duties, strict=True)})
