"""Changes put on the roads: all of them, each with the edges it touches, or none and everything that is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from graphs.changes.change import Change, Reversal
from graphs.changes.contraflow import with_contraflow
from graphs.changes.say import Fault, InvalidChanges, Said
from graphs.changes.shapes import Surveyor
from graphs.changes.target import faults_of, nothing_there, shares_of, touched_by
from graphs.geo import Floats
from graphs.roads import Ints, RoadGraph


@dataclass(frozen=True, kw_only=True, eq=False)
class DayChanges:
    """The changes of a day on their roads, in the order in which they are applied.

    Nothing is written into the roads: to take a change back is to build this without it (:meth:`without`).

    Attributes
    ----------
    base
        The roads as they were given.
    roads
        The same, with opposite edges for the one-way streets that some change reverses.
    against
        One-way edge that each added edge runs against; the first added edge has the number ``base.edge_count``.
    changes, edges
        The changes, and by change the edges it touches, in order: those it acts on; of a checkpoint those that
        lead through the gate, of a reversal the one-way edges.
    shares
        By change, how much of each touched edge it counts for, 0 to 1: of a slow-down the part of the edge, of a
        checkpoint on a named road the part of the wait.
    """

    base: RoadGraph
    roads: RoadGraph
    against: Ints
    changes: tuple[Change, ...]
    edges: tuple[Ints, ...]
    shares: tuple[Floats, ...]

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Index of a change by its id."""
        return {change.id: i for i, change in enumerate(self.changes)}

    def touched(self, change: str) -> Ints:
        """Edges that a change touches, by its id."""
        return self.edges[self.row[change]]

    def streets(self, change: str) -> tuple[str, ...]:
        """Names of the streets that a change touches, each once, in the order of the map's names."""
        named = np.unique(self.roads.street[self.touched(change)])
        return tuple(self.roads.streets[street] for street in named if street)

    def without(self, *changes: str) -> "DayChanges":
        """The same day without some changes, by their ids: what they did is gone."""
        kept = [i for i, change in enumerate(self.changes) if change.id not in changes]
        return replace(
            self,
            changes=tuple(self.changes[i] for i in kept),
            edges=tuple(self.edges[i] for i in kept),
            shares=tuple(self.shares[i] for i in kept),
        )


def resolve(roads: RoadGraph, changes: Sequence[Change]) -> DayChanges:
    """Find the edges that each change touches.

    Raises
    ------
    InvalidChanges
        When an id stands twice, a polygon crosses itself, a road or edge does not exist, or a change touches no
        road; holds everything found. Nothing is in force then.
    """
    survey = Surveyor(roads)
    faults = [*_twice(changes)]
    for change in changes:
        found = list(faults_of(survey, change))
        if not found and not len(touched_by(survey, change, roads.edge_count)):
            found.append(nothing_there(survey, change))
        faults.extend(found)
    if faults:
        raise InvalidChanges(tuple(faults))
    turned = [touched_by(survey, change, roads.edge_count) for change in changes if isinstance(change.effect, Reversal)]
    grown = with_contraflow(roads, np.concatenate([*turned, np.zeros(0, dtype=np.int32)]))
    again = Surveyor(grown.roads)
    edges = tuple(touched_by(again, change, roads.edge_count) for change in changes)
    shares = tuple(shares_of(again, change, found) for change, found in zip(changes, edges, strict=True))
    return DayChanges(
        base=roads, roads=grown.roads, against=grown.against, changes=tuple(changes), edges=edges, shares=shares
    )


def _twice(changes: Sequence[Change]) -> Iterator[Fault]:
    seen: set[str] = set()
    for change in changes:
        if change.id in seen:
            yield Fault(
                change.id,
                "id",
                Said(f"two changes have the id {change.id!r}", f"有两项变化的编号同为“{change.id}”"),
                Said("give each its own id", "请改用不同编号"),
            )
        seen.add(change.id)
