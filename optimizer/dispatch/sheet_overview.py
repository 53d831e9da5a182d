"""总表: one row a crew, each leading to its dispatch sheet."""

from optimizer.dispatch.clock import clock, hours, kilograms, kilometres, share
from optimizer.dispatch.runs import driven_m, driven_s, driving, grams, trips
from optimizer.dispatch.words import BATCHES, CLASSES, both
from optimizer.dispatch.xlsx import Book, Column, Link, Tint
from optimizer.model.day import Day
from optimizer.model.drivers import Batch
from optimizer.model.plan import DutyPlan, Plan

_COLUMNS = (
    Column(zh="序号", en="No.", width=5.5, look="center"),
    Column(zh="车牌号", en="Plate", width=13),
    Column(zh="车型", en="Class", width=13, look="center"),
    Column(zh="驾驶员", en="Driver", width=12),
    Column(zh="批次", en="Batch", width=26),
    Column(zh="单位", en="Firm", width=18),
    Column(zh="出车", en="Start", width=9, look="center"),
    Column(zh="收车", en="End", width=9, look="center"),
    Column(zh="趟次", en="Trips", width=7, look="whole"),
    Column(zh="送达点", en="Stops", width=8, look="whole"),
    Column(zh="重量 kg", en="Weight", width=11, look="kilograms"),
    Column(zh="装载率", en="Load factor", width=10, look="percent"),
    Column(zh="里程 km", en="Distance", width=10, look="one"),
    Column(zh="行驶 h", en="Driving", width=9, look="one"),
    Column(zh="晚到", en="Late", width=8, look="whole"),
)


def overview_sheet(book: Book, day: Day, plan: Plan, *, name: str, duties: dict[str, str], totals: str) -> None:
    """Write the list of crews, in the order of the plan."""
    sheet = book.sheet(name, _COLUMNS, footer=f"总表 Overview · {day.name} · {day.date}", tab="#12324F")
    sheet.title(f"派车总表 Overview · {day.name} · {day.date}", link=Link("返回汇总 Totals", totals))
    sheet.head(repeat=True)
    for number, duty in enumerate(driving(plan), 1):
        reserve = day.drivers[duty.crew.driver].batch is Batch.RESERVE
        sheet.row(_cells(day, number, duty, duties[duty.crew.id]), tint=Tint.LOAD if reserve else Tint.NONE)
    sheet.note("")
    sheet.note("底色为储备第二批驾驶员 Shaded: drivers of the reserve batch")
    sheet.note("点击车牌号打开派车单 Click a plate to open its dispatch sheet")


def _cells(day: Day, number: int, duty: DutyPlan, sheet: str) -> tuple[str | int | float | Link, ...]:
    vehicle, driver, carried = day.vehicles[duty.crew.vehicle], day.drivers[duty.crew.driver], trips(duty)
    weight = sum(grams(day, run.load.lines) for run in carried)
    return (
        number,
        Link(vehicle.plate, sheet),
        both(CLASSES[vehicle.vehicle_class]),
        driver.name,
        both(BATCHES[driver.batch]),
        driver.firm or vehicle.firm,
        clock(duty.visits[0].leave_s),
        clock(duty.visits[-1].leave_s),
        len(carried),
        sum(len(run.deliveries) for run in carried),
        kilograms(weight),
        share(weight, len(carried) * vehicle.capacity_grams),
        kilometres(driven_m(duty)),
        hours(driven_s(duty)),
        sum(visit.late_s > 0 for visit in duty.visits),
    )
