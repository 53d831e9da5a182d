"""Where two routes might exchange what follows a client in each, or one be turned round between two clients.

Strings of ten clients are all that a ruin takes out; a route of a hundred needs dozens of ruins, each dearer than the
last, for what one exchange of tails does. Routes exchange tails with others of their type, or of one that differs in
its depots alone. Nothing is turned round unless a stretch is as long, and as good, either way: without times and
backhauls, distances alike both ways.

References
----------
Potvin & Rousseau (1995), doi:10.1057/jors.1995.204 (2-opt*); Croes (1958), doi:10.1287/opre.6.6.791 (2-opt);
Johnson & McGeoch (1997), "The traveling salesman problem: a case study in local optimization", section 3.3 (which new
ties to look at).
"""

from typing import NamedTuple

from optimizer.routing.arrays import long
from optimizer.routing.compiled import inlined
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.schedule import from_on, join, up_to
from optimizer.routing.plain.state import State
from optimizer.routing.plain.ways import between, lasts, place_of

NEAR = 12
"""Beside how many neighbours a tail is tried."""


class Cut(NamedTuple):
    """Where two routes are cut: behind ``one`` and behind ``other``; the change of distance, and how ends are tied.

    Straight, each beginning takes the other's tail; turned, the beginnings are tied to one another, as are the tails.
    """

    change: float
    one: int
    other: int
    turned: int


@inlined
def can_turn(p: Plain, kind: int) -> bool:
    """Whether a stretch of a route of this type is as good either way round."""
    is_tour = p.kinds[kind].start == p.kinds[kind].end
    return bool(is_tour and p.features.metric and not p.features.clock)


class Load(NamedTuple):
    """What is delivered and what is picked up."""

    delivery: int
    pickup: int


@inlined
def load_up_to(p: Plain, s: State, node: int) -> Load:
    """What a route delivers and picks up, up to a node."""
    n, delivery, pickup = len(p.clients), long(0), long(0)
    while node < n:
        delivery += p.clients[node].delivery
        pickup += p.clients[node].pickup
        node = long(s.links[node].before)
    return Load(delivery, pickup)


@inlined
def shared_out(total: int, load: int, capacity: int) -> bool:
    """Whether both parts of a total stay within a capacity."""
    return bool(load <= capacity and total - load <= capacity)


@inlined
def fits(p: Plain, s: State, one: int, other: int, turned: int) -> bool:
    """Whether both routes hold their loads after the cut."""
    first, second = s.links[one].route, s.links[other].route
    if first == second:
        return bool(turned == 1)
    x, y = s.routes[first], s.routes[second]
    capacity = long(p.kinds[x.kind].capacity)
    kept, given = load_up_to(p, s, one), load_up_to(p, s, other)
    if turned == 1:
        return shared_out(long(x.delivery + y.delivery), kept.delivery + given.delivery, capacity)
    return shared_out(
        long(x.delivery + y.delivery), kept.delivery + long(y.delivery) - given.delivery, capacity
    ) and shared_out(long(x.pickup + y.pickup), kept.pickup + long(y.pickup) - given.pickup, capacity)


class Laid(NamedTuple):
    """A tail laid behind a node of another route: the way to it, and by how much longer its way home is."""

    way: int
    longer: int


@inlined
def laid(p: Plain, s: State, one: int, tail: int) -> Laid:
    """What it is to lay a tail behind a node; an empty one ends where the node's own route does."""
    n = len(p.clients)
    own_end, its_end = n + 2 * long(s.links[one].route) + 1, n + 2 * long(s.links[tail].route) + 1
    if tail >= n:
        return Laid(between(p, place_of(p, s, one), place_of(p, s, own_end)), long(0))
    way, longer = between(p, place_of(p, s, one), place_of(p, s, tail)), long(0)
    if p.features.kinds:
        last = long(s.links[its_end].before)
        longer = long(between(p, place_of(p, s, last), place_of(p, s, own_end)) - s.links[its_end].from_before)
    return Laid(way, longer)


@inlined
def in_order_behind(p: Plain, one: int, tail: int) -> bool:
    """Whether deliveries stay before pickups, and pickups with deliveries, where a tail comes behind a node."""
    n = len(p.clients)
    if tail >= n:
        return True
    if p.clients[tail].is_backhaul:
        return one < n
    return bool(one >= n or not p.clients[one].is_backhaul)


@inlined
def follows(p: Plain, s: State, one: int, tail: int, longer: int) -> bool:
    """Whether a tail may come right behind a node, its way home so much longer, by times and the order of backhauls."""
    n = len(p.clients)
    if p.features.backhauls and not in_order_behind(p, one, tail):
        return False
    if not p.features.clock:
        return True
    first = tail if tail < n else n + 2 * long(s.links[one].route) + 1
    drive = lasts(p, place_of(p, s, one), place_of(p, s, first))
    if s.times[one].leave + drive + max(long(0), longer) > s.times[first].late:
        return False
    if not p.features.span:
        return True
    whole = join(up_to(s, one), drive, from_on(s, first))
    most = p.kinds[s.routes[s.links[one].route].kind].max_duration
    return bool((not whole.broken) and whole.duration + longer <= most)


@inlined
def alike_but_for_depots(p: Plain, one: int, other: int) -> bool:
    """Whether routes of two types may exchange tails."""
    if one == other:
        return True
    if p.features.mixed or not p.features.same:
        return False
    x, y = p.kinds[one], p.kinds[other]
    return bool(x.opens == y.opens and x.closes == y.closes and x.max_duration == y.max_duration)


@inlined
def alike(p: Plain, one: int, other: int) -> bool:
    """Whether two clients are both to be delivered to or both picked up from; a depot is like either."""
    n = len(p.clients)
    return bool(one >= n or other >= n or p.clients[one].is_backhaul == p.clients[other].is_backhaul)


@inlined
def turns_in_order(p: Plain, s: State, one: int, other: int) -> bool:
    """Whether what lies between two nodes may be turned round with deliveries before pickups."""
    x, y = s.links[one], s.links[other]
    return bool(x.route == y.route and alike(p, long(x.after), other) and alike(p, long(y.after), one))


@inlined
def try_turn(p: Plain, s: State, tie: int, one: int, other: int, best: Cut) -> Cut:
    """The better of ``best`` and a turned cut whose one new tie is ``tie`` long; either may be a start."""
    x, y = s.links[one], s.links[other]
    removed = x.to_next + y.to_next
    if tie - removed >= best.change or (p.features.backhauls and not turns_in_order(p, s, one, other)):
        return best
    added = between(p, place_of(p, s, one), place_of(p, s, other))
    added += between(p, place_of(p, s, x.after), place_of(p, s, y.after))
    change = float(added - removed)
    if change < best.change and fits(p, s, one, other, 1):
        best = Cut(change, long(one), long(other), long(1))
    return best


@inlined
def try_cut(p: Plain, s: State, tie: int, one: int, other: int, best: Cut) -> Cut:
    """The better of ``best`` and a straight cut whose one new tie is ``tie`` long; either may be a start."""
    x, y = s.links[one], s.links[other]
    removed = x.to_next + y.to_next
    if tie - removed >= best.change:
        return best
    its, mine = long(y.after), long(x.after)
    first, second = laid(p, s, one, its), laid(p, s, other, mine)
    change = float(first.way + first.longer + second.way + second.longer - removed)
    if change >= best.change:
        return best
    in_time = follows(p, s, one, its, first.longer) and follows(p, s, other, mine, second.longer)
    if in_time and fits(p, s, one, other, 0):
        best = Cut(change, long(one), long(other), long(0))
    return best


@inlined
def best_cut(p: Plain, s: State, client: int, limit: float) -> Cut:
    """The cheapest cut that brings a client beside a neighbour, at less than ``limit``; ``one`` -1: none.

    A cut puts two ties in the place of two, so one of the new ones is longer by less than half the limit than the one
    it replaces; it is enough to look there.
    """
    best = Cut(limit, long(-1), long(-1), long(0))
    a = s.links[client]
    here, kind = long(p.first_place + client), s.routes[a.route].kind
    onward, back = a.to_next + 0.5 * limit, a.from_before + 0.5 * limit
    for i in range(min(NEAR, p.neighbours.shape[1])):
        near = long(p.neighbours[client, i])
        if near < 0:
            break
        tie = long(p.far[client, i]) if p.features.metric else between(p, here, long(p.first_place + near))
        behind, ahead = tie < onward or not p.features.metric, tie < back or not p.features.metric
        if not (behind or ahead) and not p.features.clock:
            break  # all others are farther off
        b = s.links[near]
        if not (behind or ahead) or b.route < 0 or near in (a.after, a.before):
            continue
        if p.features.kinds and not alike_but_for_depots(p, kind, s.routes[b.route].kind):
            continue
        if can_turn(p, kind) and s.routes[b.route].kind == kind:
            best = try_turn(p, s, tie, client, near, best) if behind else best
            best = try_turn(p, s, tie, long(a.before), long(b.before), best) if ahead else best
        if a.route != b.route:
            best = try_cut(p, s, tie, client, long(b.before), best) if behind else best
            best = try_cut(p, s, tie, long(a.before), near, best) if ahead else best
    return best
