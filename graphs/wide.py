"""Roads as the engine keeps them: prepared once, for all vehicles, hours and changes, reversals of streets included."""

from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graphs.changes.change import Interval, Reversal
from graphs.changes.contraflow import Contraflow, with_contraflow
from graphs.changes.resolve import DayChanges
from graphs.changes.say import Said
from graphs.changes.tables import Law, Put
from graphs.engine.prepared import Laid, PreparedRoads
from graphs.engine.stops import Stops, StopTable
from graphs.engine.topology import Topology
from graphs.engine.units import INFINITE_MS, Ints
from graphs.law.classes import RoadVehicle
from graphs.law.legal import forbidden_turns
from graphs.roads import RoadGraph

K = TypeVar("K", bound=np.generic)

_NONE: Ints = np.empty(0, dtype=np.int32)


class WideRoads:
    """Roads with an opposite edge for each one-way edge, shut unless a change of the day reverses the street.

    So one hierarchy serves every day; ``laid`` lays it, or finds it laid.
    """

    def __init__(self, roads: RoadGraph, laid: Laid = Topology.build) -> None:
        self.base = roads
        self._laid = laid

    @cached_property
    def prepared(self) -> PreparedRoads:
        """The hierarchy, made when it is first asked for."""
        usual = np.arange(self._wide.roads.edge_count) < self.base.edge_count
        return PreparedRoads(self._wide.roads, usual=usual, laid=self._laid)

    @cached_property
    def _wide(self) -> Contraflow:
        return with_contraflow(self.base, np.arange(self.base.edge_count, dtype=np.int32))

    def table(
        self,
        edge_ms: Ints,
        turns: NDArray[np.bool_],
        stops: Stops,
        *,
        turns_round: bool,
        callers: NDArray[np.bool_] | None = None,
        lengths: bool = True,
        against: Ints = _NONE,
    ) -> StopTable:
        """Drives among stops.

        Parameters
        ----------
        edge_ms
            Milliseconds to drive every edge, ``INFINITE_MS`` where it may not be used; shape ``(edges,)``.
        turns
            Turns of ``roads.law.turns`` that may not be taken; shape ``(turns,)``.
        turns_round
            Whether the vehicle may turn round next to junctions with turns that are not free.
        callers
            Edges that are no way through, if any, of the same shape.
        against
            On a day with reversals, :attr:`graphs.changes.resolve.DayChanges.against`; ``edge_ms`` is then that of the
            day's roads.
        """
        forbidden = self.prepared.forbidden(turns, turns_round=turns_round)
        return self.prepared.table(
            self._widened(edge_ms, against, elsewhere=INFINITE_MS),
            forbidden,
            stops,
            callers=None if callers is None else self._widened(callers, against, elsewhere=0),
            lengths=lengths,
        )

    def reached(self, edge_ms: Ints, vehicle: RoadVehicle) -> NDArray[np.bool_]:
        """Edges of the base beside which a vehicle can be met and sent on, turns minded; shape ``(edges,)``.

        Those of the largest part of its roads in which everywhere is reached from everywhere, or opposite to one: at
        a place a vehicle may turn round.
        """
        found, twin = self.through(edge_ms, vehicle), self.base.twin
        return found | (found[twin] & (twin >= 0))

    def through(self, edge_ms: Ints, vehicle: RoadVehicle) -> NDArray[np.bool_]:
        """Edges of the base by which a vehicle gets everywhere, turns minded; shape ``(edges,)``."""
        turns = self.prepared.forbidden(forbidden_turns(self.base, vehicle), turns_round=vehicle.turns_round)
        found = self.prepared.through(self._widened(edge_ms, _NONE, elsewhere=INFINITE_MS), turns)
        return found[: self.base.edge_count]

    def tables(self, day: DayChanges, put: Put, stops: Stops, far: tuple[Ints, Ints]) -> None:
        """The engine, for :func:`graphs.changes.tables.period_travel`; masks of turns are those of :class:`FullLaw`."""
        ms = self._widened(put.ms, day.against, elsewhere=INFINITE_MS)
        callers = self._widened(put.callers, day.against, elsewhere=0)
        self.prepared.table(ms, put.forbidden, stops, callers=callers).fill(*far)

    def touched(self, day: DayChanges, row: int) -> Ints:
        """Edges of the prepared roads that a change of a day touches; of a reversal both ways of its streets."""
        count, edges = self.base.edge_count, day.edges[row]
        own = edges < count
        turned = isinstance(day.changes[row].effect, Reversal)
        opposed = edges[own] if turned else day.against[edges[~own] - count]
        found: Ints = np.r_[edges[own], count + np.searchsorted(self._wide.against, opposed)].astype(np.int32)
        return found

    def _widened(self, of_edges: NDArray[K], against: Ints, *, elsewhere: int) -> NDArray[K]:
        """What holds on all edges, from what holds on those of the base and opposite to some one-way edges."""
        count = self.base.edge_count
        wide = np.full(self._wide.roads.edge_count, elsewhere, dtype=of_edges.dtype)
        wide[:count] = of_edges[:count]
        wide[count + np.searchsorted(self._wide.against, against)] = of_edges[count:]
        return wide


class FullLaw:
    """A law whose turns are completed by those back onto the same street, for vehicles that do not turn round."""

    def __init__(self, law: Law, prepared: PreparedRoads) -> None:
        self._law, self._prepared = law, prepared

    def legal_ms(self, roads: RoadGraph, vehicle: RoadVehicle, period: Interval) -> NDArray[np.integer]:
        """Milliseconds to drive every edge, as the law has it."""
        return self._law.legal_ms(roads, vehicle, period)

    def forbidden_turns(self, roads: RoadGraph, vehicle: RoadVehicle, period: Interval) -> NDArray[np.bool_]:
        """Turns that may not be taken, as :meth:`graphs.engine.prepared.PreparedRoads.forbidden` counts them."""
        turns = self._law.forbidden_turns(roads, vehicle, period)
        return self._prepared.forbidden(turns, turns_round=vehicle.turns_round)

    def callers_only(self, roads: RoadGraph, vehicle: RoadVehicle, period: Interval) -> NDArray[np.bool_]:
        """Edges that are no way through, as the law has it."""
        return self._law.callers_only(roads, vehicle, period)

    def why_not(self, roads: RoadGraph, vehicle: RoadVehicle, edge: int, period: Interval) -> Said:
        """Why the law keeps a vehicle off an edge."""
        return self._law.why_not(roads, vehicle, edge, period)
