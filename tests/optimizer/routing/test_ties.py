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
from optimizer.routing.general import is_general, solve_general
from optimizer.routing.layout.ties import jobs
from scenarios.instances.breaches import Fault
from scenarios.instances.price import Priced, price
from tests.optimizer.routing.random_problems import FEATURES, random_problem

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
        if is_general(problem):
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


def test_a_pair_of_which_half_has_begun_is_refused() -> None:
    """The pickup has begun, the delivery has not: the search places pairs as a whole only."""
    problem = line(pairs=(Pair(pickup=0, delivery=2, amount=(1,)),), vehicles=1)
    begun = replace(problem, frozen=Frozen(routes=Routes((Route(0, (Trip(0, (0,)),)),))))
    whole = replace(problem, frozen=Frozen(routes=Routes((Route(0, (Trip(0, (0, 2)),)),))))
    assert not is_general(begun)
    assert is_general(whole)
    assert solved(whole, 50)[0].routes == (Route(0, (Trip(0, (0, 2, 1)),)),)
