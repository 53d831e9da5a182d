"""Why a client is left out: worked by hand on three clients at 10, 20 and 30 from the depot."""

import pytest

from optimizer.model.routing_problem import Depot, Pair
from scenarios.instances.breaches import Fault
from scenarios.instances.unserved import CROWDED_OUT, LeftOut, left_out
from tests.scenarios.instances.small import client, kind, problem, routes, window

NOT_TO_1 = frozenset({0})
CASES = {
    "too much": (problem(client(), client(), client(4)), (Fault.CAPACITY,)),
    "closed too early": (problem(client(), client(), client(windows=(window(0, 29),))), (Fault.WINDOW,)),
    "home after the shift": (problem(vehicle_types=(kind(shift=window(0, 60)),)), (Fault.SHIFT,)),
    "too far": (problem(vehicle_types=(kind(max_distance=60),)), (Fault.DISTANCE,)),
    "one type is too small, the other may not come": (
        problem(client(), client(), client(4, vehicle_types=NOT_TO_1), vehicle_types=(kind(), kind(capacity=(9,)))),
        (Fault.CAPACITY,),
    ),
    "with its pair": (
        problem(client(0), client(0), client(0), pairs=(Pair(pickup=1, delivery=2, amount=(5,)),)), (Fault.CAPACITY,),
    ),
    "room enough alone": (problem(client(2), client(1), client(3)), ()),
}  # fmt: skip


@pytest.mark.parametrize("what", CASES)
def test_the_reason_lies_in_the_vehicle_that_suits_best(what: str) -> None:
    """Client 2 is left out: 30 there, 31 back, so 61 in all."""
    here, faults = CASES[what]
    found = {one.client: one.faults for one in left_out(here, routes([0]))}
    assert found[2] == faults


def test_who_is_crowded_out_is_told_so() -> None:
    """One vehicle of 3 is full with two clients; alone, the third would fit."""
    here = problem(client(2), client(1), client(3), vehicle_types=(kind(count=1),))
    (one,) = left_out(here, routes([0, 1]))
    assert one == LeftOut(2, required=True, faults=())
    assert one.reason == CROWDED_OUT


def test_required_clients_come_first_and_nobody_served_is_named() -> None:
    """Client 0 may be left out, client 1 must not, client 2 is served."""
    here = problem(client(required=False, prize=5), client(), client())
    assert [(one.client, one.required) for one in left_out(here, routes([2]))] == [(1, True), (0, False)]


@pytest.mark.parametrize(("reload", "faults"), [(True, ()), (False, (Fault.STOCK,))])
def test_goods_in_stock_elsewhere_are_loaded_there(reload: bool, faults: tuple[Fault, ...]) -> None:
    """Depot 1 has the goods of client 0: a vehicle that may reload there can serve it, one that may not cannot."""
    here = problem(
        client(depots=frozenset({1})), client(), depots=(Depot(), Depot()),
        vehicle_types=(kind(reload_depots=(1,) if reload else ()),),
    )  # fmt: skip
    assert left_out(here, routes([1])) == (LeftOut(0, required=True, faults=faults),)
