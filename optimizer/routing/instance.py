"""From nouns to flat arrays: the day, its drops and its crews as the compiled core sees them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphs.travel import TravelTimes
from optimizer.model.crews import Crew, Crews
from optimizer.model.day import Day
from optimizer.model.loads import Drop
from optimizer.model.units import HOUR
from optimizer.model.windows import TimeWindow, intersect
from optimizer.routing.arrays import (
    CREW,
    LOAD_POINT,
    MEAL,
    STOP,
    TIE,
    TURN,
    UNLIMITED,
    WINDOW,
    Arrays,
    Flags,
    Ints,
    Longs,
    Records,
    by_period_of,
    legs_of,
)
from optimizer.routing.moments import NEVER
from optimizer.routing.prices import losses
from optimizer.routing.separation import separation_masks
from optimizer.routing.uses import Features, Rules
from optimizer.supply.admission import admits, carries

NEIGHBOURS = 40
NEVER_DUE = 2**30


@dataclass(frozen=True, kw_only=True)
class Instance:
    """The arrays, and the nouns behind their indices."""

    arrays: Arrays
    drops: tuple[Drop, ...]
    crews: tuple[Crew, ...]
    load_points: tuple[str, ...]


def build(day: Day, travel: TravelTimes, drops: Sequence[Drop], crews: Crews) -> Instance:
    """Lay out the arrays."""
    points = tuple(sorted({point for drop in drops for point in drop.load_points}))
    windows: list[TimeWindow] = []
    stops = _stops(day, travel, drops, windows)
    feeds = np.array([[point in drop.load_points for drop in drops] for point in points], dtype=np.uint8)
    crew_records, admitted = _crews(day, travel, crews.crews), _admitted(day, drops, crews.crews)
    loads_at = _loads_at(day, points, crews.crews)
    capacity = _capacity(day, crews.crews)
    first_of_kind, by_kind = number_kinds(crew_records, capacity, admitted, loads_at)
    examples = by_kind[first_of_kind[:-1]]
    amounts = np.array([(drop.grams, drop.litres) for drop in drops], dtype=np.int64).reshape(-1, 2)
    return Instance(
        arrays=Arrays(
            legs=legs_of(travel.shortest, _metres(travel)),
            by_period=by_period_of(travel.seconds),
            starts=np.array(travel.starts, dtype=np.int32),
            stops=stops,
            points=_load_points(day, travel, points, windows),
            windows=np.array([(window.opens, window.closes) for window in windows], dtype=WINDOW),
            meals=np.zeros(0, dtype=MEAL),
            crews=crew_records,
            delivery=amounts,
            change=-amounts,
            capacity=np.ascontiguousarray(capacity[examples]),
            services=np.zeros((1, 1), dtype=np.int32),
            neighbours=_neighbours(travel, stops["location"], feeds),
            feeds=np.ascontiguousarray(feeds.T),
            admitted=np.ascontiguousarray(admitted[examples].T),
            loads_at=np.ascontiguousarray(loads_at[examples]),
            first_of_kind=first_of_kind,
            by_kind=by_kind,
            disinfectors=np.zeros(0, dtype=np.int32),
            turns=np.zeros(1, dtype=TURN),
            ties=np.zeros(0, dtype=TIE),
            held_s=np.zeros((1, 3), dtype=np.int64),
            trace_s=np.zeros((len(drops), 2), dtype=np.int64),
            rules=Rules(),
            features=Features(periods=len(travel.starts) > 1),
        ),
        drops=tuple(drops),
        crews=crews.crews,
        load_points=points,
    )


def _metres(travel: TravelTimes) -> Ints:
    """Metres of each profile in the quickest period of each pair."""
    if len(travel.starts) == 1:
        return np.ascontiguousarray(travel.metres[:, 0])
    quickest = travel.seconds.argmin(axis=1)[:, None]
    return np.ascontiguousarray(np.take_along_axis(travel.metres, quickest, axis=1)[:, 0])


def _stops(day: Day, travel: TravelTimes, drops: Sequence[Drop], windows: list[TimeWindow]) -> Records:
    """Records of the drops; appends their windows to ``windows``."""
    stops = np.zeros(len(drops), dtype=STOP)
    fastest = travel.shortest.min(axis=0)
    for stop, drop in zip(stops, drops, strict=True):
        place, at = day.places[drop.place], travel.row[drop.place]
        stop["location"] = at
        stop["service_s"] = place.service_s(drop.grams)
        stop["ready_s"] = drop.ready_s
        stop["due_s"] = NEVER_DUE if drop.due_s is None else drop.due_s
        stop["first_window"] = len(windows)
        windows.extend(intersect(drop.windows, place.windows))
        stop["end_window"] = len(windows)
        stop["tier"] = int(drop.priority)
        stop["partner"], stop["max_ride_s"] = -1, NEVER
        stop["late_cents_per_s"] = day.rules.late_cents(drop.priority, HOUR) / HOUR
        stop["remoteness_s"] = fastest[[travel.row[point] for point in drop.load_points], at].min()
    stops["loss"] = losses(drops)
    stops["groups"], stops["apart"] = separation_masks(day, drops)
    return stops


def _load_points(day: Day, travel: TravelTimes, points: Sequence[str], windows: list[TimeWindow]) -> Records:
    """Records of the load points; appends their windows to ``windows``."""
    records = np.zeros(len(points), dtype=LOAD_POINT)
    for record, point in zip(records, points, strict=True):
        place = day.places[point]
        record["location"] = travel.row[point]
        record["fixed_s"], record["per_unit_s"] = place.service_fixed_s, place.service_per_tonne_s
        record["first_window"] = len(windows)
        windows.extend(place.windows)
        record["end_window"] = len(windows)
    return records


def _crews(day: Day, travel: TravelTimes, crews: Sequence[Crew]) -> Records:
    """Records of the crews."""
    records = np.zeros(len(crews), dtype=CREW)
    for record, crew in zip(records, crews, strict=True):
        vehicle = day.vehicles[crew.vehicle]
        home = travel.row[vehicle.home]
        record["layer"] = travel.layer[day.profiles[vehicle.id]]
        record["start"], record["end"] = home, home if vehicle.returns_home else -1
        record["opens"], record["closes"] = crew.shift.opens, crew.shift.closes
        record["first_point"], record["first_load"], record["max_trips"] = -1, -1, NEVER
        record["max_driving_s"], record["rest_s"] = day.rules.max_driving_s, day.rules.rest_s
        record["waiting_is_rest"] = day.rules.waiting_is_rest
        for limit in ("max_duration_s", "max_drive_s", "max_metres", "overtime_after_s"):
            record[limit] = UNLIMITED
        record["fixed_cents"] = vehicle.fixed_cents + day.drivers[crew.driver].call_up_cents
        record["cents_per_metre"] = vehicle.cents_per_km / 1000
        record["cents_per_second"] = vehicle.cents_per_hour / HOUR
    return records


def _admitted(day: Day, drops: Sequence[Drop], crews: Sequence[Crew]) -> Flags:
    """Whether each crew may carry each drop to its place, shape ``(crews, drops)``."""
    known: dict[tuple[object, ...], bool] = {}
    result = np.zeros((len(crews), len(drops)), dtype=np.uint8)
    for k, crew in enumerate(crews):
        vehicle = day.vehicles[crew.vehicle]
        for i, drop in enumerate(drops):
            if drop.grams > vehicle.capacity_grams or drop.litres > vehicle.capacity_litres:
                continue
            key = (vehicle.id, drop.place, drop.handlings)
            if key not in known:
                known[key] = carries(vehicle, drop.handlings) and admits(day.places[drop.place], vehicle)
            result[k, i] = known[key]
    return result


def _loads_at(day: Day, points: Sequence[str], crews: Sequence[Crew]) -> Flags:
    """Whether each crew is admitted at each load point, shape ``(crews, points)``."""
    vehicles = [day.vehicles[crew.vehicle] for crew in crews]
    return np.array([[admits(day.places[point], vehicle) for point in points] for vehicle in vehicles], dtype=np.uint8)


def _capacity(day: Day, crews: Sequence[Crew]) -> Longs:
    """Grams and litres that the crews' vehicles hold."""
    vehicles = [day.vehicles[crew.vehicle] for crew in crews]
    return np.array([(v.capacity_grams, v.capacity_litres) for v in vehicles], dtype=np.int64).reshape(-1, 2)


def number_kinds(crews: Records, capacity: Longs, admitted: Flags, loads_at: Flags) -> tuple[Ints, Ints]:
    """Number the kinds of crews alike in everything: ``first_of_kind`` and ``by_kind`` of :class:`Arrays`."""
    keys = [b"".join(part[k].tobytes() for part in (crews, capacity, admitted, loads_at)) for k in range(len(crews))]
    number = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    crews["kind"] = [number[key] for key in keys]
    first = np.searchsorted(np.sort(crews["kind"]), np.arange(len(number) + 1))
    return first.astype(np.int32), np.argsort(crews["kind"], kind="stable").astype(np.int32)


def _neighbours(travel: TravelTimes, location: Ints, feeds: NDArray[np.uint8]) -> Ints:
    """Nearest stops of each stop: two thirds of the places go to those it can share a trip with."""
    n = len(location)
    count = min(NEIGHBOURS, n - 1)
    seconds = travel.shortest.min(axis=0)[np.ix_(location, location)]
    near = np.minimum(seconds, seconds.T)
    together = feeds.T.astype(np.int32) @ feeds.astype(np.int32) > 0
    result = np.full((n, max(1, count)), -1, dtype=np.int32)
    for stop in range(n):
        order = np.argsort(near[stop], kind="stable")
        order = order[order != stop]
        shares = together[stop, order]
        first = order[shares][: 2 * count // 3]
        rest = order[~np.isin(order, first)][: count - len(first)]
        chosen = np.concatenate([first, rest])
        result[stop, : len(chosen)] = chosen[np.argsort(near[stop, chosen], kind="stable")]
    return result
