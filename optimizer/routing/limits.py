"""Latest moments: how much later a crew may come to each token of its duty."""

from optimizer.routing.arrays import AT_ONCE, FIRST, Arrays, long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.iteration import begin_of
from optimizer.routing.moments import NEVER
from optimizer.routing.solution import Solution


@inlined
def last_window(a: Arrays, token: int) -> int:
    """Index of the last window of a stop or load point."""
    n = len(a.stops)
    return long(a.stops[token].end_window - 1) if token < n else long(a.points[token - n].end_window - 1)


@inlined
def first_window(a: Arrays, token: int) -> int:
    """Index of the first window of a stop or load point."""
    n = len(a.stops)
    return long(a.stops[token].first_window) if token < n else long(a.points[token - n].first_window)


@inlined
def last_begin(a: Arrays, token: int, before_s: int) -> int:
    """The last moment up to ``before_s`` at which work may begin; work does begin at one."""
    for w in range(last_window(a, token), first_window(a, token) - 1, -1):
        if a.windows[w].opens <= before_s:
            return min(before_s, long(a.windows[w].closes))
    return before_s


@compiled
def note_limits(a: Arrays, s: Solution, crew: int) -> None:
    """Note, from the end of the duty back, how late the crew may arrive, and how late without a change in price."""
    n, length = len(a.stops), s.duties[crew].length
    for p in range(length - 1, -1, -1):
        token = s.tokens[crew, p]
        here, after = s.after[crew, p], s.after[crew, p + 1]
        begin = here.arrive_s + here.wait_s
        there_s = after.arrive_s - begin  # service, the way, and rests on it
        here.latest_s = last_begin(a, token, long(after.latest_s) - there_s)
        calm = long(after.calm_s) - there_s
        if token < n:
            if begin <= a.stops[token].due_s:
                calm = min(calm, long(a.stops[token].due_s))
            elif a.stops[token].late_cents_per_s > 0.0:
                calm = min(calm, long(begin))
        here.calm_s = last_begin(a, token, calm)  # what is due between two windows must begin in the one before


@compiled
def held_by(a: Arrays, s: Solution, crew: int, position: int, stop: int) -> int:
    """How long the stop at a position must wait for those it must come after; NEVER if one comes later on the duty."""
    held = long(AT_ONCE)
    for i in range(a.stops[stop].first_tie, a.stops[stop].end_tie):
        first = long(a.ties[i].other)
        if a.ties[i].kind != FIRST or s.served[first].crew < 0:
            continue
        if s.served[first].crew == crew:
            at = s.served[first].position
            if at >= position or s.tokens[crew, at] != first:
                return long(NEVER)
        held = max(held, begin_of(s, first) + a.ties[i].least_s)
    return held


@inlined
def last_home_s(a: Arrays, crew: int) -> int:
    """The latest arrival at the end of a duty."""
    me = a.crews[crew]
    if a.features.end_windows:
        for w in range(me.last_end_window - 1, me.first_end_window - 1, -1):
            if a.windows[w].opens <= me.closes:
                return min(long(me.closes), long(a.windows[w].closes))
    return long(me.closes)
