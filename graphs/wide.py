"""Roads as the engine keeps them: prepared once, for all vehicles, hours and changes, reversals of streets included."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphs.changes.change import Interval
from graphs.changes.contraflow import Contraflow, with_contraflow
from graphs.changes.resolve import DayChanges
from graphs.changes.say import Said
from graphs.changes.tables import Law, Tables
from graphs.engine.prepared import PreparedRoads
from graphs.engine.stops import Stops, StopTable
from graphs.engine.units import INFINITE_MS, Ints, Longs
from graphs.law.classes import RoadVehicle
from graphs.roads import RoadGraph

_NONE: Ints = np.empty(0, dtype=np.int32)


class WideRoads:
    """Roads with an opposite edge for each one-way edge, shut unless a change of the day reverses the street.

    So one hierarchy serves every day.
    """

    def __init__(self, roads: RoadGraph) -> None:
        self.base = roads

    @cached_property
    def prepared(self) -> PreparedRoads:
        """The hierarchy, made when it is first asked for."""
        usual = np.arange(self._wide.roads.edge_count) < self.base.edge_count
        return PreparedRoads(self._wide.roads, usual=usual)

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
        against
            On a day with reversals, :attr:`graphs.changes.resolve.DayChanges.against`; ``edge_ms`` is then that of the
            day's roads.
        """
        forbidden = self.prepared.forbidden(turns, turns_round=turns_round)
        return self.prepared.table(self._widened(edge_ms, against), forbidden, stops, lengths=lengths)

    def tables(self, day: DayChanges) -> Tables:
        """The engine, for :func:`graphs.changes.tables.period_travel`; masks of turns are those of :class:`FullLaw`."""

        def found(roads: RoadGraph, ms: Ints, forbidden: NDArray[np.bool_], stops: Stops) -> tuple[Longs, Longs]:
            assert roads is day.roads, "weights are those of the roads of the day"
            far_ms, far_dm = self.prepared.table(self._widened(ms, day.against), forbidden, stops).table()
            cut_off = far_ms == INFINITE_MS
            far_ms[cut_off] = far_dm[cut_off] = -1
            return far_ms.astype(np.int64), far_dm.astype(np.int64)

        return found

    def _widened(self, edge_ms: Ints, against: Ints) -> Ints:
        """Weights of all edges, from those of the base and of opposite edges of some one-way edges."""
        count = self.base.edge_count
        wide = np.full(self._wide.roads.edge_count, INFINITE_MS, dtype=np.int32)
        wide[:count] = edge_ms[:count]
        wide[count + np.searchsorted(self._wide.against, against)] = edge_ms[count:]
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

    def why_not(self, roads: RoadGraph, vehicle: RoadVehicle, edge: int, period: Interval) -> Said:
        """Why the law keeps a vehicle off an edge."""
        return self._law.why_not(roads, vehicle, edge, period)
