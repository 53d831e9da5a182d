"""The figures of a plan as a campaign is reported 统计: dispatches, trips, tonnes, who was served."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from graphs.profiles import VehicleClass
from optimizer.dispatch.clock import share
from optimizer.dispatch.runs import driving, grams, trips
from optimizer.model.day import Day
from optimizer.model.demands import Demand, Priority
from optimizer.model.drivers import Batch
from optimizer.model.plan import Cost, DutyPlan, Plan, VisitKind
from optimizer.model.units import Grams, Metres, Seconds

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transport:
    """What some crews do in a day.

    ``dispatches`` counts crews sent out 出车, ``gram_metres`` the goods on board times the metres driven with them
    (10**9 make a tonne-kilometre 吨公里), ``offered_grams`` the capacity of the vehicle once for each trip.
    """

    dispatches: int
    vehicles: int
    trips: int
    deliveries: int
    grams: Grams
    gram_metres: int
    offered_grams: Grams
    metres: Metres
    driving_s: Seconds
    waiting_s: Seconds
    resting_s: Seconds
    late_stops: int
    late_s: Seconds

    @property
    def load_factor(self) -> float:
        """Loaded by capacity, by weight, over all trips 装载率; from 0 to 1."""
        return share(self.grams, self.offered_grams)

    @property
    def tonne_kilometres(self) -> float:
        """Tonne-kilometres 吨公里."""
        return self.gram_metres / 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What became of some demands; ``served`` are those delivered in full, ``missed`` those not at all."""

    demands: int
    served: int
    partly: int
    missed: int
    demanded_grams: Grams
    delivered_grams: Grams

    @property
    def missing_grams(self) -> Grams:
        """What stays undelivered."""
        return self.demanded_grams - self.delivered_grams

    @property
    def rate(self) -> float:
        """Delivered by demanded, by weight; from 0 to 1, and 1 where nothing was demanded."""
        return share(self.delivered_grams, self.demanded_grams) if self.demanded_grams else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Everything on the sheet 汇总; each mapping keeps the order of the day."""

    transport: Transport
    service: Service
    cost: Cost
    drivers: Mapping[Batch, int]
    tiers: Mapping[Priority, Service]
    goods: Mapping[str, Service]
    districts: Mapping[str, Service]
    late_by_district: Mapping[str, int]
    classes: Mapping[VehicleClass, Transport]


def totals(day: Day, plan: Plan) -> Totals:
    """Count what the plan does; a district that is not named counts under the empty name."""
    duties = tuple(driving(plan))
    demands = tuple(day.demands.values())
    delivered = _delivered(duties)
    classes = _grouped(duties, lambda duty: day.vehicles[duty.crew.vehicle].vehicle_class)

    def services(groups: Mapping[Key, Sequence[Demand]]) -> dict[Key, Service]:
        return {key: _service(day, group, delivered) for key, group in groups.items()}

    return Totals(
        transport=_transport(day, duties),
        service=_service(day, demands, delivered),
        cost=plan.cost,
        drivers=_drivers(day, duties),
        tiers=services(_grouped(sorted(demands, key=lambda demand: demand.priority), lambda demand: demand.priority)),
        goods=services(_grouped(demands, lambda demand: demand.good)),
        districts=services(_grouped(demands, lambda demand: day.places[demand.place].district)),
        late_by_district=_late(day, duties),
        classes={key: _transport(day, group) for key, group in classes.items()},
    )


def _grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    groups: dict[Key, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def _delivered(duties: Iterable[DutyPlan]) -> Mapping[str, int]:
    """Units handed over, by demand."""
    units = Counter[str]()
    for duty in duties:
        for visit in duty.visits:
            if visit.kind is VisitKind.DELIVER:
                for line in visit.lines:
                    units[line.demand] += line.quantity
    return units


def _drivers(day: Day, duties: Iterable[DutyPlan]) -> dict[Batch, int]:
    used = {duty.crew.driver for duty in duties}
    return {batch: sum(day.drivers[driver].batch is batch for driver in used) for batch in Batch}


def _late(day: Day, duties: Iterable[DutyPlan]) -> Counter[str]:
    """Late stops, by district."""
    return Counter(
        day.places[visit.place].district
        for duty in duties
        for visit in duty.visits
        if visit.late_s and visit.place is not None
    )


def _service(day: Day, demands: Sequence[Demand], delivered: Mapping[str, int]) -> Service:
    got = [(demand, delivered.get(demand.id, 0)) for demand in demands]
    return Service(
        demands=len(got),
        served=sum(units >= demand.quantity for demand, units in got),
        partly=sum(0 < units < demand.quantity for demand, units in got),
        missed=sum(units == 0 < demand.quantity for demand, units in got),
        demanded_grams=sum(demand.quantity * day.goods[demand.good].unit_grams for demand, _ in got),
        delivered_grams=sum(units * day.goods[demand.good].unit_grams for demand, units in got),
    )


def _transport(day: Day, duties: Sequence[DutyPlan]) -> Transport:
    visits = [visit for duty in duties for visit in duty.visits]
    loaded = [(duty, run) for duty in duties for run in trips(duty)]
    return Transport(
        dispatches=len(duties),
        vehicles=len({duty.crew.vehicle for duty in duties}),
        trips=len(loaded),
        deliveries=sum(visit.kind is VisitKind.DELIVER for visit in visits),
        grams=sum(grams(day, run.load.lines) for _, run in loaded),
        gram_metres=sum(a.grams_after * b.drive_m for duty in duties for a, b in pairwise(duty.visits)),
        offered_grams=sum(day.vehicles[duty.crew.vehicle].capacity_grams for duty, _ in loaded),
        metres=sum(visit.drive_m for visit in visits),
        driving_s=sum(visit.drive_s for visit in visits),
        waiting_s=sum(visit.begin_s - visit.arrive_s for visit in visits),
        resting_s=sum(visit.leave_s - visit.begin_s for visit in visits if visit.kind is VisitKind.REST),
        late_stops=sum(visit.late_s > 0 for visit in visits),
        late_s=sum(visit.late_s for visit in visits),
    )
