"""``check``: every rule of a plan, recomputed from the day and the roads; start reading here.

Nothing that a plan claims is believed. Legs come from the table of the roads, service times from the places, loads and
stock from the lines, costs from the prices of the day; then the plan's own numbers are compared with them. The plan may
have been edited by hand: ids that do not exist, visits out of order and numbers below zero are breaches, not errors.

==================  ==========================================================================================
file                rules
==================  ==========================================================================================
``ids``             UNKNOWN_ID
``shape``           DUTY_SHAPE
``crew``            CREW_NOT_ELIGIBLE (with the table of ``licences``), CREW_OVERLAP
``hours``           SHIFT
``driving``         TRAVEL_TIME, TRAVEL_DISTANCE, UNREACHABLE, REST
``clocks``          CLOCK, SERVICE_TIME, TIME_WINDOW, LATENESS
``loads``           CAPACITY_WEIGHT, CAPACITY_VOLUME, LOAD_ACCOUNT
``carriage``        HANDLING, KEEP_APART, VEHICLE_LIMIT
``accounts``        STOCK, SPLIT, DEMAND_ACCOUNT
``cost``            COST
==================  ==========================================================================================
"""

from collections.abc import Callable, Iterator

from optimizer.checker.accounts import demand_account, split, stock
from optimizer.checker.carriage import handling, keep_apart, vehicle_limit
from optimizer.checker.clocks import clock_runs, lateness, service_time, time_window
from optimizer.checker.cost import cost
from optimizer.checker.crew import crew_not_eligible, crew_overlap
from optimizer.checker.driving import rest, travel_distance, travel_time, unreachable
from optimizer.checker.hours import shift
from optimizer.checker.ids import unknown_id
from optimizer.checker.loads import capacity_volume, capacity_weight, load_account
from optimizer.checker.shape import duty_shape
from optimizer.model.day import Day
from optimizer.model.findings import Breach
from optimizer.model.plan import Plan
from optimizer.model.travel import TravelTable

ON_PAPER: tuple[Callable[[Day, Plan], Iterator[Breach]], ...] = (
    unknown_id,
    duty_shape,
    crew_not_eligible,
    crew_overlap,
    shift,
    service_time,
    time_window,
    lateness,
    capacity_weight,
    capacity_volume,
    load_account,
    handling,
    keep_apart,
    vehicle_limit,
    stock,
    split,
    demand_account,
)
"""Rules that need the day alone."""

ON_ROADS: tuple[Callable[[Day, TravelTable, Plan], Iterator[Breach]], ...] = (
    unreachable,
    travel_time,
    travel_distance,
    clock_runs,
    rest,
    cost,
)
"""Rules that also ask how far it is."""


def check(day: Day, travel: TravelTable, plan: Plan) -> tuple[Breach, ...]:
    """Every breach of every rule, in the order of the rules; empty for a plan that may leave the building."""
    found: list[Breach] = []
    for on_paper in ON_PAPER:
        found.extend(on_paper(day, plan))
    for on_roads in ON_ROADS:
        found.extend(on_roads(day, travel, plan))
    return tuple(found)
