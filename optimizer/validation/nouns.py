"""From a row without broken cells to a noun of the day: the inverse of ``intake.rows_of_day``."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphs.geo import CoordinateSystem, Position, to_wgs84
from optimizer.intake.clock import seconds_of
from optimizer.intake.eternity import BEGINNING, END
from optimizer.intake.roads_value import value_of_milli
from optimizer.intake.typical import TYPICAL
from optimizer.model.demands import Demand
from optimizer.model.drivers import Driver
from optimizer.model.goods import Good, Stock
from optimizer.model.papers import HealthTest, Pass, RoadChange
from optimizer.model.places import Place, VehicleLimits
from optimizer.model.rules import DayRules
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import TimeWindow, intersect
from optimizer.validation.cells import Row
from optimizer.validation.plates import normal_plate

DECIMALS = 6
"""Positions are kept to 0.1 m: finer than any address, coarser than the error of undoing a map's shift (0.03 m)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the other rows are read by; ``date`` is a stand-in where ``date_known`` is False."""

    name: str
    date: dt.date
    date_known: bool
    system: CoordinateSystem
    rules: DayRules


def settings_of(row: Row | None, source: str) -> Settings:
    """Build the settings, with defaults for whatever is missing or broken (and reported)."""
    values: Mapping[str, Any] = row.values if row else {}
    base = DayRules()
    horizon = values.get("horizon", (base.horizon,))
    return Settings(
        name=values.get("name") or source,
        date=values.get("date", dt.date(2000, 1, 1)),
        date_known="date" in values,
        system=values.get("coordinate_system", CoordinateSystem.WGS84),
        rules=DayRules(
            max_driving_s=values.get("max_driving_min", base.max_driving_s),
            rest_s=values.get("rest_min", base.rest_s),
            waiting_is_rest=values.get("waiting_is_rest", base.waiting_is_rest),
            min_crew_s=values.get("min_crew_min", base.min_crew_s),
            late_cents_per_hour=values.get("late_yuan_per_hour", base.late_cents_per_hour),
            snap_limit_m=values.get("snap_limit_m", base.snap_limit_m),
            traffic=values.get("traffic", base.traffic),
            horizon=horizon[0],
        ),
    )


def place_of(row: Row, settings: Settings) -> Place:
    """Build a place; its position in WGS-84."""
    values = row.values
    system = values["coordinate_system"] or settings.system
    classes = values["allowed_classes"]
    return Place(
        id=values["id"],
        name=values["name"] or values["id"],
        kind=values["kind"],
        position=_position(values, system),
        declared_system=system,
        district=values["district"],
        windows=values["windows"],
        service_fixed_s=values["service_min"],
        service_per_tonne_s=values["service_min_per_tonne"],
        limits=VehicleLimits(
            classes=None if classes is None else frozenset(classes),
            max_gross_grams=values["max_gross_t"],
            max_height_mm=values["max_height_m"],
            max_length_mm=values["max_length_m"],
        ),
        zone=values["zone"],
    )


def good_of(row: Row) -> Good:
    """Build a good."""
    values = row.values
    return Good(
        id=values["id"],
        name=values["name"] or values["id"],
        unit=values["unit"],
        unit_grams=values["unit_kg"],
        unit_litres=values["unit_litres"],
        handling=values["handling"],
        keeps_apart_from=frozenset(values["keeps_apart_from"]),
    )


def stock_of(row: Row) -> Stock:
    """Build a lot of stock."""
    values = row.values
    return Stock(place=values["place"], good=values["good"], quantity=values["quantity"], ready_s=values["ready"])


def demand_of(row: Row, place_windows: tuple[TimeWindow, ...] | None) -> Demand:
    """Build a demand, its windows narrowed to those of its place (where the place is known)."""
    values = row.values
    own = values["windows"] or place_windows or ()
    windows = own if place_windows is None else intersect(own, place_windows)
    return Demand(
        id=values["id"],
        place=values["place"],
        good=values["good"],
        quantity=values["quantity"],
        windows=windows,
        due_s=values["due"],
        priority=values["priority"],
        splittable=values["splittable"],
    )


def vehicle_of(row: Row, settings: Settings) -> Vehicle:
    """Build a vehicle; what is not said is typical of its class."""
    values = row.values
    typical = TYPICAL[values["vehicle_class"]]
    plate = normal_plate(values["plate"])
    return Vehicle(
        id=values["id"] or plate,
        plate=plate,
        vehicle_class=values["vehicle_class"],
        capacity_grams=values["capacity_kg"],
        capacity_litres=values["capacity_m3"] or typical.capacity_litres,
        handlings=frozenset(values["handlings"]),
        # no vehicle weighs less than its load: where the load alone says more than the class, half as much again
        gross_grams=values["gross_t"] or max(typical.gross_grams, values["capacity_kg"] * 3 // 2),
        height_mm=values["height_m"] or typical.height_mm,
        width_mm=values["width_m"] or typical.width_mm,
        length_mm=values["length_m"] or typical.length_mm,
        home=values["home"],
        shifts=values["shifts"],
        whitelisted=_interval(values, "whitelisted", settings),
        firm=values["firm"],
        returns_home=values["returns_home"],
        fixed_cents=values["fixed_yuan"],
        cents_per_km=values["yuan_per_km"],
        cents_per_hour=values["yuan_per_hour"],
    )


def driver_of(row: Row, settings: Settings) -> Driver:
    """Build a driver."""
    values = row.values
    return Driver(
        id=values["id"],
        name=values["name"] or values["id"],
        licence=values["licence"],
        batch=values["batch"],
        firm=values["firm"],
        home=values["home"],
        shifts=values["shifts"],
        whitelisted=_interval(values, "whitelisted", settings),
        suspended=values["suspended"],
        call_up_cents=values["call_up_yuan"],
    )


def pass_of(row: Row, settings: Settings) -> Pass:
    """Build a pass."""
    values = row.values
    return Pass(
        number=values["number"],
        vehicle=values["vehicle"],
        driver=values["driver"],
        origin=values["origin"],
        destination=values["destination"],
        valid=_interval(values, "valid", settings),
    )


def test_of(row: Row, settings: Settings) -> HealthTest:
    """A health test."""
    values = row.values
    return HealthTest(
        driver=values["driver"], sampled_s=seconds_of(values["sampled"], settings.date), result=values["result"]
    )


def road_change_of(row: Row, settings: Settings) -> RoadChange:
    """Build a change of the roads."""
    values = row.values
    return RoadChange(
        id=values["id"],
        kind=values["kind"],
        position=None if values["lon"] is None or values["lat"] is None else _position(values, settings.system),
        radius_m=values["radius_m"],
        interval=_interval(values, "valid", settings),
        value=value_of_milli(values["kind"], values["value"]),
        note=values["note"],
        road=values["road"],
        area=tuple(_position({"lon": lon, "lat": lat}, settings.system) for lon, lat in values["area"] or ()),
        classes=None if values["classes"] is None else frozenset(values["classes"]),
        permits=frozenset(values["permits"]),
        hours=values["hours"],
    )


def _position(values: Mapping[str, Any], system: CoordinateSystem) -> Position:
    lon, lat = to_wgs84(Position(values["lon"], values["lat"]), system)
    return Position(round(lon, DECIMALS), round(lat, DECIMALS))


def _interval(values: Mapping[str, Any], stem: str, settings: Settings) -> TimeWindow:
    """Build the interval of two dates; an empty one reaches as far as anyone looks."""
    opens, closes = values[f"{stem}_from"], values[f"{stem}_until"]
    begin = BEGINNING if opens is None else seconds_of(opens, settings.date)
    end = END if closes is None else seconds_of(closes, settings.date)
    return TimeWindow(opens=min(begin, end), closes=max(begin, end))
