"""Exchange: let two crews swap their duties, so that loads find the vehicle that suits them.

Greedy insertion fills the crews it meets first and rarely empties a wrong vehicle again; a swap of whole duties, or of
a duty with an unused crew, is a step that stop-by-stop moves cannot make.
"""

from optimizer.routing.arrays import Arrays, long
from optimizer.routing.carriage import in_order, may_load, trip_end
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.duty import duty_cents
from optimizer.routing.gaps import agree, agrees
from optimizer.routing.iteration import driven_cents, touch
from optimizer.routing.moments import INFINITE
from optimizer.routing.random import RandomState, below
from optimizer.routing.refresh import refresh
from optimizer.routing.solution import Solution

LEAST_GAIN = 1e-6
"""Cents; a smaller gain is rounding."""


@inlined
def holds(a: Arrays, s: Solution, crew: int, duty: int, head: int) -> bool:
    """Whether the vehicle of a crew holds the load of the trip that begins at ``head`` of a duty."""
    kind = a.crews[crew].kind
    for dimension in range(a.capacity.shape[1]):
        if s.amounts[duty, head, dimension] > a.capacity[kind, dimension]:
            return False
    return True


@compiled
def may_take_over(a: Arrays, s: Solution, crew: int, duty: int) -> bool:
    """Whether a crew is admitted everywhere the duty of another goes, and its vehicle holds every trip."""
    n = len(a.stops)
    for p in range(s.duties[duty].length):
        token = s.tokens[duty, p]
        if token < n:
            if not a.admitted[token, a.crews[crew].kind]:
                return False
            continue
        end = trip_end(a, s.tokens[duty], p, long(s.duties[duty].length))
        if not (may_load(a, crew, token - n, p == 0) and holds(a, s, crew, duty, p)):
            return False
        if a.features.ordered and not in_order(a, crew, s.tokens[duty], p, end):
            return False
    return True


@compiled
def swapped_cents(a: Arrays, s: Solution, one: int, other: int) -> float:
    """Price of both duties once swapped, or INFINITE."""
    if not (may_take_over(a, s, one, other) and may_take_over(a, s, other, one)):
        return INFINITE
    first = duty_cents(a, one, s.tokens[other], long(s.duties[other].length))
    if first >= INFINITE:
        return INFINITE
    return first + duty_cents(a, other, s.tokens[one], long(s.duties[one].length))


@inlined
def forget(a: Arrays, s: Solution, crew: int) -> None:
    """Forget where the stops of a duty were served before, so that nobody waits for them there."""
    for p in range(s.duties[crew].length):
        if s.tokens[crew, p] < len(a.stops):
            s.served[s.tokens[crew, p]].crew = -1


@compiled
def swap(a: Arrays, s: Solution, one: int, other: int) -> None:
    """Swap two duties."""
    touch(s, one)
    touch(s, other)
    first, second = s.duties[one], s.duties[other]
    for p in range(max(first.length, second.length)):
        s.tokens[one, p], s.tokens[other, p] = s.tokens[other, p], s.tokens[one, p]
    first.length, second.length = second.length, first.length
    if a.features.held:
        forget(a, s, one)
        forget(a, s, other)
    refresh(a, s, one, long(0))
    refresh(a, s, other, long(0))


@compiled
def swap_in_agreement(a: Arrays, s: Solution, one: int, other: int) -> None:
    """Swap two duties, if all agree to it and it saves."""
    before = driven_cents(s)
    swap(a, s, one, other)
    if not agrees(a, s) or driven_cents(s) > before - LEAST_GAIN:
        swap(a, s, one, other)
        agree(a, s)


@compiled
def exchange(a: Arrays, s: Solution, tries: int, state: RandomState) -> None:
    """Try a few swaps of a touched crew with any other; keep those that save."""
    one_kind = len(a.first_of_kind) <= 2
    if one_kind or s.counts[0].touched == 0:
        return
    one = long(s.touched[below(state, s.counts[0].touched)])
    for _ in range(tries):
        other = long(below(state, len(s.duties)))
        if other == one or s.duties[one].length + s.duties[other].length == 0:
            continue
        if a.crews[one].begun + a.crews[other].begun > 0:
            continue
        now = s.duties[one].total_cents + s.duties[other].total_cents
        if swapped_cents(a, s, one, other) < now - LEAST_GAIN:
            if a.features.held:
                swap_in_agreement(a, s, one, other)
            else:
                swap(a, s, one, other)
