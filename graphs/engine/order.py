"""In which order junctions are taken out of the graph: nested dissection; the only file that imports pymetis."""

import numpy as np
import pymetis

from graphs.compiling.compiled import compiled
from graphs.engine.units import Ints


def neighbours(node_count: int, tail: Ints, head: Ints) -> tuple[Ints, Ints]:
    """Who is joined to whom, directions, loops and parallels left out.

    Returns
    -------
    tuple
        ``start`` and ``other``: node ``v`` is joined to ``other[start[v]:start[v + 1]]``.
    """
    start = np.zeros(node_count + 1, dtype=np.int32)
    _count_ends(tail, head, start)
    np.cumsum(start, out=start)
    other, last = np.empty(start[-1], dtype=np.int32), np.full(node_count, -1, dtype=np.int32)
    _note_ends(tail, head, start, other)
    return start, other[: _drop_parallels(start, other, last)]


def dissection_rank(start: Ints, other: Ints) -> tuple[Ints, Ints]:
    """Rank every node, and name its parent in the elimination tree.

    Nested dissection puts the few nodes that hold two halves of the graph together at the end, and so on within each
    half. Nodes of one subtree get ranks beside one another, so that a search that works through the ranks stays within
    few memory pages.

    Parameters
    ----------
    start, other
        As :func:`neighbours` gives them.

    Returns
    -------
    tuple
        ``rank`` of every node, and by rank the rank of the parent, which is higher, or -1; shape ``(nodes,)``.

    References
    ----------
    Karypis & Kumar 1998, doi:10.1137/S1064827595287997 (METIS); Liu 1990, doi:10.1137/0611010 (elimination trees).
    """
    node_count = len(start) - 1
    by_rank = np.arange(node_count, dtype=np.int32)
    if len(other):
        joined = pymetis.CSRAdjacency(adj_starts=start, adjacent=other)
        by_rank = np.array(pymetis.nested_dissection(joined)[0], dtype=np.int32)
    rank = np.empty(node_count, dtype=np.int32)
    rank[by_rank] = np.arange(node_count)
    parent, oldest = np.empty((2, node_count), dtype=np.int32)
    _elimination_tree(by_rank, rank, start, other, parent, oldest)
    place, at = np.empty((2, node_count), dtype=np.int32)
    size = np.ones(node_count, dtype=np.int32)
    _subtrees_side_by_side(parent, size, place, at)
    moved = np.empty(node_count, dtype=np.int32)
    moved[place] = np.where(parent < 0, -1, place[parent])
    return place[rank], moved


@compiled
def _count_ends(tail: Ints, head: Ints, count: Ints) -> None:
    for arc in range(len(tail)):
        if tail[arc] != head[arc]:
            count[tail[arc]] += 1
            count[head[arc]] += 1


@compiled
def _note_ends(tail: Ints, head: Ints, end: Ints, other: Ints) -> None:
    """Fill every node's part of ``other`` from its end, which becomes its beginning."""
    for arc in range(len(tail) - 1, -1, -1):
        if tail[arc] != head[arc]:
            end[tail[arc]] -= 1
            other[end[tail[arc]]] = head[arc]
            end[head[arc]] -= 1
            other[end[head[arc]]] = tail[arc]


@compiled
def _drop_parallels(start: Ints, other: Ints, last: Ints) -> int:
    """Keep every neighbour once; says how many are left."""
    kept = 0
    for v in range(len(start) - 1):
        first = start[v]
        start[v] = kept
        for p in range(first, start[v + 1]):
            if last[other[p]] != v:
                last[other[p]] = v
                other[kept] = other[p]
                kept += 1
    start[len(start) - 1] = kept
    return kept


@compiled
def _elimination_tree(by_rank: Ints, rank: Ints, start: Ints, other: Ints, parent: Ints, oldest: Ints) -> None:
    """The parent of a node is the first one it is joined to once all lower nodes are gone."""
    for i in range(len(parent)):
        parent[i] = -1
        oldest[i] = -1
        v = by_rank[i]
        for p in range(start[v], start[v + 1]):
            k = rank[other[p]]
            while k != -1 and k < i:
                above = oldest[k]
                oldest[k] = i
                if above == -1:
                    parent[k] = i
                k = above


@compiled
def _subtrees_side_by_side(parent: Ints, size: Ints, place: Ints, free: Ints) -> None:
    """Number every subtree without gaps, children below their parent (postorder)."""
    for i in range(len(parent)):
        if parent[i] >= 0:
            size[parent[i]] += size[i]
    top = 0
    for i in range(len(parent) - 1, -1, -1):
        if parent[i] < 0:
            first = top
            top += size[i]
        else:
            first = free[parent[i]]
            free[parent[i]] += size[i]
        place[i] = first + size[i] - 1
        free[i] = first
