"""Sharing one good out: which lot gives how many units to which demand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from optimizer.model.demands import Demand, Priority
from optimizer.model.goods import Stock
from optimizer.model.units import Seconds
from optimizer.supply.flow import cheapest_flow
from optimizer.supply.ways import Way, wanted_by_s

NEARLY_EQUAL_S: Seconds = 600
"""A detour worth taking to spare a second stop at the same place: about what a stop costs before any unloading."""

_LATE_WEIGHT = (
    4  # a second late weighs more than a second driven: the drive costs one crew, lateness the people waiting
)
_SECOND = 10**5  # above any product of two slots of the day, so that lots never outweigh a second of driving
_SLOT_S = 600
_TIER = 10**13  # above the cost of any chain of exchanges, so that no saving ever outweighs a unit of a higher tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many units of a lot for a demand; ``lot`` counts in ``Day.stocks``."""

    lot: int
    demand: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One good: its lots, its demands, and the price of each possible pair.

    Attributes
    ----------
    stocks
        Lots by their number in ``Day.stocks``.
    ways
        By lot and demand id; a pair that is missing cannot be joined.
    anchors
        For each place the load point that most of its goods should come from.
    """

    stocks: Mapping[int, Stock]
    demands: Sequence[Demand]
    ways: Mapping[tuple[int, str], Way]
    anchors: Mapping[str, str]

    def cost(self, lot: int, demand: Demand) -> int:
        """Price of a unit: driving, lateness and a second stop; among lots, early ones first and to early demands.

        The product of slots is the rearrangement inequality at work: of two lots and two demands, the later lot goes
        to the later demand, and a lot that is ready later is left over rather than one that is ready now.
        """
        stock, way, due_s = self.stocks[lot], self.ways[lot, demand.id], wanted_by_s(demand)
        seconds = way.drive_s + _LATE_WEIGHT * max(0, way.arrives_s - due_s)
        if self.anchors.get(demand.place, stock.place) != stock.place:
            seconds += NEARLY_EQUAL_S
        slots = max(0, stock.ready_s) // _SLOT_S * max(1, 300 - due_s // _SLOT_S)
        return seconds * _SECOND + min(slots, _SECOND - 1)


def share_out(table: Table) -> list[Share]:
    """Serve the tiers strictly one after the other, at least cost within each.

    Within a tier the demands that must come whole are placed first, largest first, each at the cheapest load point that
    still holds all of it; then a minimum-cost flow shares the rest. The flow looks ahead to the lower tiers, so of two
    equally good ways to serve a tier it takes the one that leaves more for the next; only its own units are kept.
    """
    left = {lot: stock.quantity for lot, stock in table.stocks.items()}
    shares: list[Share] = []
    for tier in sorted({demand.priority for demand in table.demands}):
        whole = [d for d in table.demands if d.priority == tier and not d.splittable]
        for demand in sorted(whole, key=lambda d: -d.quantity):
            shares += _take(left, _place_whole(table, left, demand))
        waiting = [d for d in table.demands if d.priority > tier or (d.priority == tier and d.splittable)]
        own = {d.id for d in waiting if d.priority == tier}
        shares += _take(left, (share for share in _flow(table, left, waiting) if share.demand in own))
    return _gather(table, left, shares)


def _take(left: dict[int, int], shares: Iterable[Share]) -> list[Share]:
    taken = list(shares)
    for share in taken:
        left[share.lot] -= share.quantity
    return taken


def _flow(table: Table, left: Mapping[int, int], demands: Sequence[Demand]) -> list[Share]:
    lots = [lot for lot in table.stocks if left[lot]]
    if not demands or not lots:
        return []
    costs = {
        (i, j): table.cost(lot, demand)
        for i, lot in enumerate(lots)
        for j, demand in enumerate(demands)
        if (lot, demand.id) in table.ways
    }
    prices = [_TIER * (1 + Priority.DAILY - demand.priority) for demand in demands]
    flow = cheapest_flow([left[lot] for lot in lots], [demand.quantity for demand in demands], costs, prices)
    return [Share(lot=lots[i], demand=demands[j].id, quantity=units) for (i, j), units in sorted(flow.items())]


def _place_whole(table: Table, left: Mapping[int, int], demand: Demand) -> list[Share]:
    """All of a demand from the cheapest load point that can give it, or nothing."""
    by_point: dict[str, list[int]] = {}
    for lot, stock in table.stocks.items():
        if (lot, demand.id) in table.ways and left[lot]:
            by_point.setdefault(stock.place, []).append(lot)
    offers = [
        offer
        for lots in by_point.values()
        if (
            offer := _draw(
                left, sorted(lots, key=lambda lot: _patience(table, lot, demand)), demand.id, demand.quantity
            )
        )
    ]
    return min(offers, key=lambda offer: max(table.cost(share.lot, demand) for share in offer), default=[])


def _patience(table: Table, lot: int, demand: Demand) -> tuple[bool, Seconds]:
    """Order in which a demand draws on lots: of those that cost it no time the latest, of the rest the earliest."""
    in_time = table.ways[lot, demand.id].arrives_s <= demand.windows[0].opens
    ready_s = table.stocks[lot].ready_s
    return (False, -ready_s) if in_time else (True, ready_s)


def _draw(left: Mapping[int, int], lots: Sequence[int], demand: str, missing: int) -> list[Share]:
    """So many units from these lots, in their order; nothing if they hold fewer."""
    shares = []
    for lot in lots:
        if units := min(left[lot], missing):
            shares.append(Share(lot=lot, demand=demand, quantity=units))
            missing -= units
    return [] if missing else shares


def _gather(table: Table, left: dict[int, int], shares: Sequence[Share]) -> list[Share]:
    """Bring a demand that several load points feed to one of them, where that has stock and the way is no longer.

    "No longer" allows for :data:`NEARLY_EQUAL_S`, the stop that is spared.
    """
    demands = {demand.id: demand for demand in table.demands}
    gathered: list[Share] = []
    for name, parts in groupby(sorted(shares, key=lambda share: (share.demand, share.lot)), lambda share: share.demand):
        gathered += _at_one_point(table, left, demands[name], list(parts))
    return gathered


def _at_one_point(table: Table, left: dict[int, int], demand: Demand, parts: list[Share]) -> list[Share]:
    points = sorted({table.stocks[share.lot].place for share in parts})
    if len(points) == 1:
        return parts
    units = sum(share.quantity for share in parts)
    best, allowed = parts, _total(table, demand, parts) + units * NEARLY_EQUAL_S * _SECOND
    for point in points:
        here = [share for share in parts if table.stocks[share.lot].place == point]
        lots = [lot for lot, stock in table.stocks.items() if stock.place == point and (lot, demand.id) in table.ways]
        lots.sort(key=lambda lot: table.cost(lot, demand))
        more = _draw(left, lots, demand.id, units - sum(share.quantity for share in here))
        cost = _total(table, demand, [*here, *more])
        if more and cost <= allowed:
            best, allowed = [*here, *more], cost
    for share in parts:
        left[share.lot] += share.quantity
    return _take(left, best)


def _total(table: Table, demand: Demand, shares: Iterable[Share]) -> int:
    return sum(share.quantity * table.cost(share.lot, demand) for share in shares)
