"""Nouns of changes: bad ones cannot be built; classes, permits and sizes say whom they concern; gates keep hours."""

import pytest

from graphs.changes.change import (
    Change,
    Checkpoint,
    Closure,
    Dimension,
    Edges,
    GreenLane,
    Interval,
    Limit,
    SlowDown,
    shut,
)
from graphs.law.classes import VehicleClass
from tests.graphs.changes.worlds import HEAVY, LIGHT, change, permitted

HOUR = 3600


def hours(opens: int, closes: int) -> Interval:
    return Interval(begin_s=opens * HOUR, end_s=closes * HOUR)


def test_an_interval_that_does_not_end_after_its_beginning_cannot_be_built() -> None:
    """Nor one of no length."""
    for end in (7, 8):
        with pytest.raises(ValueError, match="not after it begins"):
            hours(8, end)


def test_limits_slow_downs_and_waits_have_a_domain() -> None:
    """No limit of nothing, no speed above the usual, no wait below zero."""
    with pytest.raises(ValueError, match="height limit must be above 0, not 0"):
        Limit(dimension=Dimension.HEIGHT, most=0)
    for percent in (0, 101):
        with pytest.raises(ValueError, match="1-100 %"):
            SlowDown(percent=percent)
    with pytest.raises(ValueError, match="nobody waits -1 s"):
        Checkpoint(wait_s=-1)


@pytest.mark.parametrize(
    ("dimension", "most", "concerned"),
    [
        (Dimension.HEIGHT, 289, True), (Dimension.HEIGHT, 290, False),
        (Dimension.WIDTH, 209, True), (Dimension.WIDTH, 210, False),
        (Dimension.LENGTH, 598, True), (Dimension.LENGTH, 599, False),
        (Dimension.WEIGHT, 4_494, True), (Dimension.WEIGHT, 4_495, False),
        (Dimension.AXLE, 2_999, True), (Dimension.AXLE, 3_000, False),
    ],
)  # fmt: skip
def test_a_limit_concerns_what_exceeds_it(dimension: Dimension, most: int, concerned: bool) -> None:
    """The typical light lorry: 2.90 x 2.10 x 5.99 m, 4.495 t, 3 t an axle."""
    assert change(Limit(dimension=dimension, most=most)).concerns(LIGHT) is concerned


def test_classes_and_permits() -> None:
    """A closure for heavy lorries spares light ones; a permit spares its holder; a green lane is for its holder."""
    for_heavy = change(classes=frozenset({VehicleClass.HEAVY}))
    assert for_heavy.concerns(HEAVY)
    assert not for_heavy.concerns(LIGHT)
    listed = change(Closure(), permits=frozenset({"P1", "P2"}))
    assert listed.concerns(LIGHT)
    assert not listed.concerns(permitted("P2", "X"))
    lane = change(GreenLane(), permits=frozenset({"P1"}))
    assert lane.concerns(permitted("P1"))
    assert not lane.concerns(LIGHT)
    assert change(GreenLane()).concerns(LIGHT)


@pytest.mark.parametrize(
    ("opened", "period", "closed"),
    [
        ((), (0, 1), False),
        (((6, 22),), (5, 6), True),
        (((6, 22),), (6, 7), False),
        (((6, 22),), (22, 30), True),
        (((6, 22),), (22, 31), False),
        (((6, 22),), (29, 30), True),
        (((6, 22),), (30, 31), False),
        (((6, 22),), (-2, 5), True),
        (((22, 26),), (1, 2), False),
        (((22, 26),), (2, 3), True),
        (((22, 26),), (25, 26), False),
        (((6, 8), (16, 18)), (9, 15), True),
        (((6, 8), (16, 18)), (17, 19), False),
    ],
)
def test_gates_are_shut_outside_their_hours_on_every_day(
    opened: tuple[tuple[int, int], ...], period: tuple[int, int], closed: bool
) -> None:
    """06:00-22:00 is shut from 22:00 to 06:00 of the next day, 30:00; 22:00-02:00+1 is open at 01:00 of each day."""
    assert shut(tuple(hours(*one) for one in opened), hours(*period)) is closed


def test_a_change_needs_no_more_than_what_and_where() -> None:
    """All day, all vehicles, nobody spared."""
    bare = Change(id="R1", where=Edges((0,)), effect=Closure())
    assert bare.concerns(HEAVY)
    assert bare.interval.meets(hours(-1000, -999))
