"""A plan to start from, and what it costs to change it."""

from dataclasses import dataclass

from optimizer.model.plan import Plan
from optimizer.model.units import Cents, Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePrices:
    """What changes against a given plan cost, beside everything else a plan costs; nobody pays them.

    Attributes
    ----------
    other_crew_cents
        For a drop that another vehicle brings than in the plan.
    other_turn_cents
        For a drop that the same vehicle brings after another one than in the plan.
    cents_per_hour
        For each hour that work at a drop begins earlier or later, beyond ``tolerance_s``, than where the plan is driven
        on the roads of this day, leaving as early as it can.
    """

    other_crew_cents: Cents = 0
    other_turn_cents: Cents = 0
    cents_per_hour: Cents = 0
    tolerance_s: Seconds = 15 * 60

    def __post_init__(self) -> None:
        if min(self.other_crew_cents, self.other_turn_cents, self.cents_per_hour, self.tolerance_s) < 0:
            raise ValueError(f"a price of changes is negative: {self}")

    @property
    def is_free(self) -> bool:
        """Whether changes cost nothing."""
        return not (self.other_crew_cents or self.other_turn_cents or self.cents_per_hour)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPlan:
    """The plan need not be whole, nor keep any rule: what does not hold of it is planned anew."""

    plan: Plan
    prices: ChangePrices = ChangePrices()
