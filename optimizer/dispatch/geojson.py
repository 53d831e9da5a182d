"""Routes as GeoJSON (RFC 7946, WGS-84), for any map program: a line a trip, points for stops and loading points."""

from collections.abc import Iterator, Sequence
from typing import Any

from graphs.geo import Position
from graphs.travel import TravelSource
from optimizer.dispatch.clock import clock, kilograms, kilometres
from optimizer.dispatch.routes import Routes, colours, find_routes
from optimizer.dispatch.runs import driving, grams, runs, trips
from optimizer.dispatch.sheet_duty import goods_text
from optimizer.dispatch.words import REASONS, TIERS
from optimizer.model.day import Day
from optimizer.model.plan import DutyPlan, Plan, VisitKind

Feature = dict[str, Any]


def routes_geojson(day: Day, plan: Plan, roads: TravelSource) -> Feature:
    """Give the plan as a FeatureCollection; ``kind`` of a feature says what it is.

    ``trip`` and ``return`` are LineStrings (``drawn`` is ``straight`` where the roads told no path); ``stop``,
    ``rest``, ``load_point`` and ``unserved`` are Points. Times are clock times, ``…_s`` seconds of the planning day.
    """
    return geojson_of(day, plan, find_routes(day, plan, roads))


def geojson_of(day: Day, plan: Plan, routes: Routes) -> Feature:
    """Do as :func:`routes_geojson`, the paths being known."""
    colour = colours(plan)
    features: list[Feature] = []
    for duty in driving(plan):
        who = _crew(day, duty, colour[duty.crew.vehicle])
        features += _lines(day, routes, duty, who)
        features += _stops(day, routes, duty, who)
    features += _load_points(day, plan)
    features += _unserved(day, plan)
    collection: Feature = {"type": "FeatureCollection", "name": day.name, "date": str(day.date), "features": features}
    points = [point for feature in features for point in _points(feature["geometry"])]
    if points:
        lons, lats = zip(*points, strict=True)
        collection["bbox"] = [min(lons), min(lats), max(lons), max(lats)]
    return collection


def _points(geometry: Feature) -> Sequence[list[float]]:
    found = geometry["coordinates"]
    return [found] if geometry["type"] == "Point" else found


def _feature(kind: str, geometry: str, coordinates: list[Any], properties: Feature) -> Feature:
    return {
        "type": "Feature",
        "geometry": {"type": geometry, "coordinates": coordinates},
        "properties": {"kind": kind, **properties},
    }


def _at(position: Position) -> list[float]:
    """Round to six decimals: 0.1 m, as RFC 7946 advises."""
    return [round(position.lon, 6), round(position.lat, 6)]


def _crew(day: Day, duty: DutyPlan, colour: str) -> Feature:
    vehicle = day.vehicles[duty.crew.vehicle]
    return {
        "crew": duty.crew.id,
        "plate": vehicle.plate,
        "driver": day.drivers[duty.crew.driver].name,
        "vehicle_class": vehicle.vehicle_class.value,
        "colour": colour,
    }


def _lines(day: Day, routes: Routes, duty: DutyPlan, who: Feature) -> Iterator[Feature]:
    for seq, run in enumerate(runs(duty), 1):
        line = routes.run(duty, run)
        leaves, ends = run.origin.leave_s, run.visits[-1].leave_s
        properties = {
            **who,
            "trip": run.number,
            "seq": seq,
            "departs": clock(leaves),
            "ends": clock(ends),
            "departs_s": leaves,
            "ends_s": ends,
            "km": kilometres(run.driven_m),
            "kilograms": kilograms(grams(day, run.load.lines)) if run.number is not None else 0,
            "drawn": "road" if line.by_road else "straight",
        }
        kind = "return" if run.number is None else "trip"
        yield _feature(kind, "LineString", [_at(point) for point in line.points], properties)


def _stops(day: Day, routes: Routes, duty: DutyPlan, who: Feature) -> Iterator[Feature]:
    trip = seq = 0
    for visit, position in zip(duty.visits, routes.stops(duty), strict=True):
        trip += visit.kind is VisitKind.LOAD
        if visit.kind not in {VisitKind.DELIVER, VisitKind.REST}:
            continue
        delivers = visit.kind is VisitKind.DELIVER
        seq += delivers
        place = day.places[visit.place] if visit.place is not None else None
        properties = {
            **who,
            "trip": trip,
            "seq": seq if delivers else None,
            "place": visit.place,
            "name": place.name if place else None,
            "district": place.district if place else None,
            "arrives": clock(visit.arrive_s),
            "begins": clock(visit.begin_s),
            "leaves": clock(visit.leave_s),
            "begins_s": visit.begin_s,
            "goods": goods_text(day, visit.lines).split("\n") if visit.lines else [],
            "kilograms": kilograms(grams(day, visit.lines)),
            "late_s": visit.late_s,
        }
        yield _feature("stop" if delivers else "rest", "Point", _at(position), properties)


def _load_points(day: Day, plan: Plan) -> Iterator[Feature]:
    """Give the loading points in use, with what they hand out."""
    loads: dict[str, list[int]] = {}
    for duty in driving(plan):
        for run in trips(duty):
            if run.load.place is not None:
                loads.setdefault(run.load.place, []).append(grams(day, run.load.lines))
    for place in (place for place in day.places if place in loads):
        noun = day.places[place]
        properties = {
            "place": place,
            "name": noun.name,
            "district": noun.district,
            "loadings": len(loads[place]),
            "kilograms": kilograms(sum(loads[place])),
        }
        yield _feature("load_point", "Point", _at(noun.position), properties)


def _unserved(day: Day, plan: Plan) -> Iterator[Feature]:
    for left in plan.unserved:
        demand, good = day.demands[left.demand], day.goods[left.good]
        place = day.places[demand.place]
        properties = {
            "demand": demand.id,
            "tier": TIERS[demand.priority].zh,
            "place": place.id,
            "name": place.name,
            "district": place.district,
            "goods": f"{good.name} {left.quantity:,} {good.unit}",
            "kilograms": kilograms(left.quantity * good.unit_grams),
            "reason": left.reason.value,
            "reason_zh": REASONS[left.reason].zh,
            "remedy_zh": left.remedy.zh,
            "remedy_en": left.remedy.en,
        }
        yield _feature("unserved", "Point", _at(place.position), properties)
