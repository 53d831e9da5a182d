"""Chance with a seed: one stream for each subject, so that one more lorry does not move every hospital."""

import zlib
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Chance:
    """A stream of random choices; the same seed and subject give the same choices on every machine."""

    def __init__(self, seed: int, subject: str) -> None:
        self.generator = np.random.default_rng([seed, zlib.crc32(subject.encode())])

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number from ``low`` to ``high``, both included."""
        return int(self.generator.integers(low, high, endpoint=True))

    def happens(self, probability: float) -> bool:
        """Say yes with this probability."""
        return bool(self.generator.random() < probability)

    def between(self, low: float, high: float) -> float:
        """Draw a number between ``low`` and ``high``."""
        return float(self.generator.uniform(low, high))

    def one(self, things: Sequence[T]) -> T:
        """Choose one of the things, each as likely."""
        return things[self.whole(0, len(things) - 1)]

    def weighted(self, things: Mapping[T, float]) -> T:
        """Choose one of the keys, as likely as its value is large."""
        keys, weights = list(things), np.array(list(things.values()), dtype=float)
        return keys[int(self.generator.choice(len(keys), p=weights / weights.sum()))]

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """Choose so many different things, in their own order; all of them if there are no more."""
        chosen = self.generator.permutation(len(things))[:count]
        return [things[i] for i in sorted(int(i) for i in chosen)]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Put all things in a random order."""
        return [things[int(i)] for i in self.generator.permutation(len(things))]
