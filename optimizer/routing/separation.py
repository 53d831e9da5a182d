"""Goods that must not share a trip, as bit sets."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

import numpy as np

from optimizer.model.day import Day
from optimizer.model.loads import Drop
from optimizer.routing.arrays import Masks

MOST_GROUPS = 64


def separation_masks(day: Day, drops: Sequence[Drop]) -> tuple[Masks, Masks]:
    """For each drop the groups its goods belong to, and the groups they must not share a trip with.

    Goods with the same set of enemies form one group, so 64 bits go a long way.

    Raises
    ------
    ValueError
        If the day has more than 64 such groups.
    """
    enemies: dict[str, set[str]] = {good: set() for good in day.goods}
    for good in day.goods.values():
        for other in good.keeps_apart_from:
            enemies[good.id].add(other)
            enemies[other].add(good.id)
    keys = dict.fromkeys(frozenset(foes) for foes in enemies.values() if foes)
    if len(keys) > MOST_GROUPS:
        raise ValueError(f"{len(keys)} groups of goods that keep apart; the core holds {MOST_GROUPS}")
    bit = {key: 1 << i for i, key in enumerate(keys)}
    own = {good: bit.get(frozenset(foes), 0) for good, foes in enemies.items()}
    apart = {good: _union(own[foe] for foe in foes) for good, foes in enemies.items()}
    return (
        np.array([_union(own[line.good] for line in drop.lines) for drop in drops], dtype=np.uint64),
        np.array([_union(apart[line.good] for line in drop.lines) for drop in drops], dtype=np.uint64),
    )


def _union(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)
