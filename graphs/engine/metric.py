"""A hierarchy with weights: tables and paths for one vehicle class, hour and set of changes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graphs.engine.paths import Pathfinder, Way
from graphs.engine.seeds import Seeds
from graphs.engine.sweep import Weights
from graphs.engine.table import cores, fill_table
from graphs.engine.topology import Topology
from graphs.engine.units import Ints


@dataclass(frozen=True, kw_only=True, eq=False)
class Metric:
    """Weights of all links, either way; made by :meth:`graphs.engine.hierarchy.Hierarchy.customize`.

    Attributes
    ----------
    arc_weight
        Weight of every arc: int32 milliseconds, or int64 with decimetres packed in; shape ``(arcs,)``.
    links
        Best weight over lower nodes from the lower end of a link to the higher, and back; shape ``(links, 2)``.
    """

    topology: Topology
    arc_weight: Weights
    links: Weights

    @property
    def knows_lengths(self) -> bool:
        """Whether decimetres were given."""
        return self.links.dtype == np.int64

    def table(self, sources: Seeds, targets: Seeds, *, threads: int | None = None) -> tuple[Ints, Ints]:
        """Milliseconds and decimetres of the fastest paths; ``INFINITE_MS`` in both where no way leads.

        Parameters
        ----------
        sources, targets
            Stops to start from, and to go to.
        threads
            How many to use; None for one on each core this process may run on.

        Returns
        -------
        tuple
            Two int32 arrays of shape ``(sources, targets)``; the second has no columns if lengths are unknown.
        """
        ms = np.empty((sources.count, targets.count), dtype=np.int32)
        dm = np.empty((sources.count, targets.count if self.knows_lengths else 0), dtype=np.int32)
        self.fill(sources, targets, ms, dm, threads=threads)
        return ms, dm

    def fill(self, sources: Seeds, targets: Seeds, ms: Ints, dm: Ints, *, threads: int | None = None) -> None:
        """Write the table into arrays of the caller's."""
        fill_table(self.topology, self.links, sources, targets, ms, dm, threads=threads or cores())

    def paths(self, sources: Seeds, targets: Seeds, pairs: Sequence[tuple[int, int]]) -> list[Way | None]:
        """Find the arcs driven from source to target, for every pair; None where no way leads."""
        finder = Pathfinder(self.topology, self.arc_weight, self.links, sources, targets)
        return [finder.way(origin, destination) for origin, destination in pairs]
