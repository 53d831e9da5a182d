"""The compiled rules of the road against the timetable's walk, which the checker confirms."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimizer.crews.pairing import pair
from optimizer.model.duties import Duty, Trip
from optimizer.model.loads import Drop
from optimizer.model.plan import DutyPlan
from optimizer.routing.duty import duty_cents
from optimizer.routing.instance import build
from optimizer.routing.moments import INFINITE
from optimizer.supply.allocate import allocate
from optimizer.timetable.cost import cost
from optimizer.timetable.walk import walk
from tests.builders import Town
from tests.properties.days import small_days


def trips_of(drops: list[Drop]) -> tuple[Trip, ...]:
    """A new trip wherever the load point changes."""
    trips: list[tuple[str, list[Drop]]] = []
    for drop in drops:
        if not trips or trips[-1][0] != drop.load_points[0]:
            trips.append((drop.load_points[0], []))
        trips[-1][1].append(drop)
    return tuple(Trip(load_point=point, drops=tuple(carried)) for point, carried in trips)


def agree(town: Town, data: st.DataObject) -> None:
    """Feasible in one is feasible in the other, and the price agrees to the rounding of whole cents.

    Metres are left out of it where they differ by the hour: the core prices those of the quickest hour.
    """
    if town.changed:
        town.vehicles = {name: replace(vehicle, cents_per_km=0) for name, vehicle in town.vehicles.items()}
    day, travel = town.day(), town.travel()
    loads = allocate(day, travel)
    crews = pair(day, travel, loads, seed=1)
    if not loads.drops or not crews.crews:
        return
    instance = build(day, travel, loads.drops, crews)
    order = data.draw(st.permutations(loads.drops))[: data.draw(st.integers(1, 6))]
    k = data.draw(st.integers(0, len(crews.crews) - 1))
    duty = Duty(crew=crews.crews[k], trips=trips_of(list(order)))
    tokens = []
    for trip in duty.trips:
        tokens.append(len(loads.drops) + instance.load_points.index(trip.load_point))
        tokens += [loads.drops.index(drop) for drop in trip.drops]
    compiled = duty_cents(instance.arrays, k, np.array(tokens, dtype=np.int32), len(tokens))
    visits = walk(day, travel, duty, duty.crew.shift.opens)
    assert (compiled >= INFINITE) == (visits is None)
    if visits is not None:
        whole = cost(day, [DutyPlan(crew=duty.crew, visits=visits)]).total_cents
        assert abs(whole - compiled) <= 2 + len(visits)


QUICK = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@QUICK
@given(small_days(), st.data())
def test_any_order_of_drops_costs_the_same_compiled_and_walked(town: Town, data: st.DataObject) -> None:
    """A random duty of a random day, kept or broken, at the same price."""
    agree(town, data)


@pytest.mark.slow
@settings(QUICK, max_examples=5_000)
@given(small_days(), st.data())
def test_the_same_at_depth(town: Town, data: st.DataObject) -> None:
    """Five thousand days."""
    agree(town, data)
