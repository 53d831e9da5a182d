"""Which nodes of a hierarchy are joined: chordal completion of the graph in the order of the nodes' ranks."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphs.compiling.compiled import compiled
from graphs.engine.order import dissection_rank, neighbours
from graphs.engine.units import Ints

_OUTSIDE = -1


@dataclass(frozen=True, kw_only=True, eq=False)
class Topology:
    """Ranks and links of a graph; nodes are named by their rank in all arrays but ``rank`` itself.

    Attributes
    ----------
    rank
        Rank of every node of the graph; shape ``(nodes,)``.
    parent
        The lowest of the higher nodes a node is joined to, or -1; its higher neighbours all lie on the way to the root.
    up_start, up_head
        Links: node ``v`` is joined to the higher nodes ``up_head[up_start[v]:up_start[v + 1]]``, in ascending order.
    link_tail
        The lower end of every link.
    down_start, down_link
        Node ``v`` is joined to lower nodes by the links ``down_link[down_start[v]:down_start[v + 1]]``, in ascending
        order of those nodes.
    arc_slot
        Where the weight of every arc of the graph goes: twice the link, plus 1 for an arc that leads down; -1 for a
        loop; shape ``(arcs,)``.
    """

    rank: Ints
    parent: Ints
    up_start: Ints
    up_head: Ints
    link_tail: Ints
    down_start: Ints
    down_link: Ints
    arc_slot: Ints

    @classmethod
    def build(cls, node_count: int, tail: Ints, head: Ints) -> "Topology":
        """Order the nodes of a graph of directed arcs (parallels and loops allowed) and lay its links."""
        start, other = neighbours(node_count, tail, head)
        rank, parent = dissection_rank(start, other)
        by_rank = np.empty(node_count, dtype=np.int32)
        by_rank[rank] = np.arange(node_count)
        seen, count = np.full(node_count, -1, dtype=np.int32), np.zeros(node_count, dtype=np.int32)
        _count_links(by_rank, rank, start, other, parent, seen, count)
        up_start = _starts(count)
        up_head, link_tail, down_link = np.empty((3, up_start[-1]), dtype=np.int32)
        seen[:] = -1
        _lay_links(by_rank, rank, start, other, parent, seen, up_start[:-1].copy(), up_head)
        down_start = _starts(np.bincount(up_head, minlength=node_count))
        _lay_down(up_start, up_head, down_start[:-1].copy(), down_link, link_tail)
        arc_slot = np.empty(len(tail), dtype=np.int32)
        _find_slots(rank[tail], rank[head], up_start, up_head, arc_slot)
        return cls(
            rank=rank,
            parent=parent,
            up_start=up_start,
            up_head=up_head,
            link_tail=link_tail,
            down_start=down_start,
            down_link=down_link,
            arc_slot=arc_slot,
        )

    @property
    def node_count(self) -> int:
        """How many nodes."""
        return len(self.rank)

    @cached_property
    def arcs_by_slot(self) -> tuple[Ints, Ints]:
        """All arcs in the order of their slots, and their slots in that order."""
        order = np.argsort(self.arc_slot, kind="stable").astype(np.int32)
        return order, self.arc_slot[order]


def _starts(count: NDArray[np.integer]) -> Ints:
    return np.concatenate(([0], np.cumsum(count))).astype(np.int32)


@compiled
def _count_links(by_rank: Ints, rank: Ints, start: Ints, other: Ints, parent: Ints, seen: Ints, count: Ints) -> None:
    """Node ``i`` gets a link from every node on the ways up the tree from its lower neighbours."""
    for i in range(len(parent)):
        seen[i] = i
        for p in range(start[by_rank[i]], start[by_rank[i] + 1]):
            j = rank[other[p]]
            while j < i and seen[j] != i:
                seen[j] = i
                count[j] += 1
                j = parent[j]


@compiled
def _lay_links(
    by_rank: Ints, rank: Ints, start: Ints, other: Ints, parent: Ints, seen: Ints, free: Ints, up_head: Ints
) -> None:
    """Node ``i`` is noted at the lower end of each of these links; lower nodes first, so every list ascends."""
    for i in range(len(parent)):
        seen[i] = i
        for p in range(start[by_rank[i]], start[by_rank[i] + 1]):
            j = rank[other[p]]
            while j < i and seen[j] != i:
                seen[j] = i
                up_head[free[j]] = i
                free[j] += 1
                j = parent[j]


@compiled
def _lay_down(up_start: Ints, up_head: Ints, free: Ints, down_link: Ints, link_tail: Ints) -> None:
    for v in range(len(up_start) - 1):
        for link in range(up_start[v], up_start[v + 1]):
            a = up_head[link]
            down_link[free[a]] = link
            free[a] += 1
            link_tail[link] = v


@compiled
def _find_slots(tail: Ints, head: Ints, up_start: Ints, up_head: Ints, slot: Ints) -> None:
    for arc in range(len(tail)):
        low = min(tail[arc], head[arc])
        high = max(tail[arc], head[arc])
        if low == high:
            slot[arc] = _OUTSIDE
            continue
        first = up_start[low]
        last = up_start[low + 1] - 1
        while first < last:
            middle = (first + last) // 2
            if up_head[middle] < high:
                first = middle + 1
            else:
                last = middle
        slot[arc] = 2 * first + (tail[arc] > head[arc])
