"""Rules on demands, goods and stock: E31xx, and W41xx for what will go unserved."""

from collections import Counter
from collections.abc import Iterator

from optimizer.intake.clock import write_clock, write_windows
from optimizer.intake.vocabulary import HANDLINGS
from optimizer.model.findings import Issue
from optimizer.model.goods import Handling
from optimizer.model.text import Text
from optimizer.validation.draft import Draft
from optimizer.validation.say import issue, name_of

Load = tuple[int, int]
"""Grams and litres."""


def e3101_demand_outside_opening_hours(draft: Draft) -> Iterator[Issue]:
    """See that a demand can be served while its place is open."""
    places = {entry.noun.id: entry.noun for entry in draft.places}
    for entry in draft.demands:
        place = places.get(entry.noun.place)
        if place is not None and not entry.noun.windows:
            asked, is_open = write_windows(entry.row.values["windows"]), write_windows(place.windows)
            yield issue(
                "E3101",
                entry.row.where("windows"),
                Text(
                    f"{name_of(entry.row).en} asks for {asked}, but place {place.id!r} is open {is_open}",
                    f"{name_of(entry.row).zh}要求 {asked} 送达，但地点“{place.id}”的开放时间为 {is_open}",
                ),
                Text("change the windows of the demand or of the place", "请修改需求的送达时间或地点的开放时间"),
            )


def e3102_good_apart_from_itself(draft: Draft) -> Iterator[Issue]:
    """See that a good may travel with itself."""
    for entry in draft.goods:
        if entry.noun.id in entry.noun.keeps_apart_from:
            yield issue(
                "E3102",
                entry.row.where("keeps_apart_from"),
                Text(
                    f"{name_of(entry.row).en} is to be kept apart from itself", f"{name_of(entry.row).zh}不得与自身同车"
                ),
                Text("name other goods only", "请只填其他物资"),
            )


def w4101_due_outside_windows(draft: Draft) -> Iterator[Issue]:
    """See that a due time lies inside the windows of its demand."""
    for entry in draft.demands:
        due, windows = entry.noun.due_s, entry.noun.windows
        if due is None or not windows or any(window.holds(due) for window in windows):
            continue
        yield issue(
            "W4101",
            entry.row.where("due"),
            Text(
                f"{name_of(entry.row).en} is due at {write_clock(due)}, outside its windows {write_windows(windows)}",
                f"{name_of(entry.row).zh}的最迟到达 {write_clock(due)} 不在送达时间 {write_windows(windows)} 之内",
            ),
            Text(
                "it will be late whatever we do, or the due time asks for nothing: move one of the two",
                "该需求要么必然迟到，要么此时刻不起作用；请调整其中之一",
            )
            if due > windows[0].opens
            else Text(
                "it will be late whatever we do: move the due time or the windows", "必然迟到；请调整最迟到达或送达时间"
            ),
        )


def w4102_no_vehicle_large_enough(draft: Draft) -> Iterator[Issue]:
    """See that some vehicle can carry a demand that is not splittable, or one unit of a splittable one."""
    goods = {entry.noun.id: entry.noun for entry in draft.goods}
    largest = _largest_loads(draft)
    for entry in draft.demands:
        demand, good = entry.noun, goods.get(entry.noun.good)
        if good is None or not largest[good.handling]:
            continue  # an unknown good, or one that no vehicle carries, is reported by its own rule
        units = 1 if demand.splittable else demand.quantity
        grams, litres = units * good.unit_grams, units * good.unit_litres
        if any(grams <= most[0] and litres <= most[1] for most in largest[good.handling]):
            continue
        need, most = _weight(grams, litres), "; ".join(_weight(*load) for load in largest[good.handling][:3])
        yield issue(
            "W4102",
            entry.row.where("quantity"),
            Text(
                f"{name_of(entry.row).en} needs one vehicle for {need}, but the largest "
                f"carries {most}: it will not be served",
                f"{name_of(entry.row).zh}须由一辆车装 {need}，而最大的车只能装 {most}，将无法送达",
            ),
            Text(
                "make it splittable, or add a larger vehicle"
                if units > 1
                else "use smaller units, or add a larger vehicle",
                "请改为可拆分，或增加更大的车辆" if units > 1 else "请改用更小的包装，或增加更大的车辆",
            ),
        )


def _largest_loads(draft: Draft) -> dict[Handling, list[Load]]:
    """For every handling, the loads of vehicles that no other vehicle beats in both weight and volume."""
    largest: dict[Handling, list[Load]] = {}
    for handling in Handling:
        loads = {
            (entry.noun.capacity_grams, entry.noun.capacity_litres)
            for entry in draft.vehicles
            if handling in entry.noun.handlings
        }
        front: list[Load] = []
        for load in sorted(loads, reverse=True):
            if not front or load[1] > front[-1][1]:
                front.append(load)
        largest[handling] = front
    return largest


def w4103_no_vehicle_for_handling(draft: Draft) -> Iterator[Issue]:
    """See that some vehicle can carry every good that is wanted."""
    wanted = {entry.noun.good for entry in draft.demands}
    carried = {handling for entry in draft.vehicles for handling in entry.noun.handlings}
    for entry in draft.goods:
        if draft.vehicles and entry.noun.id in wanted and entry.noun.handling not in carried:
            word = HANDLINGS.to_sheet(entry.noun.handling)
            yield issue(
                "W4103",
                entry.row.where("handling"),
                Text(
                    f"{name_of(entry.row).en} travels {entry.noun.handling.value}, but "
                    "no vehicle does: it will not be served",
                    f"{name_of(entry.row).zh}须{word}运输，但没有车辆具备该条件，将无法送达",
                ),
                Text(
                    f"add {entry.noun.handling.value!r} to the handlings of a vehicle that can carry it",
                    f"请为可承运的车辆在“储运条件”中加上“{word}”",
                ),
            )


def w4104_demand_beyond_stock(draft: Draft) -> Iterator[Issue]:
    """All that is wanted of a good is in stock somewhere."""
    wanted: Counter[str] = Counter()
    for entry in draft.demands:
        wanted[entry.noun.good] += entry.noun.quantity
    stocked: Counter[str] = Counter()
    for lot in draft.stocks:
        stocked[lot.noun.good] += lot.noun.quantity
    for good in draft.goods:
        need, have = wanted[good.noun.id], stocked[good.noun.id]
        if need > have:
            unit = good.noun.unit
            yield issue(
                "W4104",
                good.row.where("id"),
                Text(
                    f"{name_of(good.row).en}: {need:,} {unit} are wanted, {have:,} are in "
                    f"stock; {need - have:,} will not be served",
                    f"{name_of(good.row).zh}需求共 {need:,} {unit}，库存仅 {have:,} "
                    f"{unit}，有 {need - have:,} {unit}无法满足",
                ),
                Text("add stock, or lower the demands", "请补充库存，或减少需求"),
            )


def _weight(grams: int, litres: int) -> str:
    return f"{grams / 1000:,.10g} kg, {litres:,} l"


RULES = (
    e3101_demand_outside_opening_hours,
    e3102_good_apart_from_itself,
    w4101_due_outside_windows,
    w4102_no_vehicle_large_enough,
    w4103_no_vehicle_for_handling,
    w4104_demand_beyond_stock,
)
