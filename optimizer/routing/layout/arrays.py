"""All arrays of a routing problem."""

import numpy as np

from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import Tie
from optimizer.routing.arrays import AT_ONCE, LOAD_POINT, TURN, WINDOW, Arrays, Flags, Records, legs_of
from optimizer.routing.layout.clients import amounts, lay_out_clients, services
from optimizer.routing.layout.given import lay_out_begun, with_reference
from optimizer.routing.layout.ties import has_ties, lay_out_ties
from optimizer.routing.layout.vehicles import capacities, kinds_of_crews, lay_out_crews, lay_out_meals
from optimizer.routing.layout.ways import Ways, nearest, ways_of
from optimizer.routing.layout.windows import ALWAYS, Windows
from optimizer.routing.uses import Features, Rules


def lay_out(problem: RoutingProblem) -> Arrays:
    """Lay out a routing problem; the vehicle type of a crew is its ``kind``, a load point is a depot."""
    windows, ways = Windows(), ways_of(problem)
    kinds = kinds_of_crews(problem)
    stops = lay_out_clients(problem, ways, windows)
    points = _points(problem, windows)
    meals = lay_out_meals(problem)
    crews = lay_out_crews(problem, kinds, ways, windows)
    lay_out_begun(problem, crews)
    delivery, change = amounts(problem)
    admitted = _admitted(problem)
    ties = lay_out_ties(problem, stops, admitted)
    n = len(problem.clients)
    arrays = Arrays(
        legs=legs_of(ways.seconds, ways.metres),
        by_period=ways.by_period,
        starts=ways.starts,
        stops=stops,
        points=points,
        windows=np.array(windows.all, dtype=WINDOW),
        meals=meals,
        crews=crews,
        delivery=delivery,
        change=change,
        capacity=capacities(problem),
        services=services(problem),
        neighbours=nearest(problem, ways),
        feeds=_feeds(problem),
        admitted=admitted,
        loads_at=_loads_at(problem),
        first_of_kind=np.searchsorted(kinds, np.arange(len(problem.vehicle_types) + 1)).astype(np.int32),
        by_kind=np.arange(len(kinds), dtype=np.int32),
        disinfectors=np.array(problem.zones.depots if problem.zones else (), dtype=np.int32),
        turns=np.zeros(1, dtype=TURN),
        ties=ties,
        held_s=np.full((n, 3), AT_ONCE, dtype=np.int64),
        trace_s=np.zeros((n, 2), dtype=np.int64),
        rules=Rules(
            load_unit=1000,
            cleaning_s=problem.goods.cleaning if problem.goods else 0,
            disinfection_s=problem.zones.duration if problem.zones else 0,
        ),
        features=_features(problem, crews, ways, windows),
    )
    return with_reference(problem, arrays)


def _features(problem: RoutingProblem, crews: Records, ways: Ways, windows: Windows) -> Features:
    """What the problem uses."""
    kinds = problem.vehicle_types
    limits = any(kind.max_drive is not None or kind.max_distance is not None for kind in kinds)
    timed = bool(crews["is_timed"].any())
    meals = any(kind.meals for kind in kinds)
    goods, zones = problem.goods is not None, problem.zones is not None
    mixed = bool(problem.pairs) or any(any(client.pickup) for client in problem.clients)
    rows = any(relation.tie is Tie.SEQUENCE for relation in problem.relations)
    lifo = bool(problem.pairs) and any(kind.last_in_first_out for kind in kinds)
    limited_trips = any(kind.max_trips is not None and kind.reload_depots for kind in kinds)
    return Features(
        more=timed or limits or meals or goods or zones or limited_trips or problem.reference is not None,
        timed=timed,
        limits=timed or limits,
        periods=len(ways.starts) > 1,
        meals=meals,
        goods=goods,
        zones=zones,
        services=any(client.services for client in problem.clients),
        end_windows=any(windows.all[w] != ALWAYS for w in crews["first_end_window"]),
        ordered=mixed or rows or zones or problem.backhauls_last or lifo,
        mixed=mixed,
        rows=rows,
        levels=zones,
        backhauls=problem.backhauls_last,
        lifo=lifo,
        pairs=bool(problem.pairs),
        rides=any(pair.max_ride is not None for pair in problem.pairs),
        ties=has_ties(problem),
        held=any(relation.tie is Tie.GAP for relation in problem.relations),
        referred=problem.reference is not None,
    )


def _points(problem: RoutingProblem, windows: Windows) -> Records:
    records = np.zeros(len(problem.depots), dtype=LOAD_POINT)
    for d, depot in enumerate(problem.depots):
        records[d]["location"] = d
        records[d]["fixed_s"], records[d]["per_unit_s"] = depot.loading, depot.loading_per_thousand
        records[d]["first_window"], records[d]["end_window"] = windows.add(depot.windows)
    return records


def _feeds(problem: RoutingProblem) -> Flags:
    feeds = np.ones((len(problem.clients), len(problem.depots)), dtype=np.uint8)
    for i, client in enumerate(problem.clients):
        if client.depots is not None:
            feeds[i] = [d in client.depots for d in range(len(problem.depots))]
    return feeds


def _loads_at(problem: RoutingProblem) -> Flags:
    loads = np.zeros((len(problem.vehicle_types), len(problem.depots)), dtype=np.uint8)
    for k, kind in enumerate(problem.vehicle_types):
        loads[k, list(kind.reload_depots)] = 1
    return loads


def _admitted(problem: RoutingProblem) -> Flags:
    """Allowed by the client, and no dimension alone too much."""
    capacity, (delivery, change) = capacities(problem), amounts(problem)
    most = np.maximum(delivery, delivery + change)
    admitted: Flags = (most[:, None] <= capacity[None]).all(axis=2).astype(np.uint8)
    for i, client in enumerate(problem.clients):
        if client.vehicle_types is not None:
            for k in range(len(problem.vehicle_types)):
                admitted[i, k] &= k in client.vehicle_types
    return admitted
