"""派车单: what a driver takes along, one line a visit and one a drive, with room to sign."""

from optimizer.dispatch.clock import clock, closing, duration, kilograms, kilograms_text
from optimizer.dispatch.runs import driven_m, driven_s, grams, trips
from optimizer.dispatch.ways import Way, Ways, way_to
from optimizer.dispatch.words import ACTIONS, BATCHES, CLASSES, ZONES, both
from optimizer.dispatch.xlsx import Book, Column, Link, Sheet, Tint
from optimizer.model.day import Day
from optimizer.model.loads import Line
from optimizer.model.places import Zone
from optimizer.model.plan import DutyPlan, Visit, VisitKind
from optimizer.model.units import Seconds

_COLUMNS = (
    Column(zh="序号", en="No.", width=5.5, look="center"),
    Column(zh="趟次", en="Trip", width=5.5, look="center"),
    Column(zh="到达", en="Arrive", width=9, look="center"),
    Column(zh="开始", en="Begin", width=9, look="center"),
    Column(zh="离开", en="Leave", width=9, look="center"),
    Column(zh="作业", en="Action", width=13, look="center"),
    Column(zh="地点", en="Place", width=26),
    Column(zh="区县", en="District", width=11),
    Column(zh="物资与数量", en="Goods and quantity", width=28),
    Column(zh="重量 kg", en="Weight", width=10, look="kilograms"),
    Column(zh="车上 kg", en="On board", width=11, look="kilograms"),
    Column(zh="备注", en="Notes", width=24),
    Column(zh="签字", en="Signature", width=14),
)
_FACTS_AT = (0, 3, 6, 8, 9, 11)


def duty_sheet(book: Book, day: Day, duty: DutyPlan, ways: Ways, *, name: str, overview: str) -> None:
    """Write the dispatch sheet of one crew; the way of a drive stands above the visit that it leads to."""
    sheet = book.sheet(
        name, _COLUMNS, footer=f"派车单 Dispatch sheet · {day.name} · {day.date} · {name}", tab="#2E75B6"
    )
    sheet.title("派车单 Dispatch sheet", link=Link("返回总表 Overview", overview))
    _facts(sheet, day, duty)
    sheet.head(repeat=True)
    trip = 0
    for number, visit in enumerate(duty.visits):
        trip += visit.kind is VisitKind.LOAD
        if way := way_to(day, duty, number, ways):
            sheet.line(f"↓ {way.text}")
        sheet.row(_cells(day, duty, number, trip), tint=_tint(visit), points=30)
    sheet.note("")
    line = "_" * 20
    sheet.note(f"调度员 Dispatcher: {line}      驾驶员 Driver: {line}      日期 Date: {line}")
    _turns(sheet, day, [way for number in range(len(duty.visits)) if (way := way_to(day, duty, number, ways))])


def _turns(sheet: Sheet, day: Day, ways: list[Way]) -> None:
    """Write every drive turn by turn, behind what is signed."""
    if not ways:
        return
    sheet.note("")
    sheet.section("行车指引 Turn by turn")
    for way in ways:
        names = (day.places[place].name for place in (way.journey.origin, way.journey.destination))
        sheet.line(f"{clock(way.journey.leaves_s)} {' → '.join(names)}", tint=Tint.QUIET)
        for moment, step in way.steps:
            sheet.note(f"{moment}  {step.zh}  ·  {step.en}")


def _facts(sheet: Sheet, day: Day, duty: DutyPlan) -> None:
    vehicle, driver = day.vehicles[duty.crew.vehicle], day.drivers[duty.crew.driver]
    shift = duty.crew.shift
    sheet.facts(
        (
            ("车牌号 Plate", vehicle.plate),
            ("车型 Class", both(CLASSES[vehicle.vehicle_class])),
            ("驾驶员 Driver", driver.name),
            ("准驾车型 Licence", driver.licence.value),
            ("批次 Batch", both(BATCHES[driver.batch])),
            ("单位 Firm", driver.firm or vehicle.firm or "—"),
        ),
        _FACTS_AT,
    )
    sheet.facts(
        (
            ("日期 Date", f"{day.date}"),
            ("班次 Shift", f"{clock(shift.opens)} – {closing(shift.closes)}"),
            ("停放地 Home", day.places[vehicle.home].name),
            ("趟次 Trips", f"{len(trips(duty))}"),
            ("行驶 Drive", f"{driven_m(duty) / 1000:,.1f} km · {duration(driven_s(duty))} h"),
            ("核定载重 Capacity", f"{kilograms_text(vehicle.capacity_grams)} kg · {vehicle.capacity_litres:,} L"),
        ),
        _FACTS_AT,
    )
    sheet.note("")


def _cells(day: Day, duty: DutyPlan, number: int, trip: int) -> tuple[str | int | float | None, ...]:
    visit = duty.visits[number]
    place = day.places[visit.place] if visit.place is not None else None
    in_trip = visit.kind not in {VisitKind.START, VisitKind.END} and trip > 0
    return (
        number + 1,
        trip if in_trip else None,
        clock(visit.arrive_s),
        clock(visit.begin_s),
        clock(visit.leave_s),
        both(ACTIONS[visit.kind]),
        place.name if place else "途中 on the road",
        place.district if place else "",
        goods_text(day, visit.lines),
        kilograms(grams(day, visit.lines)) if visit.lines else None,
        kilograms(visit.grams_after),
        notes(day, visit),
        None,
    )


def goods_text(day: Day, lines: tuple[Line, ...]) -> str:
    """List goods with their quantities, one a line, the lines of one good added up."""
    units: dict[str, int] = {}
    for line in lines:
        units[line.good] = units.get(line.good, 0) + line.quantity
    return "\n".join(f"{day.goods[good].name} {quantity:,} {day.goods[good].unit}" for good, quantity in units.items())


def notes(day: Day, visit: Visit) -> str:
    """Say what is out of the ordinary at a visit: lateness, waiting, staying on, rest, zone."""
    said = []
    if visit.late_s:
        said.append(f"晚到 {duration(visit.late_s)} late")
    if visit.begin_s - visit.arrive_s >= 60:
        said.append(f"等待 {duration(visit.begin_s - visit.arrive_s)} waiting")
    if (held_s := _held_s(day, visit)) >= 60:
        said.append(f"停留 {duration(held_s)} stays")
    if visit.kind is VisitKind.REST:
        said.append(f"休息 {duration(visit.leave_s - visit.begin_s)} rest")
    if visit.place is not None and day.places[visit.place].zone is not Zone.OPEN:
        said.append(both(ZONES[day.places[visit.place].zone]))
    return "\n".join(said)


def _held_s(day: Day, visit: Visit) -> Seconds:
    """How much longer a crew stays at a place than its work takes: until a road opens, or the dispatcher lets it go."""
    if visit.place is None or visit.kind not in {VisitKind.LOAD, VisitKind.DELIVER}:
        return 0
    return visit.leave_s - visit.begin_s - day.places[visit.place].service_s(grams(day, visit.lines))


def _tint(visit: Visit) -> Tint:
    if visit.late_s:
        return Tint.WARN
    return {VisitKind.LOAD: Tint.LOAD, VisitKind.DELIVER: Tint.NONE}.get(visit.kind, Tint.QUIET)
