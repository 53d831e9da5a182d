"""From stock and demands to loads: which load point feeds whom, cut into drops a vehicle can carry.

The steps, each in its own file:

1. :mod:`~optimizer.supply.ways`: which lot can feed which demand at all, on which kinds of vehicle, and how fast.
2. :mod:`~optimizer.supply.shares`: good by good, a minimum-cost flow from lots to demands, tier by tier. A unit costs
   the drive of the fastest suitable vehicle; arriving after the due time costs more. Two wishes bend that cost. A place
   that wants several goods has an *anchor*, the load point that could give most of them with the least driving; any
   other load point is charged ``NEARLY_EQUAL_S`` more, so nearly equal load points give way to one stop. And a demand
   that the flow split between load points is gathered at one of them if stock is to spare there.
3. :mod:`~optimizer.supply.drops`: shares of the same stop become drops, cut to the vehicles commonly at hand.
4. :mod:`~optimizer.supply.shortfall`: what no stock, road or vehicle could cover, with the reason and what would help.
"""

from collections.abc import Mapping

from optimizer.model.day import Day
from optimizer.model.goods import Stock
from optimizer.model.loads import Loads
from optimizer.model.travel import TravelTable
from optimizer.model.units import Seconds
from optimizer.model.unserved import Reason
from optimizer.supply.drops import cut_drops
from optimizer.supply.shares import NEARLY_EQUAL_S, Share, Table, share_out
from optimizer.supply.shortfall import explain_shortfalls
from optimizer.supply.ways import Way, Ways

Pairs = Mapping[tuple[int, str], Way | Reason]


def allocate(day: Day, travel: TravelTable) -> Loads:
    """Decide which load point feeds which demand, and cut the shares into drops.

    Every unit of every demand is either in a drop or in ``Loads.unserved``. Drops that are loaded at or after their
    ``ready_s`` never draw more than is ready. The same input gives the same loads.
    """
    ways = Ways(day, travel)
    pairs = _pairs(day, ways)
    anchors = _anchors(day, pairs)
    shares: list[Share] = []
    for good in day.goods:
        stocks = {lot: stock for lot, stock in enumerate(day.stocks) if stock.good == good and stock.quantity}
        demands = [demand for demand in day.demands.values() if demand.good == good]
        open_ways = {
            (lot, demand.id): way
            for lot in stocks
            for demand in demands
            if isinstance(way := pairs[lot, demand.id], Way)
        }
        shares += share_out(Table(stocks=stocks, demands=demands, ways=open_ways, anchors=anchors))
    return Loads(drops=cut_drops(ways, shares), unserved=explain_shortfalls(ways, pairs, shares))


def _pairs(day: Day, ways: Ways) -> Pairs:
    """Every lot with every demand for its good: the way, or why there is none."""
    lots: dict[str, list[tuple[int, Stock]]] = {}
    for lot, stock in enumerate(day.stocks):
        if stock.quantity:
            lots.setdefault(stock.good, []).append((lot, stock))
    return {
        (lot, demand.id): ways.way(stock, demand)
        for demand in day.demands.values()
        for lot, stock in lots.get(demand.good, ())
    }


def _anchors(day: Day, pairs: Pairs) -> dict[str, str]:
    """For each place that wants several goods, the load point which spares it most stops and driving."""
    drives: dict[str, dict[str, dict[str, Seconds]]] = {}
    for (lot, name), way in pairs.items():
        if isinstance(way, Way):
            demand, point = day.demands[name], day.stocks[lot].place
            to_points = drives.setdefault(demand.place, {}).setdefault(demand.good, {})
            to_points[point] = min(way.drive_s, to_points.get(point, way.drive_s))
    return {place: _anchor(goods) for place, goods in drives.items() if len(goods) > 1}


def _anchor(goods: Mapping[str, Mapping[str, Seconds]]) -> str:
    """Choose the load point from which, or else from the nearest at the price of a stop, all goods come cheapest."""

    def cost(point: str) -> Seconds:
        elsewhere = (min(points.values()) + NEARLY_EQUAL_S for points in goods.values())
        return sum(
            min(points.get(point, other), other) for points, other in zip(goods.values(), elsewhere, strict=True)
        )

    return min(sorted({point for points in goods.values() for point in points}), key=cost)
