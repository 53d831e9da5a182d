"""What supply cannot cover: units without stock, without a vehicle, without a road, each with reason and remedy."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from optimizer.model.demands import Demand
from optimizer.model.goods import Good
from optimizer.model.text import Text
from optimizer.model.units import Grams, Litres, Seconds
from optimizer.model.unserved import Reason, Unserved
from optimizer.model.vehicles import Vehicle
from optimizer.supply.admission import admits, carries
from optimizer.supply.shares import Share
from optimizer.supply.ways import PROGRESS, Way, Ways
from optimizer.supply.words import CLASS_ZH, HANDLING_ZH, clock, weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """So many units of a demand that nothing feeds; ``lots`` are all lots of its good, with the way or the obstacle."""

    ways: Ways
    demand: Demand
    good: Good
    quantity: int
    lots: Mapping[int, Way | Reason]

    @property
    def head(self) -> Text:
        """What is missing, and where."""
        place = self.ways.day.places[self.demand.place].name
        wanted = f"{self.quantity} of {self.demand.quantity} {self.good.unit} {self.good.name}"
        of_all = f"{self.good.name} {self.demand.quantity} {self.good.unit}中的 {self.quantity} {self.good.unit}"
        return Text(f"{place}: {wanted} cannot be delivered", f"{place}：{of_all}无法送达")

    @property
    def atom(self) -> tuple[Grams, Litres]:
        """Weight and volume of the smallest part that can be delivered."""
        units = 1 if self.demand.splittable else self.demand.quantity
        return units * self.good.unit_grams, units * self.good.unit_litres

    def point(self, reason: Reason | None) -> str:
        """Id of the first load point whose lot meets this obstacle (None: it has a way), or the first with the good."""
        met = [lot for lot, way in self.lots.items() if (way if isinstance(way, Reason) else None) == reason]
        if reason is None:
            met.sort(key=lambda lot: way.drive_s if isinstance(way := self.lots[lot], Way) else 0)
        return self.ways.day.stocks[met[0]].place

    def carriers(self) -> list[Vehicle]:
        """Vehicles that carry the good."""
        handlings = frozenset({self.good.handling})
        return [vehicle for vehicle in self.ways.day.vehicles.values() if carries(vehicle, handlings)]


def explain_shortfalls(
    ways: Ways, pairs: Mapping[tuple[int, str], Way | Reason], shares: Sequence[Share]
) -> tuple[Unserved, ...]:
    """One answer for each demand that is not fed in full, in the order of the demands."""
    fed: Counter[str] = Counter()
    for share in shares:
        fed[share.demand] += share.quantity
    lots: dict[str, dict[int, Way | Reason]] = {}
    for (lot, name), way in pairs.items():
        lots.setdefault(name, {})[lot] = way
    found = []
    for demand in ways.day.demands.values():
        if missing := demand.quantity - fed[demand.id]:
            good = ways.day.goods[demand.good]
            around = lots.get(demand.id, {})
            short = Shortfall(ways=ways, demand=demand, good=good, quantity=missing, lots=around)
            found.append(_answer(short, reason_of(around)))
    return tuple(found)


def reason_of(lots: Mapping[int, Way | Reason]) -> Reason:
    """Name the obstacle of the lot that came farthest; where a lot had a way, its stock ran out."""
    obstacles = [way for way in lots.values() if isinstance(way, Reason)]
    if not lots or len(obstacles) < len(lots):
        return Reason.NO_STOCK
    return max(obstacles, key=PROGRESS.index)


def _answer(short: Shortfall, reason: Reason) -> Unserved:
    why, remedy = _TEXTS[reason](short)
    return Unserved(
        demand=short.demand.id,
        good=short.good.id,
        quantity=short.quantity,
        reason=reason,
        explanation=Text(f"{short.head.en}: {why.en}", f"{short.head.zh}：{why.zh}"),
        remedy=remedy,
    )


def _no_stock(short: Shortfall) -> tuple[Text, Text]:
    good, unit = short.good.name, short.good.unit
    if not short.lots:
        return (
            Text(f"no load point holds {good}", f"没有任何装货点有{good}库存"),
            Text(
                f"stock {short.quantity} {unit} of {good} at a load point",
                f"在装货点备货{good} {short.quantity} {unit}",
            ),
        )
    day = short.ways.day
    usable = {lot: way for lot, way in short.lots.items() if isinstance(way, Way)}
    held = sum(day.stocks[lot].quantity for lot in usable)
    wanted = sum(d.quantity for d in day.demands.values() if d.good == short.good.id)
    point = day.places[short.point(None)].name
    if not short.demand.splittable and held >= short.demand.quantity:
        why = Text(
            f"it must come whole from one load point, and of the {held} {unit} in stock no load point has so much left",
            f"该需求须由一个装货点一次送齐，而库存共 {held} {unit}，没有一个装货点剩余数量足够",
        )
    else:
        why = Text(
            f"the load points that can feed it hold {held} {unit}, all demands together want {wanted} {unit}, "
            "and the rest of the stock goes to the same or a higher tier",
            f"可供货的装货点库存共 {held} {unit}，各处需求共 {wanted} {unit}，库存已用于同级或更高级别的需求",
        )
    return why, Text(
        f"bring {short.quantity} {unit} more {good} to {point}, or allow the demand to be split or reduced",
        f"向{point}补充{good} {short.quantity} {unit}，或允许该需求拆分、减量",
    )


def _no_handling(short: Shortfall) -> tuple[Text, Text]:
    handling = short.good.handling
    fleet = len(short.ways.day.vehicles)
    return (
        Text(
            f"no vehicle of {fleet} carries {handling} goods",
            f"{fleet} 辆车中没有可运{HANDLING_ZH[handling]}物资的车辆",
        ),
        Text(
            f"add a vehicle for {handling} goods that takes {weight(short.atom[0])} or more",
            f"增加一辆可运{HANDLING_ZH[handling]}物资、载重不少于 {weight(short.atom[0])} 的车辆",
        ),
    )


def _not_admitted(short: Shortfall) -> tuple[Text, Text]:
    day = short.ways.day
    here, there = day.places[short.point(Reason.VEHICLES_NOT_ADMITTED)], day.places[short.demand.place]
    carriers = short.carriers()
    at_here, at_there = (sum(admits(place, vehicle) for vehicle in carriers) for place in (here, there))
    return (
        Text(
            f"vehicles that carry it: {len(carriers)}; admitted at {here.name}: {at_here}, at {there.name}: "
            f"{at_there}, at both: 0",
            f"可运该物资的 {len(carriers)} 辆车中，{at_here} 辆可进{here.name}，{at_there} 辆可进"
            f"{there.name}，没有两处都可进的",
        ),
        Text(
            f"add a vehicle that keeps the limits of both places, or lift the limit at "
            f"{(there if at_there <= at_here else here).name}",
            f"增加一辆符合两处限制的车辆，或放宽{(there if at_there <= at_here else here).name}的车辆限制",
        ),
    )


def _no_driver(short: Shortfall) -> tuple[Text, Text]:
    day = short.ways.day
    places = day.places[short.point(Reason.NO_DRIVER)], day.places[short.demand.place]
    suited = [vehicle for vehicle in short.carriers() if all(admits(place, vehicle) for place in places)]
    vehicle = suited[0]
    return (
        Text(
            f"no driver on duty has the licence for, and {clock(day.rules.min_crew_s)} hours in common with, any of "
            f"the vehicles admitted for it ({len(suited)}, such as {vehicle.plate})",
            f"可用的 {len(suited)} 辆车（如 {vehicle.plate}）没有准驾车型相符"
            f"且共同工作时间满 {clock(day.rules.min_crew_s)} 的在岗驾驶员",
        ),
        Text(
            f"call up a driver licensed for {vehicle.vehicle_class} vehicles",
            f"调派一名可驾驶{CLASS_ZH[vehicle.vehicle_class]}车的驾驶员",
        ),
    )


def _too_large(short: Shortfall) -> tuple[Text, Text]:
    day = short.ways.day
    places = day.places[short.point(Reason.NO_VEHICLE_LARGE_ENOUGH)], day.places[short.demand.place]
    suited = [vehicle for vehicle in short.carriers() if all(admits(place, vehicle) for place in places)]
    largest = max(suited, key=lambda vehicle: (vehicle.capacity_grams, vehicle.capacity_litres))
    grams, litres = short.atom
    part = (
        ("one unit", "单件")
        if short.demand.splittable
        else ("the whole demand, which may not be split,", "该需求（不可拆分）")
    )
    return (
        Text(
            f"{part[0]} takes {weight(grams)} and {litres} l; the largest vehicle admitted, {largest.plate}, holds "
            f"{weight(largest.capacity_grams)} and {largest.capacity_litres} l",
            f"{part[1]}需 {weight(grams)}、{litres} 升；可进的最大车辆 {largest.plate} 可装 "
            f"{weight(largest.capacity_grams)}、{largest.capacity_litres} 升",
        ),
        Text(
            f"allow the demand to be split, or add a vehicle for {weight(grams)} and {litres} l",
            f"允许拆分该需求，或增加可装 {weight(grams)}、{litres} 升的车辆",
        ),
    )


def _no_road(short: Shortfall) -> tuple[Text, Text]:
    day = short.ways.day
    point, place = day.places[short.point(Reason.UNREACHABLE)].name, day.places[short.demand.place].name
    return (
        Text(
            f"no road for the vehicles admitted leads from {point} to {place}",
            f"可用车辆从{point}到{place}没有可通行的道路",
        ),
        Text(
            f"check the position of {place} and the closures around it, or supply it from elsewhere",
            f"核对{place}的坐标及周边封闭情况，或改由其他货源供应",
        ),
    )


def _too_late(short: Shortfall) -> tuple[Text, Text]:
    day = short.ways.day
    closes = short.demand.windows[-1].closes
    late = [day.stocks[lot] for lot, way in short.lots.items() if way is Reason.NOT_LOADABLE_IN_TIME]
    first = min(late, key=lambda stock: stock.ready_s)
    point = day.places[first.place].name
    begin_s = short.ways.first_load_s(first)
    if begin_s is None:
        shut_s = max(window.closes for window in day.places[first.place].windows)
        return (
            Text(
                f"it is ready at {point} at {clock(first.ready_s)}, after the last loading at {clock(shut_s)}",
                f"{point}的货 {clock(first.ready_s)} 才备好，晚于该处最后装货时间 {clock(shut_s)}",
            ),
            Text(
                f"make it ready by {clock(shut_s)}, or keep {point} open for loading after {clock(first.ready_s)}",
                f"在 {clock(shut_s)} 前备好货，或将{point}装货时间延长至 {clock(first.ready_s)} 以后",
            ),
        )
    arrives_s = short.ways.arrives_s(first, short.demand)
    return (
        Text(
            f"loaded at {point} from {clock(begin_s)} on, it arrives at {clock(arrives_s)} at the earliest; service "
            f"must begin by {clock(closes)} and the vehicles stop by their last shift",
            f"{point} {clock(begin_s)} 起可装货，最早 {clock(arrives_s)} 到达；"
            f"须在 {clock(closes)} 前开始卸货，且不超过车辆末班时间",
        ),
        _sooner_or_longer(first.ready_s - (arrives_s - closes), arrives_s, arrives_s > closes),
    )


def _sooner_or_longer(ready_by_s: Seconds, arrives_s: Seconds, closed: bool) -> Text:  # noqa: FBT001 (one caller)
    if not closed:
        return Text(f"keep a vehicle on duty beyond {clock(arrives_s)}", f"安排车辆工作至 {clock(arrives_s)} 以后")
    return Text(
        f"make it ready by {clock(ready_by_s)}, or keep the window open until {clock(arrives_s)}",
        f"在 {clock(ready_by_s)} 前备好货，或将收货时间延长至 {clock(arrives_s)}",
    )


_TEXTS = {
    Reason.NO_STOCK: _no_stock,
    Reason.NO_VEHICLE_FOR_HANDLING: _no_handling,
    Reason.VEHICLES_NOT_ADMITTED: _not_admitted,
    Reason.NO_DRIVER: _no_driver,
    Reason.NO_VEHICLE_LARGE_ENOUGH: _too_large,
    Reason.UNREACHABLE: _no_road,
    Reason.NOT_LOADABLE_IN_TIME: _too_late,
}
