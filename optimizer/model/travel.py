"""What the optimizer needs to know of roads: seconds and metres between places, by profile and hour."""

from typing import Protocol

from graphs.leg import Leg


class TravelTable(Protocol):
    """Travel times among the places of a day; :class:`graphs.travel.TravelTimes` is the real one.

    Profiles are those of :meth:`optimizer.model.day.Day.profile`; places stand for their ids.
    """

    @property
    def starts(self) -> tuple[int, ...]:
        """When each period begins; the first also holds before its beginning, the last one for ever."""

    def leg(self, profile: str, origin: str, destination: str, depart_s: int) -> Leg | None:
        """The drive of whoever leaves at ``depart_s``, waits on the way included; None where there will be no way."""

    def by_period(self, profile: str, origin: str, destination: str) -> tuple[Leg | None, ...]:
        """The whole drive as it is in each of the periods; None where one has no way."""

    def quickest(self, profile: str, origin: str, destination: str) -> Leg | None:
        """The drive in its quickest period; None where no period has a way."""
