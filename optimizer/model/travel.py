"""What the optimizer needs to know of roads: seconds and metres between places, by vehicle class."""

from typing import Protocol

from graphs.leg import Leg
from graphs.profiles import VehicleClass


class TravelTable(Protocol):
    """Travel times among the places of a day; :class:`graphs.travel.TravelTimes` is the real one."""

    def leg(self, vehicle_class: VehicleClass, origin: str, destination: str) -> Leg | None:
        """The drive from origin to destination (place ids), or None where no road leads there."""
