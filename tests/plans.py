"""Correct plans for duties made by hand, walked longhand, so that a test of plans needs no solver.

``plan(day, travel, [Run(trips=[("market", [("A-rice", 100)])])])`` drives the van as early as it may: START, LOAD at
the market, DELIVER, END. What is left of every demand becomes unserved. ``DoesNotFit`` says why a duty cannot be.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graphs.leg import Leg
from optimizer.model.crews import Crew
from optimizer.model.day import Day
from optimizer.model.loads import Line
from optimizer.model.plan import Cost, DutyPlan, Origin, Plan, Visit, VisitKind
from optimizer.model.text import Text
from optimizer.model.travel import TravelTable
from optimizer.model.units import Cents, Seconds
from optimizer.model.unserved import Reason, Unserved
from optimizer.model.windows import TimeWindow, intersect

NOWHERE = Leg(0, 0)
Drop = tuple[str, int] | list[tuple[str, int]]
"""(demand, units), or a list of them for one visit."""


class DoesNotFit(Exception):
    """A duty that no crew could drive as asked."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """What one crew is to do; without a shift, the first that vehicle and driver share."""

    trips: Sequence[tuple[str, Sequence[Drop]]]
    vehicle: str = "van"
    driver: str = "Li"
    shift: TimeWindow | None = None


@dataclass
class Shelf:
    """What is left of every lot of the day."""

    day: Day
    left: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.left = [stock.quantity for stock in self.day.stocks]

    def take(self, place: str, good: str, units: int) -> Seconds:
        """Take units, the lot ready first before the others; from when on all of them lie there."""
        ready = -(10**9)
        lots = [i for i, stock in enumerate(self.day.stocks) if (stock.place, stock.good) == (place, good)]
        for lot in sorted(lots, key=lambda i: self.day.stocks[i].ready_s):
            taken = min(units, self.left[lot])
            self.left[lot] -= taken
            units -= taken
            if taken:
                ready = max(ready, self.day.stocks[lot].ready_s)
        if units:
            raise DoesNotFit(f"{units} {good} are not at {place}")
        return ready


@dataclass
class Walk:
    """One crew on its way: where it stands, when, with what, and how long it has driven since a rest."""

    day: Day
    travel: TravelTable
    crew: Crew
    shelf: Shelf
    visits: list[Visit] = field(default_factory=list)
    now: Seconds = 0
    stands: str = ""
    driven: Seconds = 0
    grams: int = 0
    litres: int = 0

    def start(self) -> None:
        self.stands, self.now = self.day.vehicles[self.crew.vehicle].home, self.crew.shift.opens
        self._note(VisitKind.START, self.stands, NOWHERE, begin=self.now, leave=self.now)

    def drive(self, place: str) -> Leg:
        """Rest as often as the law asks; the last piece of the leg."""
        most = self.day.rules.max_driving_s
        leg = self._leg(place)
        if self.driven and self.driven + leg.seconds > most:
            self._rest(self.stands, NOWHERE)
            leg = self._leg(place)
        seconds, metres = leg.seconds, leg.metres
        while seconds > most:
            piece = Leg(most, leg.metres * most // leg.seconds)
            self._rest(None, piece)
            seconds, metres = seconds - piece.seconds, metres - piece.metres
        self.driven += seconds
        return Leg(seconds, metres)

    def _leg(self, place: str) -> Leg:
        leg = self.travel.leg(self.day.profiles[self.crew.vehicle], self.stands, place, self.now)
        if leg is None:
            raise DoesNotFit(f"no road from {self.stands} to {place}")
        return leg

    def load(self, place: str, lines: Sequence[Line]) -> None:
        ready = max(self.shelf.take(place, line.good, line.quantity) for line in lines)
        windows = self.day.places[place].windows
        self._work(VisitKind.LOAD, place, lines, windows=windows, ready=ready)
        vehicle = self.day.vehicles[self.crew.vehicle]
        if self.grams > vehicle.capacity_grams or self.litres > vehicle.capacity_litres:
            raise DoesNotFit(f"{self.grams} g, {self.litres} l are too much for {vehicle.id}")

    def deliver(self, lines: Sequence[Line]) -> None:
        demands = [self.day.demands[line.demand] for line in lines]
        windows = self.day.places[demands[0].place].windows
        for demand in demands:
            windows = intersect(windows, demand.windows)
        self._work(VisitKind.DELIVER, demands[0].place, lines, windows=windows)

    def end(self) -> None:
        vehicle = self.day.vehicles[self.crew.vehicle]
        if vehicle.returns_home:
            last = self.drive(vehicle.home)
            arrive = self.now + last.seconds
            self._note(VisitKind.END, vehicle.home, last, begin=arrive, leave=arrive)
        if self.now > self.crew.shift.closes:
            raise DoesNotFit(f"back at {self.now}, shift closes at {self.crew.shift.closes}")

    def _rest(self, place: str | None, piece: Leg) -> None:
        begin = self.now + piece.seconds
        self._note(VisitKind.REST, place, piece, begin=begin, leave=begin + self.day.rules.rest_s)
        self.driven = 0

    def _work(
        self,
        kind: VisitKind,
        place: str,
        lines: Sequence[Line],
        *,
        windows: Sequence[TimeWindow],
        ready: Seconds = -(10**9),
    ) -> None:
        last = self.drive(place)
        arrive = self.now + last.seconds
        earliest = max(arrive, ready)
        open_at = [max(earliest, window.opens) for window in sorted(windows) if window.closes >= earliest]
        if not open_at:
            raise DoesNotFit(f"{place} is closed after {earliest}")
        sign = 1 if kind is VisitKind.LOAD else -1
        grams = sum(line.quantity * self.day.goods[line.good].unit_grams for line in lines)
        self.grams += sign * grams
        self.litres += sign * sum(line.quantity * self.day.goods[line.good].unit_litres for line in lines)
        if self.day.rules.waiting_is_rest and open_at[0] - arrive >= self.day.rules.rest_s:
            self.driven = 0
        leave = open_at[0] + self.day.places[place].service_s(grams)
        self._note(kind, place, last, begin=open_at[0], leave=leave, lines=tuple(lines))
        self.stands = place

    def _note(
        self,
        kind: VisitKind,
        place: str | None,
        last: Leg,
        *,
        begin: Seconds,
        leave: Seconds,
        lines: tuple[Line, ...] = (),
    ) -> None:
        dues = [self.day.demands[line.demand].due_s for line in lines if kind is VisitKind.DELIVER]
        self.visits.append(
            Visit(
                kind=kind,
                place=place,
                drive_s=last.seconds,
                drive_m=last.metres,
                arrive_s=self.now + last.seconds,
                begin_s=begin,
                leave_s=leave,
                lines=lines,
                grams_after=self.grams,
                litres_after=self.litres,
                late_s=max((begin - due for due in dues if due is not None and begin > due), default=0),
            )
        )
        self.now = leave


def walk(day: Day, travel: TravelTable, run: Run, shelf: Shelf) -> DutyPlan:
    """One crew's duty, as early as it can be driven."""
    shift = run.shift or intersect(day.vehicles[run.vehicle].shifts, day.drivers[run.driver].shifts)[0]
    crew = Crew(id=f"{run.vehicle}/{run.driver}", vehicle=run.vehicle, driver=run.driver, shift=shift)
    walked = Walk(day, travel, crew, shelf)
    walked.start()
    for load_point, drops in run.trips:
        visits = [lines_of(day, drop) for drop in drops]
        walked.load(load_point, [line for lines in visits for line in lines])
        for lines in visits:
            walked.deliver(lines)
    walked.end()
    return DutyPlan(crew=crew, visits=tuple(walked.visits))


def lines_of(day: Day, drop: Drop) -> list[Line]:
    pairs = drop if isinstance(drop, list) else [drop]
    return [Line(demand=name, good=day.demands[name].good, quantity=units) for name, units in pairs]


def plan(day: Day, travel: TravelTable, runs: Sequence[Run]) -> Plan:
    """The plan of these duties."""
    shelf = Shelf(day)
    return plan_of(day, [walk(day, travel, run, shelf) for run in runs])


def plan_of(day: Day, duties: Sequence[DutyPlan]) -> Plan:
    """Price the duties and account for every demand."""
    return Plan(
        origin=Origin(
            day_name=day.name, date=day.date, roads="table", seed=1, iterations=0, search_s=0.0, version="hand"
        ),
        duties=tuple(duties),
        unserved=tuple(left_over(day, duties)),
        cost=price(day, duties),
    )


def left_over(day: Day, duties: Sequence[DutyPlan]) -> list[Unserved]:
    left = {name: demand.quantity for name, demand in day.demands.items()}
    for duty in duties:
        for visit in duty.visits:
            for line in visit.lines if visit.kind is VisitKind.DELIVER else ():
                left[line.demand] -= line.quantity
    return [
        Unserved(
            demand=name,
            good=day.demands[name].good,
            quantity=units,
            reason=Reason.CREWS_BUSY,
            explanation=Text("left out by hand", "人工未排"),
            remedy=Text("plan it", "请安排"),
        )
        for name, units in left.items()
        if units
    ]


def price(day: Day, duties: Sequence[DutyPlan]) -> Cost:
    fixed = distance = hours = 0
    for duty in duties:
        vehicle = day.vehicles[duty.crew.vehicle]
        fixed += vehicle.fixed_cents
        distance += sum(visit.drive_m for visit in duty.visits) * vehicle.cents_per_km // 1000
        hours += sum(visit.drive_s for visit in duty.visits) * vehicle.cents_per_hour // 3600
    return Cost(
        fixed_cents=fixed,
        distance_cents=distance,
        time_cents=hours,
        call_up_cents=sum(day.drivers[duty.crew.driver].call_up_cents for duty in duties),
        late_cents=sum(lateness(day, visit) for duty in duties for visit in duty.visits),
    )


def lateness(day: Day, visit: Visit) -> Cents:
    tiers = [day.demands[line.demand].priority for line in visit.lines]
    return day.rules.late_cents(min(tiers), visit.late_s) if visit.late_s else 0


def edited(plan: Plan, number: int, *, duty: int = 0, **parts: object) -> Plan:
    """The plan with some fields of one visit overwritten, and nothing else made to fit."""
    visits = list(plan.duties[duty].visits)
    visits[number] = replace(visits[number], **parts)
    return with_visits(plan, visits, duty=duty)


def with_visits(plan: Plan, visits: Sequence[Visit], *, duty: int = 0) -> Plan:
    """The plan with the visits of one duty exchanged."""
    duties = list(plan.duties)
    duties[duty] = replace(duties[duty], visits=tuple(visits))
    return replace(plan, duties=tuple(duties))


def with_crew(plan: Plan, *, duty: int = 0, **parts: object) -> Plan:
    """The plan with some fields of one crew overwritten."""
    duties = list(plan.duties)
    duties[duty] = replace(duties[duty], crew=replace(duties[duty].crew, **parts))
    return replace(plan, duties=tuple(duties))


def later(visits: Sequence[Visit], seconds: int) -> list[Visit]:
    """The same visits, all clocks moved."""
    return [
        replace(
            visit,
            arrive_s=visit.arrive_s + seconds,
            begin_s=visit.begin_s + seconds,
            leave_s=visit.leave_s + seconds,
        )
        for visit in visits
    ]
