"""With vehicles of one type a search cools several times if it has the time, each time from the best so far."""

from dataclasses import replace

import numpy as np

from optimizer.model.budget import Budget
from optimizer.model.routing_nouns import VehicleType
from optimizer.routing.plain.begin import begin_search
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.search import PlainSearch
from optimizer.routing.plain.warmth import ROUND, ROUND_ALIKE
from tests.optimizer.routing.test_plain_few import together
from tests.optimizer.routing.test_plain_shortlist import in_a_row


def begun(rounds: int) -> PlainSearch:
    """A search among ten clients with windows, with iterations for so many rounds."""
    return begin_search(lay_out(together(10, closes=100)), 1, budget=Budget(iterations=10 * ROUND * rounds))


def test_there_are_as_many_rounds_as_the_iterations_allow() -> None:
    """Ten clients: 20,000 iterations are one round, 80,000 four."""
    assert (begun(1).rounds, begun(4).rounds) == (1, 4)


def test_full_vehicles_that_are_alike_have_rounds_twice_as_long() -> None:
    """Ten clients without windows: 40,000 iterations are one round, 160,000 four."""
    row = lay_out(in_a_row((1,) * 10, vehicles=(VehicleType(capacity=(4,), count=None),)))
    begun = [begin_search(row, 1, budget=Budget(iterations=10 * ROUND_ALIKE * rounds)).rounds for rounds in (1, 4)]
    assert (begun, ROUND_ALIKE) == ([1, 4], 2 * ROUND)


def test_among_many_clients_without_windows_there_is_one_round() -> None:
    """However many iterations there are: 400 clients have four rounds, 401 have one."""
    for clients, rounds in ((400, 4), (401, 1)):
        row = lay_out(in_a_row((1,) * clients, vehicles=(VehicleType(capacity=(4,), count=None),)))
        budget = Budget(iterations=clients * ROUND_ALIKE * 4)
        assert begin_search(row, 1, budget=budget).rounds == rounds


def test_with_several_depots_or_types_there_is_one_round() -> None:
    """Ten clients with windows: four rounds with one type, one with two that differ in what they hold."""
    kinds = (VehicleType(capacity=(5,), count=12), VehicleType(capacity=(6,), count=12))
    for types, rounds in ((kinds[:1], 4), (kinds, 1)):
        plain = lay_out(replace(together(10, closes=100), vehicle_types=types))
        assert begin_search(plain, 1, budget=Budget(iterations=10 * ROUND * 4)).rounds == rounds


def test_a_round_goes_on_from_the_best() -> None:
    """In the first of two rounds somebody is taken out; the second begins with the best, in which all are served."""
    search = begun(2)
    search.run(100, 0.0, 0.1)
    best = search.best.links.copy()
    assert search.best.cost[0] == 0.0
    search.state.counts["absent"] = 3
    search.run(0, 0.5, 0.5)
    assert search.state.counts["absent"].tolist() == [0]
    assert np.array_equal(search.state.links["after"], best["after"])
