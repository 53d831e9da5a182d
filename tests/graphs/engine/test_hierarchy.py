"""The hierarchy on graphs worked by hand, and against plain searches on random ones."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.engine import table as tables
from graphs.engine.hierarchy import Hierarchy
from graphs.engine.seeds import Seeds
from graphs.engine.units import INFINITE_MS
from graphs.search import far_from

NODES = 12


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


def every(count: int) -> Seeds:
    return Seeds.at(np.arange(count, dtype=np.int32))


@st.composite
def graphs(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Up to 40 arcs among 12 nodes, parallels, loops and shut arcs among them; many ties."""
    node, ms = st.integers(0, NODES - 1), st.sampled_from([1, 1, 2, 3, 5, 8, INFINITE_MS])
    arcs = draw(st.lists(st.tuples(node, node, ms, st.integers(1, 4)), max_size=40))
    tail, head, weight, dm = np.array(arcs, dtype=np.int32).reshape(-1, 4).T
    return tail, head, weight, dm


@settings(max_examples=400, deadline=None)
@given(graphs())
def test_tables_equal_plain_searches(graph: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]) -> None:
    """From every node to every node: times alone, and times with the lengths of the shortest of the fastest paths."""
    tail, head, ms, dm = graph
    hierarchy = Hierarchy.build(NODES, tail, head)
    far_ms, far_dm = far_from(NODES, tail, head, ms=ms, dm=dm)(np.arange(NODES))
    both = hierarchy.customize(ms, dm).table(every(NODES), every(NODES), threads=1)
    assert both[0].tolist() == far_ms.tolist()
    assert both[1].tolist() == far_dm.tolist()
    alone = hierarchy.customize(ms).table(every(NODES), every(NODES), threads=1)
    assert alone[0].tolist() == far_ms.tolist()
    assert alone[1].size == 0


@settings(max_examples=200, deadline=None)
@given(graphs(), st.lists(st.integers(0, 39), max_size=10), st.booleans())
def test_closures_need_no_new_hierarchy(
    graph: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray], closed: list[int], slower: bool
) -> None:
    """Weights change, the hierarchy stays: some arcs are shut, all others take longer or not."""
    tail, head, ms, dm = graph
    hierarchy = Hierarchy.build(NODES, tail, head)
    changed = np.where(ms < INFINITE_MS, ms * (7 if slower else 1), INFINITE_MS).astype(np.int32)
    changed[[arc for arc in closed if arc < len(changed)]] = INFINITE_MS
    far_ms, far_dm = far_from(NODES, tail, head, ms=changed, dm=dm)(np.arange(NODES))
    found = hierarchy.customize(changed, dm).table(every(NODES), every(NODES), threads=1)
    assert found[0].tolist() == far_ms.tolist()
    assert found[1].tolist() == far_dm.tolist()


@settings(max_examples=200, deadline=None)
@given(graphs())
def test_the_arcs_of_a_way_add_up_to_the_table(graph: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]) -> None:
    """They lead from the source to the target, one after the other; None where the table knows no way."""
    tail, head, ms, dm = graph
    metric = Hierarchy.build(NODES, tail, head).customize(ms, dm)
    far_ms, far_dm = metric.table(every(NODES), every(NODES), threads=1)
    pairs = [(i, j) for i in range(NODES) for j in range(NODES)]
    for (i, j), way in zip(pairs, metric.paths(every(NODES), every(NODES), pairs), strict=True):
        assert (way is None) == (far_ms[i, j] == INFINITE_MS)
        if way is not None:
            assert (ms[way.arcs].sum(), dm[way.arcs].sum()) == (far_ms[i, j], far_dm[i, j])
            nodes = [i, *head[way.arcs].tolist()]
            assert nodes[-1] == j
            assert nodes[:-1] == tail[way.arcs].tolist()


def test_of_equally_fast_ways_the_shorter_counts_and_a_faster_one_beats_a_shorter() -> None:
    """0 to 2 takes 4 ms over 1 (7 dm) or 3 (9 dm); the arc straight there is 1 dm long and takes 5 ms."""
    tail, head = ints(0, 1, 0, 3, 0), ints(1, 2, 3, 2, 2)
    metric = Hierarchy.build(4, tail, head).customize(ints(2, 2, 1, 3, 5), ints(3, 4, 5, 4, 1))
    ms, dm = metric.table(Seeds.at(ints(0)), Seeds.at(ints(2)))
    assert (ms.item(), dm.item()) == (4, 7)
    (way,) = metric.paths(Seeds.at(ints(0)), Seeds.at(ints(2)), [(0, 0)])
    assert way is not None
    assert way.arcs.tolist() == [0, 1]


def test_a_stop_is_left_and_reached_by_its_best_seed() -> None:
    """0 -10- 1 -10- 2: leaving by 0 costs 1 ms, by 1 costs 12; arriving from 2 costs 3 ms, from 1 costs 2: 13 ms."""
    metric = Hierarchy.build(3, ints(0, 1), ints(1, 2)).customize(ints(10, 10), ints(1, 1))
    cost = np.array([1, 12], dtype=np.int64)
    leaving = Seeds(start=ints(0, 2), node=ints(0, 1), ms=cost, dm=cost * 0)
    cost = np.array([3, 2], dtype=np.int64)
    arriving = Seeds(start=ints(0, 2), node=ints(2, 1), ms=cost, dm=cost * 0)
    assert metric.table(leaving, arriving)[0].item() == 13


def test_a_stop_without_seeds_is_cut_off() -> None:
    """The second of two stops touches no node."""
    metric = Hierarchy.build(2, ints(0, 1), ints(1, 0)).customize(ints(5, 5), ints(1, 1))
    zero = np.zeros(1, dtype=np.int64)
    stops = Seeds(start=ints(0, 1, 1), node=ints(0), ms=zero, dm=zero)
    assert metric.table(stops, stops)[0].tolist() == [[0, INFINITE_MS], [INFINITE_MS, INFINITE_MS]]
    assert metric.paths(stops, stops, [(0, 1), (1, 0)]) == [None, None]


def test_a_graph_without_arcs_has_no_ways() -> None:
    metric = Hierarchy.build(2, ints(), ints()).customize(ints(), ints())
    assert metric.table(every(2), every(2))[0].tolist() == [[0, INFINITE_MS], [INFINITE_MS, 0]]


def test_batches_and_threads_do_not_change_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """A grid of 900 nodes in batches of 16 sources, by one thread and by three, and in one batch."""
    node = np.arange(900, dtype=np.int32).reshape(30, 30)
    tail = np.r_[node[:, :-1].ravel(), node[:-1].ravel()]
    head = np.r_[node[:, 1:].ravel(), node[1:].ravel()]
    tail, head = np.r_[tail, head], np.r_[head, tail]
    ms = np.random.default_rng(1).integers(1, 50, len(tail), dtype=np.int32)
    metric = Hierarchy.build(900, tail, head).customize(ms, ms)
    whole = metric.table(every(900), every(900), threads=1)
    monkeypatch.setattr(tables, "LANES", 16)
    for threads in (1, 3):
        for mine, other in zip(whole, metric.table(every(900), every(900), threads=threads), strict=True):
            assert (mine == other).all()


@pytest.mark.parametrize("ms", [0, -1, INFINITE_MS + 1])
def test_a_weight_out_of_range_is_refused(ms: int) -> None:
    with pytest.raises(ValueError, match=r"weights must lie in 1..1073741823 ms, but reach"):
        Hierarchy.build(2, ints(0), ints(1)).customize(ints(ms))


def test_a_missing_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="1 weights for 2 arcs"):
        Hierarchy.build(2, ints(0, 1), ints(1, 0)).customize(ints(3))


def test_drives_too_long_to_count_are_unreachable() -> None:
    """Two arcs of 2^29 ms each add up to more than the largest time; one alone is fine."""
    tail, head, ms = ints(0, 1), ints(1, 2), ints(2**29, 2**29)
    hierarchy = Hierarchy.build(3, tail, head)
    for metric in (hierarchy.customize(ms), hierarchy.customize(ms, ms)):
        assert metric.table(every(3), every(3))[0][0].tolist() == [0, 2**29, INFINITE_MS]
