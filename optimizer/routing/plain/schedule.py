"""Times along a route: kept at its nodes, so that an insertion is judged from its two neighbours alone.

References
----------
Kindervater & Savelsbergh (1997), Vehicle routing: handling edge exchanges (earliest and latest times);
Vidal, Crainic, Gendreau & Prins (2013), doi:10.1016/j.cor.2012.07.018 (durations by concatenation).
"""

from typing import NamedTuple

from optimizer.routing.arrays import long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.journal import note_times
from optimizer.routing.plain.state import State
from optimizer.routing.plain.ways import lasts, place_of


class Stretch(NamedTuple):
    """Part of a route: least duration, and between when and when to set out for it; infeasible if ``broken``."""

    broken: bool
    duration: int
    early: int
    late: int


@inlined
def join(one: Stretch, drive: int, other: Stretch) -> Stretch:
    """Two stretches, one after the other, with a drive between."""
    shift = one.duration + drive
    broken = one.broken or other.broken or one.early + shift > other.late
    wait = max(0, other.early - shift - one.late)
    early = max(other.early - shift, one.early) - wait
    late = min(other.late - shift, one.late)
    return Stretch(broken, shift + other.duration + wait, early, late)


@inlined
def opens(p: Plain, s: State, node: int) -> int:
    """When a node's window opens."""
    n = len(p.clients)
    return long(p.clients[node].opens) if node < n else long(p.kinds[s.routes[(node - n) // 2].kind].opens)


@inlined
def closes(p: Plain, s: State, node: int) -> int:
    """When a node's window closes."""
    n = len(p.clients)
    return long(p.clients[node].closes) if node < n else long(p.kinds[s.routes[(node - n) // 2].kind].closes)


@inlined
def service(p: Plain, node: int) -> int:
    """Service time at a node; none at depots."""
    return long(p.clients[node].service) if node < len(p.clients) else 0


@inlined
def alone(p: Plain, s: State, node: int) -> Stretch:
    """The stretch of one node."""
    return Stretch(False, service(p, node), opens(p, s, node), closes(p, s, node))


@inlined
def up_to(s: State, node: int) -> Stretch:
    """The stretch from the start of the route up to a node."""
    span = s.spans[node]
    return Stretch(False, long(span.to_duration), long(span.to_early), long(span.to_late))


@inlined
def from_on(s: State, node: int) -> Stretch:
    """The stretch from a node to the end of the route."""
    span = s.spans[node]
    return Stretch(False, long(span.from_duration), long(span.from_early), long(span.from_late))


@inlined
def drive_behind(p: Plain, s: State, node: int) -> int:
    """Travel time from a node to the one after it."""
    link = s.links[node]
    if p.features.same:
        return long(link.to_next)
    return lasts(p, place_of(p, s, node), place_of(p, s, link.after))


@inlined
def forward(p: Plain, s: State, node: int) -> bool:
    """Compute what is kept of everything up to a node, from the node before it; False if nothing changed."""
    before = s.links[node].before
    drive = drive_behind(p, s, before)
    leave = max(opens(p, s, node), s.times[before].leave + drive) + service(p, node)
    if not p.features.span:
        if s.times[node].leave == leave:
            return False
        note_times(p, s, node)
        s.times[node].leave = leave
        return True
    to = join(up_to(s, before), drive, alone(p, s, node))
    span = s.spans[node]
    same = span.to_duration == to.duration and span.to_early == to.early and span.to_late == to.late
    if same and s.times[node].leave == leave:
        return False
    note_times(p, s, node)
    s.times[node].leave = leave
    span.to_duration, span.to_early, span.to_late = to.duration, to.early, to.late
    return True


@inlined
def backward(p: Plain, s: State, node: int) -> bool:
    """Compute what is kept of everything from a node on, from the node after it; False if nothing changed."""
    after = s.links[node].after
    drive = drive_behind(p, s, node)
    late = min(closes(p, s, node), s.times[after].late - drive - service(p, node))
    if not p.features.span:
        if s.times[node].late == late:
            return False
        note_times(p, s, node)
        s.times[node].late = late
        return True
    rest = join(alone(p, s, node), drive, from_on(s, after))
    span = s.spans[node]
    same = span.from_duration == rest.duration and span.from_early == rest.early and span.from_late == rest.late
    if same and s.times[node].late == late:
        return False
    note_times(p, s, node)
    s.times[node].late = late
    span.from_duration, span.from_early, span.from_late = rest.duration, rest.early, rest.late
    return True


@inlined
def forward_from(p: Plain, s: State, node: int) -> None:
    """Compute times from a node on until nothing changes."""
    n = len(p.clients)
    while forward(p, s, node) and node < n:
        node = long(s.links[node].after)


@inlined
def backward_from(p: Plain, s: State, node: int) -> None:
    """Compute times from a node back until nothing changes."""
    n = len(p.clients)
    while backward(p, s, node) and node < n:
        node = long(s.links[node].before)


@compiled
def reschedule(p: Plain, s: State, route: int) -> None:
    """Compute the times of a whole route."""
    first = len(p.clients) + 2 * route
    last = first + 1
    note_times(p, s, first)
    note_times(p, s, last)
    s.times[first].leave = opens(p, s, first)
    s.times[last].late = closes(p, s, last)
    if p.features.span:
        at_first, at_last = alone(p, s, first), alone(p, s, last)
        span = s.spans[first]
        span.to_duration, span.to_early, span.to_late = at_first.duration, at_first.early, at_first.late
        span = s.spans[last]
        span.from_duration, span.from_early, span.from_late = at_last.duration, at_last.early, at_last.late
    node = first
    while node != last:
        node = long(s.links[node].after)
        forward(p, s, node)
    while node != first:
        node = long(s.links[node].before)
        backward(p, s, node)


@compiled
def reschedule_around(p: Plain, s: State, client: int) -> None:
    """Compute the times that a newly inserted client changes."""
    forward(p, s, client)
    backward(p, s, client)
    forward_from(p, s, long(s.links[client].after))
    backward_from(p, s, long(s.links[client].before))


@compiled
def reschedule_gaps(p: Plain, s: State) -> None:
    """Compute the times that change where clients were taken out.

    Nodes with new neighbours come in any order: whoever is computed too early is computed again, from the node before.
    """
    for i in range(s.counts[0].journal):
        node = long(s.journal_nodes[i])
        link, old = s.links[node], s.journal[i]
        if link.route < 0:
            continue
        if link.before != old.before:
            forward_from(p, s, node)
        if link.after != old.after:
            backward_from(p, s, node)


@inlined
def early_enough(p: Plain, s: State, other: int, client: int, far: int) -> bool:
    """Whether a client may come right behind another, ``far`` away, as far as its own window tells."""
    if not p.features.clock:
        return True
    drive = far if p.features.same else 0
    return bool(s.times[other].leave + drive <= p.clients[client].closes)


@inlined
def late_enough(p: Plain, s: State, other: int, client: int, far: int) -> bool:
    """Whether a client may come right before another, ``far`` away, as far as the other's times tell."""
    if not p.features.clock:
        return True
    drive = far if p.features.same and p.features.metric else 0
    c = p.clients[client]
    return bool(c.opens + c.service + drive <= s.times[other].late)


@inlined
def in_time(p: Plain, s: State, before: int, client: int, after: int, kind: int) -> bool:
    """Whether a client can come between two nodes, by windows, shift and duration."""
    c = p.clients[client]
    leave, late = s.times[before].leave, s.times[after].late
    if leave > c.closes or c.opens + c.service > late:
        return False
    there = long(p.first_place + client)
    begin = max(leave + lasts(p, place_of(p, s, before), there), long(c.opens))
    if begin > c.closes or begin + c.service + lasts(p, there, place_of(p, s, after)) > late:
        return False
    if not p.features.span:
        return True
    whole = join(up_to(s, before), lasts(p, place_of(p, s, before), there), alone(p, s, client))
    whole = join(whole, lasts(p, there, place_of(p, s, after)), from_on(s, after))
    return (not whole.broken) and whole.duration <= p.kinds[kind].max_duration
