"""Ties among stops on different crews' duties: who may serve what, given who serves the others."""

from optimizer.routing.arrays import DIFFERENT, FALLS, FIRST, MEMBER, SAME, Arrays, long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.losses import worth
from optimizer.routing.moments import INFINITE
from optimizer.routing.solution import Solution

ANYBODY, NOBODY = -1, -2


@compiled
def bound_to(a: Arrays, s: Solution, leader: int) -> int:
    """The crew that must serve a job, because it serves others who must be on its route; ANYBODY or NOBODY."""
    crew = long(ANYBODY)
    for i in range(a.stops[leader].first_tie, a.stops[leader].end_tie):
        if a.ties[i].kind != MEMBER:
            break
        member = a.stops[a.ties[i].other]
        for j in range(member.first_tie, member.end_tie):
            if a.ties[j].kind == SAME:
                by = long(s.served[a.ties[j].other].crew)
                if by >= 0 and crew >= 0 and by != crew:
                    return long(NOBODY)
                crew = max(crew, by)
    return crew


@compiled
def may_join(a: Arrays, s: Solution, crew: int, leader: int) -> bool:
    """Whether a crew is admitted everywhere a job goes, and serves nobody who must be on another route."""
    for i in range(a.stops[leader].first_tie, a.stops[leader].end_tie):
        if a.ties[i].kind != MEMBER:
            break
        stop = a.ties[i].other
        if not a.admitted[stop, a.crews[crew].kind]:
            return False
        for j in range(a.stops[stop].first_tie, a.stops[stop].end_tie):
            if a.ties[j].kind == DIFFERENT and s.served[a.ties[j].other].crew == crew:
                return False
    return True


@compiled
def has_firsts(a: Arrays, s: Solution, leader: int) -> bool:
    """Whether everyone is served, or in the job, whom a client of the job must come after."""
    for i in range(a.stops[leader].first_tie, a.stops[leader].end_tie):
        if a.ties[i].kind != MEMBER:
            break
        member = a.stops[a.ties[i].other]
        for j in range(member.first_tie, member.end_tie):
            first = a.ties[j].other
            if a.ties[j].kind == FIRST and s.served[first].crew < 0 and a.stops[first].leader != leader:
                return False
    return True


@compiled
def keeps_ties(a: Arrays, s: Solution, stop: int) -> bool:
    """Whether a stop that is served is so on the route of some, not on that of others, and not without its firsts."""
    crew = s.served[stop].crew
    for i in range(a.stops[stop].first_tie, a.stops[stop].end_tie):
        kind, by = a.ties[i].kind, s.served[a.ties[i].other].crew
        if kind == FIRST and by < 0:
            return False
        if (kind == SAME and by >= 0 and by != crew) or (kind == DIFFERENT and by == crew):
            return False
    return True


@compiled
def job_worth(a: Arrays, leader: int) -> float:
    """What serving a job may cost: the worth of its clients, and of those who are not served without them."""
    cents = worth(a, leader)
    for i in range(a.stops[leader].first_tie, a.stops[leader].end_tie):
        if a.ties[i].kind == FALLS:
            cents += worth(a, long(a.ties[i].other))
    return min(cents, INFINITE / 2)


@inlined
def may_come_now(a: Arrays, s: Solution, stop: int) -> bool:
    """Whether a tied stop leads its job, and whom it must come after is served."""
    return bool(a.stops[stop].leader == stop) and has_firsts(a, s, stop)
