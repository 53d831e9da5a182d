"""Many-to-many distances: up the hierarchy from sources, down to targets, many sources side by side (compiled).

Distances lie in rows of ``K`` lanes, one lane for each source of a batch, so that one look at a link serves all of
them and the lanes are added and compared in one vector instruction. Going down is confined to what the targets need.

References
----------
Delling, Goldberg, Nowatzyk & Werneck 2013, PHAST, doi:10.1016/j.jpdc.2012.02.007; Delling, Goldberg & Werneck 2011,
RPHAST, doi:10.4230/OASIcs.ATMOS.2011.52.
"""

import numpy as np
from numpy.typing import NDArray

from graphs.compiling.compiled import compiled
from graphs.engine.units import DM_BITS, INFINITE_MS, INFINITE_PACKED, Ints

Weights = NDArray[np.signedinteger]


@compiled
def ancestors(parent: Ints, nodes: Ints, seen: Ints, stamp: int, found: Ints) -> int:
    """Note the nodes and all above them in the elimination tree, each once; says how many there are."""
    count = 0
    for i in range(len(nodes)):
        v = nodes[i]
        while v >= 0 and seen[v] != stamp:
            seen[v] = stamp
            found[count] = v
            count += 1
            v = parent[v]
    return count


@compiled
def restrict(
    nodes: Ints, up_start: Ints, up_head: Ints, links: Weights, row: Ints, start: Ints, origin: Ints, weight: Weights
) -> int:
    """Copy the links that lead down to some nodes, highest node first, infinite ones left out.

    ``nodes`` must hold with every node all above it, in ascending order. Row ``i`` is that of the ``i``-th highest; it
    is reached from the rows ``origin[start[i]:start[i + 1]]``, which come before it.
    """
    infinite = INFINITE_PACKED if weight.itemsize == 8 else INFINITE_MS
    last = len(nodes) - 1
    count = 0
    for i in range(len(nodes)):
        v = nodes[last - i]
        row[v] = i
        start[i] = count
        for link in range(up_start[v], up_start[v + 1]):
            if links[link, 1] < infinite:
                origin[count] = row[up_head[link]]
                weight[count] = links[link, 1]
                count += 1
    start[len(nodes)] = count
    return count


@compiled
def sweep_up(nodes: Ints, up_start: Ints, up_head: Ints, links: Weights, row: Ints, far: Weights) -> None:
    """Carry distances to higher nodes.

    ``nodes`` ascend; row ``i`` of ``far``, shape ``(rows, K)``, belongs to the ``i``-th, and ``row`` tells it by rank.
    """
    infinite = INFINITE_PACKED if far.itemsize == 8 else INFINITE_MS
    lanes = far.shape[1]
    for i in range(len(nodes)):
        for link in range(up_start[nodes[i]], up_start[nodes[i] + 1]):
            w = links[link, 0]
            if w < infinite:
                a = row[up_head[link]]
                for k in range(lanes):
                    far[a, k] = min(far[a, k], far.dtype.type(far[i, k] + w))


@compiled
def sweep_down(start: Ints, origin: Ints, weight: Weights, risen_row: Ints, risen: Weights, far: Weights) -> None:
    """Carry distances to lower nodes.

    Parameters
    ----------
    start, origin, weight
        As made by :func:`restrict`.
    risen_row, risen
        Row of :func:`sweep_up` for every row of ``far``, or -1, and its distances.
    far
        Distances to write, shape ``(rows, K)``.
    """
    infinite = INFINITE_PACKED if far.itemsize == 8 else INFINITE_MS
    kind = far.dtype.type
    lanes = far.shape[1]
    for i in range(len(start) - 1):
        r = risen_row[i]
        if r >= 0:
            for k in range(lanes):
                far[i, k] = risen[r, k]
        else:
            for k in range(lanes):
                far[i, k] = infinite
        p = start[i]
        # Eight links at a time: the row itself is read and written once for them, not eight times.
        while p + 8 <= start[i + 1]:
            a, b, c, d = origin[p], origin[p + 1], origin[p + 2], origin[p + 3]
            e, f, g, h = origin[p + 4], origin[p + 5], origin[p + 6], origin[p + 7]
            wa, wb, wc, wd = weight[p], weight[p + 1], weight[p + 2], weight[p + 3]
            we, wf, wg, wh = weight[p + 4], weight[p + 5], weight[p + 6], weight[p + 7]
            for k in range(lanes):
                x = min(kind(far[a, k] + wa), kind(far[b, k] + wb), kind(far[c, k] + wc), kind(far[d, k] + wd))
                y = min(kind(far[e, k] + we), kind(far[f, k] + wf), kind(far[g, k] + wg), kind(far[h, k] + wh))
                far[i, k] = min(far[i, k], x, y)
            p += 8
        while p + 4 <= start[i + 1]:
            a, b, c, d = origin[p], origin[p + 1], origin[p + 2], origin[p + 3]
            wa, wb, wc, wd = weight[p], weight[p + 1], weight[p + 2], weight[p + 3]
            for k in range(lanes):
                x = min(kind(far[a, k] + wa), kind(far[b, k] + wb), kind(far[c, k] + wc), kind(far[d, k] + wd))
                far[i, k] = min(far[i, k], x)
            p += 4
        while p < start[i + 1]:
            a, wa = origin[p], weight[p]
            for k in range(lanes):
                far[i, k] = min(far[i, k], kind(far[a, k] + wa))
            p += 1


@compiled
def start_from(first: Ints, seed_row: Ints, seed_weight: Weights, sources: Ints, far: Weights) -> None:
    """Put the distances from the sources of a batch to their own nodes into ``far``, all else infinite."""
    infinite = INFINITE_PACKED if far.itemsize == 8 else INFINITE_MS
    for i in range(far.shape[0]):
        for k in range(far.shape[1]):
            far[i, k] = infinite
    for k in range(len(sources)):
        for s in range(first[sources[k]], first[sources[k] + 1]):
            far[seed_row[s], k] = min(far[seed_row[s], k], seed_weight[s])


@compiled
def gather(first: Ints, seed_row: Ints, seed_weight: Weights, begin: int, far: Weights, tile: Weights) -> None:
    """Copy the distances to some targets, from ``begin`` on, into ``tile``, shape ``(targets, K)``."""
    infinite = INFINITE_PACKED if far.itemsize == 8 else INFINITE_MS
    lanes = far.shape[1]
    for j in range(len(tile)):
        for k in range(lanes):
            tile[j, k] = infinite
        for s in range(first[begin + j], first[begin + j + 1]):
            row = seed_row[s]
            w = seed_weight[s]
            for k in range(lanes):
                tile[j, k] = min(tile[j, k], far.dtype.type(far[row, k] + w))


@compiled
def split(tile: Weights, ms: Ints, dm: Ints) -> None:
    """Take a tile of packed distances apart."""
    for j in range(len(tile)):
        for k in range(tile.shape[1]):
            ms[j, k] = tile[j, k] >> DM_BITS
            dm[j, k] = tile[j, k] & ((1 << DM_BITS) - 1)


@compiled
def write(tile: Weights, sources: Ints, begin: int, out: Ints) -> None:
    """Turn a tile into pieces of the sources' rows, from column ``begin`` on."""
    for k in range(len(sources)):
        row = sources[k]
        for j in range(len(tile)):
            out[row, begin + j] = tile[j, k]


@compiled
def arrive_times(
    first: Ints, seed_row: Ints, seed_weight: Weights, sources: Ints, far: Weights, tile: Weights, ms: Ints
) -> None:
    """Write the distances to every target into the rows of the sources, as many at a time as ``tile`` has rows."""
    for begin in range(0, len(first) - 1, len(tile)):
        part = tile[: min(len(tile), len(first) - 1 - begin)]
        gather(first, seed_row, seed_weight, begin, far, part)
        write(part, sources, begin, ms)


@compiled
def arrive_both(
    first: Ints,
    seed_row: Ints,
    seed_weight: Weights,
    sources: Ints,
    far: Weights,
    tile: Weights,
    halves: Ints,
    ms: Ints,
    dm: Ints,
) -> None:
    """Write times and lengths to every target into the rows of the sources; ``halves`` is two tiles of int32."""
    for begin in range(0, len(first) - 1, len(tile)):
        width = min(len(tile), len(first) - 1 - begin)
        gather(first, seed_row, seed_weight, begin, far, tile[:width])
        split(tile[:width], halves[0, :width], halves[1, :width])
        write(halves[0, :width], sources, begin, ms)
        write(halves[1, :width], sources, begin, dm)
