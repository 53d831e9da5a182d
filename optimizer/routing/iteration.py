"""An iteration: what it touches is saved first, can be put back, and is copied where it is the best so far."""

from optimizer.routing.arrays import Arrays, Longs, long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.solution import Best, Solution


@inlined
def touch(s: Solution, crew: int) -> None:
    """Save a crew's duty before its first change in this iteration."""
    duty = s.duties[crew]
    if duty.is_touched:
        return
    duty.is_touched = 1
    s.touched[s.counts[0].touched] = crew
    s.counts[0].touched += 1
    duty.saved_length = duty.length
    duty.saved_cents, duty.saved_moved = duty.total_cents, duty.moved_cents
    duty.saved_road_s = duty.road_s
    for p in range(duty.length):
        s.saved_tokens[crew, p] = s.tokens[crew, p]
        for dimension in range(s.amounts.shape[2]):
            s.saved_amounts[crew, p, dimension] = s.amounts[crew, p, dimension]
    for p in range(duty.length + 1):
        s.saved_after[crew, p] = s.after[crew, p]
    if s.more.shape[0] == len(s.duties):
        for p in range(min(long(duty.length), s.more.shape[1])):
            s.saved_more[crew, p] = s.more[crew, p]


@inlined
def begin_iteration(s: Solution) -> None:
    """Forget what was touched, and save the list of absent stops."""
    counts = s.counts[0]
    for i in range(counts.touched):
        s.duties[s.touched[i]].is_touched = 0
    counts.touched = 0
    counts.saved_absent = counts.absent
    for i in range(counts.absent):
        s.saved_absent[i] = s.absent[i]


@inlined
def begin_of(s: Solution, stop: int) -> int:
    """When work begins at a stop that is served."""
    here = s.after[s.served[stop].crew, s.served[stop].position]
    return long(here.arrive_s + here.wait_s)


@compiled
def undo_iteration(a: Arrays, s: Solution) -> None:
    """Put every touched crew, and the list of absent stops, back as they were."""
    n = len(a.stops)
    counts = s.counts[0]
    for i in range(counts.touched):
        crew = s.touched[i]
        duty = s.duties[crew]
        duty.length, duty.total_cents, duty.road_s = duty.saved_length, duty.saved_cents, duty.saved_road_s
        duty.moved_cents = duty.saved_moved
        for p in range(duty.length):
            token = s.saved_tokens[crew, p]
            s.tokens[crew, p] = token
            if token < n:
                s.served[token].crew = crew
                s.served[token].position = p
                s.served[token].head = s.saved_after[crew, p].head
            for dimension in range(s.amounts.shape[2]):
                s.amounts[crew, p, dimension] = s.saved_amounts[crew, p, dimension]
            if a.features.more:
                s.more[crew, p] = s.saved_more[crew, p]
        for p in range(duty.length + 1):
            s.after[crew, p] = s.saved_after[crew, p]
    counts.absent = counts.saved_absent
    for i in range(counts.absent):
        s.absent[i] = s.saved_absent[i]
        s.served[s.absent[i]].crew = -1


@inlined
def mark_touched_dirty(s: Solution) -> None:
    """Note that the touched duties are no longer those of the best solution."""
    for i in range(s.counts[0].touched):
        s.duties[s.touched[i]].is_dirty = 1


@inlined
def touched_change(s: Solution) -> float:
    """By how much the price of the touched duties has changed in this iteration."""
    change = 0.0
    for i in range(s.counts[0].touched):
        duty = s.duties[s.touched[i]]
        change += duty.total_cents - duty.saved_cents
    return change


@compiled
def absent_cents(a: Arrays, s: Solution) -> float:
    """Price of the stops left out that are weighed against driving."""
    cents = 0.0
    for i in range(s.counts[0].absent):
        cents += a.stops[s.absent[i]].absent_cents
    return cents


@compiled
def driven_cents(s: Solution) -> float:
    """Price of everything driven."""
    cents = 0.0
    for crew in range(len(s.duties)):
        cents += s.duties[crew].total_cents
    return cents


@compiled
def note_best(s: Solution, best: Best, lost: Longs, absent: float, driven: float) -> None:
    """Copy what changed since the last best."""
    for tier in range(len(lost)):
        best.lost[tier] = lost[tier]
    for crew in range(len(s.duties)):
        duty = s.duties[crew]
        if duty.is_dirty:
            best.length[crew] = duty.length
            for p in range(duty.length):
                best.tokens[crew, p] = s.tokens[crew, p]
            duty.is_dirty = 0
    best.cents[0], best.cents[1] = absent, driven
