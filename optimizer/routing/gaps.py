"""Gaps between begins, within duties and across them: a second client waits for the first, whoever serves them.

How long it waits is no choice: it begins no earlier than ``least_s`` after the first begins, and every begin is the
least that keeps this. So a duty that is walked again asks when the firsts of its clients begin now, and when its own
begins move, the duties of their seconds are walked again, until none has to be (:func:`agree`). Three columns of
``held_s`` are kept for each client: what :mod:`optimizer.routing.simulate` reads, the begin of a walk on trial, and
what the duty was walked with last.
"""

from optimizer.routing.arrays import AT_ONCE, FIRST, SECOND, Arrays, Ints, long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.iteration import begin_of, touch, undo_iteration
from optimizer.routing.limits import held_by, last_window
from optimizer.routing.moments import Moment
from optimizer.routing.refresh import refresh
from optimizer.routing.solution import Solution

NOT_ON_TRIAL, NOT_YET = -(2**50), -(2**50) + 1
"""Begins on trial of stops that are not, and of those to which the walk has not come yet; all others are later."""


@inlined
def has_begun(a: Arrays, s: Solution, stop: int) -> bool:
    """Whether a stop stands where its crew has begun: there it stays, even while whom it must come after is absent."""
    by = s.served[stop].crew
    return bool(by >= 0 and s.served[stop].position < a.crews[by].begun)


@compiled
def mark_on_trial(a: Arrays, tokens: Ints, count: int, mark: int) -> None:
    """Write a mark, in place of a begin, for every stop among the tokens."""
    for q in range(count):
        if tokens[q] < len(a.stops):
            a.held_s[tokens[q], 1] = mark


@inlined
def begin_on_trial(a: Arrays, s: Solution, crew: int, first: int, stop: int) -> int:
    """When a stop begins if a crew's duty is as on trial from ``first`` on; NOT_ON_TRIAL if nobody serves it."""
    by = s.served[stop].crew
    if by < 0 or (by == crew and s.served[stop].position >= first):
        return long(a.held_s[stop, 1])
    return begin_of(s, stop)


@compiled
def hold_on_trial(a: Arrays, s: Solution, crew: int, first: int, token: int) -> bool:
    """Let a stop wait for those it must come after; False if one of them is not served, or comes later on this duty."""
    if token >= len(a.stops):
        return True
    held = long(AT_ONCE)
    for i in range(a.stops[token].first_tie, a.stops[token].end_tie):
        if a.ties[i].kind == FIRST:
            begin = begin_on_trial(a, s, crew, first, long(a.ties[i].other))
            if begin == NOT_YET or (begin == NOT_ON_TRIAL and not has_begun(a, s, token)):
                return False
            if begin > NOT_YET:
                held = max(held, begin + a.ties[i].least_s)
    a.held_s[token, 0] = held
    return True


@compiled
def fits_on_trial(a: Arrays, s: Solution, crew: int, first: int, token: int, at: Moment, may_push: bool) -> bool:
    """Whether a stop, begun on trial, keeps its gaps; ``may_push``: others' duties may have to wait longer for it."""
    if token >= len(a.stops):
        return True
    begin = a.windows[last_window(a, token)].closes - at.spare_s
    a.held_s[token, 1] = begin
    for i in range(a.stops[token].first_tie, a.stops[token].end_tie):
        tie = a.ties[i]
        if tie.kind == FIRST:
            before = begin_on_trial(a, s, crew, first, long(tie.other))
            if before > AT_ONCE and begin - before > tie.most_s:
                return False
        elif tie.kind == SECOND:
            second = begin_on_trial(a, s, crew, first, long(tie.other))
            if second <= NOT_YET:
                continue
            if second - begin > tie.most_s:
                return False
            if begin + tie.least_s > second and (not may_push or s.served[tie.other].crew == crew):
                return False
    return True


@compiled
def agree(a: Arrays, s: Solution) -> bool:
    """Walk duties again until all wait as long as they must, from those touched on; False if one does not hold."""
    n = len(a.stops)
    for _ in range(len(a.ties) + 2):
        is_quiet = True
        i = 0
        while i < s.counts[0].touched:
            crew = long(s.touched[i])
            i += 1
            for p in range(s.duties[crew].length):
                token = long(s.tokens[crew, p])
                if token >= n:
                    continue
                for t in range(a.stops[token].first_tie, a.stops[token].end_tie):
                    second = long(a.ties[t].other)
                    if a.ties[t].kind != SECOND or s.served[second].crew < 0:
                        continue
                    by = long(s.served[second].crew)
                    if held_by(a, s, by, long(s.served[second].position), second) != a.held_s[second, 2]:
                        is_quiet = False
                        touch(s, by)
                        if not refresh(a, s, by, long(0)):
                            return False
        if is_quiet:
            return True
    return False


@compiled
def torn(a: Arrays, s: Solution) -> int:
    """The second client of a gap that is too long, or too short, and touches a touched duty; -1 if there is none."""
    for i in range(s.counts[0].touched):
        crew = long(s.touched[i])
        for p in range(s.duties[crew].length):
            token = long(s.tokens[crew, p])
            if token >= len(a.stops):
                continue
            for t in range(a.stops[token].first_tie, a.stops[token].end_tie):
                tie = a.ties[t]
                if tie.kind not in (FIRST, SECOND):
                    continue
                first = long(token) if tie.kind == SECOND else long(tie.other)
                second = long(tie.other) if tie.kind == SECOND else long(token)
                if s.served[second].crew < 0:
                    continue
                if s.served[first].crew < 0:
                    if has_begun(a, s, second):
                        continue
                    return second
                gap = begin_of(s, second) - begin_of(s, first)
                if gap < tie.least_s or gap > tie.most_s:
                    return second
    return long(-1)


@inlined
def agrees(a: Arrays, s: Solution) -> bool:
    """Let all duties agree; whether they can, with no gap torn."""
    return agree(a, s) and torn(a, s) < 0


@compiled
def agree_all(a: Arrays, s: Solution) -> bool:
    """The same for all duties, outside an iteration."""
    for crew in range(len(s.duties)):
        touch(s, crew)
    return agrees(a, s)


@compiled
def undo(a: Arrays, s: Solution) -> None:
    """Undo an iteration, gaps and all."""
    undo_iteration(a, s)
    if not a.features.held:
        return
    for i in range(s.counts[0].touched):
        crew = long(s.touched[i])
        for p in range(s.duties[crew].length):
            if s.tokens[crew, p] < len(a.stops):
                stop = long(s.tokens[crew, p])
                a.held_s[stop, 2] = held_by(a, s, crew, p, stop)
