"""What an iteration changes, noted before its first change, so that it can be put back."""

from optimizer.routing.arrays import Records
from optimizer.routing.compiled import inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.state import NOWHERE, State


@inlined
def copy_link(old: Records, new: Records) -> None:
    """Copy one link's fields into another's."""
    new.before, new.after, new.route = old.before, old.after, old.route
    new.to_next, new.from_before = old.to_next, old.from_before


@inlined
def note_longest(s: State, node: int) -> None:
    """Keep the longer of a node's two ways, where an insertion looks first."""
    link = s.links[node]
    s.longest[node] = max(link.to_next, link.from_before) if link.route >= 0 else NOWHERE


@inlined
def note(s: State, node: int) -> None:
    """Put a node's links into the journal before its first change."""
    counts = s.counts[0]
    if s.noted_in[node] == counts.iteration:
        return
    s.noted_in[node] = counts.iteration
    old, link = s.journal[counts.journal], s.links[node]
    copy_link(link, old)
    s.journal_nodes[counts.journal] = node
    counts.journal += 1


@inlined
def copy_span(to: Records, other: Records) -> None:
    """Copy one record of spans onto another."""
    to.to_duration, to.to_early, to.to_late = other.to_duration, other.to_early, other.to_late
    to.from_duration, to.from_early, to.from_late = other.from_duration, other.from_early, other.from_late


@inlined
def note_times(p: Plain, s: State, node: int) -> None:
    """Keep a node's times before their first change."""
    counts = s.counts[0]
    if s.timed_in[node] == counts.iteration:
        return
    s.timed_in[node] = counts.iteration
    old, now = s.old_times[counts.timed], s.times[node]
    old.leave, old.late = now.leave, now.late
    if p.features.span:
        copy_span(s.old_spans[counts.timed], s.spans[node])
    s.timed[counts.timed] = node
    counts.timed += 1


@inlined
def restore_times(p: Plain, s: State) -> None:
    """Put all times that changed in this iteration back as they were."""
    for i in range(s.counts[0].timed):
        node = s.timed[i]
        old, now = s.old_times[i], s.times[node]
        now.leave, now.late = old.leave, old.late
        if p.features.span:
            copy_span(s.spans[node], s.old_spans[i])


@inlined
def touch(s: State, route: int) -> None:
    """Save a route before its first change."""
    now = s.routes[route]
    if now.is_touched:
        return
    saved = s.saved_routes[route]
    saved.kind, saved.size, saved.linehauls, saved.kinds = now.kind, now.size, now.linehauls, now.kinds
    saved.delivery, saved.pickup, saved.distance, saved.cost = now.delivery, now.pickup, now.distance, now.cost
    now.is_touched = 1
    s.touched[s.counts[0].touched] = route
    s.counts[0].touched += 1


@inlined
def begin_iteration(s: State) -> None:
    """Begin with an empty journal."""
    counts = s.counts[0]
    for i in range(counts.touched):
        s.routes[s.touched[i]].is_touched = 0
    counts.touched = counts.journal = counts.timed = 0
    counts.iteration += 1
    counts.saved_absent = counts.absent
    for i in range(counts.absent):
        s.saved_absent[i] = s.absent[i]


@inlined
def keep_iteration(s: State) -> None:
    """Put what the journal names on the list of nodes changed since the best was noted."""
    counts = s.counts[0]
    for i in range(counts.journal):
        node = s.journal_nodes[i]
        if s.changed_in[node] != counts.epoch:
            s.changed_in[node] = counts.epoch
            s.changed[counts.changed] = node
            counts.changed += 1
