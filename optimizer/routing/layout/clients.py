"""Clients, their amounts and what it costs to leave them out."""

import numpy as np

from optimizer.model.routing_nouns import Client
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import GoodsRule, Tie
from optimizer.routing.arrays import (
    SOILS,
    STOP,
    WANTS_CLEAN,
    WANTS_DISINFECTION,
    Ints,
    Longs,
    Records,
)
from optimizer.routing.layout.ways import Ways
from optimizer.routing.layout.windows import FOREVER, Windows
from optimizer.routing.moments import NEVER
from optimizer.routing.separation import group_masks


def lay_out_clients(problem: RoutingProblem, ways: Ways, windows: Windows) -> Records:
    """Records of the clients; adds their windows to ``windows``."""
    stops = np.zeros(len(problem.clients), dtype=STOP)
    stops["partner"], stops["max_ride_s"] = -1, NEVER
    goods = problem.goods or GoodsRule()
    own, foes = group_masks([(one, other) for one, other in sorted(goods.apart) if one != other])
    for i, client in enumerate(problem.clients):
        stop = stops[i]
        stop["location"] = problem.location(i)
        stop["service_s"], stop["ready_s"] = client.service, client.release
        stop["due_s"], stop["late_cents_per_s"] = FOREVER if client.due is None else client.due, client.late_cost
        stop["first_window"], stop["end_window"] = windows.add(client.windows)
        stop["zone"] = client.zone
        stop["leaves"] = _leaves(problem, goods, client)
        stop["groups"], stop["apart"] = own.get(client.goods, 0), foes.get(client.goods, 0)
    loads = ways.seconds[0, : len(problem.depots), len(problem.depots) :]
    stops["remoteness_s"] = loads.min(axis=0)
    _lay_out_losses(problem, stops)
    for relation in problem.relations:
        if relation.tie is Tie.GAP:
            stops["is_fixed"][list(relation.clients)] = 1
    for pair in problem.pairs:
        stops["partner"][[pair.pickup, pair.delivery]] = pair.delivery, pair.pickup
        stops["is_pickup"][pair.pickup] = 1
        stops["max_ride_s"][pair.delivery] = NEVER if pair.max_ride is None else min(pair.max_ride, NEVER)
    return stops


def _leaves(problem: RoutingProblem, goods: GoodsRule, client: Client) -> int:
    """What a client's goods and zone do to the vehicle, as bits."""
    disinfected = problem.zones is not None and client.zone >= problem.zones.disinfect_from
    return (
        SOILS * (client.goods in goods.soiling)
        + WANTS_CLEAN * (client.goods in goods.needing_clean)
        + WANTS_DISINFECTION * disinfected
    )


def amounts(problem: RoutingProblem) -> tuple[Longs, Longs]:
    """``delivery`` and ``change`` of :class:`optimizer.routing.arrays.Arrays`."""
    shape = (len(problem.clients), problem.dimensions)
    delivery = np.array([client.delivery for client in problem.clients], dtype=np.int64).reshape(shape)
    change = np.array([client.pickup for client in problem.clients], dtype=np.int64).reshape(shape) - delivery
    for pair in problem.pairs:
        change[pair.pickup] += pair.amount
        change[pair.delivery] -= pair.amount
    return delivery, change


def services(problem: RoutingProblem) -> Ints:
    """Service times by vehicle type, ``(kinds, n)``; ``(1, 1)`` where all are the same."""
    if not any(client.services for client in problem.clients):
        return np.zeros((1, 1), dtype=np.int32)
    kinds = range(len(problem.vehicle_types))
    by_kind = [[c.services[k] if c.services else c.service for c in problem.clients] for k in kinds]
    return np.array(by_kind, dtype=np.int32)


def _lay_out_losses(problem: RoutingProblem, stops: Records) -> None:
    """What it costs to leave out each client, or what it loses and in which tier: required clients are the first."""
    tiers = sorted({client.tier for client in problem.clients if client.tier is not None})
    for stop, client in zip(stops, problem.clients, strict=True):
        if client.required:
            stop["tier"], stop["loss"] = 0, 1
        elif client.tier is not None:
            stop["tier"], stop["loss"] = 1 + tiers.index(client.tier), client.prize
        else:
            stop["tier"], stop["absent_cents"] = -1, client.prize
