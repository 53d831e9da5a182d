"""Closed intervals of time."""

from collections.abc import Iterable
from dataclasses import dataclass

from optimizer.model.units import Seconds


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class TimeWindow:
    """Closed interval, in seconds from 00:00 of the planning day.

    For a place or a demand it is the time in which service may *begin*; for a shift, the time in which work is done.
    """

    opens: Seconds
    closes: Seconds

    def __post_init__(self) -> None:
        if self.opens > self.closes:
            raise ValueError(f"time window opens at {self.opens} s, after it closes at {self.closes} s")

    @property
    def length(self) -> Seconds:
        """How long the window is open."""
        return self.closes - self.opens

    def holds(self, moment: Seconds) -> bool:
        """Whether ``moment`` lies inside, both ends included."""
        return self.opens <= moment <= self.closes

    def overlap(self, other: "TimeWindow") -> "TimeWindow | None":
        """The part that both windows share, or None."""
        opens, closes = max(self.opens, other.opens), min(self.closes, other.closes)
        return TimeWindow(opens=opens, closes=closes) if opens <= closes else None


def intersect(left: Iterable[TimeWindow], right: Iterable[TimeWindow]) -> tuple[TimeWindow, ...]:
    """All parts that a window of ``left`` shares with one of ``right``, earliest first."""
    other = tuple(right)
    return tuple(sorted(part for window in left for w in other if (part := window.overlap(w))))
