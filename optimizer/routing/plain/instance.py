"""From a routing problem to the arrays of the plain core."""

from dataclasses import replace

import numpy as np

from optimizer.model.routing_nouns import Client, VehicleType
from optimizer.model.routing_plane import Plane, Rounding
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.arrays import Floats, Ints, Records
from optimizer.routing.plain.arrays import CLIENT, EVERY_KIND, KIND, NO_LIMIT, Features, Plain
from optimizer.routing.plain.curve import along_curve
from optimizer.routing.plain.neighbours import HowMany, neighbours

NEAR, NEAR_WITH_WINDOWS, NEAR_WITH_SITES = 40, 60, 80
"""How many neighbours an insertion looks beside: more where many of them are out of the question."""

OTHERS = 10
"""How many besides, of those with whom a client shares no place but that where deliveries end and pickups begin."""

FURTHER = 200
"""How many clients further off are asked where no neighbour's vehicle has room. With several types, or more clients
than a matrix is for, that is no gain; with windows or shifts it is time that is short, not room, and it is a loss."""

DENSE_MOST = 1_100
"""Up to so many locations distances are looked up in a matrix; above, a square root is quicker than a miss.

With clients numbered along a curve, what one iteration looks up lies close together: 5 to 14 % more iterations a second
than with square roots, on instances of 400 to 1,000 clients.
"""


def is_plain(problem: RoutingProblem) -> bool:
    """Whether the plain core can solve a problem: one trip a vehicle, one dimension, one window.

    Pairs must be all there is, in vehicles of one type without a limit on duration.
    """
    return (
        (not problem.pairs or _only_pairs(problem))
        and problem.dimensions == 1
        and len(problem.vehicle_types) <= 64
        and all(_plain_client(client) for client in problem.clients)
        and all(_plain_type(kind) for kind in problem.vehicle_types)
        and all(len(depot.windows) <= 1 for depot in problem.depots)
        and (problem.backhauls_last or not any(client.pickup[0] for client in problem.clients))
    )


def _only_pairs(problem: RoutingProblem) -> bool:
    kind = problem.vehicle_types[0]
    return (
        2 * len(problem.pairs) == len(problem.clients)
        and len(problem.vehicle_types) == 1
        and kind.max_duration is None
        and not problem.backhauls_last
        and all(pair.amount[0] > 0 for pair in problem.pairs)
    )


def _plain_client(client: Client) -> bool:
    return client.required and not client.release and len(client.windows) <= 1


def _plain_type(kind: VehicleType) -> bool:
    return (
        not kind.reload_depots
        and kind.end_depot is not None
        and not kind.unit_duration_cost
        and kind.max_distance is None
    )


def lay_out(problem: RoutingProblem) -> Plain:
    """Lay out the arrays of a plain problem."""
    numbers = np.arange(len(problem.clients), dtype=np.int32)
    if _asks_the_plane(problem):
        problem, numbers = _renumbered(problem)
    clients, kinds = _clients(problem), _kinds(problem)
    windows = bool((clients["closes"] < NO_LIMIT).any() or (kinds["closes"] < NO_LIMIT).any())
    span = bool((kinds["max_duration"] < NO_LIMIT).any())
    same = problem.duration is None or (problem.distance is not None and (problem.duration == problem.distance).all())
    sites = bool((~clients["kinds"] & _bits(len(kinds))).any())
    features = Features(
        clock=windows or span or bool(problem.pairs),
        span=span,
        kinds=len(kinds) > 1,
        mixed=sites or _differ(kinds, "capacity", "fixed", "per_distance"),
        priced=_differ(kinds, "start", "end", "fixed", "per_distance"),
        sites=sites,
        backhauls=bool(clients["is_backhaul"].any()),
        pairs=bool(problem.pairs),
        dense=problem.distance is not None,
        same=bool(same),
        metric=problem.plane is not None,
    )
    square = np.zeros((1, 1), dtype=np.int32)
    distance = problem.distance.astype(np.int32) if problem.distance is not None else square
    duration = distance if same or problem.duration is None else problem.duration.astype(np.int32)
    alone, alone_kinds = _alone(problem, clients, kinds)
    plane = problem.plane or Plane(coordinates=np.zeros((problem.locations, 2)))
    count = HowMany(_how_near(features, windows=windows), _how_much_further(problem, features), OTHERS)
    near, further = neighbours(problem, count, clients, clients["kinds"] & _bits(len(kinds)))
    first = len(problem.depots)
    return Plain(
        distance=distance,
        back=distance if (distance == distance.T).all() else np.ascontiguousarray(distance.T),
        duration=duration,
        x=np.ascontiguousarray(plane.coordinates[:, 0], dtype=np.float64),
        y=np.ascontiguousarray(plane.coordinates[:, 1], dtype=np.float64),
        scale=float(plane.scale),
        half=0.5 if plane.rounding is Rounding.NEAREST else 0.0,
        clients=clients,
        kinds=kinds,
        neighbours=near,
        further=further,
        far=problem.distances(first + np.maximum(near, 0), first + np.arange(len(near))[:, None]).astype(np.int32),
        least_price=float(kinds["per_distance"].min()),
        alone=alone,
        alone_kinds=alone_kinds,
        features=features,
        first_place=first,
        numbers=numbers,
    )


def _how_near(features: Features, *, windows: bool) -> int:
    if features.sites:
        return NEAR_WITH_SITES
    return NEAR_WITH_WINDOWS if windows else NEAR


def _how_much_further(problem: RoutingProblem, features: Features) -> int:
    crowded = problem.locations > DENSE_MOST
    return 0 if features.clock or features.kinds or crowded else FURTHER


def _asks_the_plane(problem: RoutingProblem) -> bool:
    """Whether distances are those of a plane, and nothing but its routes names a client by its number."""
    return problem.plane is not None and problem.duration is None and not problem.pairs


def _renumbered(problem: RoutingProblem) -> tuple[RoutingProblem, Ints]:
    """The problem with its clients numbered along a curve, with a matrix of its own or none; the numbers they had."""
    assert problem.plane is not None
    points, depots = problem.plane.coordinates, len(problem.depots)
    numbers = along_curve(points[depots:])
    plane = replace(problem.plane, coordinates=np.concatenate((points[:depots], points[depots:][numbers])))
    clients = tuple(problem.clients[number] for number in numbers.tolist())
    distance = plane.matrix() if problem.locations <= DENSE_MOST else None
    return replace(problem, clients=clients, plane=plane, distance=distance), numbers


def _clients(problem: RoutingProblem) -> Records:
    records = np.zeros(len(problem.clients), dtype=CLIENT)
    for record, client in zip(records, problem.clients, strict=True):
        record["delivery"], record["pickup"] = client.delivery[0], client.pickup[0]
        record["is_backhaul"] = int(problem.backhauls_last and client.pickup[0] > 0)
        record["opens"] = client.windows[0].opens if client.windows else 0
        record["closes"] = client.windows[0].closes if client.windows else NO_LIMIT
        record["service"] = client.service
        admitted = client.vehicle_types
        record["kinds"] = EVERY_KIND if admitted is None else sum(1 << kind for kind in admitted)
    for pair in problem.pairs:
        records["partner"][[pair.pickup, pair.delivery]] = pair.delivery, pair.pickup
        records["amount"][[pair.pickup, pair.delivery]] = pair.amount[0], -pair.amount[0]
    return records


def _kinds(problem: RoutingProblem) -> Records:
    records = np.zeros(len(problem.vehicle_types), dtype=KIND)
    for record, kind in zip(records, problem.vehicle_types, strict=True):
        assert kind.end_depot is not None, "a plain vehicle returns to a depot"
        leaving, coming = problem.depots[kind.start_depot].windows, problem.depots[kind.end_depot].windows
        shift = kind.shift
        record["start"], record["end"] = kind.start_depot, kind.end_depot
        record["count"] = len(problem.clients) if kind.count is None else kind.count
        record["capacity"] = kind.capacity[0]
        record["opens"] = max(leaving[0].opens if leaving else 0, shift.opens if shift else 0)
        record["closes"] = min(
            coming[0].closes if coming else NO_LIMIT,
            shift.closes if shift else NO_LIMIT,
        )
        record["max_duration"] = NO_LIMIT if kind.max_duration is None else kind.max_duration
        record["fixed"], record["per_distance"] = kind.fixed_cost, kind.unit_distance_cost
    return records


def _differ(kinds: Records, *fields: str) -> bool:
    """Whether types differ in any of these."""
    return any(len(np.unique(kinds[field])) > 1 for field in fields)


def _bits(kinds: int) -> np.uint64:
    return np.uint64((1 << kinds) - 1)


def _alone(problem: RoutingProblem, clients: Records, kinds: Records) -> tuple[Floats, Ints]:
    """Cost of a route for each client alone by every type, cheapest first; infinite where it cannot be."""
    costs = np.empty((len(clients), len(kinds)))
    everyone = np.arange(len(clients)) + len(problem.depots)
    for number, kind in enumerate(kinds):
        way = problem.distances(kind["start"], everyone) + problem.distances(everyone, kind["end"])
        there, back = problem.durations(kind["start"], everyone), problem.durations(everyone, kind["end"])
        begin = np.maximum(clients["opens"], kind["opens"] + there)
        can = (clients["kinds"] >> np.uint64(number)) & np.uint64(1) > 0
        can &= (clients["delivery"] <= kind["capacity"]) & (clients["pickup"] <= kind["capacity"])
        can &= (begin <= clients["closes"]) & (begin + clients["service"] + back <= kind["closes"])
        can &= there + clients["service"] + back <= kind["max_duration"]
        costs[:, number] = np.where(can, kind["fixed"] + kind["per_distance"] * way, np.inf)
    order = np.argsort(costs, axis=1, kind="stable").astype(np.int32)
    return np.take_along_axis(costs, order, axis=1), order
