"""How warm a search begins and ends, and how often, by what it searches and by the iterations it has.

References
----------
Christiaens & Vanden Berghe (2020), doi:10.1287/trsc.2019.0914, section 6.1 (first and last temperature).
"""

import math

import numpy as np

from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.few import held

HOTTER = 1e-4, 5.6e-5
"""First temperature, in mean distances between clients, for each iteration a client: without a clock; with one, where
routes have a client each."""

LONGEST = 50.0
"""With a clock it rises with the root of the clients that a vehicle holds, up to so many.

Routes of a dozen do best from half the temperature that is best for routes of forty: of instances with 1,000 clients
and ten seconds each, R1_10_1, RC1_10_8 and C1_10_2 ended at 2.4, 2.6 and 2.2 % from 0.32, at 1.5, 2.1 and 2.2 % from
0.15 mean distances; R2_10_6 and C2_10_4 at 0.9 and 0.9 % from 0.32, at 1.2 and 1.0 % from 0.15 (one run each).
"""

MILDEST, HOTTEST = 0.05, 0.12
"""First temperature, in mean distances between clients, at least; and at most, where there is no clock."""

HOTTEST_BY_CLOCK = 0.05
"""The same with a clock, where all vehicles are of one type, for the root of the clients that a vehicle holds.

In forty seconds R1_10_1 and C2_10_4 end at 0.8 and 0.9 % from 0.15, at 1.2 and 0.7 % from 0.4 mean distances (one run
each).
"""

FAR_APART, HOTTEST_FAR_APART = 2.0, 1.0
"""With a clock, where depots or types differ, so that whole regions must change hands: so many times as hot for each
iteration a client, and at most.

In thirty seconds PR14A and PR18A of several depots end at 2.6 and 1.8 % from 0.2, at 2.0 and 1.2 % from 0.4, at 1.2
and 1.4 % from 0.8 mean distances (one run each).
"""

COLD = 0.005
"""Last temperature, in mean distances between clients.

The six of vrpb_x, 12 s, two seeds: 0.78 % down to 0.005, 0.95 down to 0.01; four of them, 15 s, two seeds: 0.79 %, 0.88
down to 0.0025, 1.06 down to 0.001. The eight of hfvrp_x, 9 s, two seeds: 0.58 %, 0.67 down to 0.0025.
"""

BRIEF = 2_000
"""Without a clock it is as high up to so many iterations a client, then falls with their root, down to ``COLD_ALIKE``.

The six of vrpb_x, a minute, one seed: 0.61 % down to 0.0025, 0.68 down to 0.005.
"""

COLD_ALIKE = 0.0025
"""The same without a clock, where vehicles are alike and nothing is picked up: below, next to nothing is found.

Twenty-six instances of cvrp_x, 8 s: 0.40 and 0.48 % down to 0.0025, 0.50, 0.45 and 0.50 % down to 0.001 (by seed);
eight of them, two seeds: 0.53 % down to 0.0025, 0.61 down to 0.004.
"""

WARM, WARMER, COOL = 1.0, 1e-3, 0.05
"""First temperature of a large one, in mean distances of a client's tenth neighbour: at least, and for each iteration
a client; and the last temperature."""


ROUND = 2_000
"""Iterations a client of one cooling, with a clock and vehicles of one type; what is left goes into further ones.

Four rounds end eight Solomon instances at 0.17 %, one round at 0.41 % (8 s, two seeds); three rounds six instances of
400 clients at 0.36 %, one round at 0.71 % (30 s). By the speed assumed in :mod:`optimizer.routing.plain.begin`, which
is half of what it does.
"""


ROUND_ALIKE, FEW_CLIENTS = 4_000, 400
"""The same where vehicles are alike, up to so many clients: among more, one long cooling finds as much."""


def rounds_of(p: Plain, iterations_each: float) -> int:
    """How often a search cools within its budget."""
    if p.features.clock and len(p.kinds) == 1:
        return max(1, round(iterations_each / ROUND))
    if is_alike(p) and len(p.clients) <= FEW_CLIENTS:
        return max(1, round(iterations_each / ROUND_ALIKE))
    return 1


def warmth(p: Plain, iterations_each: float, *, large: bool) -> tuple[float, float]:
    """First and last temperature, as distances."""
    if large:
        near = near_distance(p)
        return max(WARM, WARMER * iterations_each) * near, COOL * near
    mean = mean_distance(p)
    if not p.features.clock:
        return min(HOTTEST, max(MILDEST, HOTTER[0] * iterations_each)) * mean, _cold(p, iterations_each) * mean
    length = math.sqrt(min(LONGEST, held(p)))
    hot, hottest = HOTTER[1] * length * iterations_each, HOTTEST_BY_CLOCK * length
    if len(p.kinds) > 1:
        hot, hottest = FAR_APART * hot, HOTTEST_FAR_APART
    return min(hottest, max(MILDEST, hot)) * mean, COLD * mean


def _cold(p: Plain, iterations_each: float) -> float:
    """Last temperature without a clock, in mean distances."""
    if is_alike(p):
        return COLD_ALIKE
    return max(COLD_ALIKE, COLD * math.sqrt(BRIEF / max(BRIEF, iterations_each)))


def is_alike(p: Plain) -> bool:
    """Whether vehicles are all of one type, and nothing but what they hold matters."""
    return not (p.features.clock or p.features.backhauls or p.features.kinds)


def near_distance(p: Plain) -> float:
    """Mean distance of a client's tenth neighbour, on a plane: what neighbours are apart, depot and all else aside."""
    clients = np.arange(len(p.clients)) + p.first_place
    tenth = p.neighbours[:, min(9, p.neighbours.shape[1] - 1)] + p.first_place
    return max(1.0, float(np.hypot(p.x[clients] - p.x[tenth], p.y[clients] - p.y[tenth]).mean() * p.scale))


def mean_distance(p: Plain) -> float:
    """Mean distance between two clients, from a fixed sample of pairs."""
    one, other = np.random.default_rng(0).integers(0, len(p.clients), (2, 20_000)) + p.first_place
    if p.features.dense:
        return max(1.0, float(p.distance[one, other].mean()))
    return max(1.0, float(np.hypot(p.x[one] - p.x[other], p.y[one] - p.y[other]).mean() * p.scale))
