"""Demands and stock of a day: what the outlets ask for, and what the load points hold against it."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from math import ceil

from optimizer.model.demands import Demand
from optimizer.model.goods import Good, Handling, Stock
from optimizer.model.places import Place
from optimizer.model.units import TONNE, Seconds
from scenarios.chance import Chance
from scenarios.outlets import OUTLETS, Order, Outlet
from scenarios.places import Site, seconds

_DAILY_FOOD = ("rice", "flour", "oil", "vegetables", "eggs", "pork", "milk", "frozen", "care_pack")
_MEDICAL = ("medicine", "protective", "disinfectant", "formula")
ASSORTMENTS: Mapping[str, tuple[str, ...]] = {
    "market": _DAILY_FOOD,
    "vegetable_market": ("vegetables", "eggs"),
    "grain_market": ("rice", "flour", "oil"),
    "meat_market": ("pork", "frozen", "milk"),
    "medical_warehouse": _MEDICAL,
    "station": (*_DAILY_FOOD, "formula"),
}
_READY = {
    "station": ((5.5, 0.5), (9.0, 0.3), (12.0, 0.2)),  # what came overnight, then the two arrivals of the morning
    "medical_warehouse": ((0.0, 1.0),),
}
_MARKET_READY = ((4.0, 0.7), (7.0, 0.3))  # lorries from the bases come in through the early morning
_STATION_COVER = 0.6  # all stations together hold so much of the day's demand
_MARKET_COVER = (3.0, 5.0)  # key enterprises hold 3 to 5 times normal (Erqi)


def demands(
    sites: Iterable[Site], goods: Mapping[str, Good], carried: Set[Handling], *, tonnes: int, seed: int
) -> dict[str, Demand]:
    """List what all outlets need; daily baskets are scaled so that everything together weighs ``tonnes``.

    Nobody asks for goods that no vehicle of the scenario is fit to carry: ``carried`` are the kinds they can.
    """
    asked = [
        demand
        for site in sites
        if site.role in OUTLETS
        for demand in _of_outlet(site, goods, seed)
        if goods[demand.good].handling in carried
    ]
    orders = [demand for demand in asked if not demand.splittable]
    baskets = [demand for demand in asked if demand.splittable]
    scaled = {demand.id: demand for demand in _scale(baskets, goods, tonnes * TONNE - _grams(orders, goods))}
    return {demand.id: scaled.get(demand.id, demand) for demand in asked}


def stocks(
    sites: Sequence[Site], needs: Mapping[str, Demand], goods: Mapping[str, Good], *, seed: int
) -> tuple[Stock, ...]:
    """Stock of every load point: several days' demand at the markets, a share of the day at the stations, by lots."""
    held = {site.place.id: (site, _assortment(site, {s.role for s in sites})) for site in sites}
    asked = {good: sum(demand.quantity for demand in needs.values() if demand.good == good) for good in goods}
    lots: list[Stock] = []
    for site, assortment in held.values():
        chance = Chance(seed, f"stock {site.place.id}")
        for good in assortment:
            peers = [other for other, has in held.values() if good in has]
            alike = [other for other in peers if (other.role == "station") == (site.role == "station")]
            passing = site.role == "station" and len(alike) < len(peers)
            cover = _STATION_COVER if passing else chance.between(*_MARKET_COVER)
            lots += _lots(site, good, ceil(asked[good] * cover / len(alike)))
    return tuple(lots)


def _assortment(site: Site, roles: Set[str]) -> tuple[str, ...]:
    """List what a load point holds; without a medical warehouse the stations hold its goods, or else the markets."""
    own = ASSORTMENTS.get(site.role, ())
    keeper = next((role for role in ("medical_warehouse", "station", "market") if role in roles), "")
    return tuple(dict.fromkeys(own + _MEDICAL)) if site.role == keeper else own


def _lots(site: Site, good: str, quantity: int) -> list[Stock]:
    ready = _READY.get(site.role, _MARKET_READY)
    if good in _MEDICAL:
        ready = _READY["medical_warehouse"]
    return [
        Stock(place=site.place.id, good=good, quantity=round(quantity * share), ready_s=seconds(hour))
        for hour, share in ready
        if round(quantity * share) > 0
    ]


def _of_outlet(site: Site, goods: Mapping[str, Good], seed: int) -> list[Demand]:
    outlet, place, chance = OUTLETS[site.role], site.place, Chance(seed, f"needs {site.place.id}")
    return [*_basket(outlet, place, goods, chance), *_orders(outlet, place, chance)]


def _basket(outlet: Outlet, place: Place, goods: Mapping[str, Good], chance: Chance) -> list[Demand]:
    grams = chance.whole(*outlet.kilograms) * 1000
    shares = {good: share for good, (likely, share) in outlet.basket.items() if chance.happens(likely)}
    due_s = _due(place, outlet.due_hours, chance)
    return [
        Demand(
            id=f"{place.id}-{good}",
            place=place.id,
            good=good,
            windows=place.windows,
            due_s=due_s,
            quantity=max(1, round(grams * share / sum(shares.values()) / goods[good].unit_grams)),
        )
        for good, share in shares.items()
    ]


def _orders(outlet: Outlet, place: Place, chance: Chance) -> list[Demand]:
    return [_order(order, place, chance) for order in outlet.orders if chance.happens(order.chance)]


def _order(order: Order, place: Place, chance: Chance) -> Demand:
    return Demand(
        id=f"{place.id}-{order.good}-{order.priority.name.lower()}",
        place=place.id,
        good=order.good,
        quantity=chance.whole(*order.units),
        windows=place.windows,
        priority=order.priority,
        due_s=_due(place, order.due_hours, chance),
        splittable=order.splittable,
    )


def _due(place: Place, hours: Sequence[float | None], chance: Chance) -> Seconds | None:
    """Choose a due time; where the place is closed by then, the middle of its first opening hours."""
    hour = chance.one(hours)
    if hour is None or any(window.holds(seconds(hour)) for window in place.windows):
        return None if hour is None else seconds(hour)
    first = place.windows[0]
    return (first.opens + first.closes) // 2


def _grams(some: Iterable[Demand], goods: Mapping[str, Good]) -> int:
    return sum(demand.quantity * goods[demand.good].unit_grams for demand in some)


def _scale(some: Sequence[Demand], goods: Mapping[str, Good], target_grams: int) -> list[Demand]:
    """Scale the demands as near to the target as whole units allow; what rounding leaves is carried on."""
    have, wanted, given, result = _grams(some, goods), 0, 0, []
    for demand in some:
        unit = goods[demand.good].unit_grams
        wanted += demand.quantity * unit * target_grams // have
        quantity = max(1, round((wanted - given) / unit))
        given += quantity * unit
        result.append(replace(demand, quantity=quantity))
    return result
