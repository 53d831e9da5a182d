"""One solution of the plain core searched by several threads; see :mod:`optimizer.routing.divided`."""

import math
from dataclasses import dataclass, field, replace

import numpy as np

from optimizer.routing.divided import Divided
from optimizer.routing.plain.begin import most_routes
from optimizer.routing.plain.best import Best, note_whole, standing
from optimizer.routing.plain.laid import Laid, joined, lay, read
from optimizer.routing.plain.parts import Part, take_apart
from optimizer.routing.plain.search import PlainSearch
from optimizer.routing.plain.state import empty_state
from optimizer.routing.random import RandomState

LEAST_ROUTES = 15
"""With fewer routes a thread each searches on its own: long routes reach from one part far into the other.

Two threads, 15 s, gap in % as shared and on their own: X331-FSMF (8 routes) 0.14 and 0.05 (four seeds), X-n256-k16 (17)
0.26 and 0.23 (three), X-n1001-50-k22 (22) 1.87 and 1.24 (two), X-n573-66-k25 0.38 and 0.31, X-n895-66-k25 1.06 and 1.15
(three each); X-n801-k40 and X-n1001-k43 0.47 and 0.51 (three).
"""


@dataclass(slots=True)
class DividedSearch(Divided[PlainSearch]):
    """A plain search by several threads; ``parts`` are what has been dealt out."""

    parts: list[Part] = field(default_factory=list)

    def loosen(self, progress: float) -> bool:
        """Let the vehicles drive that were held back, if it is time."""
        return self.whole.loosen(progress)

    def deal_out(self) -> list[PlainSearch]:
        """Searches in parts that lie side by side along a random direction."""
        whole, threads = self.whole, self.threads
        laid = read(whole.state.links, whole.state.routes["kind"].copy(), len(whole.plain.clients))
        angle = self.draw.uniform(0.0, 2.0 * math.pi)
        parts = take_apart(whole.plain, laid, threads, angle, self.draw.randrange(threads))
        self.parts = [part for part in parts if len(part.members)]
        return [in_part(whole, part, random) for part, random in zip(self.parts, self.randoms, strict=False)]

    def gather(self) -> None:
        """Lay the parts' routes side by side."""
        p, state = self.whole.plain, self.whole.state
        if self.bearers is self.searches:
            lay(p, state, self._joined([search.best for search in self.searches]))
            note_whole(state, self.whole.best)
        lay(p, state, self._joined([now_of(search) for search in self.searches]))
        for part, search in zip(self.parts, self.searches, strict=True):
            state.weight[part.members] = search.state.weight

    def _joined(self, bests: list[Best]) -> Laid:
        found = zip(self.parts, bests, strict=True)
        laid = [(part, read(best.links, best.kinds, len(part.members))) for part, best in found]
        return joined([each._replace(clients=part.members[each.clients]) for part, each in laid])


def may_divide(search: PlainSearch, threads: int) -> bool:
    """Whether several threads have enough routes to share."""
    return threads > 1 and int((search.state.routes["size"] > 0).sum()) >= LEAST_ROUTES * threads


def in_part(whole: PlainSearch, part: Part, random: RandomState) -> PlainSearch:
    """The search of a part, as warm as that of the whole."""
    p, n = part.plain, len(part.members)
    state = empty_state(p, most_routes(p), absent_cost=0.0)
    state.weight[:] = whole.state.weight[part.members]
    state.counts["dearer"] = whole.state.counts["dearer"]
    lay(p, state, part.laid)
    cost = np.array(standing(state))
    best = Best(links=state.links.copy(), kinds=state.routes["kind"].copy(), cost=cost)
    held_back = np.zeros_like(whole.held_back)
    return replace(whole, plain=p, state=state, best=best, keys=np.zeros(n), random=random, held_back=held_back)


def now_of(search: PlainSearch) -> Best:
    """The solution under search, which need not be the best."""
    s = search.state
    return Best(links=s.links, kinds=s.routes["kind"].copy(), cost=search.best.cost)
