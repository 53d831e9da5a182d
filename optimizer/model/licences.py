"""Which driving licence 准驾车型 covers which class of vehicle: a table, put to work by crews and by the checker."""

from collections.abc import Mapping

from graphs.profiles import VehicleClass
from optimizer.model.drivers import Licence

_LORRY = frozenset({Licence.A1, Licence.A2, Licence.B2})
_SMALL = _LORRY | {Licence.B1, Licence.C1, Licence.C2}

LICENCES_FOR: Mapping[VehicleClass, frozenset[Licence]] = {
    VehicleClass.HEAVY: _LORRY,
    VehicleClass.MEDIUM: _LORRY,
    VehicleClass.LIGHT: _SMALL,
    VehicleClass.MINI: _SMALL,
    VehicleClass.CAR: _SMALL,
    VehicleClass.BUS: frozenset({Licence.A1}),
    VehicleClass.MOTORCYCLE: frozenset({Licence.D, Licence.E}),
    VehicleClass.CART: frozenset(Licence),
}
"""Licences that cover a class (driving licence regulation of the Ministry of Public Security, annex of classes).

C6 stands for light combinations, of which the pool has none; a cart 小推车 is pushed, so anyone may.
"""

AUTOMATIC_ONLY: frozenset[Licence] = frozenset({Licence.C2})
"""Licences for automatic gearboxes alone; of our vehicles only the electric and hybrid ones surely have none to shift."""

NEW_ENERGY_PLATE_LENGTH = 8
"""Characters of a new-energy plate: province, letter, then six (ordinary plates have five)."""
