"""Duties walked again after a change, and what is noted at their tokens on the way.

Forward: when a crew is where, and what it has cost so far. Backward: how late it might be there. The two together let
an insertion be judged from its neighbours alone, through loadings and all.

References
----------
Kindervater & Savelsbergh (1997), Vehicle routing: handling edge exchanges (earliest and latest times).
"""

import numpy as np

from optimizer.routing.arrays import Arrays, long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.duty import finish, moved_cents, start
from optimizer.routing.iteration import touch
from optimizer.routing.limits import held_by, last_home_s, last_window, note_limits
from optimizer.routing.moments import Moment, More, moment, more, nothing_more
from optimizer.routing.road import drive_cents, leg
from optimizer.routing.simulate import step
from optimizer.routing.solution import Best, Solution


@inlined
def more_after(a: Arrays, s: Solution, crew: int, position: int) -> More:
    """What some problems count, after ``position``."""
    if not a.features.more:
        return nothing_more()
    m = s.more[crew, position]
    return more(m.trips, m.metres, m.road_s, m.waited_s, m.later_s, m.least_later_s, m.meals, m.state)


@inlined
def note_more(a: Arrays, s: Solution, crew: int, position: int, it: More) -> None:
    """Keep what some problems count, after ``position``."""
    if a.features.more:
        m = s.more[crew, position]
        m.trips, m.metres, m.road_s, m.waited_s = it.trips, it.metres, it.road_s, it.waited_s
        m.later_s, m.least_later_s, m.meals, m.state = it.later_s, it.least_later_s, it.meals, it.state


@inlined
def moment_before(a: Arrays, s: Solution, crew: int, position: int) -> Moment:
    """The crew about to go on to ``position``."""
    if position == 0:
        return start(a, crew)
    p = position - 1
    after = s.after[crew, p]
    also = more_after(a, s, crew, p)
    return moment(True, after.location, after.clock_s, after.driven_s, after.cents, 0, 0, also)


@inlined
def count_in(a: Arrays, s: Solution, crew: int, head: int, position: int, stop: int) -> None:
    """Note where a stop is served, and put its goods on its trip's account."""
    s.served[stop].crew = crew
    s.served[stop].position = position
    s.served[stop].head = head
    for dimension in range(s.amounts.shape[2]):
        s.amounts[crew, head, dimension] += a.delivery[stop, dimension]
    trip = s.after[crew, head]
    trip.groups |= a.stops[stop].groups
    trip.apart |= a.stops[stop].apart


@compiled
def refresh(a: Arrays, s: Solution, crew: int, first: int) -> bool:
    """Walk the duty again from ``first`` on, where a trip begins; False if it breaks a hard rule of time."""
    n = len(a.stops)
    duty, layer = s.duties[crew], a.crews[crew].layer
    length = long(duty.length)
    tokens = s.tokens[crew]
    if a.features.referred:
        first = long(0)
    duty.total_cents = 0.0
    at = moment_before(a, s, crew, first)
    head = first
    driven = long(s.after[crew, first - 1].road_s) if first > 0 else long(0)
    for p in range(first, length):
        token = tokens[p]
        origin = at.location
        if a.features.held and token < n:
            a.held_s[token, 0] = a.held_s[token, 2] = held_by(a, s, crew, p, long(token))
        at = step(a, crew, at, tokens, p, length)
        if not at.feasible:
            return False
        here = s.after[crew, p]
        if token >= n:
            head = p
            here.groups = here.apart = np.uint64(0)
            for dimension in range(s.amounts.shape[2]):
                s.amounts[crew, p, dimension] = 0
        else:
            count_in(a, s, crew, head, p, token)
        driven += a.legs[layer, origin, at.location].seconds
        here.head = head
        here.location = at.location
        here.arrive_s = a.windows[last_window(a, token)].closes - at.spare_s - at.wait_s
        here.clock_s = at.clock_s
        here.driven_s = at.driven_s
        here.road_s = driven
        here.wait_s = at.wait_s
        here.leg_cents = drive_cents(a, crew, origin, at.location)
        here.cents = at.cents
        note_more(a, s, crew, p, at.more)
    return end_duty(a, s, crew, at)


@inlined
def end_duty(a: Arrays, s: Solution, crew: int, at: Moment) -> bool:
    """Note the end of a duty, and from there how late it may be everywhere."""
    duty, end = s.duties[crew], a.crews[crew].end
    last = s.after[crew, duty.length]
    last.location = end
    last.leg_cents = 0.0
    last.latest_s = last.calm_s = last_home_s(a, crew)
    last.road_s = 0
    if duty.length == 0:
        duty.road_s = 0
        duty.moved_cents = 0.0
        return True
    length = long(duty.length)
    home = finish(a, crew, at, s.tokens[crew], length)
    duty.total_cents = home.cents
    if a.features.referred:
        duty.moved_cents = moved_cents(a, crew, home, s.tokens[crew], length)
    duty.road_s = s.after[crew, duty.length - 1].road_s
    last.arrive_s = at.clock_s
    if end >= 0:
        last.arrive_s = leg(a, crew, at.location, long(end), at.clock_s, at.driven_s).arrive_s
        last.leg_cents = drive_cents(a, crew, at.location, end)
        duty.road_s += a.legs[a.crews[crew].layer, at.location, end].seconds
    note_limits(a, s, crew)
    return home.feasible


@inlined
def loads_first(a: Arrays, s: Solution, crew: int) -> bool:
    """Let the first trip be loaded where it must be, if it must; False if that place has not all its goods."""
    me = a.crews[crew]
    point = me.first_load if me.first_load >= 0 else me.first_point
    if point < 0:
        return True
    n, tokens = len(a.stops), s.tokens[crew]
    if s.duties[crew].length > 0:
        tokens[0] = n + point
    for p in range(1, s.duties[crew].length):
        if tokens[p] >= n:
            break
        if not a.feeds[tokens[p], point]:
            return False
    return True


@compiled
def drop_removed(a: Arrays, s: Solution, crew: int) -> bool:
    """Close the gaps of a duty: stops marked absent go, and so do loadings that load nothing and are yet to begin."""
    n = len(a.stops)
    tokens, begun = s.tokens[crew], a.crews[crew].begun
    kept, same = 0, 0
    for p in range(s.duties[crew].length):
        token = tokens[p]
        if token < n and s.served[token].crew < 0:
            continue
        if token >= n and kept > begun and tokens[kept - 1] >= n:
            kept -= 1
        if token >= n and kept == p:
            same = kept
        tokens[kept] = token
        kept += 1
    if kept > begun and tokens[kept - 1] >= n:
        kept -= 1
    s.duties[crew].length = kept
    return loads_first(a, s, crew) and refresh(a, s, crew, long(min(same, kept)))


@compiled
def put(a: Arrays, s: Solution, crew: int, position: int, stop: int, point: int) -> bool:
    """Insert a stop at a position, as a new trip from load point ``point`` if that is not -1.

    False, and nothing changed, if the duty would break a hard rule of time.
    """
    touch(s, crew)
    wider = 1 if point < 0 else 2
    tokens, length = s.tokens[crew], s.duties[crew].length
    first = position if point >= 0 else long(s.after[crew, position - 1].head)
    for p in range(length - 1, position - 1, -1):
        tokens[p + wider] = tokens[p]
    if point >= 0:
        tokens[position] = len(a.stops) + point
    tokens[position + wider - 1] = stop
    s.duties[crew].length = length + wider
    if refresh(a, s, crew, first):
        return True
    s.served[stop].crew = -1
    for p in range(position, length):
        tokens[p] = tokens[p + wider]
    s.duties[crew].length = length
    refresh(a, s, crew, first)
    return False


@compiled
def adopt(a: Arrays, s: Solution, best: Best) -> bool:
    """Take over a whole solution; False if one of its duties breaks a hard rule."""
    for stop in range(len(a.stops)):
        s.served[stop].crew = -1
    sound = True
    for crew in range(len(s.duties)):
        duty = s.duties[crew]
        duty.length = best.length[crew]
        duty.is_touched = 0
        duty.is_dirty = 1
        for p in range(duty.length):
            s.tokens[crew, p] = best.tokens[crew, p]
        sound &= refresh(a, s, crew, long(0))
    counts = s.counts[0]
    counts.absent = counts.touched = 0
    for stop in range(len(a.stops)):
        if s.served[stop].crew < 0:
            s.absent[counts.absent] = stop
            counts.absent += 1
    return sound
