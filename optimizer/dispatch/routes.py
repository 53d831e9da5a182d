"""Where a plan's vehicles drive: lines and points to draw, for GeoJSON and the page alike."""

import colorsys
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from graphs.geo import Position, distance_m
from graphs.leg import Journey
from graphs.map.drawing import RoadLine
from graphs.map.told import Told
from graphs.travel import TravelSource
from optimizer.dispatch.runs import Run, journeys
from optimizer.model.day import Day
from optimizer.model.plan import DutyPlan, Plan

Leg = tuple[str, Journey]
"""Who drives, by profile, and from where to where and when."""


class MappedRoads(TravelSource, Protocol):
    """Roads that can be drawn and told as well as driven: :class:`graphs.network.RoadNetwork`."""

    def lines(self) -> Sequence[RoadLine]:
        """Every street, simplified for a map."""

    def told(self, profile: str, journeys: Sequence[Journey]) -> Sequence[Told | None]:
        """Ways driven between places of the last ``travel``, in words; None where there is no way to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line on the map; ``by_road`` is False where the roads told no path and it runs straight."""

    points: tuple[Position, ...]
    by_road: bool


@dataclass(frozen=True, slots=True)
class Routes:
    """The paths of all legs a plan drives."""

    day: Day
    paths: Mapping[Leg, tuple[Position, ...]]

    def leg(self, leg: Leg) -> Line:
        """Draw a leg: along the roads, or straight from place to place."""
        points = self.paths.get(leg, ())
        if len(points) >= 2:
            return Line(points=points, by_road=True)
        _, journey = leg
        ends = (self.day.places[journey.origin].position, self.day.places[journey.destination].position)
        return Line(points=ends, by_road=False)

    def run(self, duty: DutyPlan, run: Run) -> Line:
        """Draw a run from its origin to its last visit."""
        profile = self.day.profiles[duty.crew.vehicle]
        lines = [self.leg((profile, journey)) for journey in journeys((run.origin, *run.visits))]
        points = [point for line in lines for point in line.points]
        kept = [b for a, b in pairwise([None, *points]) if a != b]
        if len(kept) < 2:
            at = kept[0] if kept else self.day.places[run.places[0]].position
            kept = [at, at]
        return Line(points=tuple(p for p in kept if p is not None), by_road=all(line.by_road for line in lines))

    def stops(self, duty: DutyPlan) -> tuple[Position, ...]:
        """Give the position of every visit; a rest on the road lies as far along its leg as it was driven."""
        profile = self.day.profiles[duty.crew.vehicle]
        found: list[Position] = []
        stood, done = 0, 0
        for i, visit in enumerate(duty.visits):
            if visit.place is not None:
                stood, done = i, 0
                found.append(self.day.places[visit.place].position)
                continue
            done += visit.drive_m
            ahead = next((k for k in range(i + 1, len(duty.visits)) if duty.visits[k].place is not None), i)
            whole = done + sum(later.drive_m for later in duty.visits[i + 1 : ahead + 1])
            ways = [self.leg((profile, journey)).points for journey in journeys(duty.visits[stood : ahead + 1])]
            line = ways[0] if ways else found[stood : stood + 1]
            found.append(along(line, done / whole if whole else 0.0))
        return tuple(found)


def find_routes(day: Day, plan: Plan, roads: TravelSource) -> Routes:
    """Ask the roads for the path of every leg of the plan.

    ``roads`` must have been asked for the travel times of this day before; see :class:`graphs.travel.TravelSource`.
    """
    return Routes(
        day,
        {
            (profile, journey): tuple(path)
            for profile, asked in legs_of(day, plan).items()
            for journey, path in zip(asked, roads.paths(profile, asked), strict=True)
        },
    )


def legs_of(day: Day, plan: Plan) -> dict[str, list[Journey]]:
    """List the legs that a plan drives, each once, by profile."""
    legs: dict[str, dict[Journey, None]] = {}
    for duty in plan.duties:
        legs.setdefault(day.profiles[duty.crew.vehicle], {}).update(dict.fromkeys(journeys(duty.visits)))
    return {profile: list(asked) for profile, asked in legs.items()}


def along(points: Sequence[Position], part: float) -> Position:
    """Give the point at a part (0 to 1) of the length of a line."""
    lengths = [distance_m(a, b) for a, b in pairwise(points)]
    left = part * math.fsum(lengths)
    for (a, b), length in zip(pairwise(points), lengths, strict=True):
        if left <= length and length > 0:
            share = left / length
            return Position(a.lon + share * (b.lon - a.lon), a.lat + share * (b.lat - a.lat))
        left -= length
    return points[-1]


def colours(plan: Plan) -> dict[str, str]:
    """Give every vehicle of the plan a colour ``#rrggbb`` of its own, the same one each time.

    Hues turn by the golden angle, so that vehicles that follow each other differ most; three depths in turn keep
    neighbouring hues apart in a plan of a hundred vehicles.
    """
    vehicles = dict.fromkeys(duty.crew.vehicle for duty in plan.duties)
    found = {}
    for number, vehicle in enumerate(vehicles):
        light, full = ((0.38, 0.85), (0.48, 0.70), (0.30, 0.60))[number % 3]
        red, green, blue = colorsys.hls_to_rgb((0.58 + number * 0.61803398875) % 1, light, full)
        found[vehicle] = f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
    return found
