"""From a Day back to the cells of every sheet, in the model's units: the inverse of ``validation.nouns``."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graphs.geo import CoordinateSystem, from_wgs84
from optimizer.intake.clock import moment_of
from optimizer.intake.eternity import BEGINNING, END
from optimizer.intake.roads_value import milli_of_value
from optimizer.model.day import Day
from optimizer.model.drivers import Driver
from optimizer.model.places import Place
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import TimeWindow

Cells = Mapping[str, Any]
"""Values of one row by column key; None for an empty cell."""


def rows_of_day(day: Day) -> dict[str, list[Cells]]:
    """Rows of every sheet, by key of the sheet."""
    return {key: list(rows(day)) for key, rows in _ROWS.items()}


def _settings(day: Day) -> Iterator[Cells]:
    rules = day.rules
    yield {
        "name": day.name,
        "date": day.date,
        "coordinate_system": CoordinateSystem.WGS84,
        "max_driving_min": rules.max_driving_s,
        "rest_min": rules.rest_s,
        "waiting_is_rest": rules.waiting_is_rest,
        "min_crew_min": rules.min_crew_s,
        "late_yuan_per_hour": rules.late_cents_per_hour,
        "snap_limit_m": rules.snap_limit_m,
        "traffic": rules.traffic,
        "horizon": (rules.horizon,),
    }


def _places(day: Day) -> Iterator[Cells]:
    for place in day.places.values():
        yield {**_position(place), **_place(place)}


def _place(place: Place) -> Cells:
    limits = place.limits
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "district": place.district,
        "windows": place.windows,
        "service_min": place.service_fixed_s,
        "service_min_per_tonne": place.service_per_tonne_s,
        "allowed_classes": tuple(sorted(limits.classes)) if limits.classes else None,
        "max_gross_t": limits.max_gross_grams,
        "max_height_m": limits.max_height_mm,
        "max_length_m": limits.max_length_mm,
        "zone": place.zone,
    }


def _position(place: Place) -> Cells:
    system = place.declared_system
    shown = from_wgs84(place.position, system)
    return {
        "lon": shown.lon,
        "lat": shown.lat,
        "coordinate_system": None if system is CoordinateSystem.WGS84 else system,
    }


def _goods(day: Day) -> Iterator[Cells]:
    for good in day.goods.values():
        yield {
            "id": good.id,
            "name": good.name,
            "unit": good.unit,
            "unit_kg": good.unit_grams,
            "unit_litres": good.unit_litres,
            "handling": good.handling,
            "keeps_apart_from": tuple(sorted(good.keeps_apart_from)),
        }


def _stocks(day: Day) -> Iterator[Cells]:
    for stock in day.stocks:
        yield {"place": stock.place, "good": stock.good, "quantity": stock.quantity, "ready": stock.ready_s}


def _demands(day: Day) -> Iterator[Cells]:
    for demand in day.demands.values():
        yield {
            "id": demand.id,
            "place": demand.place,
            "good": demand.good,
            "quantity": demand.quantity,
            "windows": demand.windows,
            "due": demand.due_s,
            "priority": demand.priority,
            "splittable": demand.splittable,
        }


def _vehicles(day: Day) -> Iterator[Cells]:
    for vehicle in day.vehicles.values():
        yield {**_vehicle(vehicle), **_interval("whitelisted", vehicle.whitelisted, day)}


def _vehicle(vehicle: Vehicle) -> Cells:
    return {
        "plate": vehicle.plate,
        "id": vehicle.id,
        "vehicle_class": vehicle.vehicle_class,
        "capacity_kg": vehicle.capacity_grams,
        "capacity_m3": vehicle.capacity_litres,
        "handlings": tuple(sorted(vehicle.handlings)),
        "gross_t": vehicle.gross_grams,
        "height_m": vehicle.height_mm,
        "width_m": vehicle.width_mm,
        "length_m": vehicle.length_mm,
        "home": vehicle.home,
        "shifts": vehicle.shifts,
        "firm": vehicle.firm,
        "returns_home": vehicle.returns_home,
        "fixed_yuan": vehicle.fixed_cents,
        "yuan_per_km": vehicle.cents_per_km,
        "yuan_per_hour": vehicle.cents_per_hour,
    }


def _drivers(day: Day) -> Iterator[Cells]:
    for driver in day.drivers.values():
        yield {**_driver(driver), **_interval("whitelisted", driver.whitelisted, day)}


def _driver(driver: Driver) -> Cells:
    return {
        "id": driver.id,
        "name": driver.name,
        "licence": driver.licence,
        "batch": driver.batch,
        "firm": driver.firm,
        "home": driver.home,
        "shifts": driver.shifts,
        "suspended": driver.suspended,
        "call_up_yuan": driver.call_up_cents,
    }


def _passes(day: Day) -> Iterator[Cells]:
    for paper in day.passes:
        yield {
            "number": paper.number,
            "vehicle": paper.vehicle,
            "driver": paper.driver,
            "origin": paper.origin,
            "destination": paper.destination,
            **_interval("valid", paper.valid, day),
        }


def _tests(day: Day) -> Iterator[Cells]:
    for test in day.tests:
        yield {"driver": test.driver, "sampled": moment_of(test.sampled_s, day.date), "result": test.result}


def _road_changes(day: Day) -> Iterator[Cells]:
    for change in day.road_changes:
        yield {
            "id": change.id,
            "kind": change.kind,
            "lon": change.position.lon if change.position else None,
            "lat": change.position.lat if change.position else None,
            "radius_m": change.radius_m,
            **_interval("valid", change.interval, day),
            "value": milli_of_value(change.kind, change.value),
            "note": change.note,
            "road": change.road,
            "area": change.area or None,
            "classes": tuple(sorted(change.classes)) if change.classes else None,
            "permits": tuple(sorted(change.permits)),
            "hours": change.hours,
        }


def _interval(stem: str, interval: TimeWindow, day: Day) -> Cells:
    return {
        f"{stem}_from": None if interval.opens == BEGINNING else moment_of(interval.opens, day.date),
        f"{stem}_until": None if interval.closes == END else moment_of(interval.closes, day.date),
    }


_ROWS: Mapping[str, Callable[[Day], Iterator[Cells]]] = {
    "settings": _settings,
    "places": _places,
    "goods": _goods,
    "stocks": _stocks,
    "demands": _demands,
    "vehicles": _vehicles,
    "drivers": _drivers,
    "passes": _passes,
    "tests": _tests,
    "road_changes": _road_changes,
}
