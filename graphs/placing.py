"""Places put on the roads: where they meet them, on which side of the street a long vehicle stops, by which gate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphs.compounds import Compounds
from graphs.engine.stops import Stops
from graphs.engine.units import INFINITE_MS
from graphs.geo import Position
from graphs.kerb import KERBSIDE, Kerb, kerb, kerb_stops
from graphs.law.classes import RoadVehicle
from graphs.law.judge import PRIVATE
from graphs.law.legal import legal_ms
from graphs.profiles import stoppable
from graphs.roads import RoadGraph
from graphs.search import strong_part
from graphs.snap import Snap, Snapper
from graphs.wide import WideRoads


@dataclass(frozen=True, kw_only=True, eq=False)
class Places:
    """Places on the roads.

    Attributes
    ----------
    positions, snaps
        Where each lies, and where it met the road, by its id; in the order of rows and columns.
    stops
        The same for the engine.
    of_profile
        Stops of those profiles whose vehicles stop at their own side of the street alone.
    kerbs
        For these, how to come up to each place that was not refused, by its id.
    """

    positions: Mapping[str, Position]
    snaps: Mapping[str, Snap]
    stops: Stops
    of_profile: Mapping[str, Stops]
    kerbs: Mapping[str, Kerb]

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Row and column of a place."""
        return {place: i for i, place in enumerate(self.snaps)}

    def stops_of(self, profile: str) -> Stops:
        """Where vehicles of a profile stop."""
        return self.of_profile.get(profile, self.stops)


class Placer:
    """Puts places on roads, for sets of vehicles that call at them; what it finds out about roads is kept."""

    def __init__(self, wide: WideRoads) -> None:
        self._wide = wide
        self._roads: RoadGraph = wide.base
        self._snappers: dict[frozenset[RoadVehicle], Snapper] = {}
        self._compounds: dict[frozenset[RoadVehicle], Compounds] = {}

    def snapper(self, vehicles: frozenset[RoadVehicle]) -> Snapper:
        """Find roads that all of some vehicles may use, reach and leave."""
        if vehicles not in self._snappers:
            usable = self._usable(vehicles)
            main = self._main(vehicles, usable)
            self._snappers[vehicles] = Snapper(self._roads, main, usable, stoppable(self._roads))
        return self._snappers[vehicles]

    def place(
        self,
        positions: Mapping[str, Position],
        typical: frozenset[RoadVehicle],
        vehicles: Mapping[str, RoadVehicle],
        *,
        limit_m: int,
    ) -> Places:
        """Put places on the roads that all ``typical`` vehicles use; ``vehicles`` call at them, by profile."""
        where, snapper = list(positions.values()), self.snapper(typical)
        snaps = self._inside(typical).enter(where, snapper.snap(where, limit_m=limit_m), limit_m=limit_m)
        long = {profile: vehicle for profile, vehicle in vehicles.items() if vehicle.vehicle_class in KERBSIDE}
        kerbs = {
            place: kerb(self._roads, snapper.plane, position, snap)
            for (place, position), snap in zip(positions.items(), snaps, strict=True)
            if long and snap.refusal is None and snap.gate is None
        }
        by_place = [kerbs.get(place) for place in positions]
        return Places(
            positions=positions,
            snaps=dict(zip(positions, snaps, strict=True)),
            stops=stops_at(snaps),
            of_profile={
                profile: kerb_stops(snaps, by_place, self._wide.through(legal_ms(self._roads, vehicle), vehicle))
                for profile, vehicle in long.items()
            },
            kerbs=kerbs,
        )

    def _inside(self, vehicles: frozenset[RoadVehicle]) -> Compounds:
        if vehicles not in self._compounds:
            snapper = self.snapper(vehicles)
            guests = frozenset(replace(one, permits=one.permits | {PRIVATE}) for one in vehicles)
            inside = self._usable(guests) & stoppable(self._roads) & ~snapper.main
            self._compounds[vehicles] = Compounds(self._roads, snapper.plane, snapper.main, inside, snapper.lines)
        return self._compounds[vehicles]

    def _usable(self, vehicles: frozenset[RoadVehicle]) -> NDArray[np.bool_]:
        usable = np.ones(self._roads.edge_count, dtype=np.bool_)
        for vehicle in vehicles:
            usable &= legal_ms(self._roads, vehicle) < INFINITE_MS
        return usable

    def _main(self, vehicles: frozenset[RoadVehicle], usable: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Edges from which all usable ones can be reached, and that can be reached from them.

        Turns count, as the barrier of a gate is a turn from the street into the compound.
        """
        roads = self._roads
        strong = strong_part(roads.node_count, roads.tail[usable], roads.head[usable])
        main: NDArray[np.bool_] = usable & strong[roads.tail] & strong[roads.head]
        reached = np.ones_like(main)
        for vehicle in vehicles:
            reached &= self._wide.reached(legal_ms(roads, vehicle), vehicle)
        return main & reached if (main & reached).any() else main


def stops_at(snaps: Sequence[Snap]) -> Stops:
    """Where places lie; one that was refused lies nowhere."""
    return Stops(
        edge=np.array([snap.edge if snap.refusal is None else -1 for snap in snaps], dtype=np.int32),
        fraction=np.array([snap.fraction for snap in snaps], dtype=np.float64),
    )
