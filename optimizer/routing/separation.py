"""Goods that must not share a trip, as bit sets."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TypeVar

import numpy as np

from optimizer.model.day import Day
from optimizer.model.loads import Drop
from optimizer.routing.arrays import Masks

MOST_GROUPS = 64

Good = TypeVar("Good", bound=Hashable)


def separation_masks(day: Day, drops: Sequence[Drop]) -> tuple[Masks, Masks]:
    """For each drop the groups its goods belong to, and the groups they must not share a trip with.

    Raises
    ------
    ValueError
        If the day has more than 64 such groups.
    """
    pairs = [(good.id, other) for good in day.goods.values() for other in good.keeps_apart_from]
    own, apart = group_masks(pairs)
    return (
        np.array([_union(own.get(line.good, 0) for line in drop.lines) for drop in drops], dtype=np.uint64),
        np.array([_union(apart.get(line.good, 0) for line in drop.lines) for drop in drops], dtype=np.uint64),
    )


def group_masks(pairs: Iterable[tuple[Good, Good]]) -> tuple[Mapping[Good, int], Mapping[Good, int]]:
    """For goods that must not share a trip, in pairs: the group of each as a bit, and the groups it keeps apart from.

    Goods with the same set of enemies form one group.

    Raises
    ------
    ValueError
        If there are more than 64 groups.
    """
    enemies: dict[Good, set[Good]] = {}
    for one, other in pairs:
        enemies.setdefault(one, set()).add(other)
        enemies.setdefault(other, set()).add(one)
    keys = dict.fromkeys(frozenset(foes) for foes in enemies.values())
    if len(keys) > MOST_GROUPS:
        raise ValueError(f"{len(keys)} groups of goods that keep apart; the core holds {MOST_GROUPS}")
    bit = {key: 1 << i for i, key in enumerate(keys)}
    own = {good: bit[frozenset(foes)] for good, foes in enemies.items()}
    return own, {good: _union(own[foe] for foe in foes) for good, foes in enemies.items()}


def _union(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)
