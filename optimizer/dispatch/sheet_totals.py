"""汇总: the figures of the day, as a campaign is reported."""

from collections.abc import Iterable, Mapping

from optimizer.dispatch.clock import hours, kilometres, share, tonnes
from optimizer.dispatch.totals import Service, Totals, Transport
from optimizer.dispatch.words import CLASSES, TIERS, both
from optimizer.dispatch.xlsx import Book, Cell, Column, Link, Sheet, Tint
from optimizer.model.day import Day
from optimizer.model.drivers import Batch
from optimizer.model.plan import Plan

_PAGE = tuple(Column(zh="", en="", width=width) for width in (32, 13, 13, 13, 15, 15, 15, 13, 13, 13))
_SERVICE = (
    Column(zh="", en="", width=32),
    Column(zh="需求数", en="Demands", width=13, look="whole"),
    Column(zh="全部满足", en="Served", width=13, look="whole"),
    Column(zh="部分满足", en="Partly", width=13, look="whole"),
    Column(zh="未满足", en="Unserved", width=13, look="whole"),
    Column(zh="需求 kg", en="Demanded", width=15, look="kilograms"),
    Column(zh="送达 kg", en="Delivered", width=15, look="kilograms"),
    Column(zh="缺口 kg", en="Missing", width=15, look="kilograms"),
    Column(zh="满足率", en="Rate by weight", width=13, look="percent"),
)
_TRANSPORT = (
    Column(zh="车型", en="Vehicle class", width=32),
    Column(zh="出车辆次", en="Dispatches", width=13, look="whole"),
    Column(zh="车辆", en="Vehicles", width=13, look="whole"),
    Column(zh="趟次", en="Trips", width=13, look="whole"),
    Column(zh="送达点", en="Stops", width=13, look="whole"),
    Column(zh="运量 t", en="Tonnes", width=15, look="one"),
    Column(zh="吨公里", en="Tonne-km", width=15, look="one"),
    Column(zh="里程 km", en="Distance", width=13, look="one"),
    Column(zh="行驶 h", en="Hours driven", width=13, look="one"),
    Column(zh="装载率", en="Load factor", width=13, look="percent"),
)
_FIGURE = (
    Column(zh="指标", en="Figure", width=32),
    Column(zh="数值", en="Value", width=13, look="one"),
    Column(zh="单位", en="Unit", width=13, look="center"),
)
_COUNT = (_FIGURE[0], Column(zh="数值", en="Value", width=13, look="whole"), _FIGURE[2])
_COST = (
    Column(zh="费用", en="Cost", width=32),
    Column(zh="元", en="Yuan", width=13, look="money"),
    Column(zh="占比", en="Share", width=13, look="percent"),
)


def totals_sheet(book: Book, day: Day, plan: Plan, found: Totals, *, name: str, overview: str) -> None:
    """Write the sheet of totals."""
    sheet = book.sheet(name, _PAGE, footer=f"汇总 Totals · {day.name} · {day.date}", tab="#12324F")
    sheet.title(f"保供运输日汇总 Totals of the day · {day.name} · {day.date}", link=Link("总表 Overview", overview))
    _figures(sheet, found)
    tiers = {both(TIERS[tier]): service for tier, service in found.tiers.items()}
    _services(sheet, "需求满足情况 Service by tier", "层级 Tier", tiers, found.service)
    goods = {day.goods[good].name: service for good, service in found.goods.items()}
    _services(sheet, "按物资 By goods", "物资 Goods", goods, found.service)
    districts = {
        f"{district or '未注明 not given'}{_late(found, district)}": service
        for district, service in found.districts.items()
    }
    _services(sheet, "按区县 By district", "区县 District", districts, found.service)
    _transports(sheet, found)
    _costs(sheet, found)
    sheet.note("")
    origin = plan.origin
    sheet.note(
        f"来源 Origin: {origin.day_name} · {origin.date} · 路网 roads {origin.roads} · seed {origin.seed} · "
        f"{origin.iterations:,} iterations · {origin.search_s:.1f} s · Lastmetre {origin.version}"
    )


def _late(found: Totals, district: str) -> str:
    late = found.late_by_district.get(district, 0)
    return f" (晚到 {late} late)" if late else ""


def _figures(sheet: Sheet, found: Totals) -> None:
    transport = found.transport
    sheet.section("运输 Transport")
    sheet.head(_FIGURE)
    rows: tuple[tuple[str, float, str], ...] = (
        ("出车辆次 Vehicle-dispatches", transport.dispatches, "辆次"),
        ("趟次 Trips", transport.trips, "趟"),
        ("运量 Carried", tonnes(transport.grams), "t"),
        ("周转量 Tonne-kilometres", transport.tonne_kilometres, "t·km"),
        ("行驶里程 Distance", kilometres(transport.metres), "km"),
        ("行驶时间 Hours driven", hours(transport.driving_s), "h"),
        ("等待时间 Waiting", hours(transport.waiting_s), "h"),
        ("休息时间 Rest", hours(transport.resting_s), "h"),
        ("装载率 Load factor by weight", 100 * transport.load_factor, "%"),
        ("第一批驾驶员 First batch", found.drivers[Batch.FIRST], "人"),
        ("储备第二批 Reserve batch", found.drivers[Batch.RESERVE], "人"),
        ("送达点次 Stops", transport.deliveries, "次"),
        ("晚到点次 Late stops", transport.late_stops, "次"),
        ("晚到合计 Lateness", transport.late_s / 60, "min"),
    )
    for row in rows:
        sheet.row(row, columns=_COUNT if isinstance(row[1], int) else _FIGURE)


def _services(sheet: Sheet, heading: str, first: str, parts: Mapping[str, Service], whole: Service) -> None:
    zh, en = first.split(" ", maxsplit=1)
    columns = (Column(zh=zh, en=en, width=32), *_SERVICE[1:])
    sheet.section(heading)
    sheet.head(columns)
    for label, service in parts.items():
        sheet.row((label, *_served(service)), columns=columns)
    sheet.row(("合计 Sum", *_served(whole)), columns=columns, tint=Tint.SUM)


def _served(service: Service) -> Iterable[Cell]:
    return (
        service.demands,
        service.served,
        service.partly,
        service.missed,
        service.demanded_grams / 1000,
        service.delivered_grams / 1000,
        service.missing_grams / 1000,
        service.rate,
    )


def _transports(sheet: Sheet, found: Totals) -> None:
    sheet.section("按车型 By vehicle class")
    sheet.head(_TRANSPORT)
    for vehicle_class, transport in found.classes.items():
        sheet.row((both(CLASSES[vehicle_class]), *_moved(transport)), columns=_TRANSPORT)
    sheet.row(("合计 Sum", *_moved(found.transport)), columns=_TRANSPORT, tint=Tint.SUM)


def _moved(transport: Transport) -> Iterable[Cell]:
    return (
        transport.dispatches,
        transport.vehicles,
        transport.trips,
        transport.deliveries,
        tonnes(transport.grams),
        transport.tonne_kilometres,
        kilometres(transport.metres),
        hours(transport.driving_s),
        transport.load_factor,
    )


def _costs(sheet: Sheet, found: Totals) -> None:
    cost = found.cost
    sheet.section("费用 Cost")
    sheet.head(_COST)
    kinds = (
        ("固定 Fixed", cost.fixed_cents),
        ("里程 Distance", cost.distance_cents),
        ("时间 Time driven", cost.time_cents),
        ("征调储备 Call-up", cost.call_up_cents),
        ("晚到 Lateness", cost.late_cents),
    )
    for label, cents in kinds:
        sheet.row((label, cents / 100, share(cents, cost.total_cents)), columns=_COST)
    sheet.row(("合计 Sum", cost.total_cents / 100, share(1, 1)), columns=_COST, tint=Tint.SUM)
