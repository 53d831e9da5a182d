"""The figures of law and of the operator that a day is planned under: data, never constants in code."""

from dataclasses import dataclass
from enum import StrEnum

from optimizer.model.demands import Priority
from optimizer.model.units import HOUR, Cents, Metres, Seconds
from optimizer.model.windows import TimeWindow


class Traffic(StrEnum):
    """How full the streets are, hour by hour; names of the tables :data:`graphs.law.speeds.TRAFFIC_PCT`."""

    QUIET = "quiet"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRules:
    """Rules of the day with their defaults.

    Attributes
    ----------
    max_driving_s, rest_s
        At most so much driving without a rest of at least so long
        (Regulation on the Road Traffic Safety Law, art. 62(7); Road Transport Regulation 2023, art. 28).
    waiting_is_rest
        Whether an uninterrupted wait of at least ``rest_s`` counts as the rest.
    min_crew_s
        A vehicle and a driver whose common hours are shorter than this make no crew.
    late_cents_per_hour
        Price of an hour of lateness of a daily demand; special costs 10 times, life 100 times as much.
    snap_limit_m
        A place farther than this from any road it can be reached by is refused.
    traffic
        Which table of speeds by hour the roads are driven by.
    horizon
        The time in which vehicles may work at all.
    """

    max_driving_s: Seconds = 4 * HOUR
    rest_s: Seconds = 20 * 60
    waiting_is_rest: bool = True
    min_crew_s: Seconds = 2 * HOUR
    late_cents_per_hour: Cents = 60_000
    snap_limit_m: Metres = 500
    traffic: Traffic = Traffic.QUIET
    horizon: TimeWindow = TimeWindow(opens=0, closes=30 * HOUR)

    def late_cents(self, priority: Priority, late_s: Seconds) -> Cents:
        """Price of ``late_s`` seconds of lateness of a demand of this tier, rounded up."""
        weight = {Priority.LIFE: 100, Priority.SPECIAL: 10, Priority.DAILY: 1}[priority]
        return -(-late_s * weight * self.late_cents_per_hour // HOUR)
