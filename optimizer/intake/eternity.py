"""What an interval without a beginning or an end stands for, in seconds from 00:00 of the planning day."""

from optimizer.model.units import DAY, Seconds

BEGINNING: Seconds = -3_650 * DAY
END: Seconds = 3_650 * DAY
