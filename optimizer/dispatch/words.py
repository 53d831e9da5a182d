"""What our closed lists are called in Chinese and English; the terms are those of docs/concepts.md."""

from collections.abc import Mapping

from graphs.profiles import VehicleClass
from optimizer.model.demands import Priority
from optimizer.model.drivers import Batch
from optimizer.model.places import PlaceKind, Zone
from optimizer.model.plan import VisitKind
from optimizer.model.text import Text
from optimizer.model.unserved import Reason

ACTIONS: Mapping[VisitKind, Text] = {
    VisitKind.START: Text("Start", "出车"),
    VisitKind.LOAD: Text("Load", "装货"),
    VisitKind.DELIVER: Text("Deliver", "送达"),
    VisitKind.REST: Text("Rest", "休息"),
    VisitKind.END: Text("Return", "收车"),
}

PLACES: Mapping[PlaceKind, Text] = {
    PlaceKind.MARKET: Text("wholesale market", "批发市场"),
    PlaceKind.WAREHOUSE: Text("reserve warehouse", "储备库"),
    PlaceKind.BASE: Text("production base", "保供基地"),
    PlaceKind.ENTERPRISE: Text("key enterprise", "重点保供企业"),
    PlaceKind.STATION: Text("transfer station", "物资中转站"),
    PlaceKind.COMMUNITY: Text("community", "社区·小区"),
    PlaceKind.STREET_OFFICE: Text("street office", "街道·办事处"),
    PlaceKind.SUPERMARKET: Text("supermarket", "超市"),
    PlaceKind.PHARMACY: Text("pharmacy", "药店"),
    PlaceKind.HOSPITAL: Text("hospital", "医院"),
    PlaceKind.CAMPUS: Text("campus", "校园"),
    PlaceKind.DEPOT: Text("depot", "停车场"),
}

ZONES: Mapping[Zone, Text] = {
    Zone.OPEN: Text("open zone", "低风险"),
    Zone.CONTROLLED: Text("controlled zone", "管控区"),
    Zone.SEALED: Text("sealed zone", "封控区"),
}

CLASSES: Mapping[VehicleClass, Text] = {
    VehicleClass.HEAVY: Text("heavy", "重型"),
    VehicleClass.MEDIUM: Text("medium", "中型"),
    VehicleClass.LIGHT: Text("light", "轻型"),
    VehicleClass.MINI: Text("mini", "微型"),
    VehicleClass.MOTORCYCLE: Text("motorcycle", "摩托车"),
    VehicleClass.CART: Text("cart", "手推车"),
    VehicleClass.BUS: Text("bus", "客车"),
    VehicleClass.CAR: Text("car", "小型车"),
}

BATCHES: Mapping[Batch, Text] = {
    Batch.FIRST: Text("first batch", "第一批"),
    Batch.RESERVE: Text("reserve batch", "储备第二批"),
}

TIERS: Mapping[Priority, Text] = {
    Priority.LIFE: Text("life-critical", "生命急需"),
    Priority.SPECIAL: Text("special need", "特殊需求"),
    Priority.DAILY: Text("daily", "日常"),
}

REASONS: Mapping[Reason, Text] = {
    Reason.NO_STOCK: Text("not enough stock", "库存不足"),
    Reason.NOT_LOADABLE_IN_TIME: Text("stock ready too late", "备货来不及装车"),
    Reason.NO_VEHICLE_LARGE_ENOUGH: Text("no vehicle large enough", "没有足够大的车辆"),
    Reason.NO_VEHICLE_FOR_HANDLING: Text("no vehicle for this handling", "没有符合运输条件的车辆"),
    Reason.VEHICLES_NOT_ADMITTED: Text("vehicles not admitted", "车辆不准驶入"),
    Reason.NO_DRIVER: Text("no driver", "没有可用驾驶员"),
    Reason.UNREACHABLE: Text("no road leads there", "道路不通"),
    Reason.WINDOW_TOO_TIGHT: Text("time window too tight", "时间窗过紧"),
    Reason.CREWS_BUSY: Text("all crews busy", "班组运力已满"),
}

GATES: Mapping[str, Text] = {
    "gate": Text("gate", "大门"),
    "lift_gate": Text("lift gate", "道闸"),
    "swing_gate": Text("swing gate", "平开门"),
    "sliding_gate": Text("sliding gate", "推拉门"),
    "bump_gate": Text("bump gate", "碰撞式大门"),
    "garage_door": Text("garage door", "车库门"),
    "rising_bollard": Text("rising bollard", "升降柱"),
    "toll_booth": Text("toll booth", "收费站"),
    "border_control": Text("border control", "边检站"),
    "checkpoint": Text("checkpoint", "卡点"),
    "sally_port": Text("gateway", "门洞"),
    "height_restrictor": Text("height restrictor", "限高架"),
    "width_restrictor": Text("width restrictor", "限宽墩"),
}
"""Barriers that a driver is told of, by their kind on the map: something opens there, or the way is low or narrow."""


def both(text: Text) -> str:
    """Chinese first, English beside."""
    return f"{text.zh} {text.en}"
