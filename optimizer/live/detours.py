"""What a plan that does not know of the day's road changes meets on the road, and the ways round."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from graphs.changes.affected import Hit
from graphs.changes.alternatives import Blocked, Detour
from graphs.changes.resolve import DayChanges
from graphs.engine.pieces import Pieces
from graphs.leg import Journey
from graphs.travel import TravelSource
from optimizer.live.affected import PlannedDrive, affected_drives
from optimizer.model.day import Day
from optimizer.model.plan import Plan
from optimizer.plan import travel_of


class ChangingRoads(TravelSource, Protocol):
    """Roads that tell what is driven, and ways round changes: :class:`graphs.network.RoadNetwork`."""

    def drives(self, profile: str, journeys: Sequence[Journey]) -> Sequence[Pieces | None]:
        """What is driven between places of the last ``travel``; None where there is no way."""

    def detours(self, day: DayChanges, blocked: Sequence[Blocked]) -> Sequence[Detour | None]:
        """Ways round changes between places of the last ``travel``; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hindrance:
    """A change in the way of a planned drive, and the best drive round it; None where every way leads through it."""

    drive: PlannedDrive
    hit: Hit
    detour: Detour | None


def hindrances(day: Day, plan: Plan, changes: DayChanges, roads: ChangingRoads) -> tuple[Hindrance, ...]:
    """List what the day's road changes put in the way of a plan, in the order of duties and drives.

    A drive planned to take as long and as far as the fastest way under the changes knows of them, and is passed over;
    any other is taken to follow the fastest way without them.

    Parameters
    ----------
    changes
        The road changes of the day, on ``roads``.

    Raises
    ------
    InvalidDay
        When a road change of the day cannot be put on the roads.
    """
    reckoned = travel_of(day, roads)
    unknowing = replace(day, road_changes=())
    travel_of(unknowing, roads)

    def ways(vehicle: str, journeys: Sequence[Journey]) -> Sequence[Pieces | None]:
        return roads.drives(unknowing.profiles[vehicle], journeys)

    met = affected_drives(day, plan, changes, ways, reckoned=reckoned)
    blocked = [
        Blocked(change=hit.change, vehicle=one.seen, leg=one.leg, depart_s=one.depart_s, planned=one.pieces)
        for one, hit in met
    ]
    return tuple(
        Hindrance(drive=one, hit=hit, detour=detour)
        for (one, hit), detour in zip(met, roads.detours(changes, blocked), strict=True)
    )
