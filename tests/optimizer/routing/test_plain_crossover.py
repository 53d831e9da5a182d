"""Routes of one solution come into another; who has no place then is to be put back."""

import math
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.model.budget import Budget
from optimizer.model.routing_nouns import Client, Depot, Pair, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.windows import TimeWindow
from optimizer.routing.arrays import Ints
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.begin import begin_search
from optimizer.routing.plain.crossover import alone, cross
from optimizer.routing.plain.follow import holds
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.laid import Laid, chosen, read, without
from tests.optimizer.routing.plain_problems import problems
from tests.optimizer.routing.test_plain_shortlist import LIGHT

ALL_DAY = (TimeWindow(opens=0, closes=10_000),)


def round_about(clients: int, vehicles: int | None) -> Plain:
    """Clients of 1 in a ring of 100 about the depot, with windows; vehicles hold two."""
    angles = np.arange(clients) * 2 * math.pi / clients
    points = np.vstack(([[0.0, 0.0]], 100.0 * np.column_stack((np.cos(angles), np.sin(angles)))))
    return lay_out(
        RoutingProblem(
            name="ring",
            depots=(Depot(),),
            clients=(Client(delivery=(1,), pickup=(0,), windows=ALL_DAY),) * clients,
            vehicle_types=(VehicleType(capacity=(2,), count=vehicles),),
            plane=Plane(coordinates=points),
        )
    )


def laid(*routes: tuple[int, ...], kind: int = 0) -> Laid:
    """Routes of these clients, as the arrays number them."""
    clients = [client for route in routes for client in route]
    ends = np.cumsum([len(route) for route in routes])
    kinds = np.full(len(routes), kind, dtype=np.int32)
    return Laid(np.array(clients, dtype=np.int32), ends.astype(np.int32), kinds)


def listed(routes: Laid, members: Ints | None = None) -> list[tuple[int, ...]]:
    """The routes as tuples, sorted; of members of a part by the numbers they have in the whole."""
    clients = routes.clients if members is None else members[routes.clients]
    pieces = np.split(clients, routes.ends[:-1]) if len(routes.ends) else []
    return sorted(tuple(piece.tolist()) for piece in pieces)


def test_routes_that_come_displace_those_that_serve_the_same() -> None:
    """(2 4) comes to (0 1) (2 3) (4 5): of the routes it meets 3 and 5 are left, each half of its route; (0 1) stays
    beside. Of the same routes (0 1) never comes, and where (3 5) comes too all of what it meets goes."""
    p, seen = round_about(6, None), set()
    for seed in range(200):
        crossed = cross(p, laid((0, 1), (2, 3), (4, 5)), laid((0, 1), (2, 4), (3, 5)), Random(seed))
        if crossed is None:
            continue
        assert listed(crossed.beside) == [(0, 1)]
        assert crossed.part.members.tolist() == [2, 3, 4, 5]
        seen.add(tuple(listed(crossed.part.laid, crossed.part.members)))
    assert seen == {((2, 4), (3,), (5,)), ((2,), (3, 5), (4,)), ((2, 4), (3, 5))}


def test_routes_that_are_there_already_bring_nothing() -> None:
    """In another order, by vehicles of the same type."""
    p = round_about(6, None)
    assert all(
        cross(p, laid((0, 1), (2, 3), (4, 5)), laid((3, 2), (4, 5), (1, 0)), Random(seed)) is None for seed in range(20)
    )


def test_where_vehicles_are_few_those_who_lost_the_most_make_room() -> None:
    """Three vehicles: one stays beside, one comes with (2 4), and only one of (3) and (5) is left; the other client is
    a member of the part that nobody serves yet."""
    p = round_about(6, 3)
    for seed in range(40):
        crossed = cross(p, laid((0, 1), (2, 3), (4, 5)), laid((0, 1), (2, 4), (3, 5)), Random(seed))
        if crossed is not None and len(crossed.part.laid.clients) == 3:
            assert crossed.part.plain.kinds["count"].tolist() == [2]
            assert len(crossed.part.laid.ends) == 2
            assert crossed.part.members.tolist() == [2, 3, 4, 5]


def test_of_a_route_that_has_lost_most_of_its_clients_nothing_stays() -> None:
    """(0 1) comes to (0 1 2): a third is left, too little; client 2 is to be put back."""
    p = round_about(6, None)
    p.kinds["capacity"] = 3
    crossed = [cross(p, laid((0, 1, 2), (3, 4, 5)), laid((0, 1)), Random(seed)) for seed in range(20)]
    found = [each for each in crossed if each is not None]
    assert found
    for each in found:
        assert listed(each.part.laid, each.part.members) == [(0, 1)]
        assert each.part.members.tolist() == [0, 1, 2]


def test_who_is_left_out_gets_another_chance() -> None:
    """Client 5 is in no route of the mother's: he is a member of the part."""
    p = round_about(6, None)
    for seed in range(20):
        crossed = cross(p, laid((0, 1), (2, 3), (4,)), laid((0, 2), (1, 3)), Random(seed))
        assert crossed is None or 5 in crossed.part.members


def test_routes_come_also_to_a_solution_that_serves_nobody() -> None:
    """Of (0 1) (2 3) some come, and everybody is a member; to such a solution from such a one nothing comes."""
    p = round_about(4, None)
    crossed = cross(p, laid(), laid((0, 1), (2, 3)), Random(1))
    assert crossed is not None
    assert crossed.part.members.tolist() == [0, 1, 2, 3]
    assert set(listed(crossed.part.laid)) <= {(0, 1), (2, 3)}
    assert cross(p, laid(), laid(), Random(1)) is None


def test_routes_searched_among_alone_are_as_they_were() -> None:
    """Whatever is chosen of three routes is a part with these routes; the others are beside it."""
    p, routes = round_about(6, None), laid((0, 1), (2, 3), (4, 5))
    for seed in range(10):
        crossed = alone(p, routes, Random(seed))
        assert crossed is not None
        assert sorted(listed(crossed.part.laid, crossed.part.members) + listed(crossed.beside)) == listed(routes)
    assert alone(p, laid(), Random(1)) is None


def test_some_routes_and_routes_without_some_clients() -> None:
    """Of (0 1) (2) (3 4): the first and the last; without 2 and 4 what is left is (0 1) (3)."""
    routes = laid((0, 1), (2,), (3, 4))
    assert listed(chosen(routes, np.array([True, False, True]))) == [(0, 1), (3, 4)]
    assert listed(without(routes, np.array([False, False, True, False, True]))) == [(0, 1), (3,)]


@pytest.mark.parametrize("is_table", [False, True])
def test_a_route_that_does_not_hold_without_a_client_does_not_stay(is_table: bool) -> None:
    """By the table the way from 0 to 2 takes 900, past 1 it takes 20, and 2 closes at 500. (1 3) comes: on the plane
    (0 2 4) stays without 1 and 3; by the table it does not hold."""
    p = round_about(6, None)
    p.kinds["capacity"] = 5
    p.clients["closes"][2] = 500
    first = p.first_place
    if is_table:
        duration = p.duration.copy()
        duration[first, first + 2] = 900
        p = p._replace(duration=duration, features=p.features._replace(same=False, metric=False))
    kept = set()
    for seed in range(30):
        crossed = cross(p, laid((0, 1, 2, 3, 4), (5,)), laid((1, 3), (5,)), Random(seed))
        if crossed is not None:
            kept.add(tuple(listed(crossed.part.laid, crossed.part.members)))
    assert kept == {((1, 3),) if is_table else ((0, 2, 4), (1, 3))}


@LIGHT
@given(problem=problems(), seeds=st.tuples(st.integers(0, 99), st.integers(0, 99)), draw=st.integers(0, 999))
def test_any_two_solutions_cross_by_the_rules(problem: RoutingProblem, seeds: tuple[int, int], draw: int) -> None:
    """Every route keeps the rules, nobody is served twice, no vehicle drives twice, and nobody is forgotten."""
    p = lay_out(problem)
    both = []
    for seed in seeds:
        search = begin_search(p, seed, budget=Budget(iterations=50))
        search.run(10, 0.0, 1.0)
        search.settle()
        both.append(read(search.best.links, search.best.kinds, len(p.clients)))
    crossed = cross(p, *both, Random(draw))
    if crossed is None:
        return
    part = crossed.part
    inside, beside = listed(part.laid, part.members), listed(crossed.beside)
    served = [client for route in inside + beside for client in route]
    assert len(served) == len(set(served))
    assert set(served) | set(part.members.tolist()) == set(range(len(p.clients)))
    assert not set(part.members.tolist()) & set(crossed.beside.clients.tolist())
    driving = np.bincount(np.concatenate((part.laid.kinds, crossed.beside.kinds)), minlength=len(p.kinds))
    assert (driving <= p.kinds["count"]).all()
    assert (np.bincount(part.laid.kinds, minlength=len(p.kinds)) <= part.plain.kinds["count"]).all()
    ends = [0, *part.laid.ends.tolist()]
    for kind, begin, end in zip(part.laid.kinds.tolist(), ends[:-1], ends[1:], strict=True):
        assert holds(p, kind, part.members[part.laid.clients[begin:end]].tolist())


def test_pairs_stay_together() -> None:
    """Pickups 0 and 2, deliveries 1 and 3: whatever crosses, both of a pair are in one route or in none."""
    pairs = lay_out(paired())
    for seed in range(20):
        crossed = cross(pairs, laid((0, 1, 2, 3)), laid((2, 3), (0, 1)), Random(seed))
        assert crossed is not None
        for route in listed(crossed.part.laid, crossed.part.members):
            assert {0, 1} & set(route) in (set(), {0, 1})
            assert {2, 3} & set(route) in (set(), {2, 3})


def paired() -> RoutingProblem:
    """Two pairs in a row."""
    points = np.array([(10.0 * i, 0.0) for i in range(5)])
    clients = (Client(delivery=(0,), pickup=(0,)),) * 4
    return replace(
        RoutingProblem(
            name="pairs",
            depots=(Depot(),),
            clients=clients,
            vehicle_types=(VehicleType(capacity=(2,), count=3),),
            plane=Plane(coordinates=points),
        ),
        pairs=(Pair(pickup=0, delivery=1, amount=(1,)), Pair(pickup=2, delivery=3, amount=(1,))),
    )
