"""All that a driver is told of one drive: its streets, turns, gates and zones, and where to stop in the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graphs.changes.change import Change, GreenLane, Interval, Limit
from graphs.changes.overlay import named
from graphs.changes.say import Said
from graphs.engine.pieces import Pieces
from graphs.geo import Plane
from graphs.kerb import Side
from graphs.law.classes import RoadVehicle
from graphs.map.crossings import Crossing, zones_crossed
from graphs.map.directions import Step, directions
from graphs.map.outline import Outline, outline
from graphs.roads import Ints, RoadGraph


class Approach(NamedTuple):
    """How a vehicle stops at the end of a drive.

    Attributes
    ----------
    gate
        Kind of the gate of the compound that the place lies in, if it is served there.
    walk_m
        Metres from where the vehicle stands to the place.
    side
        Side of the street on which a vehicle that keeps to its kerb has the place; None for others.
    """

    gate: str | None
    walk_m: int
    side: Side | None


class Zone(NamedTuple):
    """A change of the day that a drive passes through while it is in force."""

    change: Said
    crossing: Crossing


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A drive in words; ``seconds`` is how long its pieces take, which moments on the way are counted in."""

    outline: Outline
    steps: tuple[Step, ...]
    zones: tuple[Zone, ...]
    approach: Approach
    seconds: int


def tell(roads: RoadGraph, plane: Plane, pieces: Pieces, zones: Sequence[Zone], approach: Approach) -> Told:
    """Put a drive along pieces of edges of some roads into words."""
    found = directions(roads, plane, pieces)
    return Told(
        outline=outline(roads, pieces),
        steps=found.steps,
        zones=tuple(zones),
        approach=approach,
        seconds=found.seconds,
    )


def zones_of(
    changes: Sequence[tuple[Change, Ints]], vehicle: RoadVehicle, pieces: Pieces, while_: Interval
) -> tuple[Zone, ...]:
    """List the changes that a drive passes through, with its edges, while they are in force; in the order of entry.

    Also those that do not count for the vehicle, as it has a permit: that is where it is asked for. Limits that the
    vehicle keeps are not told, nor green lanes of others.
    """
    known = {
        change.id: (change, edges)
        for change, edges in changes
        if change.interval.meets(while_)
        and not isinstance(change.effect, Limit)
        and (not isinstance(change.effect, GreenLane) or change.concerns(vehicle))
    }
    crossed = zones_crossed(pieces, {name: edges for name, (_, edges) in known.items()})
    return tuple(Zone(named(known[crossing.zone][0]), crossing) for crossing in crossed)
