"""What changes do to edges: seconds worked by hand, in the order of the list, and undone without a trace."""

import numpy as np
import pytest

from graphs.changes.change import (
    Around,
    Checkpoint,
    Closure,
    Dimension,
    Edges,
    Effect,
    GreenLane,
    Interval,
    Limit,
    NamedRoad,
    Reversal,
    Sealed,
    SlowDown,
)
from graphs.changes.overlay import INFINITE, apply, named
from graphs.law.classes import VehicleClass
from tests.graphs.changes.worlds import HEAVY, LIGHT, bridge_town, change, day, edge, permitted, seconds, seen
from tests.graphs.grounds import SQUARE, at, ring

INF = float("inf")
BRIDGE = NamedRoad("嘉华大桥")
HOUR = 3600


def bridge_s(*changes: object, **parts: object) -> float:
    """Seconds over the bridge, from B to C; 100 where nothing is changed."""
    roads = bridge_town()
    vehicle = parts.get("vehicle", LIGHT)
    return seconds(seen(roads, *changes, **parts), vehicle)[edge(roads, "BC")]  # type: ignore[arg-type]


def test_without_changes_every_edge_takes_its_time() -> None:
    """1 km at 10 m/s is 100 s; B to D is 1.5 km."""
    roads = bridge_town()
    took = seconds(seen(roads))
    assert took[edge(roads, "BC")] == 100
    assert took[edge(roads, "BD")] == pytest.approx(150, abs=0.1)


@pytest.mark.parametrize(
    ("effect", "there_s"),
    [
        (Closure(), INF),
        (Sealed(), INF),
        (Limit(dimension=Dimension.WIDTH, most=209), INF),
        (Limit(dimension=Dimension.WIDTH, most=210), 100),
        (SlowDown(percent=50), 200),
        (SlowDown(percent=60), 166.7),
        (Checkpoint(wait_s=180), 280),
    ],
)
def test_what_each_kind_does_to_a_bridge_of_100_s(effect: Effect, there_s: float) -> None:
    """The vehicle is 2.10 m wide."""
    assert bridge_s(change(effect, BRIDGE)) == there_s


def test_a_slow_down_of_part_of_an_edge_slows_that_part() -> None:
    """200 m of the 1,000 m at half speed: 20 s more."""
    assert bridge_s(change(SlowDown(percent=50), Around(at(1500, 0), 100))) == pytest.approx(120, abs=0.1)


def test_changes_add_up() -> None:
    """Twice half speed is a quarter; two gates are two waits."""
    half, gate = SlowDown(percent=50), Checkpoint(wait_s=60)
    assert bridge_s(change(half, BRIDGE), change(half, BRIDGE, "R2")) == 400
    assert bridge_s(change(gate, BRIDGE), change(gate, Around(at(1500, 0), 5), "R2")) == 220


def test_only_inside_its_interval() -> None:
    """A closure from 12:00 until before 13:00 counts in that hour, and not from 13:00 on."""
    closed = change(interval=Interval(begin_s=12 * HOUR, end_s=13 * HOUR))
    for begin, there_s in ((11, 100), (12, INF), (13, 100)):
        period = Interval(begin_s=begin * HOUR, end_s=(begin + 1) * HOUR)
        assert bridge_s(closed, period=period) == there_s


def test_only_for_its_classes_and_not_for_its_permits() -> None:
    """A closure for heavy lorries; one that spares P1."""
    heavy_only = change(classes=frozenset({VehicleClass.HEAVY}))
    assert bridge_s(heavy_only) == 100
    assert bridge_s(heavy_only, vehicle=HEAVY) == INF
    listed = change(permits=frozenset({"P1"}))
    assert bridge_s(listed, vehicle=permitted("P1")) == 100
    assert bridge_s(listed) == INF


def test_a_gate_is_shut_outside_its_hours() -> None:
    """Open 06:00-10:00: at noon nobody passes, and a permit holder neither waits nor minds."""
    gate = change(
        Checkpoint(wait_s=60, hours=(Interval(begin_s=6 * HOUR, end_s=10 * HOUR),)), BRIDGE, permits=frozenset({"P"})
    )
    assert bridge_s(gate) == INF
    assert bridge_s(gate, period=Interval(begin_s=9 * HOUR, end_s=10 * HOUR)) == 160
    assert bridge_s(gate, vehicle=permitted("P")) == 100


def test_a_checkpoint_on_a_road_known_by_name_is_passed_once_however_many_stretches_it_has() -> None:
    """山路 from B by D to C has 1,500 m and 1,803 m: of a wait of 330 s, 150 fall on the first and 180 on the other."""
    roads = bridge_town()
    extra = seen(roads, change(Checkpoint(wait_s=330), NamedRoad("山路"))).extra_ms
    assert extra[edge(roads, "BD")] == pytest.approx(150_000, abs=500)
    assert extra[edge(roads, "BD")] + extra[edge(roads, "DC")] == pytest.approx(330_000, abs=1)
    assert extra[edge(roads, "CD")] == extra[edge(roads, "DC")]


def test_a_green_lane_lifts_what_comes_before_it_in_the_list_and_nothing_after() -> None:
    """Closure, then lane: open. Lane, then closure: shut. A limit stays either way."""
    lane = change(GreenLane(), BRIDGE, "G", permits=frozenset({"P"}))
    holder = permitted("P")
    for effect in (Closure(), Sealed(), SlowDown(percent=10), Checkpoint(wait_s=999)):
        assert bridge_s(change(effect, BRIDGE), lane, vehicle=holder) == 100
        assert bridge_s(lane, change(effect, BRIDGE), vehicle=holder) > 100
        assert bridge_s(change(effect, BRIDGE), lane) > 100
    low = change(Limit(dimension=Dimension.HEIGHT, most=220), BRIDGE)
    assert bridge_s(low, lane, vehicle=holder) == INF


def test_a_reversed_street_is_driven_the_other_way_and_not_the_old_one() -> None:
    """Ring A, B, C, D: with AB turned round, B to A takes 100 s and A to B is shut; turned twice it is as before."""
    roads = ring()
    once = day(roads, change(Reversal(), Around(at(500, 0), 5)))
    there, back = edge(roads, "AB", SQUARE), edge(once.roads, "BA", SQUARE)
    took = seconds(apply(once, LIGHT, Interval(begin_s=0, end_s=1)))
    assert (took[there], took[back]) == (INF, 100)
    turn = change(Reversal(), Around(at(500, 0), 5), "R2")
    twice = seconds(seen(roads, change(Reversal(), Around(at(500, 0), 5)), turn))
    assert (twice[there], twice[back]) == (100, INF)


def test_a_street_not_turned_now_is_shut_against_its_direction() -> None:
    """A reversal in the evening lays the opposite edge, which nobody may use at noon."""
    evening = Interval(begin_s=20 * HOUR, end_s=22 * HOUR)
    took = seconds(seen(ring(), change(Reversal(), Around(at(500, 0), 5), interval=evening)))
    assert (took[0], took[4]) == (100, INF)


def test_limits_given_before_a_reversal_hold_on_the_turned_street() -> None:
    """A height of 2.2 m is one in either direction."""
    low = change(Limit(dimension=Dimension.HEIGHT, most=220), Edges((0,)), "L")
    turn = change(Reversal(), Around(at(500, 0), 5))
    for order in ((low, turn), (turn, low)):
        assert seconds(seen(ring(), *order))[4] == INF


def test_the_first_change_that_shuts_an_edge_is_named() -> None:
    """Two closures of the bridge: R1 did it; without R1 it is R2; without both nobody."""
    roads = bridge_town()
    both = day(roads, change(name="R1"), change(name="R2"))
    for left, culprit in ((both, "R1"), (both.without("R1"), "R2")):
        found = apply(left, LIGHT, Interval(begin_s=0, end_s=1)).culprit(edge(roads, "BC"))
        assert found is not None
        assert found.id == culprit
    bare = apply(both.without("R1", "R2"), LIGHT, Interval(begin_s=0, end_s=1))
    assert bare.culprit(edge(roads, "BC")) is None
    assert seconds(bare) == seconds(seen(roads))


def test_the_law_stays_whatever_changes_do() -> None:
    """What the law forbids (0 or infinite) is infinite, also on a green lane."""
    overlay = seen(bridge_town(), change(GreenLane(), BRIDGE))
    legal = np.full(10, 1000)
    legal[3], legal[4] = 0, INFINITE
    weights = overlay.weigh(legal)
    assert (weights[3], weights[4], weights[5]) == (INFINITE, INFINITE, 1000)
    assert weights.dtype == np.int32


def test_a_wait_longer_than_any_drive_is_no_closure() -> None:
    """Weights stay below infinity."""
    weights = seen(bridge_town(), change(Checkpoint(wait_s=10**9), BRIDGE)).weigh(np.full(10, 1000))
    assert weights.max() == INFINITE - 1


@pytest.mark.parametrize(
    ("effect", "en", "zh"),
    [
        (Closure(), "closure 'R1'", "道路封闭“R1”"),
        (Limit(dimension=Dimension.HEIGHT, most=220), "height limit 2.2 m 'R1'", "限高2.2米“R1”"),
        (Limit(dimension=Dimension.WIDTH, most=250), "width limit 2.5 m 'R1'", "限宽2.5米“R1”"),
        (Limit(dimension=Dimension.LENGTH, most=900), "length limit 9 m 'R1'", "限长9米“R1”"),
        (Limit(dimension=Dimension.WEIGHT, most=7500), "weight limit 7.5 t 'R1'", "限重7.5吨“R1”"),
        (Limit(dimension=Dimension.AXLE, most=3000), "axle load limit 3 t 'R1'", "限轴重3吨“R1”"),
        (SlowDown(percent=60), "slow-down to 60 % 'R1'", "慢行（60%）“R1”"),
        (Checkpoint(wait_s=60), "checkpoint 'R1'", "卡点“R1”"),
        (Sealed(), "sealed zone 'R1'", "封控区“R1”"),
        (Reversal(), "one-way reversal 'R1'", "单行反向“R1”"),
        (GreenLane(), "green lane 'R1'", "绿色通道“R1”"),
    ],
)
def test_every_kind_has_a_name_in_both_languages(effect: Effect, en: str, zh: str) -> None:
    """With the figure that matters, and the id."""
    assert named(change(effect)) == (en, zh)
