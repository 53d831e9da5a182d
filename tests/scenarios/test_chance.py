"""Chance: the same seed and subject, the same choices; another subject, other choices."""

from scenarios.chance import Chance


def test_same_seed_and_subject_choose_the_same() -> None:
    """Ten whole numbers drawn twice are the same ten."""
    first, second = Chance(7, "lorries"), Chance(7, "lorries")
    assert [first.whole(0, 99) for _ in range(10)] == [second.whole(0, 99) for _ in range(10)]


def test_seed_and_subject_both_matter() -> None:
    """Three streams differ pairwise in their first ten numbers."""
    streams = [Chance(7, "lorries"), Chance(8, "lorries"), Chance(7, "hospitals")]
    drawn = {tuple(stream.whole(0, 99) for _ in range(10)) for stream in streams}
    assert len(drawn) == 3


def test_whole_numbers_reach_both_ends() -> None:
    """A die shows every face from 1 to 6, and no other, in 200 throws."""
    chance = Chance(1, "die")
    assert {chance.whole(1, 6) for _ in range(200)} == {1, 2, 3, 4, 5, 6}


def test_weight_nought_is_never_chosen() -> None:
    """Of three things only those with a weight come up."""
    chance = Chance(1, "weights")
    assert {chance.weighted({"a": 1.0, "b": 0.0, "c": 3.0}) for _ in range(100)} == {"a", "c"}


def test_some_keeps_the_order_and_repeats_nothing() -> None:
    """Three of five, in rising order; all five when seven are asked for."""
    chance = Chance(3, "some")
    three = chance.some([1, 2, 3, 4, 5], 3)
    assert len(set(three)) == 3
    assert three == sorted(three)
    assert chance.some([1, 2, 3, 4, 5], 7) == [1, 2, 3, 4, 5]


def test_shuffled_loses_nothing() -> None:
    """Twenty things shuffled are the same twenty in another order."""
    shuffled = Chance(2, "shuffle").shuffled(range(20))
    assert sorted(shuffled) == list(range(20))
    assert shuffled != list(range(20))
