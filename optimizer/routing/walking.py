"""Duties on trial: what a duty would cost with other tokens from some trip on."""

from typing import NamedTuple

from optimizer.routing.arrays import Arrays, long
from optimizer.routing.carriage import in_order, trip_end
from optimizer.routing.compiled import compiled
from optimizer.routing.duty import finish
from optimizer.routing.gaps import NOT_ON_TRIAL, NOT_YET, fits_on_trial, hold_on_trial, mark_on_trial
from optimizer.routing.moments import INFINITE, with_more
from optimizer.routing.refresh import moment_before
from optimizer.routing.room import Room
from optimizer.routing.simulate import step
from optimizer.routing.solution import Solution


class Trial(NamedTuple):
    """Tokens in ``Room.tokens`` that are to stand in a duty from ``first`` on.

    The trip that changes begins with number ``head`` of them. From number ``same`` on they are those that stand there
    now in the duty of ``like``, ``moved`` places further on than here; that is the same crew, or one of the same kind.
    """

    first: int
    head: int
    length: int
    same: int
    moved: int
    like: int


@compiled
def trial_cents(a: Arrays, s: Solution, room: Room, crew: int, trial: Trial) -> float:
    """Price of the duty on trial, or INFINITE; stops walking where the old timetable is met again.

    What it costs others to wait longer for this duty, where they may have to, is no part of the price.
    """
    end = trip_end(a, room.tokens, trial.head, trial.length)
    if a.features.ordered and not in_order(a, crew, room.tokens, trial.head, end):
        return INFINITE
    if a.features.held:
        mark_on_trial(a, room.tokens, trial.length, long(NOT_YET))
    at = moment_before(a, s, crew, trial.first)
    for q in range(trial.length):
        sound = not a.features.held or hold_on_trial(a, s, crew, trial.first, long(room.tokens[q]))
        at = step(a, crew, at, room.tokens, q, trial.length)
        if a.features.held:
            sound = sound and fits_on_trial(a, s, crew, trial.first, long(room.tokens[q]), at, room.counts[3] != 0)
        if not at.feasible or not sound:
            at = with_more(at, at.more, False)
            break
        if q >= trial.same and not a.features.more and not a.features.held:
            old = s.after[trial.like, q + trial.moved]
            if at.clock_s == old.clock_s and at.driven_s == old.driven_s:
                return float(at.cents + s.duties[trial.like].total_cents - old.cents)
    if a.features.held:
        mark_on_trial(a, room.tokens, trial.length, long(NOT_ON_TRIAL))
    if not at.feasible:
        return INFINITE
    at = finish(a, crew, at, room.tokens, trial.length)
    return at.cents if at.feasible else INFINITE


@compiled
def walk(a: Arrays, s: Solution, room: Room, crew: int, position: int, stop: int, point: int) -> float:
    """Price of the duty with the stop inserted, or INFINITE."""
    tokens, length = s.tokens[crew], long(s.duties[crew].length)
    head = position if point >= 0 else long(s.after[crew, position - 1].head)
    first = long(0) if a.features.referred else head
    count = long(0)
    for p in range(first, position):
        room.tokens[count] = tokens[p]
        count += 1
    if point >= 0:
        room.tokens[count] = len(a.stops) + point
        count += 1
    room.tokens[count] = stop
    count += 1
    inserted = count
    for p in range(position, length):
        room.tokens[count] = tokens[p]
        count += 1
    trial = Trial(long(first), long(head - first), long(count), long(inserted), long(position - inserted), long(crew))
    return trial_cents(a, s, room, crew, trial)
