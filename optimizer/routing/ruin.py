"""Ruin: take out strings of stops that lie near one another.

References
----------
Christiaens & Vanden Berghe (2020), Slack induction by string removals for vehicle routing problems,
doi:10.1287/trsc.2019.0914, section 5.2. A string here runs over a whole duty, so it may span two trips.
"""

from typing import NamedTuple

from optimizer.routing.arrays import FALLS, Arrays, long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.gaps import agree, torn
from optimizer.routing.iteration import touch
from optimizer.routing.random import RandomState, below, uniform
from optimizer.routing.refresh import drop_removed
from optimizer.routing.solution import Solution


class RuinSize(NamedTuple):
    """How much to take out: stops on average, longest string, and how often a whole duty goes instead."""

    mean_removed: float = 10.0
    longest_string: int = 10
    split_share: float = 0.5
    duty_share: float = 0.03


@inlined
def remove_stop(s: Solution, stop: int) -> None:
    """Mark a stop absent; its duty is closed up later."""
    s.served[stop].crew = -1
    s.absent[s.counts[0].absent] = stop
    s.counts[0].absent += 1


@compiled
def remove_string(a: Arrays, s: Solution, crew: int, around: int, cut: int, keep: int, state: RandomState) -> None:
    """Take out ``cut`` tokens around a position, sparing ``keep`` more of them somewhere in the middle."""
    n, begun = len(a.stops), a.crews[crew].begun
    touch(s, crew)
    length = long(s.duties[crew].length)
    span = min(cut + keep, length)
    first = max(0, min(around - below(state, span), length - span))
    spared = first + 1 + below(state, cut) if keep > 0 else length
    for p in range(first, first + span):
        token = s.tokens[crew, p]
        if token < n and p >= begun and not spared <= p < spared + keep:
            remove_stop(s, token)


@compiled
def remove_tied(a: Arrays, s: Solution) -> None:
    """Take out everyone who is not served without somebody that this iteration has taken out."""
    i = long(s.counts[0].saved_absent)
    while i < s.counts[0].absent:
        stop = s.absent[i]
        for t in range(a.stops[stop].first_tie, a.stops[stop].end_tie):
            other = long(a.ties[t].other)
            if a.ties[t].kind == FALLS and s.served[other].crew >= 0:
                touch(s, long(s.served[other].crew))
                remove_stop(s, other)
        i += 1


@compiled
def close_tied(a: Arrays, s: Solution) -> bool:
    """Close up duties whose stops are tied; of a gap that has become too long the second is taken out too."""
    while True:
        remove_tied(a, s)
        if not close_gaps(a, s):
            return False
        if not a.features.held:
            return True
        if not agree(a, s):
            return False
        second = torn(a, s)
        if second < 0:
            return True
        if s.served[second].position < a.crews[s.served[second].crew].begun:
            return False
        touch(s, long(s.served[second].crew))
        remove_stop(s, second)


@compiled
def close_gaps(a: Arrays, s: Solution) -> bool:
    """Close up all touched duties; False if one of them no longer holds (a wait that was its rest is gone, say)."""
    sound = True
    for i in range(s.counts[0].touched):
        sound &= drop_removed(a, s, long(s.touched[i]))
    return sound


@inlined
def remove_strings(a: Arrays, s: Solution, seed: int, size: RuinSize, state: RandomState) -> None:
    """Take a string out of the duty of the seed, and out of those of its neighbours, until there are enough."""
    longest = float(size.longest_string)
    strings = int(1.0 + uniform(state) * max(1.0, 4.0 * size.mean_removed / (1.0 + longest) - 1.0 + 1.0))
    for i in range(-1, a.neighbours.shape[1]):
        stop = seed if i < 0 else a.neighbours[seed, i]
        if stop < 0 or s.counts[0].touched >= strings:
            break
        crew = long(s.served[stop].crew)
        if crew < 0 or s.duties[crew].is_touched:
            continue
        length = long(s.duties[crew].length)
        cut = int(1.0 + uniform(state) * min(float(length), longest))
        keep = 0
        if cut > 1 and uniform(state) < size.split_share:
            while cut + keep < length and uniform(state) > 0.5:
                keep += 1
        remove_string(a, s, crew, long(s.served[stop].position), cut, keep, state)


@compiled
def ruin(a: Arrays, s: Solution, size: RuinSize, state: RandomState) -> bool:
    """Take out strings, or now and then a whole duty, around a random stop; False if what is left breaks a rule."""
    seed = below(state, len(a.stops))
    crew = long(s.served[seed].crew)
    if crew >= 0 and uniform(state) < size.duty_share and s.duties[crew].length <= 4.0 * size.mean_removed:
        remove_string(a, s, crew, long(0), long(s.duties[crew].length), long(0), state)
    else:
        remove_strings(a, s, seed, size, state)
    return close_tied(a, s) if a.features.ties else close_gaps(a, s)
