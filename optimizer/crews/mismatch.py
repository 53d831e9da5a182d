"""How badly a driver suits a vehicle that the driver may take."""

from optimizer.model.drivers import Driver, Licence
from optimizer.model.licences import AUTOMATIC_ONLY, LICENCES_FOR, NEW_ENERGY_PLATE_LENGTH
from optimizer.model.vehicles import Vehicle

_OTHER_FIRM = 400
_OTHER_HOME = 200
_UNSURE_GEARBOX = 100
_WIDER = 10
_BREADTH = {licence: sum(licence in covered for covered in LICENCES_FOR.values()) for licence in Licence}

WORST = 999
"""No mismatch is above this."""


def mismatch(driver: Driver, vehicle: Vehicle) -> int:
    """Points from 0 to :data:`WORST`: another firm, another home, a gearbox not known, a licence wider than needed."""
    points = _WIDER * _BREADTH[driver.licence]
    if driver.firm != vehicle.firm:
        points += _OTHER_FIRM
    if driver.home not in (None, vehicle.home):
        points += _OTHER_HOME
    if driver.licence in AUTOMATIC_ONLY and len(vehicle.plate) < NEW_ENERGY_PLATE_LENGTH:
        points += _UNSURE_GEARBOX
    return min(points, WORST)
