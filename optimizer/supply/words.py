"""Figures and kinds as people read them: clock times, weights, vehicle classes, handlings."""

from graphs.profiles import VehicleClass
from optimizer.model.goods import Handling
from optimizer.model.units import HOUR, TONNE, Grams, Seconds

CLASS_ZH = {
    VehicleClass.HEAVY: "重型",
    VehicleClass.MEDIUM: "中型",
    VehicleClass.LIGHT: "轻型",
    VehicleClass.MINI: "微型",
    VehicleClass.MOTORCYCLE: "摩托",
    VehicleClass.CART: "手推",
    VehicleClass.BUS: "客",
    VehicleClass.CAR: "小客",
}
"""Class of a vehicle, to be followed by 车; the words of the workbook."""

HANDLING_ZH = {
    Handling.AMBIENT: "常温",
    Handling.CHILLED: "冷藏",
    Handling.FROZEN: "冷冻",
    Handling.MEDICINE: "药品",
    Handling.HAZARDOUS: "危险品",
}


def clock(seconds: Seconds) -> str:
    """Time of day, "08:05"; hours beyond midnight count on, "25:30" is half past one tomorrow."""
    sign, minutes = ("-", -seconds // 60) if seconds < 0 else ("", seconds // 60)
    return f"{sign}{minutes // (HOUR // 60):02d}:{minutes % 60:02d}"


def weight(grams: Grams) -> str:
    """Kilograms below a tonne, tonnes from there on, without idle zeros."""
    amount, unit = (grams / TONNE, "t") if grams >= TONNE else (grams / 1000, "kg")
    return f"{amount:.3f}".rstrip("0").rstrip(".") + f" {unit}"
