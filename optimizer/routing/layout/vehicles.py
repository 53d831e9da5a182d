"""Vehicle types as crews: one crew a vehicle."""

import numpy as np

from optimizer.model.routing_nouns import VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.windows import TimeWindow
from optimizer.routing.arrays import CREW, MEAL, UNLIMITED, Ints, Longs, Records
from optimizer.routing.layout.detour import surcharge
from optimizer.routing.layout.ways import Ways
from optimizer.routing.layout.windows import FOREVER, Windows
from optimizer.routing.moments import NEVER


def kinds_of_crews(problem: RoutingProblem) -> Ints:
    """The vehicle type of each crew, in order; never more vehicles of a type than clients."""
    n = len(problem.clients)
    counts = [n if kind.count is None else min(n, kind.count) for kind in problem.vehicle_types]
    return np.repeat(np.arange(len(counts), dtype=np.int32), counts)


def capacities(problem: RoutingProblem) -> Longs:
    """``(kinds, dimensions)``."""
    return np.array([kind.capacity for kind in problem.vehicle_types], dtype=np.int64)


def lay_out_meals(problem: RoutingProblem) -> Records:
    """The meals of all vehicle types, one type after the other."""
    meals = [(m.window.opens, m.window.closes, m.duration) for kind in problem.vehicle_types for m in kind.meals]
    return np.array(meals, dtype=MEAL)


def lay_out_crews(problem: RoutingProblem, kinds: Ints, ways: Ways, windows: Windows) -> Records:
    """Records of the crews; adds the windows of their end depots to ``windows``."""
    records = np.zeros(len(problem.vehicle_types), dtype=CREW)
    rides = any(pair.max_ride is not None for pair in problem.pairs)
    meal = 0
    for k, (record, kind) in enumerate(zip(records, problem.vehicle_types, strict=True)):
        record["kind"] = k
        record["layer"] = kind.profile
        record["start"], record["end"] = kind.start_depot, -1 if kind.end_depot is None else kind.end_depot
        record["first_point"] = -1 if kind.starts_empty else kind.start_depot
        record["first_load"] = -1
        record["max_trips"] = NEVER if kind.max_trips is None else kind.max_trips
        record["first_meal"], record["end_meal"] = meal, meal + len(kind.meals)
        meal += len(kind.meals)
        record["is_lifo"] = kind.last_in_first_out
        record["is_timed"] = rides or _lasting_matters(kind)
        _lay_out_hours(problem, kind, record, windows)
        _lay_out_limits(kind, record)
        _lay_out_costs(kind, record)
        record["fixed_cents"] += surcharge(problem, ways)
    return records[kinds]


def _lasting_matters(kind: VehicleType) -> bool:
    overtime = kind.overtime_after is not None and kind.unit_overtime_cost > 0
    return kind.max_duration is not None or kind.unit_duration_cost > 0 or overtime


def _lay_out_hours(problem: RoutingProblem, kind: VehicleType, record: Records, windows: Windows) -> None:
    """When the vehicle may leave, and must be back."""
    shift = kind.shift or TimeWindow(opens=0, closes=FOREVER)
    record["opens"], record["closes"] = shift.opens, min(shift.closes, FOREVER)
    record["spare_s"] = FOREVER
    if kind.starts_empty:
        _lay_out_leaving(problem.depots[kind.start_depot].windows, record)
    ends = () if kind.end_depot is None else problem.depots[kind.end_depot].windows
    if len(ends) == 1 and ends[0].opens <= record["opens"]:
        record["closes"] = min(int(record["closes"]), ends[0].closes)
        ends = ()
    record["first_end_window"], record["last_end_window"] = windows.add(ends)


def _lay_out_leaving(windows: tuple[TimeWindow, ...], record: Records) -> None:
    """Of a vehicle that leaves its start empty: in a window of that depot."""
    if not windows:
        return
    window = next((w for w in windows if record["opens"] <= w.closes), None)
    if window is None:
        record["closes"] = -NEVER
        return
    record["opens"] = max(int(record["opens"]), window.opens)
    record["spare_s"] = min(FOREVER, window.closes - int(record["opens"]))


def _lay_out_limits(kind: VehicleType, record: Records) -> None:
    limits = (
        ("max_duration_s", kind.max_duration),
        ("max_drive_s", kind.max_drive),
        ("max_metres", kind.max_distance),
        ("overtime_after_s", kind.overtime_after),
    )
    for name, limit in limits:
        record[name] = UNLIMITED if limit is None else limit
    record["max_driving_s"], record["rest_s"] = NEVER, NEVER
    if kind.rest is not None:
        record["max_driving_s"], record["rest_s"] = min(NEVER, kind.rest.max_driving), kind.rest.rest
        record["waiting_is_rest"] = kind.rest.waiting_is_rest


def _lay_out_costs(kind: VehicleType, record: Records) -> None:
    record["fixed_cents"] = kind.fixed_cost
    record["cents_per_metre"], record["cents_per_second"] = kind.unit_distance_cost, kind.unit_drive_cost
    record["cents_per_lasting"], record["cents_per_overtime"] = kind.unit_duration_cost, kind.unit_overtime_cost
