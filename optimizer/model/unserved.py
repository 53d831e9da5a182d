"""What could not be served 未满足, why, and what would help: an answer, never an error."""

from dataclasses import dataclass
from enum import StrEnum

from optimizer.model.text import Text


class Reason(StrEnum):
    """Why a demand, or a part of it, is not served: a closed list, each explained in docs/errors.md."""

    NO_STOCK = "no_stock"
    NOT_LOADABLE_IN_TIME = "not_loadable_in_time"
    NO_VEHICLE_LARGE_ENOUGH = "no_vehicle_large_enough"
    NO_VEHICLE_FOR_HANDLING = "no_vehicle_for_handling"
    VEHICLES_NOT_ADMITTED = "vehicles_not_admitted"
    NO_DRIVER = "no_driver"
    UNREACHABLE = "unreachable"
    WINDOW_TOO_TIGHT = "window_too_tight"
    CREWS_BUSY = "crews_busy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unserved:
    """So many units of a demand are not delivered."""

    demand: str
    good: str
    quantity: int
    reason: Reason
    explanation: Text
    remedy: Text
