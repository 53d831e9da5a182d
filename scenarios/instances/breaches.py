"""What routes can do wrong in a routing problem: a closed list."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from optimizer.model.text import Text


class Fault(StrEnum):
    """Rules of a :class:`~optimizer.model.routing_problem.RoutingProblem`."""

    UNKNOWN = "unknown"
    MISSING = "missing"
    TWICE = "twice"
    FLEET = "fleet"
    SITE = "site"
    CAPACITY = "capacity"
    PAIR = "pair"
    PRECEDENCE = "precedence"
    BACKHAUL = "backhaul"
    DEPOT = "depot"
    TRIPS = "trips"
    WINDOW = "window"
    SHIFT = "shift"
    DURATION = "duration"
    DISTANCE = "distance"
    DRIVING = "driving"
    WAY = "way"
    MEAL = "meal"
    STOCK = "stock"
    RIDE = "ride"
    STACK = "stack"
    ZONE = "zone"
    GOODS = "goods"
    TOGETHER = "together"
    APART = "apart"
    SEQUENCE = "sequence"
    FIRST = "first"
    GAP = "gap"
    CYCLE = "cycle"
    FROZEN = "frozen"


MEANINGS: Mapping[Fault, Text] = {
    Fault.UNKNOWN: Text("a client, depot or vehicle type that does not exist", "不存在的客户、车场或车型"),
    Fault.MISSING: Text("a required client is not served", "必须服务的客户未被服务"),
    Fault.TWICE: Text("a client is served more than once", "客户被重复服务"),
    Fault.FLEET: Text("more vehicles of a type than there are", "某车型用车超过可用数量"),
    Fault.SITE: Text("a vehicle type that may not serve the client", "该车型不得服务该客户"),
    Fault.CAPACITY: Text("more on board than the vehicle carries", "超过车辆载量"),
    Fault.PAIR: Text("pickup and delivery in different trips, or one without the other", "取送货不在同一车次"),
    Fault.PRECEDENCE: Text("a delivery before its pickup", "先送后取"),
    Fault.BACKHAUL: Text("a backhaul before a delivery, or backhauls alone", "回程取货先于送货，或只有回程取货"),
    Fault.DEPOT: Text("a trip begins at a depot where it may not", "车次从不允许的车场出发"),
    Fault.TRIPS: Text("more trips than allowed", "车次超过上限"),
    Fault.WINDOW: Text("arrival after the last window closed", "到达时时间窗已关闭"),
    Fault.SHIFT: Text("the route ends after the shift", "收车晚于班次结束"),
    Fault.DURATION: Text("the route takes longer than allowed", "行程时间超过上限"),
    Fault.DISTANCE: Text("the route is longer than allowed", "行程距离超过上限"),
    Fault.DRIVING: Text("more driving than allowed", "驾驶时间超过上限"),
    Fault.WAY: Text("no way leads there", "无路可达"),
    Fault.MEAL: Text("a meal begins after its time", "用餐开始过晚"),
    Fault.STOCK: Text("the trip is loaded where the client's goods are not in stock", "装货地没有该客户的货物"),
    Fault.RIDE: Text("on board for longer than allowed", "在车时间超过上限"),
    Fault.STACK: Text("not the one picked up last is delivered first", "未按后装先卸"),
    Fault.ZONE: Text("from a zone back into a more open one on one trip", "同一车次由高等级区域返回低等级区域"),
    Fault.GOODS: Text("goods that must be kept apart on one trip", "不得同车的货物装在同一车次"),
    Fault.TOGETHER: Text("clients of one vehicle served by several", "须同车服务的客户由不同车辆服务"),
    Fault.APART: Text("clients of different vehicles served by one", "须分车服务的客户由同一车辆服务"),
    Fault.SEQUENCE: Text("clients that follow one another do not", "须连续服务的客户未连续服务"),
    Fault.FIRST: Text("the second of two clients without the first", "缺少前一客户而服务后一客户"),
    Fault.GAP: Text("too soon or too long after another client", "与前一客户的间隔过短或过长"),
    Fault.CYCLE: Text("clients wait for one another in a circle", "客户相互等待，形成循环"),
    Fault.FROZEN: Text("what has begun already is changed", "改动了已开始的行程"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteBreach:
    """A rule broken: by which route (None: by all together), at which client or type, by how much."""

    fault: Fault
    route: int | None = None
    at: int | None = None
    excess: int = 0
