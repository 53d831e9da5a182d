"""Why a vehicle cannot reach a place: the shut edges on the way that has the fewest of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphs.changes.change import Interval
from graphs.changes.overlay import AGAINST, INFINITE, Overlay, apply, named
from graphs.changes.resolve import DayChanges
from graphs.changes.say import Said
from graphs.changes.tables import Calls, Law
from graphs.engine.expand import ArcGraph
from graphs.engine.prepared import PreparedRoads
from graphs.engine.stops import Stops
from graphs.geo import Floats
from graphs.law.classes import RoadVehicle
from graphs.roads import Ints, RoadGraph
from graphs.search import cheapest_ways

_BY_CHANGE, _BY_LAW = 1e6, 1e12
"""Prices of edges shut by a change and by law, where an open one costs 1: a way shut by changes alone is named before
one that the law shuts, as changes are what a planner can take back."""


class Kind(StrEnum):
    """What keeps a vehicle away."""

    CHANGE = "change"
    LAW = "law"
    TURN = "turn"
    ISLAND = "island"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a place cannot be reached, or not be left.

    ``changes`` are the ids of all changes that would have to be taken back; ``edge`` the first shut edge on the way, or
    the one that nobody may turn into, -1 on an island. ``back`` says that the place can be reached, but not left.
    """

    kind: Kind
    changes: tuple[str, ...] = ()
    edge: int = -1
    back: bool = False
    message: Said


def why_unreachable(
    day: DayChanges, law: Law, vehicle: RoadVehicle, period: Interval, *, calls: Calls, sources: Sequence[str]
) -> dict[str, Cause]:
    """Say of every place that no source leads to, or that leads to no source, why.

    Parameters
    ----------
    sources
        Places that vehicles come from and go back to; each must be one of ``calls``.

    Returns
    -------
    dict[str, Cause]
        By place, in their order; places without a cause can be reached and left.
    """
    legal = law.legal_ms(day.roads, vehicle, period)
    overlay = apply(day, vehicle, period)
    prepared = PreparedRoads(day.roads, usual=np.arange(day.roads.edge_count) < day.base.edge_count)
    turns = prepared.forbidden(law.forbidden_turns(day.roads, vehicle, period), turns_round=vehicle.turns_round)
    priced = _Priced.of(prepared.graph, turns, overlay, legal)
    there = _Ways(day.roads, priced, calls, sources, back=False)
    again = _Ways(day.roads, priced, calls, sources, back=True)
    causes: dict[str, Cause] = {}
    for row, place in enumerate(calls.places):
        for ways in (there, again):
            if place not in causes and (shut := ways.shut(row)) is not None:
                causes[place] = _cause(overlay, _Bars(law, vehicle, period), shut, back=ways.back)
    return causes


class _Bars(NamedTuple):
    """Whose law is asked, for whom and when."""

    law: Law
    vehicle: RoadVehicle
    period: Interval


class _Shut(NamedTuple):
    """An edge on the way that is shut, or that one may not turn into."""

    edge: int
    turn: bool


class _Priced(NamedTuple):
    """The graph with its turns, and what every edge costs, infinite where none drives; and turns that are forbidden."""

    graph: ArcGraph
    price: Floats
    barred: NDArray[np.bool_]

    @classmethod
    def of(cls, graph: ArcGraph, turns: NDArray[np.bool_], overlay: Overlay, legal: NDArray[np.integer]) -> "_Priced":
        lawful = (legal > 0) & (legal < INFINITE)
        price = np.where(lawful, 1.0, _BY_LAW) + np.where(overlay.closed_by >= 0, _BY_CHANGE, 0.0)
        price[overlay.closed_by == AGAINST] = np.inf
        barred = np.zeros(len(graph.edge), dtype=np.bool_)
        barred[graph.barred_arc[turns[graph.barred_by]]] = True
        return cls(graph, price, barred)


class _Steps(NamedTuple):
    """Steps of a search: from where to where, over which edge, and whether a forbidden turn leads onto it."""

    tail: NDArray[np.integer]
    head: NDArray[np.integer]
    edge: NDArray[np.integer]
    barred: NDArray[np.bool_]

    def part(self, at: NDArray[np.bool_]) -> "_Steps":
        """Some of them."""
        return _Steps(self.tail[at], self.head[at], self.edge[at], self.barred[at])

    @classmethod
    def joined(cls, parts: Iterable["_Steps"]) -> "_Steps":
        """All of them."""
        tail, head, edge, barred = zip(*parts, strict=True)
        return cls(np.concatenate(tail), np.concatenate(head), np.concatenate(edge), np.concatenate(barred))


class _Ways:
    """The cheapest ways from the sources to all places, or back, with a price on what is shut."""

    def __init__(self, roads: RoadGraph, priced: _Priced, calls: Calls, sources: Sequence[str], *, back: bool) -> None:
        self.back, self._priced = back, priced
        source = priced.graph.node_count
        self._first = source + 1
        steps = _Steps.joined(self._steps(roads, calls, sources))
        price = priced.price[steps.edge] + np.where(steps.barred, _BY_LAW, 0.0)
        usable = np.isfinite(price)
        self._taken = steps.part(usable)
        count = self._first + len(calls.places)
        ends = (self._taken.tail.astype(np.int32), self._taken.head.astype(np.int32))
        self._far, self._by = cheapest_ways(count, *ends, price[usable], source)

    def _steps(self, roads: RoadGraph, calls: Calls, sources: Sequence[str]) -> Iterator[_Steps]:
        """All arcs, those from the source onto the edges of stops, and those over them to the places."""
        graph, barred = self._priced.graph, self._priced.barred
        first, last = (graph.head, graph.tail) if self.back else (graph.tail, graph.head)
        yield _Steps(first, last, graph.edge, barred)
        begins = np.isin(np.arange(len(calls.places)), [calls.places.index(place) for place in sources])
        for stop, edge in self._sides(roads, calls.stops):
            free = np.zeros(len(edge), dtype=np.bool_)
            leaving = _Steps(stop, graph.end[edge], edge, free)
            begun = graph.first_arc[edge + 1] - graph.first_arc[edge]
            which = np.repeat(np.arange(len(edge)), begun)
            arc = graph.first_arc[edge][which] + np.arange(len(which)) - np.repeat(np.cumsum(begun) - begun, begun)
            arriving = _Steps(graph.tail[arc], stop[which], graph.edge[arc], barred[arc])
            yield from self._ends(leaving, arriving, begins)

    def _ends(self, leaving: _Steps, arriving: _Steps, begins: NDArray[np.bool_]) -> Iterator[_Steps]:
        """Steps of stops as they are searched: from the source out, and to places; backwards the other way round."""
        source = self._first - 1
        out, into = (arriving, leaving) if self.back else (leaving, arriving)
        stop, node = (out.head, out.tail) if self.back else (out.tail, out.head)
        at = np.flatnonzero(begins[stop])
        yield _Steps(np.full(len(at), source), node[at], out.edge[at], out.barred[at])
        stop, node = (into.tail, into.head) if self.back else (into.head, into.tail)
        yield _Steps(node, self._first + stop, into.edge, into.barred)

    @staticmethod
    def _sides(roads: RoadGraph, stops: Stops) -> Iterator[tuple[NDArray[np.int64], Ints]]:
        """Stops, and the edges along which they are met: their own, and opposite ones."""
        for edge, met in (
            (stops.edge, stops.edge >= 0),
            (roads.twin[stops.edge], stops.either_way & (stops.edge >= 0)),
        ):
            at = np.flatnonzero(met & (edge >= 0))
            yield at, edge[at]

    def shut(self, row: int) -> list[_Shut] | None:
        """What is shut on the way to a place, in the order it is met; empty: no way at all; None: open."""
        at = self._first + row
        if not np.isfinite(self._far[at]):
            return []
        if self._far[at] < _BY_CHANGE:
            return None
        met = []
        while (step := int(self._by[at])) >= 0:
            edge = int(self._taken.edge[step])
            if self._taken.barred[step]:
                met.append(_Shut(edge, turn=True))
            if self._priced.price[edge] > 1:
                met.append(_Shut(edge, turn=False))
            at = int(self._taken.tail[step])
        return met if self.back else met[::-1]


def _cause(overlay: Overlay, bars: _Bars, way: list[_Shut], *, back: bool) -> Cause:
    """Put what is shut on a way into words: the law where it is the law, else the changes."""
    if not way:
        return Cause(kind=Kind.ISLAND, back=back, message=_ISLAND[back])
    roads = overlay.day.roads
    by_law = [one for one in way if one.turn or overlay.culprit(one.edge) is None]
    if by_law:
        edge, turn = by_law[0]
        why = _NO_TURN if turn else bars.law.why_not(roads, bars.vehicle, edge, bars.period)
        where, kind = _on(roads, edge), Kind.TURN if turn else Kind.LAW
        said = _back(Said(where.en + why.en, where.zh + why.zh), back=back)
        return Cause(kind=kind, edge=edge, back=back, message=said)
    culprits = {culprit.id: (culprit, edge) for edge, _ in reversed(way) if (culprit := overlay.culprit(edge))}
    met = list(reversed(culprits.values()))
    words = [(named(change), _on(roads, edge)) for change, edge in met]
    message = Said(
        "sealed by " + " and ".join(f"{what.en}{f' ({on.en[:-2]})' if on.en else ''}" for what, on in words),
        "被" + "、".join(f"{what.zh}{f'（{on.zh[:-1]}）' if on.zh else ''}" for what, on in words) + "阻断",
    )
    changes = tuple(change.id for change, _ in met)
    return Cause(kind=Kind.CHANGE, changes=changes, edge=met[0][1], back=back, message=_back(message, back=back))


_NO_TURN = Said("no way there but by a turn that is forbidden", "只能经禁止的转弯驶入")
_ISLAND = {
    False: Said("island: no road leads there from the rest of the map", "孤岛：没有道路从路网其他部分通到那里"),
    True: Said("island: roads lead there, but none leads back", "孤岛：能进不能出，没有道路返回"),
}


def _on(roads: RoadGraph, edge: int) -> Said:
    """Where an edge is, as the beginning of a sentence: "bridge 嘉华大桥: "; nothing where it has no name."""
    name = roads.streets[roads.street[edge]]
    kind = ("bridge", "桥梁") if roads.bridge[edge] else ("tunnel", "隧道") if roads.tunnel[edge] else ("", "")
    en, zh = " ".join(filter(None, (kind[0], name))), kind[1] + name
    return Said(f"{en}: ", f"{zh}：") if en else Said("", "")


def _back(said: Said, *, back: bool) -> Said:
    return Said(f"no way back: {said.en}", f"无法返回：{said.zh}") if back else said
