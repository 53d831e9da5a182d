"""Whether a vehicle may drive up to a place, and whether it can carry what is to be carried."""

from optimizer.model.goods import Handling
from optimizer.model.places import Place
from optimizer.model.vehicles import Vehicle


def admits(place: Place, vehicle: Vehicle) -> bool:
    """Whether the vehicle keeps every limit of the place (class, gross weight, height, length)."""
    limits = place.limits
    return (
        (limits.classes is None or vehicle.vehicle_class in limits.classes)
        and (limits.max_gross_grams is None or vehicle.gross_grams <= limits.max_gross_grams)
        and (limits.max_height_mm is None or vehicle.height_mm <= limits.max_height_mm)
        and (limits.max_length_mm is None or vehicle.length_mm <= limits.max_length_mm)
    )


def carries(vehicle: Vehicle, handlings: frozenset[Handling]) -> bool:
    """Whether the vehicle can carry goods of all these kinds of handling on one trip."""
    return handlings <= vehicle.handlings
