"""Shares into drops: what comes to the same stop travels together, as far as one vehicle can carry it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from optimizer.model.day import Day
from optimizer.model.demands import Demand, Priority
from optimizer.model.goods import Handling
from optimizer.model.loads import Drop, Line
from optimizer.model.units import Seconds
from optimizer.model.unserved import Reason
from optimizer.model.windows import TimeWindow
from optimizer.supply.cutting import Piece, Portion, cut
from optimizer.supply.fleet import Kind
from optimizer.supply.shares import Share
from optimizer.supply.ways import Ways


@dataclass(frozen=True, slots=True)
class Stop:
    """What all the lines of a drop share."""

    place: str
    load_point: str
    priority: Priority
    windows: tuple[TimeWindow, ...]
    due_s: Seconds | None
    late_lot_s: Seconds | None


def cut_drops(ways: Ways, shares: Sequence[Share]) -> tuple[Drop, ...]:
    """Gather shares by stop, keep apart what must not travel together, and cut what no common vehicle holds."""
    drops: list[Drop] = []
    for stop, portions in _by_stop(ways, shares).items():
        for bag in _bags(ways, stop, portions):
            kinds = _kinds(ways, stop, _handlings(bag), bag)
            drops += [_drop(stop, piece, len(drops) + i) for i, piece in enumerate(cut(kinds, bag), 1)]
    return tuple(drops)


def _by_stop(ways: Ways, shares: Sequence[Share]) -> dict[Stop, list[Portion]]:
    """Portions by stop, in the order of the day's demands; the units of a demand that come from equal lots together."""
    order = {name: i for i, name in enumerate(ways.day.demands)}
    latest = _latest_of_whole(ways.day, shares)
    found: dict[Stop, dict[str, Portion]] = {}
    for share in sorted(shares, key=lambda share: (order[share.demand], share.lot)):
        demand, stock = ways.day.demands[share.demand], ways.day.stocks[share.lot]
        ready_s = stock.ready_s if demand.splittable else latest[demand.id]
        stop = Stop(
            place=demand.place,
            load_point=stock.place,
            priority=demand.priority,
            windows=demand.windows,
            due_s=demand.due_s,
            late_lot_s=ready_s if ready_s > _no_loss_s(ways, share, demand) else None,
        )
        at_stop = found.setdefault(stop, {})
        before = at_stop.get(demand.id)
        at_stop[demand.id] = Portion(
            demand=demand,
            good=ways.day.goods[demand.good],
            quantity=share.quantity + (before.quantity if before else 0),
            ready_s=max(ready_s, before.ready_s) if before else ready_s,
        )
    return {stop: list(portions.values()) for stop, portions in found.items()}


def _latest_of_whole(day: Day, shares: Sequence[Share]) -> Mapping[str, Seconds]:
    latest: dict[str, Seconds] = {}
    for share in shares:
        ready_s = day.stocks[share.lot].ready_s
        latest[share.demand] = max(ready_s, latest.get(share.demand, ready_s))
    return latest


def _no_loss_s(ways: Ways, share: Share, demand: Demand) -> Seconds:
    """Moment up to which a lot delays nobody: until then its load point is not open yet, or the customer is not."""
    stock = ways.day.stocks[share.lot]
    way = ways.way(stock, demand)
    assert not isinstance(way, Reason), "a share travels on a way"
    return max(ways.day.places[stock.place].windows[0].opens, demand.windows[0].opens - way.drive_s)


def _handlings(bag: Sequence[Portion]) -> frozenset[Handling]:
    return frozenset(portion.good.handling for portion in bag)


def _kinds(ways: Ways, stop: Stop, handlings: frozenset[Handling], bag: Sequence[Portion]) -> tuple[Kind, ...]:
    """Kinds that can bring the largest thing in the bag that is never cut; none if the handlings do not go together."""
    grams = max(portion.atom_grams for portion in bag)
    litres = max(portion.atom_litres for portion in bag)
    able = ways.able(stop.load_point, stop.place, handlings, grams, litres)
    return () if isinstance(able, Reason) else able


def _bags(ways: Ways, stop: Stop, portions: Sequence[Portion]) -> list[list[Portion]]:
    """Put each portion with the first bag it may and should travel with."""
    bags: list[list[Portion]] = []
    for portion in portions:
        fitting = (bag for bag in bags if _go_together(ways, stop, bag, portion))
        bag = next(fitting, None)
        if bag is None:
            bags.append([portion])
        else:
            bag.append(portion)
    return bags


def _go_together(ways: Ways, stop: Stop, bag: Sequence[Portion], portion: Portion) -> bool:
    """Whether no two goods keep apart, and enough vehicles carry both.

    Enough: at least half the vehicles of the part that has fewer choices. Rice in a drop with frozen meat would wait
    for one of the few refrigerated lorries, while any van could bring it.
    """
    if any(_apart(portion, other) for other in bag):
        return False
    together = _fleet(_kinds(ways, stop, _handlings([*bag, portion]), [*bag, portion]))
    apart = max(
        _fleet(_kinds(ways, stop, _handlings(bag), bag)),
        _fleet(_kinds(ways, stop, _handlings([portion]), [portion])),
    )
    return together > 0 and apart <= 2 * together


def _apart(one: Portion, other: Portion) -> bool:
    return other.good.id in one.good.keeps_apart_from or one.good.id in other.good.keeps_apart_from


def _fleet(kinds: Sequence[Kind]) -> int:
    return sum(max(kind.crewed, 1) for kind in kinds)


def _drop(stop: Stop, piece: Piece, number: int) -> Drop:
    lines = tuple(Line(demand=p.demand.id, good=p.good.id, quantity=p.quantity) for p in piece)
    return Drop(
        id=f"D{number:04d}",
        place=stop.place,
        load_points=(stop.load_point,),
        lines=lines,
        grams=sum(portion.grams for portion in piece),
        litres=sum(portion.litres for portion in piece),
        handlings=_handlings(piece),
        priority=stop.priority,
        windows=stop.windows,
        due_s=stop.due_s,
        ready_s=max(portion.ready_s for portion in piece),
    )
