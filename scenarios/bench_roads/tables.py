"""The benchmark of the search engine: tables of travel times against pyroutingkit and scipy, on the same arcs.

All ratios are made in one run on one core, rounds of the engines taking turns, medians of processor seconds; what is
about two cores is in wall seconds. Every table is compared with the others' before a figure counts.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from graphs.engine.hierarchy import Hierarchy
from graphs.engine.seeds import Seeds
from graphs.engine.units import INFINITE_MS, Ints
from graphs.law.classes import TYPICAL, VehicleClass
from graphs.law.legal import legal_ms
from graphs.reading.osm import read_roads
from graphs.roads import RoadGraph
from graphs.search import far_from
from graphs.town.towns import mountain_city

TOWN = "town"
EXTRACTS = ("../shared/data/osm/porto_alegre.osm.pbf",)
"""Real roads, beside the project where they are at hand."""
TOWN_NODES = 100_000
STOPS = 2_000
CLOSED = 100
SAMPLE = 100
"""Rows searched by scipy: its rows are searches of their own, so all of them take so many times longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Median seconds of one engine at one task; ``share`` is the part of the task done, the rest in proportion."""

    roads: str
    task: str
    seconds: float
    share: float = 1.0

    @property
    def whole_s(self) -> float:
        """Seconds for all of the task."""
        return self.seconds / self.share


def run_roads_bench(
    *,
    roads: Sequence[str] = (TOWN, *EXTRACTS),
    nodes: int = TOWN_NODES,
    stops: int = STOPS,
    rounds: int = 5,
    say: Callable[[str], None] = print,
) -> tuple[Timed, ...]:
    """Measure the engine and its peers on each of the roads.

    Parameters
    ----------
    roads
        Road files, or ``town``; files that are not there are skipped with a message.
    nodes
        Size of the town.
    stops
        Sources and targets of the tables, junctions at random.
    rounds
        How often each task is timed; one more comes before, to compile and to warm up.
    say
        Takes one line of progress.

    Raises
    ------
    ArithmeticError
        When two engines do not agree.
    """
    timed: list[Timed] = []
    for spec in roads:
        if spec != TOWN and not Path(spec).exists():
            say(f"{spec}: skipped, there is no such file")
            continue
        graph = mountain_city(nodes=nodes) if spec == TOWN else read_roads(Path(spec))
        say(f"{graph.name}: {graph.node_count} nodes, {graph.edge_count} edges, {stops} x {stops}")
        for one in _measured(graph, stops, rounds):
            say(f"  {one.task}: {one.whole_s:.3f} s")
            timed.append(one)
    return tuple(timed)


def _measured(roads: RoadGraph, stops: int, rounds: int) -> Iterator[Timed]:
    ms = legal_ms(roads, TYPICAL[VehicleClass.LIGHT])
    rng = np.random.default_rng(1)
    at = rng.choice(roads.node_count, min(stops, roads.node_count), replace=False).astype(np.int32)
    closed = ms.copy()
    closed[rng.choice(roads.edge_count, CLOSED, replace=False)] = INFINITE_MS
    with _cores(1):
        one_core = _on_one_core(roads, ms, at)
        for task, seconds in _rounds(one_core, rounds, time.process_time).items():
            yield Timed(roads=roads.name, task=task, seconds=seconds, share=SAMPLE / len(at) if "scipy" in task else 1)
    hierarchy = _prepare(roads)
    metric, seeds = hierarchy.customize(ms, roads.length_dm), Seeds.at(at)
    with _cores(2):
        walls = {
            "time and length, 1 thread": lambda: metric.table(seeds, seeds, threads=1),
            "time and length, 2 threads": lambda: metric.table(seeds, seeds, threads=2),
            "from nothing to weights": lambda: _prepare(roads).customize(ms, roads.length_dm),
            "from a closure to the table": lambda: hierarchy.customize(closed, roads.length_dm).table(seeds, seeds),
        }
        for task, seconds in _rounds(walls, rounds, time.perf_counter).items():
            yield Timed(roads=roads.name, task=f"{task} (wall)", seconds=seconds)


def _on_one_core(roads: RoadGraph, ms: Ints, at: Ints) -> dict[str, Callable[[], object]]:
    """What is timed on one core; all answers are compared first."""
    hierarchy, seeds = _prepare(roads), Seeds.at(at)
    times, both = hierarchy.customize(ms), hierarchy.customize(ms, roads.length_dm)
    own, own_dm = both.table(seeds, seeds, threads=1)
    rows = np.linspace(0, len(at) - 1, SAMPLE).astype(np.int32)
    plain = far_from(roads.node_count, roads.tail, roads.head, ms=ms, dm=roads.length_dm)
    far_ms, far_dm = plain(at[rows])
    _agree("scipy", far_ms[:, at], own[rows])
    _agree("scipy, lengths", far_dm[:, at], own_dm[rows])
    _agree("times alone", times.table(seeds, seeds, threads=1)[0], own)
    tasks: dict[str, Callable[[], object]] = {
        "preparing: order, links": lambda: _prepare(roads),
        "weights, time alone": lambda: hierarchy.customize(ms),
        "weights, time and length": lambda: hierarchy.customize(ms, roads.length_dm),
        "table, time alone": lambda: times.table(seeds, seeds, threads=1),
        "table, time and length": lambda: both.table(seeds, seeds, threads=1),
        "table, scipy": lambda: plain(at[rows]),
    }
    return tasks | _peer(roads, ms, at, own)


def _peer(roads: RoadGraph, ms: Ints, at: Ints, own: Ints) -> dict[str, Callable[[], object]]:
    """The same with pyroutingkit, where that is installed."""
    try:
        import pyroutingkit as peer  # noqa: PLC0415 - a tool of developers, which the product does without
    except ImportError:
        return {}
    topology = peer.CCHTopology()
    tail, head = roads.tail.astype(np.uint32), roads.head.astype(np.uint32)
    lat, lon = roads.lat.astype(np.float32), roads.lon.astype(np.float32)
    topology.build(tail, head, lat, lon, roads.node_count)
    weights = np.where(ms < INFINITE_MS, ms, peer.INF_WEIGHT).astype(np.uint32)
    metric = peer.CCHMetric(topology)
    metric.customize(weights, 1)
    nodes = at.astype(np.uint32)
    found = metric.distances_many_to_many(nodes, nodes)
    _agree("pyroutingkit", np.minimum(found, INFINITE_MS), own)
    return {
        "weights, pyroutingkit": lambda: metric.customize(weights, 1),
        "table, pyroutingkit": lambda: metric.distances_many_to_many(nodes, nodes),
    }


def _prepare(roads: RoadGraph) -> Hierarchy:
    return Hierarchy.build(roads.node_count, roads.tail, roads.head)


def _rounds(tasks: dict[str, Callable[[], object]], rounds: int, clock: Callable[[], float]) -> dict[str, float]:
    """Median seconds of each task; they take turns, so that a slow moment of the machine falls on all."""
    spent: dict[str, list[float]] = {task: [] for task in tasks}
    for turn in range(rounds + 1):
        for task, work in tasks.items():
            begin = clock()
            work()
            if turn:
                spent[task].append(clock() - begin)
    return {task: median(seconds) for task, seconds in spent.items()}


def _agree(who: str, theirs: NDArray[np.integer], ours: NDArray[np.integer]) -> None:
    if (differing := int((theirs != ours).sum())) > 0:
        raise ArithmeticError(f"{who} and the engine differ in {differing} of {ours.size} pairs")


@contextmanager
def _cores(count: int) -> Iterator[None]:
    """Keep to some cores, where the system lets us choose."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:count])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
