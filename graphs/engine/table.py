"""Tables of travel times from many stops to many, in batches of sources shared out among threads."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock

import numpy as np

from graphs.engine.seeds import Seeds
from graphs.engine.sweep import (
    Weights,
    ancestors,
    arrive_both,
    arrive_times,
    restrict,
    start_from,
    sweep_down,
    sweep_up,
)
from graphs.engine.topology import Topology
from graphs.engine.units import INFINITE_MS, Ints, pack

LANES = 64
"""Sources of a batch: half as many were slower, and twice as many gain nothing when lengths are asked for as well."""
_LEAST_LANES = 16
_LINE_BYTES = 64
_TILE = 16
"""Targets written at once: a cache line of int32."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RankedSeeds:
    """Seeds with ranks for nodes, and one weight for each, in the unit of a metric."""

    start: Ints
    rank: Ints
    weight: Weights

    @classmethod
    def of(cls, seeds: Seeds, rank: Ints, kind: np.dtype[np.signedinteger]) -> "RankedSeeds":
        """Translate seeds; ``kind`` is int32 for times alone, int64 for time and length packed."""
        packed = pack(seeds.ms, seeds.dm) if kind.itemsize == 8 else np.asarray(seeds.ms, dtype=kind)
        return cls(start=seeds.start, rank=rank[seeds.node], weight=packed)

    def batches(self, lanes: int) -> Iterator[Ints]:
        """All stops that have a seed, in groups that lie close together, so that their ways up are much the same."""
        stops = np.flatnonzero(np.diff(self.start)).astype(np.int32)
        stops = stops[np.argsort(self.rank[self.start[stops]], kind="stable")]
        return (stops[first : first + lanes] for first in range(0, len(stops), lanes))

    def of_stops(self, stops: Ints) -> Ints:
        """The ranks of all nodes next to some stops."""
        return np.concatenate([self.rank[self.start[stop] : self.start[stop + 1]] for stop in stops.tolist()])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Descent:
    """All links that lead down to some targets, by rows from the highest node to the lowest.

    ``row`` is the row of a rank, or -1; the others are described in :func:`graphs.engine.sweep.restrict`.
    """

    row: Ints
    start: Ints
    origin: Ints
    weight: Weights

    @classmethod
    def to(cls, targets: RankedSeeds, topology: Topology, links: Weights) -> "Descent":
        """Collect the links to all targets."""
        found, seen = np.empty(topology.node_count, dtype=np.int32), np.zeros(topology.node_count, dtype=np.int32)
        nodes = np.sort(found[: ancestors(topology.parent, targets.rank, seen, 1, found)])
        most = int((topology.up_start[nodes + 1] - topology.up_start[nodes]).sum())
        row = np.full(topology.node_count, -1, dtype=np.int32)
        start, origin = np.empty(len(nodes) + 1, dtype=np.int32), np.empty(most, dtype=np.int32)
        weight = np.empty(most, dtype=links.dtype)
        count = restrict(nodes, topology.up_start, topology.up_head, links, row, start, origin, weight)
        return cls(row=row, start=start, origin=origin[:count], weight=weight[:count])


class _Worker:
    """Scratch space of one thread, and what it does with a batch."""

    def __init__(self, topology: Topology, links: Weights, descent: Descent, lanes: int) -> None:
        self._topology, self._links, self._descent = topology, links, descent
        self._seen, self._found, self._row = np.zeros((3, topology.node_count), dtype=np.int32)
        self._stamp = 0
        self._far = _aligned((len(descent.start) - 1) * lanes, links.dtype)
        self._tile = np.empty(_TILE * lanes, dtype=links.dtype)
        self._halves = np.empty(2 * _TILE * lanes, dtype=np.int32)
        self._risen_row = np.empty(len(descent.start) - 1, dtype=np.int32)

    def run(self, batch: Ints, sources: RankedSeeds, targets: RankedSeeds, ms: Ints, dm: Ints) -> None:
        """Fill the rows of the sources of a batch."""
        topology, descent = self._topology, self._descent
        self._stamp += 1
        below = sources.of_stops(batch)
        nodes = np.sort(self._found[: ancestors(topology.parent, below, self._seen, self._stamp, self._found)])
        self._row[nodes] = np.arange(len(nodes))
        risen = _aligned(len(nodes) * len(batch), self._links.dtype).reshape(-1, len(batch))
        start_from(sources.start, self._row[sources.rank], sources.weight, batch, risen)
        sweep_up(nodes, topology.up_start, topology.up_head, self._links, self._row, risen)
        self._risen_row[:] = -1
        shared = np.flatnonzero(descent.row[nodes] >= 0)
        self._risen_row[descent.row[nodes[shared]]] = shared
        far = self._far[: len(self._risen_row) * len(batch)].reshape(-1, len(batch))
        sweep_down(descent.start, descent.origin, descent.weight, self._risen_row, risen, far)
        tile = self._tile[: _TILE * len(batch)].reshape(_TILE, -1)
        goals = targets.start, descent.row[targets.rank], targets.weight
        if far.dtype == np.int64:
            halves = self._halves[: 2 * tile.size].reshape(2, _TILE, -1)
            arrive_both(*goals, batch, far, tile, halves, ms, dm)
        else:
            arrive_times(*goals, batch, far, tile, ms)


def _aligned(count: int, kind: np.dtype[np.signedinteger]) -> Weights:
    """Uninitialised memory that begins at a cache line: a vector across two lines takes two looks."""
    raw = np.empty(count * kind.itemsize + _LINE_BYTES, dtype=np.uint8)
    skip = -raw.ctypes.data % _LINE_BYTES
    return raw[skip : skip + count * kind.itemsize].view(kind)


def fill_table(
    topology: Topology, links: Weights, sources: Seeds, targets: Seeds, ms: Ints, dm: Ints, *, threads: int
) -> None:
    """Fill ``ms`` and ``dm``, shape ``(sources, targets)``."""
    nowhere = np.diff(sources.start) == 0
    ms[nowhere], dm[nowhere] = INFINITE_MS, INFINITE_MS
    ranked = RankedSeeds.of(sources, topology.rank, links.dtype)
    goals = RankedSeeds.of(targets, topology.rank, links.dtype)
    descent = Descent.to(goals, topology, links)
    # Whole vectors, and work for every thread.
    lanes = min(LANES, max(_LEAST_LANES, -(-sources.count // threads // _LEAST_LANES) * _LEAST_LANES))
    batches, lock = ranked.batches(lanes), Lock()

    def work() -> None:
        worker = _Worker(topology, links, descent, lanes)
        while True:
            with lock:
                batch = next(batches, None)
            if batch is None:
                return
            worker.run(batch, ranked, goals, ms, dm)

    threads = max(1, min(threads, -(-sources.count // lanes)))
    if threads == 1:
        work()
        return
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(work) for _ in range(threads)]:
            done.result()
