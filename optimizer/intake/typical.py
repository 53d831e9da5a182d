"""What a vehicle measures where the workbook does not say: one row a class, to be overwritten by any cell filled in.

Gross weight and length lie inside the class limits of GA 802-2019; heights and widths below the limits of the road
(4 m, 2.55 m). They are the operator's own estimates, not figures of law.
"""

from typing import NamedTuple

from graphs.profiles import VehicleClass
from optimizer.model.units import Grams, Litres, Millimetres


class Measures(NamedTuple):
    """Gross weight, height, width, length and volume of the load."""

    gross_grams: Grams
    height_mm: Millimetres
    width_mm: Millimetres
    length_mm: Millimetres
    capacity_litres: Litres


TYPICAL: dict[VehicleClass, Measures] = {
    VehicleClass.HEAVY: Measures(25_000_000, 3_900, 2_500, 12_000, 45_000),
    VehicleClass.MEDIUM: Measures(10_000_000, 3_300, 2_400, 7_500, 30_000),
    VehicleClass.LIGHT: Measures(4_400_000, 2_900, 2_100, 5_900, 15_000),
    VehicleClass.MINI: Measures(1_800_000, 2_000, 1_600, 3_500, 4_000),
    VehicleClass.MOTORCYCLE: Measures(350_000, 1_400, 900, 2_200, 150),
    VehicleClass.CART: Measures(300_000, 1_300, 900, 1_600, 500),
    VehicleClass.BUS: Measures(17_000_000, 3_400, 2_500, 10_500, 20_000),
    VehicleClass.CAR: Measures(2_000_000, 1_700, 1_900, 4_800, 800),
}
