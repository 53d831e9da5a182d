"""From a position to a point on a road."""

from dataclasses import dataclass
from enum import StrEnum

from graphs.geo import Position


class Refusal(StrEnum):
    """Why a place cannot be put on the roads."""

    OUTSIDE = "outside"
    TOO_FAR = "too_far"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snap:
    """Where a place met the road.

    ``moved_m`` is the distance to ``point``, the nearest point of a road in the part of the network from which every
    other part can be reached; ``island_m`` the distance to a nearer road outside that part, if there is one.
    """

    point: Position
    moved_m: int
    edge: int
    fraction: float
    island_m: int | None = None
    refusal: Refusal | None = None
