"""What attempts of a kind bring in, lately."""

import math
from dataclasses import dataclass


@dataclass(slots=True)
class Yield:
    """What has been saved, in how many iterations, of late."""

    saved: float = 0.0
    spent: float = 0.0

    @property
    def rate(self) -> float:
        """What an iteration saves; without any, there is everything to hope for."""
        return self.saved / self.spent if self.spent else math.inf

    def note(self, saved: float, spent: float, window: float) -> None:
        """Count what an attempt has brought; what lies farther back than a window counts ever less."""
        kept = math.exp(-spent / max(1.0, window))
        self.saved, self.spent = self.saved * kept + saved, self.spent * kept + spent
