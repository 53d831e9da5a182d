"""Hierarchies kept on disk beside the compiled graphs, so that a city is prepared once for all days.

A hierarchy is found again by the arcs it was made of and the code that made it; what it joins does not depend on any
weight. A damaged file counts as none, as with graphs: see :mod:`graphs.reading.cache`.
"""

import hashlib
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from graphs.engine.topology import Topology
from graphs.engine.units import Ints
from graphs.reading.cache import code_digest, kept
from graphs.reading.container import BrokenContainer, read_container, write_container

SUFFIX = ".links"
_ARRAYS = tuple(field.name for field in fields(Topology))


@dataclass(frozen=True)
class LinkCache:
    """Hierarchies kept in a folder; None keeps nothing."""

    folder: Path | None

    def laid(self, node_count: int, tail: Ints, head: Ints) -> Topology:
        """Give the hierarchy of a graph of directed arcs, made and kept if it is not there."""
        path = None if self.folder is None else self.folder / f"{_key(node_count, tail, head)}{SUFFIX}"
        return kept(path, load_links, save_links, lambda: Topology.build(node_count, tail, head))


def save_links(path: Path, links: Topology) -> None:
    """Write a hierarchy, whole or not at all."""
    write_container(path, "links", {name: getattr(links, name) for name in _ARRAYS})


def load_links(path: Path) -> Topology:
    """Read a hierarchy back; its arrays stay on disk until they are looked at.

    Raises
    ------
    BrokenContainer, OSError
        When the file is damaged, missing, or of another making.
    """
    text, arrays = read_container(path, private=True)
    if text != "links" or set(arrays) != set(_ARRAYS):
        raise BrokenContainer(f"{path.name} holds no hierarchy")
    return Topology(**arrays)


def _key(node_count: int, tail: Ints, head: Ints) -> str:
    digest = hashlib.blake2b(code_digest("engine") + str(node_count).encode(), digest_size=20)
    for ends in (tail, head):
        digest.update(np.ascontiguousarray(ends).data)
    return digest.hexdigest()
