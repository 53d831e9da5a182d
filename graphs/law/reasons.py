"""Why a vehicle may not drive on a road: one sentence, in English and Chinese."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from graphs.law.classes import COLUMNS, RoadVehicle, VehicleClass
from graphs.law.edgelaw import Quantity
from graphs.law.judge import Bar, Verdict, measure_of
from graphs.law.legal import Period, clock_at, verdict
from graphs.law.speeds import SPEEDS_KPH
from graphs.roads import ROAD_CLASSES, RoadGraph


class Reason(NamedTuple):
    """The same sentence twice."""

    en: str
    zh: str


CLASS_NAMES: Mapping[VehicleClass, Reason] = {
    VehicleClass.HEAVY: Reason("heavy lorries", "重型货车"),
    VehicleClass.MEDIUM: Reason("medium lorries", "中型货车"),
    VehicleClass.LIGHT: Reason("light lorries", "轻型货车"),
    VehicleClass.MINI: Reason("mini lorries", "微型货车"),
    VehicleClass.MOTORCYCLE: Reason("motorcycles", "摩托车"),
    VehicleClass.CART: Reason("carts", "小推车"),
    VehicleClass.BUS: Reason("buses", "客车"),
    VehicleClass.CAR: Reason("cars", "小型汽车"),
}
"""What the classes are called in a sentence."""

_LIMIT_NAMES: Mapping[Quantity, Reason] = {
    Quantity.HEIGHT_CM: Reason("height limit", "限高"),
    Quantity.WIDTH_CM: Reason("width limit", "限宽"),
    Quantity.LENGTH_CM: Reason("length limit", "限长"),
    Quantity.GROSS_KG: Reason("weight limit", "限重"),
    Quantity.AXLE_KG: Reason("axle load limit", "轴重限制"),
}


def why_not(
    roads: RoadGraph, vehicle: RoadVehicle, edge: int, period: Period | None = None, day: date | None = None
) -> Reason | None:
    """Why a vehicle may not use an edge; None where it may.

    Parameters
    ----------
    roads, vehicle, edge
        The roads, who drives, and the edge.
    period, day
        As for :func:`graphs.law.legal.legal_ms`: without both, signs with hours are passed over.
    """
    found = verdict(roads.law.laws[roads.law.code[edge]], vehicle, clock_at(roads, period, day))
    if found.bar is not None:
        return _reason(found, vehicle)
    road = ROAD_CLASSES[roads.road_class[edge]]
    if not SPEEDS_KPH[road][COLUMNS.index(vehicle.vehicle_class)]:
        name = CLASS_NAMES[vehicle.vehicle_class]
        return Reason(f"no {name.en} on a {road.replace('_', ' ')}", f"{name.zh}不得驶入高速公路")
    return None


def _reason(found: Verdict, vehicle: RoadVehicle) -> Reason:
    name = CLASS_NAMES[vehicle.vehicle_class]
    if found.bar is Bar.PRIVATE:
        return Reason("private road, and the vehicle has no permit", "内部道路，车辆无通行许可")
    if found.bar is Bar.HOURS:
        return Reason(
            f"closed to {name.en} at some time ({found.hours})", f"该时段有禁止{name.zh}通行的时间（{found.hours}）"
        )
    if found.bar is Bar.LIMIT and found.quantity is not None:
        said, has = _LIMIT_NAMES[found.quantity], measure_of(vehicle, found.quantity)
        mass = found.quantity in {Quantity.GROSS_KG, Quantity.AXLE_KG}
        scale, en, zh = (1000, "t", "吨") if mass else (100, "m", "米")
        limit, own = f"{found.limit / scale:g}", f"{has / scale:g}"
        return Reason(f"{said.en} {limit} {en}, the vehicle has {own} {en}", f"{said.zh}{limit}{zh}，车辆为{own}{zh}")
    return Reason(f"closed to {name.en}", f"禁止{name.zh}通行")
