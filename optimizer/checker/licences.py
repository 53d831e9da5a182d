"""Which licence drives which class of vehicle: a table, one row a class of vehicle, each with its source."""

from typing import NamedTuple

from graphs.profiles import VehicleClass
from optimizer.model.drivers import Licence


class LicenceRow(NamedTuple):
    """Any one of ``licences`` suffices; None means that the law asks for none."""

    licences: frozenset[Licence] | None
    source: str


ORDER = "Order 162 of the Ministry of Public Security (2021, in force since 1 April 2022), annex 1"
"""机动车驾驶证申领和使用规定, 附件1 准驾车型及代号: the licence itself, and the column 准予驾驶的其他准驾车型.

There A1 and A2 include B1 and B2; all four include C1 and C2; D includes E. C6 is only ever added to a C1 or C2
licence (art. 14), so whoever holds it may drive what those drive.
"""

LORRY = frozenset({Licence.B2, Licence.A1, Licence.A2})
SMALL = LORRY | {Licence.B1, Licence.C1, Licence.C2, Licence.C6}

LICENCES: dict[VehicleClass, LicenceRow] = {
    VehicleClass.HEAVY: LicenceRow(LORRY, f"{ORDER}: B2 heavy lorries; A1 and A2 include B2"),
    VehicleClass.MEDIUM: LicenceRow(LORRY, f"{ORDER}: B2 medium lorries; A1 and A2 include B2"),
    VehicleClass.LIGHT: LicenceRow(SMALL, f"{ORDER}: C1 light lorries; C2 with automatic gearbox, taken as given"),
    VehicleClass.MINI: LicenceRow(SMALL, f"{ORDER}: C1 mini lorries; C2 with automatic gearbox, taken as given"),
    VehicleClass.CAR: LicenceRow(SMALL, f"{ORDER}: C1 small passenger cars; C2 with automatic gearbox, taken as given"),
    VehicleClass.BUS: LicenceRow(
        frozenset({Licence.A1, Licence.A2, Licence.B1}),
        f"{ORDER}: A1 large, B1 medium buses; A1 and A2 include B1 (the class does not tell the two sizes apart)",
    ),
    VehicleClass.MOTORCYCLE: LicenceRow(
        frozenset({Licence.D, Licence.E}), f"{ORDER}: E two wheels, D three wheels, D includes E (wheels are not known)"
    ),
    VehicleClass.CART: LicenceRow(None, "Road Traffic Safety Law, art. 19: licences are for motor vehicles"),
}


def suffices(licence: Licence, vehicle_class: VehicleClass) -> bool:
    """Whether a holder of this licence may drive this class."""
    row = LICENCES[vehicle_class]
    return row.licences is None or licence in row.licences


def asked(vehicle_class: VehicleClass) -> str:
    """The licences that suffice, for a sentence: "A1/A2/B2"."""
    return "/".join(sorted(LICENCES[vehicle_class].licences or ()))
