"""Rules on vehicles and drivers: E32xx, and W42xx for those that cannot be used."""

from collections.abc import Iterator

from graphs.profiles import VehicleClass
from optimizer.intake.clock import moment_of, write_moment, write_windows
from optimizer.intake.vocabulary import CLASSES
from optimizer.model.drivers import Driver
from optimizer.model.findings import Issue, Where
from optimizer.model.licences import LICENCES_FOR
from optimizer.model.text import Text
from optimizer.model.units import TONNE
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import intersect
from optimizer.validation.cells import Row
from optimizer.validation.draft import Draft, Entry
from optimizer.validation.plates import is_plate, normal_plate
from optimizer.validation.say import issue, name_of

_GROSS_BELOW = {
    VehicleClass.MINI: 1_800_001,
    VehicleClass.LIGHT: 4_500_000,
    VehicleClass.MEDIUM: 12_000_000,
}
"""Gross weight of a class stays below (GA 802-2019), in grams; mini up to and including 1.8 t."""


def e3201_no_plate(draft: Draft) -> Iterator[Issue]:
    """See that a plate is one; carts have none, and may go by any mark."""
    for row in draft.rows["vehicles"]:
        plate = row.values.get("plate")
        if plate is None or row.values.get("vehicle_class") is VehicleClass.CART or is_plate(normal_plate(plate)):
            continue
        yield issue(
            "E3201",
            row.where("plate"),
            Text(f"{plate!r} is no licence plate", f"“{plate}”不是有效的车牌号"),
            Text(
                "write a province, a letter (no I, O) and 5 characters, such as 渝A12345, "
                "or 6 for new energy, such as 渝AD12345",
                "请写成省份简称、字母（无 I、O）加 5 位，如 渝A12345；新能源为 6 位，如 渝AD12345",
            ),
        )


def e3202_open_end_between_shifts(draft: Draft) -> Iterator[Issue]:
    """See that a vehicle that works in several shifts returns home between them."""
    for entry in draft.vehicles:
        if len(entry.noun.shifts) > 1 and not entry.noun.returns_home:
            yield issue(
                "E3202",
                entry.row.where("returns_home"),
                Text(
                    f"{name_of(entry.row).en} has {len(entry.noun.shifts)} shifts but does not return home",
                    f"{name_of(entry.row).zh}有 {len(entry.noun.shifts)} 段出车时间，却不收车返回",
                ),
                Text("let it return home, or give it one shift", "请改为收车返回，或只留一段出车时间"),
            )


def e3203_load_above_gross_weight(draft: Draft) -> Iterator[Issue]:
    """See that a vehicle weighs something by itself."""
    for entry in draft.vehicles:
        load, gross = entry.noun.capacity_grams, entry.noun.gross_grams
        if load >= gross:
            yield issue(
                "E3203",
                entry.row.where("capacity_kg"),
                Text(
                    f"{name_of(entry.row).en} is to carry {load / 1000:,.10g} kg with "
                    f"a gross weight of {gross / TONNE:g} t",
                    f"{name_of(entry.row).zh}的载重 {load / 1000:,.10g} 千克不小于总质量 {gross / TONNE:g} 吨",
                ),
                Text(
                    "check the units: the load in kilograms, the gross weight in tonnes",
                    "请检查单位：载重为千克，总质量为吨",
                ),
            )


def e3204_no_driver_licensed(draft: Draft) -> Iterator[Issue]:
    """At least one driver may drive at least one vehicle."""
    if draft.vehicles and draft.drivers and not any(_drivers_of(draft, entry.noun) for entry in draft.vehicles):
        held = "、".join(sorted({entry.noun.licence.value for entry in draft.drivers}))
        yield issue(
            "E3204",
            draft.drivers[0].row.where("licence"),
            Text(
                f"no driver may drive any of the vehicles: the drivers hold {held.replace('、', ', ')}",
                f"没有一名驾驶员可驾驶任何一辆车：现有准驾车型为 {held}",
            ),
            Text("check licences and vehicle classes, or add drivers", "请检查准驾车型与车型，或增加驾驶员"),
        )


def w4201_no_driver_for_vehicle(draft: Draft) -> Iterator[Issue]:
    """Every vehicle has a driver who may drive it."""
    with_driver = [bool(_drivers_of(draft, entry.noun)) for entry in draft.vehicles]
    if not any(with_driver) or not draft.drivers:
        return  # that no vehicle has one is an error of its own
    for entry, driven in zip(draft.vehicles, with_driver, strict=True):
        if not driven:
            needed = "/".join(sorted(licence.value for licence in LICENCES_FOR[entry.noun.vehicle_class]))
            yield issue(
                "W4201",
                entry.row.where("vehicle_class"),
                Text(
                    f"{name_of(entry.row).en} needs a driver with {needed}, and there is none: it will not be used",
                    f"{name_of(entry.row).zh}需要持 {needed} 的驾驶员，但没有，将不会使用",
                ),
                Text("add such a driver, or check the vehicle's class", "请增加相应驾驶员，或检查车型"),
            )


def _drivers_of(draft: Draft, vehicle: Vehicle) -> bool:
    licences = LICENCES_FOR[vehicle.vehicle_class]
    return any(entry.noun.licence in licences for entry in draft.drivers)


def w4202_not_on_whitelist(draft: Draft) -> Iterator[Issue]:
    """See that a vehicle or driver is on the whitelist at some time of its shifts."""
    if not draft.settings.date_known:
        return
    entries: tuple[Entry[Vehicle] | Entry[Driver], ...] = (*draft.vehicles, *draft.drivers)
    for entry in entries:
        listed, horizon = entry.noun.whitelisted, draft.settings.rules.horizon
        shifts = intersect(entry.noun.shifts, (horizon,))
        if not shifts or intersect(shifts, (listed,)):
            continue
        expired = listed.closes < shifts[0].opens
        at = write_moment(moment_of(listed.closes if expired else listed.opens, draft.settings.date))
        yield issue(
            "W4202",
            entry.row.where("whitelisted_until" if expired else "whitelisted_from"),
            Text(
                f"{name_of(entry.row).en} is on the whitelist {'until' if expired else 'from'} "
                f"{at}, not today: it will not be used",
                f"{name_of(entry.row).zh}的白名单{'已于' if expired else '自'} {at} "
                f"{'到期' if expired else '起方才有效'}，今日不会使用",
            ),
            Text("renew the whitelist entry, or take the row out", "请更新白名单有效期，或删去该行"),
        )


def w4203_shift_outside_horizon(draft: Draft) -> Iterator[Issue]:
    """See that a vehicle or driver works at some time of the horizon."""
    horizon = draft.settings.rules.horizon
    entries: tuple[Entry[Vehicle] | Entry[Driver], ...] = (*draft.vehicles, *draft.drivers)
    for entry in entries:
        if not intersect(entry.noun.shifts, (horizon,)):
            shifts, planned = write_windows(entry.noun.shifts), write_windows((horizon,))
            yield issue(
                "W4203",
                entry.row.where("shifts"),
                Text(
                    f"{name_of(entry.row).en} works {shifts}, outside the horizon {planned}: it will not be used",
                    f"{name_of(entry.row).zh}的出车时间 {shifts} 不在计划时段 {planned} 之内，将不会使用",
                ),
                Text(
                    "move the shifts, or widen the horizon in the settings", "请调整出车时间，或放宽“设置”中的计划时段"
                ),
            )


def w4204_heavier_than_its_class(draft: Draft) -> Iterator[Issue]:
    """See that the gross weight is one of the class (GA 802-2019): licences and limits go by it."""
    for entry in draft.vehicles:
        vehicle = entry.noun
        too_heavy = vehicle.gross_grams >= _GROSS_BELOW.get(vehicle.vehicle_class, 10**12)
        too_light = vehicle.vehicle_class is VehicleClass.HEAVY and vehicle.gross_grams < 12 * TONNE
        if too_heavy or too_light:
            word = CLASSES.to_sheet(vehicle.vehicle_class)
            yield issue(
                "W4204",
                _gross_cell(entry.row),
                Text(
                    f"{name_of(entry.row).en} is declared {vehicle.vehicle_class.value}, but has a gross weight of "
                    f"{vehicle.gross_grams / TONNE:g} t",
                    f"{name_of(entry.row).zh}填为{word}，但总质量为 {vehicle.gross_grams / TONNE:g} 吨，与车型不符",
                ),
                Text(
                    "mini up to 1.8 t, light below 4.5 t, medium below 12 t, heavy from 12 t: correct class or weight",
                    "微型至 1.8 吨，轻型不足 4.5 吨，中型不足 12 吨，重型 12 吨及以上；请改正车型或质量",
                ),
            )


def _gross_cell(row: Row) -> Where:
    return row.where("capacity_kg" if row.values["gross_t"] is None else "gross_t")


RULES = (
    e3201_no_plate,
    e3202_open_end_between_shifts,
    e3203_load_above_gross_weight,
    e3204_no_driver_licensed,
    w4201_no_driver_for_vehicle,
    w4202_not_on_whitelist,
    w4203_shift_outside_horizon,
    w4204_heavier_than_its_class,
)
