"""Who holds the licence for a vehicle: supply sizes drops for vehicles that somebody may drive, crews pair by it."""

from optimizer.model.drivers import Licence
from optimizer.model.licences import AUTOMATIC_ONLY, LICENCES_FOR, NEW_ENERGY_PLATE_LENGTH
from optimizer.model.vehicles import Vehicle


def licence_fits(licence: Licence, vehicle: Vehicle) -> bool:
    """Whether the licence covers the vehicle's class, and its gearbox."""
    if licence in AUTOMATIC_ONLY and len(vehicle.plate) < NEW_ENERGY_PLATE_LENGTH:
        return False
    return licence in LICENCES_FOR[vehicle.vehicle_class]
