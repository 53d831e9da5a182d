"""A plan of a district's size on the mountain city, to look at and to weigh: 100 crews, about 450 stops.

Crews are filled in turn from the nearest market; nothing is optimised, but times, loads and sums are true.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from graphs.geo import Position
from graphs.network import RoadNetwork
from graphs.profiles import VehicleClass
from graphs.town.towns import DISTRICTS, mountain_city
from graphs.travel import TravelTimes
from optimizer.model.crews import Crew
from optimizer.model.day import Day
from optimizer.model.demands import Priority
from optimizer.model.drivers import Batch, Licence
from optimizer.model.loads import Line
from optimizer.model.places import PlaceKind, Zone
from optimizer.model.plan import Cost, DutyPlan, Origin, Plan, Visit, VisitKind
from optimizer.model.text import Text
from optimizer.model.unserved import Reason, Unserved
from optimizer.model.windows import TimeWindow
from tests.builders import Town, clock

GOODS = (
    ("大米", "袋", 25_000, 30),
    ("蔬菜包", "份", 5_000, 12),
    ("食用油", "箱", 20_000, 22),
    ("牛奶", "箱", 3_000, 4),
)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
NAMES = "强军伟勇涛明超刚平辉"


@dataclass(frozen=True, kw_only=True)
class Large:
    """The day, its plan and its roads."""

    day: Day
    plan: Plan
    roads: RoadNetwork


def large(*, crews: int = 100, communities: int = 450, seed: int = 7) -> Large:
    """Build it; the same seed gives the same."""
    random = Random(seed)
    roads = RoadNetwork(mountain_city())
    day = _day(random, roads, crews, communities)
    positions = {place: day.places[place].position for place in day.used_places}
    travel = roads.travel(positions, [VehicleClass.LIGHT], snap_limit_m=100_000)
    duties, served = _duties(day, travel, crews)
    left = tuple(_left(day, demand) for demand in day.demands if demand not in served)
    return Large(day=day, plan=_plan(day, duties, left), roads=roads)


def _day(random: Random, roads: RoadNetwork, crews: int, communities: int) -> Day:
    town = Town()
    nodes = list(zip(roads.roads.lon.tolist(), roads.roads.lat.tolist(), strict=True))
    spots = [Position(*node) for node in random.sample(nodes, communities + 12)]
    for number in range(8):
        kind = PlaceKind.MARKET if number < 6 else PlaceKind.STATION
        name = f"{_district(spots[number])}{'批发市场' if number < 6 else '物资中转站'}{number + 1}号"
        parts = {"position": spots[number], "district": _district(spots[number])}
        town.place(f"M{number}", kind, **parts, service_fixed_s=600, service_per_tonne_s=300)
        _rename(town, f"M{number}", name)
    for name, unit, unit_grams, litres in GOODS:
        town.good(name, unit_grams=unit_grams, unit_litres=litres)
        town.goods[name] = replace(town.goods[name], unit=unit)
        for number in range(8):
            town.stock(f"M{number}", name, 100_000)
    for number in range(communities):
        spot = spots[12 + number]
        zone = Zone.SEALED if number % 29 == 0 else Zone.CONTROLLED if number % 11 == 0 else Zone.OPEN
        town.place(f"C{number}", position=spot, district=_district(spot), service_fixed_s=480, zone=zone)
        _rename(town, f"C{number}", f"{_district(spot)}第{number + 1}社区")
        good = GOODS[number % 4]
        tier = Priority.LIFE if number % 40 == 0 else Priority.SPECIAL if number % 9 == 0 else Priority.DAILY
        quantity = random.randint(400_000, 1_300_000) // good[2]
        town.demand(f"C{number}", good[0], quantity, name=f"X{number:04d}", priority=tier, due="11:30")
    for number in range(crews):
        town.vehicle(f"V{number}", kilograms=2500, home=f"M{number % 8}", firm="渝运保供车队", gross_grams=4_495_000)
        batch = Batch.RESERVE if number % 10 == 9 else Batch.FIRST
        name = SURNAMES[number % 20] + NAMES[number // 10 % 10] + NAMES[number * 7 % 10]
        town.driver(f"D{number}", licence=Licence.C1, batch=batch, firm="渝运保供车队")
        town.drivers[f"D{number}"] = replace(town.drivers[f"D{number}"], name=name)
    return replace(town.day(), name="区县保供演练", date=date(2022, 11, 21))


def _rename(town: Town, place: str, name: str) -> None:
    town.places[place] = replace(town.places[place], name=name)


def _district(at: Position) -> str:
    return min(DISTRICTS, key=lambda name: (DISTRICTS[name].lon - at.lon) ** 2 + (DISTRICTS[name].lat - at.lat) ** 2)


def _duties(day: Day, travel: TravelTimes, crews: int) -> tuple[tuple[DutyPlan, ...], set[str]]:
    """Give each crew the nearest demands of its market, three trips of up to three stops."""
    waiting = dict.fromkeys(list(day.demands)[: -len(day.demands) // 30])
    duties, served = [], set()
    for number in range(crews):
        home = f"M{number % 8}"
        share = -(-len(waiting) // (crews - number))
        near = sorted(waiting, key=lambda demand: travel.quickest(VehicleClass.LIGHT, home, day.demands[demand].place))[
            :share
        ]
        for demand in near:
            del waiting[demand]
        served.update(near)
        crew = Crew(id=f"crew-{number}", vehicle=f"V{number}", driver=f"D{number}", shift=_shift())
        start = clock("06:00") + number % 9 * 600
        duties.append(DutyPlan(crew=crew, visits=tuple(_visits(day, travel, home, near, start))))
    return tuple(duties), served


def _shift() -> TimeWindow:
    return TimeWindow(opens=clock("06:00"), closes=clock("20:00"))


def _trips(day: Day, demands: list[str]) -> Iterator[list[str]]:
    trip, load = [], 0
    for demand in demands:
        weight = _grams(day, demand)
        if trip and (load + weight > 2_500_000 or len(trip) == 3):
            yield trip
            trip, load = [], 0
        trip.append(demand)
        load += weight
    if trip:
        yield trip


def _grams(day: Day, demand: str) -> int:
    return day.demands[demand].quantity * day.goods[day.demands[demand].good].unit_grams


def _visits(day: Day, travel: TravelTimes, home: str, demands: list[str], now: int) -> Iterator[Visit]:
    at, driven = home, 0
    yield Visit(kind=VisitKind.START, place=home, drive_s=0, drive_m=0, arrive_s=now, begin_s=now, leave_s=now)
    for trip in _trips(day, demands):
        load = sum(_grams(day, demand) for demand in trip)
        for kind, place, lines in (
            (VisitKind.LOAD, home, tuple(map(_line(day), trip))),
            *((VisitKind.DELIVER, day.demands[demand].place, (_line(day)(demand),)) for demand in trip),
        ):
            leg = travel.quickest(VehicleClass.LIGHT, at, place)
            driven += leg.seconds
            arrive = now + leg.seconds
            begin = max(arrive, clock("07:00")) if kind is VisitKind.DELIVER else arrive
            weight = sum(_grams(day, line.demand) for line in lines)
            now = begin + day.places[place].service_s(weight)
            load -= weight if kind is VisitKind.DELIVER else 0
            late = max(0, begin - clock("11:30")) if kind is VisitKind.DELIVER else 0
            yield Visit(
                kind=kind,
                place=place,
                drive_s=leg.seconds,
                drive_m=leg.metres,
                arrive_s=arrive,
                begin_s=begin,
                leave_s=now,
                lines=lines,
                grams_after=load,
                litres_after=0,
                late_s=late,
            )
            at = place
        if driven > 2 * 3600:
            yield Visit(
                kind=VisitKind.REST, place=at, drive_s=0, drive_m=0, arrive_s=now, begin_s=now, leave_s=now + 1200
            )
            now, driven = now + 1200, 0
    leg = travel.quickest(VehicleClass.LIGHT, at, home)
    now += leg.seconds
    yield Visit(
        kind=VisitKind.END, place=home, drive_s=leg.seconds, drive_m=leg.metres, arrive_s=now, begin_s=now, leave_s=now
    )


def _line(day: Day):
    return lambda demand: Line(demand=demand, good=day.demands[demand].good, quantity=day.demands[demand].quantity)


def _left(day: Day, demand: str) -> Unserved:
    noun = day.demands[demand]
    return Unserved(
        demand=demand,
        good=noun.good,
        quantity=noun.quantity,
        reason=Reason.CREWS_BUSY,
        explanation=Text("every crew that could come is busy until its shift ends", "可前往的班组在班次结束前均已排满"),
        remedy=Text("call up two more drivers of the reserve batch", "请再征调两名储备第二批驾驶员"),
    )


def _plan(day: Day, duties: tuple[DutyPlan, ...], left: tuple[Unserved, ...]) -> Plan:
    visits = [visit for duty in duties for visit in duty.visits]
    cost = Cost(
        fixed_cents=10_000 * len(duties),
        distance_cents=sum(visit.drive_m for visit in visits) * 200 // 1000,
        time_cents=sum(visit.drive_s for visit in visits) * 4000 // 3600,
        call_up_cents=0,
        late_cents=sum(visit.late_s for visit in visits) * 60_000 // 3600,
    )
    origin = Origin(
        day_name=day.name, date=day.date, roads="town:1", seed=7, iterations=0, search_s=0.0, version="0.1.0"
    )
    return Plan(origin=origin, duties=duties, unserved=left, cost=cost)
