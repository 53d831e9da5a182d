"""What does not fit together in a routing problem: mistakes of whoever built it, each as a sentence."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import numpy as np

from optimizer.model.routing_answer import Routes
from optimizer.model.routing_nouns import Client, Depot, Pair, Profiles, VehicleType
from optimizer.model.routing_plane import Matrix
from optimizer.model.routing_rules import Frozen, GoodsRule, Reference, Relation, Tie, ZoneRule
from optimizer.model.windows import TimeWindow


def matrix_complaints(matrices: Sequence[Matrix | None], locations: int) -> Iterator[str]:
    """Matrices are square, and whole numbers."""
    for matrix in matrices:
        if matrix is not None and (matrix.shape != (locations,) * 2 or matrix.dtype != np.int64):
            yield f"has a {matrix.dtype} matrix of shape {matrix.shape} for {locations} locations"


def profile_complaints(profiles: Profiles, locations: int) -> Iterator[str]:
    """A table a profile and period, and periods that rise."""
    number, periods = len(profiles.distance), len(profiles.starts)
    due = (
        ((number, locations, locations), profiles.distance),
        ((number, periods, *(locations,) * 2), profiles.duration),
    )
    for shape, table in due:
        if table.shape != shape or table.dtype != np.int64 or not number:
            yield f"has {table.dtype} profiles of shape {table.shape}, where int64 of {shape} are due"
    if not periods or any(a >= b for a, b in pairwise(profiles.starts)):
        yield f"has periods that begin at {profiles.starts}, not one after another"


def amount_complaints(clients: Sequence[Client], types: Sequence[VehicleType], pairs: Sequence[Pair]) -> Iterator[str]:
    """Amounts and capacities have the same dimensions, and are not negative."""
    dimensions = len(types[0].capacity)
    amounts = [(f"client {i}", amount) for i, c in enumerate(clients) for amount in (c.delivery, c.pickup)]
    amounts += [(f"vehicle type {k}", kind.capacity) for k, kind in enumerate(types)]
    amounts += [(f"pair {k}", pair.amount) for k, pair in enumerate(pairs)]
    for who, amount in amounts:
        if len(amount) != dimensions or min(amount, default=0) < 0:
            yield f"{who} has the amounts {amount}, where {dimensions} of at least 0 are due"


def depot_complaints(depots: Sequence[Depot]) -> Iterator[str]:
    """Windows rise, and loading takes no negative time."""
    for d, depot in enumerate(depots):
        yield from _window_complaints(f"depot {d}", depot.windows)
        if min(depot.loading, depot.loading_per_thousand) < 0:
            yield f"depot {d} loads in negative time"


def client_complaints(clients: Sequence[Client], depots: int, types: int) -> Iterator[str]:
    """Of each client: indices exist, windows rise, figures are not negative, tiers are of clients not required."""
    for i, client in enumerate(clients):
        who = f"client {i}"
        yield from _window_complaints(who, client.windows)
        if not _exist(client.vehicle_types or (), types):
            yield f"{who} allows the vehicle types {sorted(client.vehicle_types or ())}, where {types} exist"
        if not _exist(client.depots or (), depots):
            yield f"{who} is stocked at the depots {sorted(client.depots or ())}, where {depots} exist"
        if client.services and len(client.services) != types:
            yield f"{who} has {len(client.services)} service times by vehicle type, where {types} exist"
        figures = (client.service, *client.services, client.prize, client.late_cost, client.zone, client.goods)
        if min(*figures, client.tier or 0) < 0:
            yield f"{who} has a negative service, prize, late cost, zone, goods or tier"
        if client.required and client.tier is not None:
            yield f"{who} is required and has the tier {client.tier}"


def pair_complaints(pairs: Sequence[Pair], clients: int) -> Iterator[str]:
    """A client is in one pair at most."""
    paired = [end for pair in pairs for end in (pair.pickup, pair.delivery)]
    if len(set(paired)) < len(paired) or not _exist(paired, clients):
        yield "has a pair of a client that does not exist or is in another pair"
    for k, pair in enumerate(pairs):
        if pair.max_ride is not None and pair.max_ride < 0:
            yield f"pair {k} rides at most {pair.max_ride}"


def type_complaints(types: Sequence[VehicleType], depots: int, profiles: int) -> Iterator[str]:
    """Of each vehicle type: depots and profile exist, limits are not negative, breaks can be taken."""
    for k, kind in enumerate(types):
        who = f"vehicle type {k}"
        ends = (kind.start_depot, *kind.reload_depots, *(() if kind.end_depot is None else (kind.end_depot,)))
        if not _exist(ends, depots):
            yield f"{who} has a depot among {ends}, where {depots} exist"
        if kind.profile not in range(profiles):
            yield f"{who} has the profile {kind.profile}, where {profiles} exist"
        if kind.starts_empty and not kind.reload_depots:
            yield f"{who} starts empty and has nowhere to load"
        limits = (kind.count, kind.max_duration, kind.max_distance, kind.max_trips, kind.overtime_after, kind.max_drive)
        if any(limit is not None and limit < 0 for limit in limits):
            yield f"{who} has a negative limit among {limits}"
        if kind.rest is not None and (kind.rest.max_driving < 1 or kind.rest.rest < 0):
            yield f"{who} rests {kind.rest.rest} after driving {kind.rest.max_driving}"
        if any(meal.duration < 0 for meal in kind.meals):
            yield f"{who} has a meal of negative duration"
        yield from _window_complaints(f"{who}, in its meals,", tuple(meal.window for meal in kind.meals))


def zone_complaints(zones: ZoneRule, depots: int) -> Iterator[str]:
    """Somewhere to disinfect, for some time."""
    if not zones.depots or not _exist(zones.depots, depots) or zones.duration < 0:
        yield f"disinfects for {zones.duration} at the depots {zones.depots}, where {depots} exist"


def goods_complaints(goods: GoodsRule) -> Iterator[str]:
    """Goods are kept apart from others, and cleaning takes no negative time."""
    if goods.cleaning < 0 or any(one == other for one, other in goods.apart):
        yield "keeps goods apart from themselves, or cleans in negative time"


def relation_complaints(relations: Sequence[Relation], clients: int) -> Iterator[str]:
    """Each is of two or more clients that exist; a gap is of two, and can be kept."""
    for r, relation in enumerate(relations):
        tied = relation.clients
        if len(set(tied)) < max(2, len(tied)) or not _exist(tied, clients):
            yield f"relation {r} ties the clients {tied}, where two or more of {clients} are due, each once"
        if relation.tie is not Tie.GAP:
            continue
        if len(tied) != 2:
            yield f"relation {r} is a gap between {len(tied)} clients"
        if relation.least < 0 or (relation.most is not None and relation.most < relation.least):
            yield f"relation {r} is a gap of {relation.least} to {relation.most}"


def reference_complaints(reference: Reference) -> Iterator[str]:
    """No price is negative."""
    figures = (reference.per_vehicle, reference.per_order, reference.per_time, reference.tolerance)
    if min(figures) < 0:
        yield f"has a negative price of changes among {figures}"


def plan_complaints(
    plans: Sequence[Reference | Frozen | None], clients: int, depots: int, types: Sequence[VehicleType]
) -> Iterator[str]:
    """A given plan names what exists, each client once, and one route of types of which there is one vehicle."""
    for plan in plans:
        if plan is None:
            continue
        who = "the plan it refers to" if isinstance(plan, Reference) else "the frozen plan"
        kinds = [route.vehicle_type for route in plan.routes.routes]
        if not _exist(kinds, len(types)) or len(set(kinds)) < len(kinds) or any(types[k].count != 1 for k in kinds):
            yield f"{who} has routes of the types {kinds}, where one each of types with a count of 1 are due"
        visits = _visits(plan.routes)
        if not _exist(visits, clients) or len(set(visits)) < len(visits):
            yield f"{who} visits a client that does not exist, or one twice"
        if not _exist([trip.depot for route in plan.routes.routes for trip in route.trips], depots):
            yield f"{who} loads at a depot that does not exist"


def _visits(routes: Routes) -> list[int]:
    return [client for route in routes.routes for trip in route.trips for client in trip.clients]


def _exist(indices: Collection[int], number: int) -> bool:
    return all(index in range(number) for index in indices)


def _window_complaints(who: str, windows: Sequence[TimeWindow]) -> Iterator[str]:
    if any(a.closes >= b.opens for a, b in pairwise(windows)):
        yield f"{who} has windows that overlap or do not rise"
