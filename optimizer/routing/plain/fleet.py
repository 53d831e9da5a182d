"""The fewest vehicles: take a route away, and search until its clients are back in the others.

References
----------
Christiaens & Vanden Berghe (2020), doi:10.1287/trsc.2019.0914, section 5.5 (fleet minimisation);
Nagata & Bräysy (2009), doi:10.1016/j.orl.2009.04.006 (counters of absence).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from optimizer.routing.plain.best import Best, adopt
from optimizer.routing.plain.search import BATCH, PlainSearch
from optimizer.routing.pool import leader, run_by_the_clock

AT = 0.6
"""Where between the first temperature and the last, in powers, routes are taken away: at 0 the first, at 1 the last."""


@dataclass(slots=True)
class FleetSearch:
    """A search for fewer vehicles.

    Attributes
    ----------
    search
        Has one vehicle less than ``complete``, and clients left out.
    complete
        The best solution that serves everybody; before there is one, the best there is.
    """

    search: PlainSearch
    complete: Best

    @classmethod
    def begin(cls, search: PlainSearch) -> Self:
        """Begin from a search's first solution."""
        search.loosen(1.0)
        fleet = cls(search=search, complete=copy_of(search.best))
        if search.best.cost[0] == 0:
            fleet.take_away()
        return fleet

    @property
    def cost(self) -> float:
        """Cost of the best solution."""
        return float(self.complete.cost[1])

    @property
    def lost(self) -> tuple[int, ...]:
        """How many clients the best solution leaves out, and how many vehicles it has."""
        return int(self.complete.cost[0]), vehicles(self.complete, self._clients)

    @property
    def idle(self) -> bool:
        """Whether the best solution serves nobody."""
        return bool(self.complete.cost[0] == self._clients)

    def run(self, iterations: int, begin: float, end: float) -> int:  # noqa: ARG002 - at one temperature throughout
        """Run so many iterations; when everybody is served, take another route away."""
        done = self.search.cool(iterations, AT, AT)
        self._look()
        return done

    def run_until(self, deadline: float, begin: float, end: float) -> int:
        """Run until the monotonic clock strikes ``deadline``; returns the iterations done."""
        return run_by_the_clock(self, BATCH, deadline, begin, end)

    def take_over(self, other: Self) -> None:
        """Go on from another search's best."""
        self.complete = copy_of(other.complete)
        self.take_away()

    def take_away(self) -> None:
        """Go on from the best solution with the clients of its smallest route left out, and a vehicle less."""
        n, best = self._clients, self.search.best
        restore(best, self.complete)
        sizes = np.bincount(best.links["route"][:n][best.links["route"][:n] >= 0], minlength=len(best.kinds))
        driving = int((sizes > 0).sum())
        if driving < 2 or best.cost[0] > 0:
            return
        self.search.plain.kinds["count"] = driving - 1
        empty_route(best, n, int(np.where(sizes > 0, sizes, n + 1).argmin()))
        adopt(self.search.plain, self.search.state, best)
        best.cost[1] = self.search.state.routes["cost"].sum()

    def cheapest(self) -> PlainSearch:
        """The search for the least cost with as many vehicles as the best solution has."""
        restore(self.search.best, self.complete)
        if self.complete.cost[0] == 0:
            self.search.plain.kinds["count"] = vehicles(self.complete, self._clients)
        adopt(self.search.plain, self.search.state, self.search.best)
        return self.search

    @property
    def _clients(self) -> int:
        return len(self.search.plain.clients)

    def _look(self) -> None:
        """Note a solution that serves everybody, or more than before."""
        if self.search.best.cost[0] == 0:
            restore(self.complete, self.search.best)
            self.take_away()
        elif self.search.best.cost[0] < self.complete.cost[0]:
            restore(self.complete, self.search.best)


def with_the_fewest(fleets: Sequence[FleetSearch]) -> list[PlainSearch]:
    """Searches for the least cost, all with as few vehicles as the best of them has."""
    first = leader(fleets)
    for fleet in fleets:
        if fleet is not first:
            restore(fleet.complete, first.complete)
    return [fleet.cheapest() for fleet in fleets]


def vehicles(best: Best, clients: int) -> int:
    """How many vehicles drive."""
    routes = best.links["route"][:clients]
    return len(np.unique(routes[routes >= 0]))


def empty_route(best: Best, clients: int, route: int) -> None:
    """Leave out the clients of a route."""
    links = best.links
    members = np.flatnonzero(links["route"][:clients] == route)
    first = clients + 2 * route
    links["route"][members] = -1
    links["after"][first], links["before"][first + 1] = first + 1, first
    links["to_next"][first] = links["from_before"][first + 1] = 0
    best.cost[0] += len(members)


def copy_of(best: Best) -> Best:
    """A copy that shares nothing."""
    return Best(links=best.links.copy(), kinds=best.kinds.copy(), cost=best.cost.copy())


def restore(best: Best, other: Best) -> None:
    """Make one solution what another is."""
    for mine, its in zip(best, other, strict=True):
        np.copyto(mine, its)
