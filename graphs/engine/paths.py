"""Single paths: up from both ends to where they meet, then links unpacked to arcs."""

from typing import NamedTuple

import numpy as np

from graphs.compiling.compiled import compiled
from graphs.engine.seeds import Seeds
from graphs.engine.sweep import Weights, ancestors
from graphs.engine.table import RankedSeeds
from graphs.engine.topology import Topology
from graphs.engine.units import INFINITE_MS, INFINITE_PACKED, Ints


class Way(NamedTuple):
    """A path from stop to stop: the seeds it leaves and arrives by (indices into theirs), and its arcs in order."""

    leaves_by: int
    arrives_by: int
    arcs: Ints


class Pathfinder:
    """Finds paths among stops."""

    def __init__(self, topology: Topology, arc_weight: Weights, links: Weights, sources: Seeds, targets: Seeds) -> None:
        self._topology, self._links, self._arc_weight = topology, links, arc_weight
        self._ends = [RankedSeeds.of(seeds, topology.rank, links.dtype) for seeds in (sources, targets)]
        self._infinite = INFINITE_PACKED if links.dtype == np.int64 else INFINITE_MS
        count = topology.node_count
        self._far = np.full((2, count), self._infinite, dtype=links.dtype)
        self._by = np.empty((2, count), dtype=np.int32)
        self._seen, self._found, self._stack = np.zeros((3, count + 1), dtype=np.int32)
        self._stamp = 0

    def way(self, origin: int, destination: int) -> Way | None:
        """Find a fastest path, or None where no way leads."""
        climbs = [self._climb(side, stop) for side, stop in enumerate((origin, destination))]
        total = self._far[0, climbs[0]] + self._far[1, climbs[0]]
        meeting = int(climbs[0][total.argmin()]) if len(total) else -1
        way = self._unpacked(origin, destination, meeting) if len(total) and total.min() < self._infinite else None
        for side, nodes in enumerate(climbs):
            self._far[side, nodes] = self._infinite
        return way

    def _climb(self, side: int, stop: int) -> Ints:
        """Search upwards from a stop; gives the nodes seen."""
        topology, ends = self._topology, self._ends[side]
        self._stamp += 1
        seeds = slice(ends.start[stop], ends.start[stop + 1])
        count = ancestors(topology.parent, ends.rank[seeds], self._seen, self._stamp, self._found)
        nodes = np.sort(self._found[:count])
        self._by[side, nodes] = -1
        np.minimum.at(self._far[side], ends.rank[seeds], ends.weight[seeds])
        climb(nodes, topology.up_start, topology.up_head, self._links, side, self._far[side], self._by[side])
        return nodes

    def _unpacked(self, origin: int, destination: int, meeting: int) -> Way:
        rise, first = self._trace(0, origin, meeting)
        fall, last = self._trace(1, destination, meeting)
        slots = np.array([2 * link for link in reversed(rise)] + [2 * link + 1 for link in fall], dtype=np.int32)
        topology = self._topology
        arcs = np.empty(topology.node_count + 1, dtype=np.int32)
        count = unpack(
            slots,
            *topology.arcs_by_slot,
            self._arc_weight,
            topology.up_head,
            topology.link_tail,
            topology.down_start,
            topology.down_link,
            self._links,
            self._stack,
            arcs,
        )
        return Way(first, last, arcs[:count].copy())

    def _trace(self, side: int, stop: int, meeting: int) -> tuple[list[int], int]:
        """The links down from the meeting node to a stop, and the seed they end at."""
        node, links = meeting, []
        while self._by[side, node] >= 0:
            links.append(int(self._by[side, node]))
            node = int(self._topology.link_tail[links[-1]])
        ends = self._ends[side]
        own = np.arange(ends.start[stop], ends.start[stop + 1])
        own = own[ends.rank[own] == node]
        return links, int(own[ends.weight[own].argmin()])


@compiled
def climb(nodes: Ints, up_start: Ints, up_head: Ints, links: Weights, side: int, far: Weights, by: Ints) -> None:
    """Carry the distances of one stop to higher nodes; notes the link each came by."""
    for i in range(len(nodes)):
        v = nodes[i]
        for link in range(up_start[v], up_start[v + 1]):
            through = far[v] + links[link, side]
            if through < far[up_head[link]]:
                far[up_head[link]] = through
                by[up_head[link]] = link


@compiled
def unpack(
    slots: Ints,
    arc_order: Ints,
    slot_order: Ints,
    arc_weight: Weights,
    up_head: Ints,
    link_tail: Ints,
    down_start: Ints,
    down_link: Ints,
    links: Weights,
    stack: Ints,
    arcs: Ints,
) -> int:
    """Replace links by the two links over a lower node they stand for, down to the arcs; says how many there are.

    ``slots`` are the links of the path in order: twice the link, plus 1 where it is driven downwards.
    """
    count = 0
    for i in range(len(slots)):
        stack[0] = slots[i]
        height = 1
        while height > 0:
            height -= 1
            slot = stack[height]
            arc = _own_arc(slot, arc_order, slot_order, arc_weight, links)
            if arc >= 0:
                arcs[count] = arc
                count += 1
                continue
            first, second = _over_lower_node(slot, up_head, link_tail, down_start, down_link, links)
            stack[height] = second
            stack[height + 1] = first
            height += 2
    return count


@compiled
def _own_arc(slot: int, arc_order: Ints, slot_order: Ints, arc_weight: Weights, links: Weights) -> int:
    """The arc a link stands for, or -1 if it stands for others."""
    i = np.searchsorted(slot_order, slot)
    while i < len(slot_order) and slot_order[i] == slot:
        if arc_weight[arc_order[i]] == links[slot >> 1, slot & 1]:
            return int(arc_order[i])
        i += 1
    return -1


@compiled
def _over_lower_node(
    slot: int, up_head: Ints, link_tail: Ints, down_start: Ints, down_link: Ints, links: Weights
) -> tuple[int, int]:
    """The two links, over a common lower neighbour of both ends, that add up to a link."""
    low, high = link_tail[slot >> 1], up_head[slot >> 1]
    weight = links[slot >> 1, slot & 1]
    i, j = down_start[low], down_start[high]
    while i < down_start[low + 1] and j < down_start[high + 1]:
        a, b = down_link[i], down_link[j]
        if link_tail[a] == link_tail[b]:
            if slot & 1 == 0 and links[a, 1] + links[b, 0] == weight:
                return 2 * a + 1, 2 * b
            if slot & 1 == 1 and links[b, 1] + links[a, 0] == weight:
                return 2 * b + 1, 2 * a
        if link_tail[a] <= link_tail[b]:
            i += 1
        if link_tail[b] <= link_tail[a]:
            j += 1
    return -1, -1
