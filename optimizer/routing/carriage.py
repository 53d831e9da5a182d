"""What may share a trip, and in which order: loads on board, goods apart, zones, pairs, backhauls, load points."""

import numpy as np

from optimizer.routing.arrays import Arrays, Ints, long
from optimizer.routing.compiled import compiled, inlined


@inlined
def may_load(a: Arrays, crew: int, point: int, is_first: bool) -> bool:
    """Whether the crew may load at a load point, on its first trip or on a later one."""
    me = a.crews[crew]
    if is_first and 0 <= me.first_load != point:
        return False
    if is_first and me.first_point >= 0:
        return bool(me.first_point == point)
    return bool(a.loads_at[me.kind, point])


@inlined
def trip_end(a: Arrays, tokens: Ints, head: int, length: int) -> int:
    """Position behind the last stop of the trip whose load token is at ``head``."""
    end = long(head) + 1
    while end < length and tokens[end] < len(a.stops):
        end += 1
    return end


@compiled
def never_too_full(a: Arrays, crew: int, tokens: Ints, head: int, end: int) -> bool:
    """Whether the vehicle holds what is on board at any point of a trip, in every dimension."""
    kind = a.crews[crew].kind
    for dimension in range(a.capacity.shape[1]):
        room = a.capacity[kind, dimension]
        for p in range(head + 1, end):
            room -= a.delivery[tokens[p], dimension]
        if room < 0:
            return False
        if a.features.mixed:
            for p in range(head + 1, end):
                room -= a.change[tokens[p], dimension]
                if room < 0:
                    return False
    return True


@compiled
def keeps_apart(a: Arrays, tokens: Ints, head: int, end: int) -> bool:
    """Whether no two stops of a trip have goods that must keep apart."""
    groups, apart = np.uint64(0), np.uint64(0)
    for p in range(head + 1, end):
        it = a.stops[tokens[p]]
        if (groups & it.apart) | (apart & it.groups):
            return False
        groups |= it.groups
        apart |= it.apart
    return True


@compiled
def rises(a: Arrays, tokens: Ints, head: int, end: int) -> bool:
    """Whether the zones of a trip never fall."""
    rising = True
    for p in range(head + 2, end):
        rising &= a.stops[tokens[p]].zone >= a.stops[tokens[p - 1]].zone
    return rising


@inlined
def brings(a: Arrays, stop: int) -> bool:
    """Whether a stop has a delivery."""
    any_at_all = False
    for dimension in range(a.delivery.shape[1]):
        any_at_all |= a.delivery[stop, dimension] > 0
    return any_at_all


@compiled
def backhauls_last(a: Arrays, tokens: Ints, head: int, end: int) -> bool:
    """Whether a trip begins with deliveries and has none after the first stop without one."""
    over = False
    for p in range(head + 1, end):
        if brings(a, tokens[p]):
            if over:
                return False
        else:
            if p == head + 1:
                return False
            over = True
    return True


@compiled
def keeps_pairs(a: Arrays, tokens: Ints, head: int, end: int) -> bool:
    """Whether both ends of every pair are on the trip, pickup first."""
    for p in range(head + 1, end):
        partner = a.stops[tokens[p]].partner
        if partner < 0:
            continue
        found = False
        if a.stops[tokens[p]].is_pickup:
            for q in range(p + 1, end):
                found |= tokens[q] == partner
        else:
            for q in range(head + 1, p):
                found |= tokens[q] == partner
        if not found:
            return False
    return True


@compiled
def last_in_first_out(a: Arrays, tokens: Ints, head: int, end: int) -> bool:
    """Whether of the pairs on board the one picked up last is always delivered first."""
    for p in range(head + 1, end):
        it = a.stops[tokens[p]]
        if it.partner < 0 or it.is_pickup:
            continue
        delivered = 0
        for q in range(p - 1, head, -1):
            other = a.stops[tokens[q]]
            if other.partner < 0:
                continue
            if other.is_pickup == 0:
                delivered += 1
            elif delivered > 0:
                delivered -= 1
            elif tokens[q] == it.partner:
                break
            else:
                return False
    return True


@compiled
def keeps_rows(a: Arrays, tokens: Ints, head: int, end: int) -> bool:
    """Whether whoever must stand directly behind somebody does."""
    sound = True
    for p in range(head + 1, end):
        behind = a.stops[tokens[p]].behind
        sound &= behind < 0 or tokens[p - 1] == behind
    return sound


@compiled
def in_order(a: Arrays, crew: int, tokens: Ints, head: int, end: int) -> bool:
    """Whether the stops of a trip stand in an order that the crew may drive, its clock aside."""
    return (
        (not a.features.mixed or never_too_full(a, crew, tokens, head, end))
        and (not a.features.rows or keeps_rows(a, tokens, head, end))
        and (not a.features.levels or rises(a, tokens, head, end))
        and (not a.features.backhauls or backhauls_last(a, tokens, head, end))
        and (not a.features.lifo or a.crews[crew].is_lifo == 0 or last_in_first_out(a, tokens, head, end))
    )


@compiled
def trip_holds(a: Arrays, crew: int, tokens: Ints, head: int, end: int) -> bool:
    """Whether a crew may carry a trip, its clock aside: ``tokens[head]`` loads, the stops to before ``end`` follow."""
    point, kind = tokens[head] - len(a.stops), a.crews[crew].kind
    for p in range(head + 1, end):
        if not (a.feeds[tokens[p], point] and a.admitted[tokens[p], kind]):
            return False
    return (
        never_too_full(a, crew, tokens, head, end)
        and keeps_apart(a, tokens, head, end)
        and (not a.features.pairs or keeps_pairs(a, tokens, head, end))
        and in_order(a, crew, tokens, head, end)
    )


@compiled
def duty_holds(a: Arrays, crew: int, tokens: Ints, length: int) -> bool:
    """Whether a crew may carry every trip of a duty, its clock aside."""
    head = long(0)
    while head < length:
        if tokens[head] < len(a.stops) or not may_load(a, crew, tokens[head] - len(a.stops), head == 0):
            return False
        end = trip_end(a, tokens, head, length)
        if not trip_holds(a, crew, tokens, head, end):
            return False
        head = end
    return True
