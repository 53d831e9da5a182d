"""Who may take which vehicle, and when."""

from optimizer.model.drivers import Driver, Licence
from optimizer.model.licences import LICENCES_FOR
from optimizer.model.rules import DayRules
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import TimeWindow, intersect


def licence_needed(vehicle: Vehicle) -> frozenset[Licence]:
    """Licences of which any one covers the vehicle."""
    return LICENCES_FOR[vehicle.vehicle_class]


def may_drive(driver: Driver, vehicle: Vehicle) -> bool:
    """Whether the driver is not suspended and holds a licence for the vehicle."""
    return not driver.suspended and driver.licence in licence_needed(vehicle)


def common_shifts(driver: Driver, vehicle: Vehicle, rules: DayRules) -> tuple[TimeWindow, ...]:
    """Stretches in which both may work, by shifts, whitelist entries and horizon, if long enough for a crew."""
    allowed = intersect((driver.whitelisted,), intersect((vehicle.whitelisted,), (rules.horizon,)))
    shared = intersect(intersect(vehicle.shifts, driver.shifts), allowed)
    return tuple(window for window in shared if window.length >= rules.min_crew_s)
