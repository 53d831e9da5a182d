"""Weights of links: the best way over lower nodes (compiled).

``links[link, 0]`` is the weight from the lower end of a link to the higher, ``links[link, 1]`` the one back.
"""

import numpy as np
from numpy.typing import NDArray

from graphs.compiling.compiled import compiled
from graphs.engine.units import Ints


@compiled
def spread_weights(arc_slot: Ints, weight: NDArray[np.signedinteger], links: NDArray[np.signedinteger]) -> None:
    """Give every link the best of its own arcs."""
    for arc in range(len(arc_slot)):
        if arc_slot[arc] >= 0:
            link = arc_slot[arc] >> 1
            side = arc_slot[arc] & 1
            links[link, side] = min(links[link, side], weight[arc])


@compiled
def relax_triangles(
    up_start: Ints,
    up_head: Ints,
    link_tail: Ints,
    down_start: Ints,
    down_link: Ints,
    links: NDArray[np.signedinteger],
    position: Ints,
) -> None:
    """Node by node, see whether its links are better replaced by two links over a lower node.

    For a node ``a`` and every lower neighbour ``v``: the higher neighbours of ``v`` above ``a`` are neighbours of ``a``
    as well, so the path from ``a`` over ``v`` to each competes with the link from ``a``. ``position`` is scratch space
    of shape ``(nodes,)``.
    """
    for a in range(len(up_start) - 1):
        for link in range(up_start[a], up_start[a + 1]):
            position[up_head[link]] = link
        for d in range(down_start[a], down_start[a + 1]):
            lower = down_link[d]
            rise = links[lower, 0]
            fall = links[lower, 1]
            for side in range(lower + 1, up_start[link_tail[lower] + 1]):
                link = position[up_head[side]]
                links[link, 0] = min(links[link, 0], fall + links[side, 0])
                links[link, 1] = min(links[link, 1], links[side, 1] + rise)
