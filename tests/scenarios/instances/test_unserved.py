"""Why a client is left out: worked by hand on three clients at 10, 20 and 30 from the depot."""

from dataclasses import replace

import numpy as np
import pytest

from optimizer.model.routing_answer import Routes
from optimizer.model.routing_plane import NO_WAY
from optimizer.model.routing_problem import Depot, Pair, RoutingProblem
from optimizer.model.routing_rules import Relation, Tie
from optimizer.model.text import Text
from scenarios.instances.breaches import Fault
from scenarios.instances.unserved import ITS_OWN, left_out
from scenarios.instances.unserved_words import BY, NOT_ASKED, PLAIN
from tests.scenarios.instances.small import WAYS, client, kind, problem, routes, window

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


def reason(here: RoutingProblem, served: Routes, client: int = 2) -> Text:
    return next(one.reason for one in left_out(here, served) if one.client == client)


LAST = (client(), client())
NOBODY = Routes()
GAP = Relation(tie=Tie.GAP, clients=(1, 2), least=5)
SENTENCES = {
    "too large": (
        problem(*LAST, client(5)), routes([0]),
        "too large for every vehicle that may go there, by 2", "超过所有可前往车辆的载量，超出 2",
    ),
    "closed": (
        problem(*LAST, client(windows=(window(0, 21),))), routes([0]),
        "the quickest comes 9 too late", "最快的迟到 9",
    ),
    "in the file's unit": (
        replace(problem(*LAST, client(windows=(window(0, 21),))), units=10), routes([0]),
        "the quickest comes 0.9 too late", "最快的迟到 0.9",
    ),
    "not admitted": (
        problem(*LAST, client(vehicle_types=frozenset())), routes([0]), "no vehicle may go there", "没有车辆可以前往",
    ),
    "the one that may come is too small, whatever the order of types": (
        problem(*LAST, client(4, vehicle_types=frozenset({1})), vehicle_types=(kind(capacity=(9,)), kind())),
        routes([0]), "too large for every vehicle that may go there, by 1", "超出 1",
    ),
    "shift": (problem(vehicle_types=(kind(shift=window(0, 60)),)), routes([0]), "1 after its shift", "超出班次 1"),
    "no way": (
        problem(distance=np.where(WAYS == 30, NO_WAY, WAYS)), routes([0, 1]), "no way leads there", "没有道路",
    ),
    "goods": (
        problem(*LAST, client(depots=frozenset({1})), depots=(Depot(), Depot()), distance=np.ones((5, 5), dtype=int)),
        routes([0]), "where its goods are in stock", "货物所在地",
    ),
    "in a sequence": (
        problem(client(), client(windows=(window(0, 31),)), client(),
                relations=(Relation(tie=Tie.SEQUENCE, clients=(2, 1)),)),
        routes([0]), "with those it must be served with: no vehicle can be there", "一起：没有车辆能",
    ),
    "its first is not served": (
        problem(client(), client(5), client(), relations=(GAP,)), routes([0]),
        "location 2, which must come before it, is not served", "须先服务的地点 2 未被服务",
    ),
    "not worth it": (
        problem(*LAST, client(required=False, prize=7)), routes([0, 1]), "leaving it out costs 7", "代价为 7",
    ),
    "a vehicle is left": (problem(), NOBODY, "search longer", "请延长搜索"),
    "no vehicle left, no room": (
        problem(client(2), client(3), client(3), vehicle_types=(kind(count=2),)), routes([0], [1]),
        "no vehicle left: all 2 that could serve it alone are in use, and the one with most room is 2 short",
        "可单独服务的 2 辆均已使用，余量最大的仍差 2",
    ),
    "room, but no time": (
        problem(vehicle_types=(kind(count=1, shift=window(0, 61)),)), routes([0, 1]),
        "no room found: all 1 vehicles", "1 辆车均已使用",
    ),
    "room on another trip, but no time": (
        problem(client(3), client(), client(3), vehicle_types=(kind(count=1, reload_depots=(0,)),)), routes([0]),
        "no room found", "未找到空位",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", SENTENCES)
def test_a_person_is_told_why_with_figures(what: str) -> None:
    """Client 2 is 30 from the depot and 31 back; location 3, since the depot is location 0."""
    here, served, en, zh = SENTENCES[what]
    found = reason(here, served)
    assert en in found.en
    assert zh in found.zh


def test_every_fault_of_its_own_has_a_sentence() -> None:
    """None is told by the name of a breach alone."""
    assert set(PLAIN) | set(BY) >= ITS_OWN


def test_the_reasons_of_very_many_are_not_looked_for() -> None:
    """Two hundred are explained."""
    n = 202
    here = problem(*[client(9)] * n, distance=np.ones((n + 1, n + 1), dtype=np.int64))
    found = left_out(here, NOBODY)
    assert [one.faults for one in found[199:]] == [(Fault.CAPACITY,), None, None]
    assert found[-1].reason == NOT_ASKED


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
    (found,) = left_out(here, routes([1]))
    assert (found.client, found.required, found.faults) == (0, True, faults)
