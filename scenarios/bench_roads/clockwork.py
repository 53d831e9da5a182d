"""Exact time-dependent shortest paths (Dijkstra 1959 with travel times that depend on the departure), longhand.

Every edge has a pace a period; who has driven half of it when a period ends drives the other half at the next pace,
and waits while the edge is shut. So no edge lets anyone overtake, and labels may be set for good: Dijkstra is exact.
"""

import heapq
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SHUT = 2**30 - 1


class Clockwork:
    """A road graph with weights by period: ``ms[period][edge]``; ``starts_ms`` when each period begins."""

    def __init__(
        self,
        node_count: int,
        tail: NDArray[np.int32],
        head: NDArray[np.int32],
        *,
        ms: Sequence[NDArray[np.int32]],
        starts_ms: Sequence[int],
    ) -> None:
        self.out: list[list[tuple[int, list[int]]]] = [[] for _ in range(node_count)]
        table = np.column_stack(list(ms)).tolist()
        for a, b, weights in zip(tail.tolist(), head.tolist(), table, strict=True):
            self.out[a].append((b, weights))
        self.starts = [*starts_ms, 2**60]

    def drive(self, weights: Sequence[int], at: float) -> float:
        """When an edge is left that is entered at a moment; infinite where it stays shut."""
        left = 1.0
        period = max(i for i, start in enumerate(self.starts) if start <= at or i == 0)
        while period < len(weights):
            end = self.starts[period + 1]
            if weights[period] < SHUT:
                if at + left * weights[period] <= end:
                    return at + left * weights[period]
                left -= (end - at) / weights[period]
            at = end
            period += 1
        return float("inf")

    def arrivals(self, source: int, depart_ms: float) -> list[float]:
        """Earliest arrival at every node."""
        best = [float("inf")] * len(self.out)
        best[source] = depart_ms
        heap = [(float(depart_ms), source)]
        while heap:
            at, node = heapq.heappop(heap)
            if at > best[node]:
                continue
            for other, weights in self.out[node]:
                there = self.drive(weights, at)
                if there < best[other]:
                    best[other] = there
                    heapq.heappush(heap, (there, other))
        return best
