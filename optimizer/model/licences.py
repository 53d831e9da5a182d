"""Which driving licence 准驾车型 covers which class of vehicle: a table, put to work by supply and crews."""

from collections.abc import Mapping

from graphs.profiles import VehicleClass
from optimizer.model.drivers import Licence

_LORRY = frozenset({Licence.A1, Licence.A2, Licence.B2})
_SMALL = _LORRY | {Licence.B1, Licence.C1, Licence.C2, Licence.C6}

LICENCES_FOR: Mapping[VehicleClass, frozenset[Licence]] = {
    VehicleClass.HEAVY: _LORRY,
    VehicleClass.MEDIUM: _LORRY,
    VehicleClass.LIGHT: _SMALL,
    VehicleClass.MINI: _SMALL,
    VehicleClass.CAR: _SMALL,
    VehicleClass.BUS: frozenset({Licence.A1, Licence.A2, Licence.B1}),
    VehicleClass.MOTORCYCLE: frozenset({Licence.D, Licence.E}),
    VehicleClass.CART: frozenset(Licence),
}
"""Licences that cover a class (Order 162 of the Ministry of Public Security, annex 1).

A day does not record gearboxes, so C2 (automatic) is taken at the planner's word. C6 is only ever added to a C1 or C2.
A cart 小推车 is pushed, so anyone may.
"""

AUTOMATIC_ONLY: frozenset[Licence] = frozenset({Licence.C2})
"""Licences for automatic gearboxes alone: best given a vehicle that surely has one, an electric or hybrid."""

NEW_ENERGY_PLATE_LENGTH = 8
"""Characters of a new-energy plate: province, letter, then six (ordinary plates have five)."""
