"""装货单: what a loading point hands out, to whom and when, in the order of the clock."""

from collections import Counter

from optimizer.dispatch.clock import clock, kilograms
from optimizer.dispatch.runs import Run, driving, grams, trips
from optimizer.dispatch.sheet_duty import goods_text
from optimizer.dispatch.words import CLASSES, PLACES, both
from optimizer.dispatch.xlsx import Book, Column, Link, Tint
from optimizer.model.day import Day
from optimizer.model.loads import Line
from optimizer.model.plan import DutyPlan, Plan

_COLUMNS = (
    Column(zh="序号", en="No.", width=5.5, look="center"),
    Column(zh="到达", en="Arrive", width=9, look="center"),
    Column(zh="开始装货", en="Begin", width=10, look="center"),
    Column(zh="离开", en="Leave", width=9, look="center"),
    Column(zh="车牌号", en="Plate", width=13, look="center"),
    Column(zh="车型", en="Class", width=13, look="center"),
    Column(zh="驾驶员", en="Driver", width=12),
    Column(zh="趟次", en="Trip", width=6, look="center"),
    Column(zh="物资与数量", en="Goods and quantity", width=30),
    Column(zh="重量 kg", en="Weight", width=11, look="kilograms"),
    Column(zh="去向", en="Bound for", width=40),
    Column(zh="签字", en="Signature", width=14),
)


def loading_sheet(
    book: Book, day: Day, plan: Plan, place: str, *, name: str, duties: dict[str, str], overview: str
) -> None:
    """Write the sheet of one loading point; plates lead to the sheets of their duties."""
    point = day.places[place]
    sheet = book.sheet(name, _COLUMNS, footer=f"装货单 Loading sheet · {day.name} · {day.date} · {name}", tab="#C98A1B")
    sheet.title(f"装货单 Loading sheet · {point.name}", link=Link("返回总表 Overview", overview))
    loads = _loads(plan, place)
    lines = tuple(line for _, run in loads for line in run.load.lines)
    sheet.facts(
        (
            ("日期 Date", f"{day.date}"),
            ("类别 Kind", both(PLACES[point.kind])),
            ("区县 District", point.district or "—"),
            ("车次 Loadings", f"{len(loads)}"),
            ("总重 Total weight", f"{grams(day, lines) / 10**6:,.2f} t"),
        ),
        (0, 4, 6, 8, 10),
    )
    sheet.note("")
    sheet.head(repeat=True)
    for number, (duty, run) in enumerate(loads, 1):
        sheet.row(_cells(day, number, duty, run, duties[duty.crew.id]), points=30)
    for good, units in _by_good(lines).items():
        noun = day.goods[good]
        text, weight = f"{noun.name} {units:,} {noun.unit}", kilograms(units * noun.unit_grams)
        sheet.row((None, "合计 Sum", *[None] * 6, text, weight, None, None), tint=Tint.SUM)


def _loads(plan: Plan, place: str) -> list[tuple[DutyPlan, Run]]:
    """All loadings at a place, earliest first."""
    found = [(duty, run) for duty in driving(plan) for run in trips(duty) if run.load.place == place]
    return sorted(found, key=lambda pair: (pair[1].load.begin_s, pair[1].load.arrive_s, pair[0].crew.id))


def _by_good(lines: tuple[Line, ...]) -> Counter[str]:
    units = Counter[str]()
    for line in lines:
        units[line.good] += line.quantity
    return units


def _cells(day: Day, number: int, duty: DutyPlan, run: Run, sheet: str) -> tuple[str | int | float | Link | None, ...]:
    vehicle, load = day.vehicles[duty.crew.vehicle], run.load
    bound_for = dict.fromkeys(day.places[visit.place].name for visit in run.deliveries if visit.place is not None)
    return (
        number,
        clock(load.arrive_s),
        clock(load.begin_s),
        clock(load.leave_s),
        Link(vehicle.plate, sheet),
        both(CLASSES[vehicle.vehicle_class]),
        day.drivers[duty.crew.driver].name,
        run.number,
        goods_text(day, load.lines),
        kilograms(grams(day, load.lines)),
        "、".join(bound_for),
        None,
    )
