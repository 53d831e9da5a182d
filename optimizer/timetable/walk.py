"""Walk one duty from a given start and write down every visit, by the same rules of the road as the core."""

from collections.abc import Iterator
from dataclasses import replace

from graphs.leg import Leg
from optimizer.model.day import Day
from optimizer.model.duties import Duty, Trip
from optimizer.model.loads import Drop
from optimizer.model.places import Place
from optimizer.model.plan import Visit, VisitKind
from optimizer.model.travel import TravelTable
from optimizer.model.units import Grams, Litres, Seconds
from optimizer.model.windows import TimeWindow, intersect

NOWHERE = Leg(0, 0)


class Walk:
    """A crew on its way: the visits so far, what is on board, and the seconds driven since the last rest.

    ``feasible`` turns False when a window has closed or a road is missing; the visits then end there. With ``patient``
    it stays where it stands as long as it can without arriving later, instead of waiting on the road for one to open.
    """

    def __init__(self, day: Day, travel: TravelTable, duty: Duty, start_s: Seconds, *, patient: bool) -> None:
        self.day = day
        self.travel = travel
        self.vehicle = day.vehicles[duty.crew.vehicle]
        self.patient = patient
        self.visits: list[Visit] = []
        self.feasible = True
        self._driven_s = 0
        self._grams: Grams = 0
        self._litres: Litres = 0
        self._stand(VisitKind.START, self.vehicle.home, start_s)

    @property
    def place(self) -> str:
        """Where the crew stands."""
        return next(visit.place for visit in reversed(self.visits) if visit.place is not None)

    @property
    def clock_s(self) -> Seconds:
        """When it is ready to leave."""
        return self.visits[-1].leave_s

    def load(self, trip: Trip) -> None:
        """Drive to the load point and load the whole trip."""
        grams, litres = sum(drop.grams for drop in trip.drops), sum(drop.litres for drop in trip.drops)
        self._grams, self._litres = grams, litres
        point = self.day.places[trip.load_point]
        lines = tuple(line for drop in trip.drops for line in drop.lines)
        ready = max(drop.ready_s for drop in trip.drops)
        visit = Visit(
            kind=VisitKind.LOAD, place=point.id, drive_s=0, drive_m=0, arrive_s=0, begin_s=0, leave_s=0, lines=lines
        )
        self._visit(visit, point, point.windows, not_before=ready, grams=grams)

    def deliver(self, drop: Drop) -> None:
        """Drive to the place of a drop and hand it over."""
        place = self.day.places[drop.place]
        self._grams -= drop.grams
        self._litres -= drop.litres
        visit = Visit(
            kind=VisitKind.DELIVER,
            place=place.id,
            drive_s=0,
            drive_m=0,
            arrive_s=0,
            begin_s=0,
            leave_s=0,
            lines=drop.lines,
        )
        windows = intersect(drop.windows, place.windows)
        self._visit(visit, place, windows, not_before=self.clock_s, grams=drop.grams, due_s=drop.due_s)

    def go_home(self) -> None:
        """Drive home."""
        leg = self._drive(self.vehicle.home)
        if leg is not None:
            self._stand(VisitKind.END, self.vehicle.home, self.clock_s + leg.seconds, leg)

    def _visit(
        self,
        visit: Visit,
        place: Place,
        windows: tuple[TimeWindow, ...],
        *,
        not_before: Seconds,
        grams: Grams,
        due_s: Seconds | None = None,
    ) -> None:
        leg = self._drive(place.id)
        arrive = self.clock_s + leg.seconds if leg else 0
        begin = next((max(w.opens, arrive, not_before) for w in windows if max(arrive, not_before) <= w.closes), None)
        if leg is None or begin is None:
            self.feasible = False
            return
        if self.day.rules.waiting_is_rest and begin - arrive >= self.day.rules.rest_s:
            self._driven_s = 0
        self.visits.append(
            replace(
                visit,
                drive_s=leg.seconds,
                drive_m=leg.metres,
                arrive_s=arrive,
                begin_s=begin,
                leave_s=begin + place.service_s(grams),
                grams_after=self._grams,
                litres_after=self._litres,
                late_s=0 if due_s is None else max(0, begin - due_s),
            )
        )

    def _stand(self, kind: VisitKind, place: str, moment_s: Seconds, leg: Leg = NOWHERE) -> None:
        self.visits.append(
            Visit(
                kind=kind,
                place=place,
                drive_s=leg.seconds,
                drive_m=leg.metres,
                arrive_s=moment_s,
                begin_s=moment_s,
                leave_s=moment_s,
            )
        )

    def _drive(self, destination: str) -> Leg | None:
        """The last piece of the leg, after the rests before it and on it, which are written down here."""
        leg, limit = self._leave(destination), self.day.rules.max_driving_s
        if leg is not None and leg.seconds <= limit < self._driven_s + leg.seconds:
            self._rest(self.place, NOWHERE)
            self._driven_s = 0
            leg = self._leave(destination)
        if leg is None:
            self.feasible = False
            return None
        *before, last = _pieces(leg, self._driven_s, limit)
        for piece in before:
            self._rest(None if piece.seconds else self.place, piece)
        self._driven_s = last.seconds if before else self._driven_s + last.seconds
        return last

    def _leave(self, destination: str) -> Leg | None:
        """The leg that begins now, or, for the patient, at the last moment with the same arrival."""
        profile, here = self.day.profiles[self.vehicle.id], self.place
        leg = self.travel.leg(profile, here, destination, self.clock_s)
        if leg is None or not self.patient:
            return leg
        arrives = self.clock_s + leg.seconds
        leaves = _last_moment(self.travel, (profile, here, destination), self.clock_s, arrives)
        self._hold(leaves)
        return self.travel.leg(profile, here, destination, leaves)

    def _hold(self, until_s: Seconds) -> None:
        """Stay until a moment, as a rest if that is long enough for one."""
        if until_s - self.clock_s >= max(1, self.day.rules.rest_s):
            self._rest(self.place, NOWHERE, until_s - self.clock_s)
            self._driven_s = 0
        else:
            self.visits[-1] = replace(self.visits[-1], leave_s=until_s)

    def _rest(self, place: str | None, leg: Leg, lasts_s: Seconds | None = None) -> None:
        begin = self.clock_s + leg.seconds
        self.visits.append(
            Visit(
                kind=VisitKind.REST,
                place=place,
                drive_s=leg.seconds,
                drive_m=leg.metres,
                arrive_s=begin,
                begin_s=begin,
                leave_s=begin + (self.day.rules.rest_s if lasts_s is None else lasts_s),
                grams_after=self.visits[-1].grams_after,
                litres_after=self.visits[-1].litres_after,
            )
        )


def _pieces(leg: Leg, driven_s: Seconds, limit: Seconds) -> Iterator[Leg]:
    """A leg cut where the driving limit is reached; metres in proportion, the last piece takes what is left."""
    seconds, metres, room = leg.seconds, leg.metres, limit - driven_s
    while seconds > room:
        piece = Leg(room, leg.metres * room // leg.seconds)
        seconds, metres, room = seconds - room, metres - piece.metres, limit
        yield piece
    yield Leg(seconds, metres)


def _last_moment(travel: TravelTable, pair: tuple[str, str, str], leaves: Seconds, arrives: Seconds) -> Seconds:
    """The last moment from ``leaves`` on at which to leave and still arrive at ``arrives``, by bisection."""
    quickest = travel.quickest(*pair)
    low, high = leaves, arrives - (quickest.seconds if quickest else 0)
    while low < high:
        middle = (low + high + 1) // 2
        leg = travel.leg(*pair, middle)
        if leg is not None and middle + leg.seconds <= arrives:
            low = middle
        else:
            high = middle - 1
    return low


def walk(
    day: Day, travel: TravelTable, duty: Duty, start_s: Seconds, *, patient: bool = False
) -> tuple[Visit, ...] | None:
    """All visits of a duty that leaves home at ``start_s``, or None if it cannot be driven so."""
    going = Walk(day, travel, duty, start_s, patient=patient)
    for trip in duty.trips:
        if going.feasible:
            going.load(trip)
        for drop in trip.drops:
            if going.feasible:
                going.deliver(drop)
    if going.feasible and going.vehicle.returns_home:
        going.go_home()
    if not going.feasible or going.clock_s > duty.crew.shift.closes:
        return None
    return tuple(going.visits)
