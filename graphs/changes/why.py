"""Why a vehicle cannot reach a place: the shut edges on the way that has the fewest of them."""

from collections.abc import Iterator, Sequence
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
    ISLAND = "island"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a place cannot be reached, or not be left.

    ``changes`` are the ids of all changes that would have to be taken back; ``edge`` the first shut edge on the way,
    -1 on an island. ``back`` says that the place can be reached, but not left.
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
    there = _Ways(day.roads, overlay, legal, calls, sources, back=False)
    again = _Ways(day.roads, overlay, legal, calls, sources, back=True)
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


class _Node(NamedTuple):
    """Numbers of the nodes beyond junctions."""

    source: int
    first_place: int


class _Ways:
    """The cheapest ways from the sources to all places, or back, with a price on what is shut."""

    def __init__(
        self,
        roads: RoadGraph,
        overlay: Overlay,
        legal: NDArray[np.integer],
        calls: Calls,
        sources: Sequence[str],
        *,
        back: bool,
    ) -> None:
        self.back = back
        lawful = (legal > 0) & (legal < INFINITE)
        price = np.where(lawful, 1.0, _BY_LAW) + np.where(overlay.closed_by >= 0, _BY_CHANGE, 0.0)
        price[overlay.closed_by == AGAINST] = np.inf
        node = _Node(roads.node_count, roads.node_count + 1)
        begins = [calls.places.index(place) for place in sources]
        arcs = list(self._arcs(roads, calls, begins, node))
        tail, head, edge = (np.concatenate(column).astype(np.int32) for column in zip(*arcs, strict=True))
        usable = (edge >= 0) & np.isfinite(price[edge])
        self._tail, self._edge, self._first, self._price = tail[usable], edge[usable], node.first_place, price
        count = node.first_place + len(calls.places)
        self._far, self._by = cheapest_ways(count, self._tail, head[usable], price[self._edge], node.source)

    def _arcs(
        self, roads: RoadGraph, calls: Calls, begins: Sequence[int], node: _Node
    ) -> Iterator[tuple[Ints, Ints, Ints]]:
        """Tail, head and edge of all arcs: edges, from the source into them, from them to the places."""
        tail, head = (roads.head, roads.tail) if self.back else (roads.tail, roads.head)
        yield tail, head, np.arange(roads.edge_count, dtype=np.int32)
        for edge in (calls.stops.edge, roads.twin[calls.stops.edge]):
            places = np.arange(len(edge)) + node.first_place
            yield tail[edge], places.astype(np.int32), edge
            yield np.full(len(begins), node.source, dtype=np.int32), head[edge[begins]], edge[begins]

    def shut(self, row: int) -> list[int] | None:
        """Edges that are shut on the way to a place, in the order they are met; empty: no way at all; None: open."""
        at = self._first + row
        if not np.isfinite(self._far[at]):
            return []
        if self._far[at] < _BY_CHANGE:
            return None
        met = []
        while (arc := int(self._by[at])) >= 0:
            if self._price[self._edge[arc]] > 1:
                met.append(int(self._edge[arc]))
            at = int(self._tail[arc])
        return met if self.back else met[::-1]


def _cause(overlay: Overlay, bars: _Bars, way: list[int], *, back: bool) -> Cause:
    """Put the shut edges of a way into words: the law where it is the law, else the changes."""
    if not way:
        return Cause(kind=Kind.ISLAND, back=back, message=_ISLAND[back])
    roads = overlay.day.roads
    by_law = [edge for edge in way if overlay.culprit(edge) is None]
    if by_law:
        edge = by_law[0]
        why, where = bars.law.why_not(roads, bars.vehicle, edge, bars.period), _on(roads, edge)
        return Cause(
            kind=Kind.LAW, edge=edge, back=back, message=_back(Said(where.en + why.en, where.zh + why.zh), back=back)
        )
    culprits = {culprit.id: (culprit, edge) for edge in reversed(way) if (culprit := overlay.culprit(edge))}
    met = list(reversed(culprits.values()))
    words = [(named(change), _on(roads, edge)) for change, edge in met]
    message = Said(
        "sealed by " + " and ".join(f"{what.en}{f' ({on.en[:-2]})' if on.en else ''}" for what, on in words),
        "被" + "、".join(f"{what.zh}{f'（{on.zh[:-1]}）' if on.zh else ''}" for what, on in words) + "阻断",
    )
    changes = tuple(change.id for change, _ in met)
    return Cause(kind=Kind.CHANGE, changes=changes, edge=met[0][1], back=back, message=_back(message, back=back))


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
