"""Pairs and relations in the general core: whatever it answers keeps them, and what cannot be kept is left out."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.random import Generator

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Client, Depot, Pair, VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import Frozen, Relation, Tie
from optimizer.routing.general import solve_general
from optimizer.routing.layout.given import begun_clients
from optimizer.routing.layout.ties import jobs
from scenarios.instances.breaches import Fault
from scenarios.instances.price import Priced, price
from tests.optimizer.routing.brute import OF_THE_CLOCK, brute_force
from tests.optimizer.routing.random_problems import FEATURES, random_problem
from tests.optimizer.routing.test_given import faults

TABLE = np.array([[0, 10, 20, 30], [10, 0, 15, 25], [20, 15, 0, 12], [30, 25, 12, 0]], dtype=np.int64)


def line(*ties: Relation, pairs: tuple[Pair, ...] = (), vehicles: int = 2, **fields: object) -> RoutingProblem:
    """A, B and C, one unit each; as many vehicles as asked, with room for all."""
    kind = VehicleType(capacity=(3,), count=vehicles)
    client = Client(delivery=(1,), pickup=(0,))
    return RoutingProblem(
        name="line", depots=(Depot(),), clients=(client,) * 3, vehicle_types=(replace(kind, **fields),),
        pairs=pairs, relations=ties, distance=TABLE,
    )  # fmt: skip


def solved(problem: RoutingProblem, iterations: int = 150, start: Routes | None = None) -> tuple[Routes, Priced]:
    """Solve, and let the independent pricer confirm cost and rules; only clients may be missing."""
    answer = solve_general(problem, budget=Budget(iterations=iterations), threads=1, seed=1, start=start)
    priced = price(problem, answer.routes)
    assert [breach for breach in priced.breaches if breach.fault is not Fault.MISSING] == []
    assert priced.cost == answer.cost
    return answer.routes, priced


def relations(rng: Generator, clients: int) -> tuple[Relation, ...]:
    """One to three, of any kind, which may well contradict one another."""
    found = []
    for _ in range(int(rng.integers(1, 4))):
        tie = list(Tie)[int(rng.integers(4))]
        size = 2 if tie is Tie.GAP else int(rng.integers(2, min(4, clients) + 1))
        tied = tuple(rng.permutation(clients)[:size].tolist())
        least = int(rng.integers(0, 100)) if tie is Tie.GAP else 0
        most = least + int(rng.integers(0, 100)) if tie is Tie.GAP and rng.random() < 0.5 else None
        found.append(Relation(tie=tie, clients=tied, least=least, most=most))
    return tuple(found)


@pytest.mark.parametrize("feature", [*FEATURES, "many"])
def test_any_answer_keeps_pairs_and_relations_beside_every_feature(feature: str) -> None:
    """Ten random problems of each feature; and to go on from an answer keeps them and makes nothing worse."""
    rng = np.random.default_rng(7)
    for _ in range(10):
        problem = random_problem(rng, feature)
        problem = replace(problem, relations=relations(rng, len(problem.clients)))
        routes, priced = solved(problem)
        _, again = solved(problem, 2, start=routes)
        assert again.rank(problem.objective) <= priced.rank(problem.objective)


def test_a_second_client_waits_for_the_first_on_another_route() -> None:
    """A begins at 10; C, 40 after it and on another route, begins at 50 though the way takes 30."""
    gap = Relation(tie=Tie.GAP, clients=(0, 2), least=40, most=40)
    routes, priced = solved(line(gap, Relation(tie=Tie.DIFFERENT_ROUTES, clients=(0, 2))))
    assert (len(routes.routes), priced.missing) == (2, 0)


def test_clients_who_would_wait_for_one_another_are_not_both_served() -> None:
    """A after B, B after A: neither is served without the other, and so neither is."""
    gaps = (Relation(tie=Tie.GAP, clients=(0, 1), least=5), Relation(tie=Tie.GAP, clients=(1, 0), least=5))
    routes, priced = solved(line(*gaps))
    assert (routes.routes, priced.missing) == ((Route(0, (Trip(0, (2,)),)),), 2)


def test_pairs_and_sequences_that_contradict_one_another_are_left_out() -> None:
    """C directly before A, while what is picked up at A goes to C: only B is served."""
    sequence = Relation(tie=Tie.SEQUENCE, clients=(2, 0))
    problem = line(sequence, pairs=(Pair(pickup=0, delivery=2, amount=(1,)),))
    assert not jobs(problem)[0].is_possible
    assert solved(problem)[0].routes == (Route(0, (Trip(0, (1,)),)),)


def test_a_pair_and_a_sequence_are_one_job_in_pieces() -> None:
    """B directly before C, and A goes to C: first A, then B and C, with or without somebody between."""
    sequence = Relation(tie=Tie.SEQUENCE, clients=(1, 2))
    problem = line(sequence, pairs=(Pair(pickup=0, delivery=2, amount=(1,)),))
    assert [job.pieces for job in jobs(problem)] == [((0,), (1, 2))]
    assert solved(problem)[0].routes == (Route(0, (Trip(0, (0, 1, 2)),)),)


def test_given_routes_that_tear_a_pair_are_mended() -> None:
    """Pickup on one route, delivery on another: the answer has both on one."""
    problem = line(pairs=(Pair(pickup=0, delivery=2, amount=(1,)),))
    given = Routes((Route(0, (Trip(0, (0, 1)),)), Route(0, (Trip(0, (2,)),))))
    assert solved(problem, 100, start=given)[1].missing == 0


def test_the_rest_of_a_pair_that_has_begun_is_served_whatever_it_costs() -> None:
    """Picked up at A for B, 1,000 from anywhere; at C nobody must be served, nor B, had it not begun."""
    table = TABLE + np.where(np.eye(4, dtype=bool) | (np.arange(4) != 2)[:, None], 0, 1000)
    kind = VehicleType(capacity=(3,), count=1)
    free = Client(delivery=(0,), pickup=(0,), required=False)
    draft = RoutingProblem(
        name="far", depots=(Depot(),), clients=(free,) * 3, vehicle_types=(kind,), distance=table,
        pairs=(Pair(pickup=0, delivery=1, amount=(1,)),),
    )  # fmt: skip
    begun = replace(draft, frozen=Frozen(routes=Routes((Route(0, (Trip(0, (0,)),)),))))
    assert solved(draft)[0].routes == ()
    assert solved(begun)[0].routes == (Route(0, (Trip(0, (0, 1)),)),)


def test_what_cannot_be_ended_is_left_as_it_has_begun() -> None:
    """The pickup is on a trip that is over, so its delivery cannot be on it: it is left out, and the search ends."""
    kind = VehicleType(capacity=(3,), count=1, reload_depots=(0,))
    draft = replace(line(pairs=(Pair(pickup=0, delivery=2, amount=(1,)),)), vehicle_types=(kind,))
    begun = Route(0, (Trip(0, (0,)), Trip(0, (1,))))
    answer = solve_general(
        replace(draft, frozen=Frozen(routes=Routes((begun,)))), budget=Budget(iterations=50), threads=1, seed=1
    )
    assert answer.routes == Routes((begun,))
    assert answer.first_feasible_s is None


def three_pairs(rng: Generator, kind: VehicleType) -> RoutingProblem:
    """Picked up at 0, 1, 2, in this order and nobody between; brought to 3, 4, 5 in any: a job of four pieces."""
    table = rng.integers(5, 60, (7, 7)).astype(np.int64)
    np.fill_diagonal(table, 0)
    client = Client(delivery=(0,), pickup=(0,))
    return RoutingProblem(
        name="four pieces", depots=(Depot(),), clients=(client,) * 6, vehicle_types=(kind,), distance=table,
        pairs=tuple(Pair(pickup=i, delivery=i + 3, amount=(1,)) for i in range(3)),
        relations=(Relation(tie=Tie.SEQUENCE, clients=(0, 1, 2)),),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_a_job_of_four_pieces_is_placed_as_well_as_can_be(seed: int) -> None:
    """What trying all orders finds, at whatever cost; half of the worlds unload the last first."""
    problem = three_pairs(np.random.default_rng(seed), VehicleType(capacity=(3,), count=1, last_in_first_out=seed > 1))
    assert len(jobs(problem)[0].pieces) == 4
    assert solved(problem, 400)[1].cost == brute_force(problem)[0].cost


def test_a_job_of_many_pieces_goes_between_others_and_on_new_trips() -> None:
    """Ten pairs in a row of pickups, forty clients beside, vehicles that reload: everybody is served."""
    rng = np.random.default_rng(5)
    n = 60
    client, other = Client(delivery=(0,), pickup=(0,)), Client(delivery=(1,), pickup=(0,))
    table = rng.integers(5, 60, (n + 1, n + 1)).astype(np.int64)
    np.fill_diagonal(table, 0)
    problem = RoutingProblem(
        name="many pieces", depots=(Depot(),), clients=(client,) * 20 + (other,) * 40, distance=table,
        vehicle_types=(VehicleType(capacity=(12,), count=2, reload_depots=(0,)),),
        pairs=tuple(Pair(pickup=i, delivery=i + 10, amount=(1,)) for i in range(10)),
        relations=(Relation(tie=Tie.SEQUENCE, clients=tuple(range(10))),),
    )  # fmt: skip
    routes, priced = solved(problem, 300)
    assert priced.missing == 0
    assert len(routes.routes) <= 2


@pytest.mark.parametrize("feature", ["pairs", "rides", "stacks", "loading", "several_windows", "lateness", "costs"])
def test_whatever_part_of_a_plan_has_begun_the_rest_of_its_jobs_is_served(feature: str) -> None:
    """Random problems solved, any part of each route begun, jobs torn or not, and solved again, from it and anew."""
    rng = np.random.default_rng(11)
    seen = 0
    for _ in range(25):
        problem = random_problem(rng, feature)
        kinds = tuple(replace(kind, count=1) for kind in problem.vehicle_types)
        problem = replace(problem, vehicle_types=kinds, relations=relations(rng, len(problem.clients)))
        routes, before = solved(problem)
        if not routes.routes:
            continue
        begun = Routes(tuple(cut(rng, route) for route in routes.routes))
        frozen = replace(problem, frozen=Frozen(routes=begun))
        seen += any(0 < len(set(job.clients) & begun_clients(frozen)) < len(job.clients) for job in jobs(frozen))
        assert solved(frozen, 20, start=routes)[1].rank(problem.objective) <= before.rank(problem.objective)
        if not faults(price(frozen, begun)) & OF_THE_CLOCK:
            solved(frozen, 400)
    assert seen


def cut(rng: Generator, route: Route) -> Route:
    """The first trips of a route, and of the next one the first clients."""
    trips = int(rng.integers(len(route.trips)))
    last = route.trips[trips]
    begun = Trip(last.depot, last.clients[: int(rng.integers(1 + len(last.clients)))])
    return Route(route.vehicle_type, (*route.trips[:trips], begun))
