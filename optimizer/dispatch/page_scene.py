"""What is drawn on the page's map, and in which plane."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphs.geo import Plane, Position
from optimizer.dispatch.routes import Routes, colours
from optimizer.dispatch.runs import driving
from optimizer.model.day import Day
from optimizer.model.plan import DutyPlan, Plan

Extent = tuple[float, float, float, float]
"""West, south, east, north in metres of the plane."""
Track = tuple[NDArray[np.float32], NDArray[np.float32]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A plan with its routes, the colour of each vehicle, and a plane of metres to draw in, so the aspect is true."""

    day: Day
    plan: Plan
    routes: Routes
    plane: Plane
    colour: Mapping[str, str]

    @property
    def duties(self) -> tuple[DutyPlan, ...]:
        """The crews shown; their index is the number by which script and sheets know them."""
        return tuple(driving(self.plan))

    def who(self, duty: DutyPlan) -> str:
        """Plate and driver."""
        return f"{self.day.vehicles[duty.crew.vehicle].plate} {self.day.drivers[duty.crew.driver].name}"

    def xy(self, points: Sequence[Position]) -> Track:
        """Metres of the plane; 32 bits keep them to the centimetre."""
        lon, lat = np.array(points, dtype=np.float64).reshape(-1, 2).T
        x, y = self.plane.xy(lon, lat)
        return x.astype(np.float32), y.astype(np.float32)

    def places_extent(self) -> Extent:
        """Hold all places of the day, served or not."""
        return extent(*self.xy([self.day.places[place].position for place in self.day.used_places]))


def scene(day: Day, plan: Plan, routes: Routes) -> Scene:
    """Put the plane's origin in the middle of the day's places."""
    lons, lats = zip(*(day.places[place].position for place in day.used_places), strict=True)
    middle = Position((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
    return Scene(day=day, plan=plan, routes=routes, plane=Plane(middle), colour=colours(plan))


def extent(x: NDArray[np.float32], y: NDArray[np.float32]) -> Extent:
    """Give the box around some points."""
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def around(boxes: Sequence[Extent]) -> Extent:
    """Give the box around some boxes."""
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)
