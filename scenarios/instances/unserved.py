"""Why clients are left out: what would be wrong if a vehicle did nothing but serve them, by the independent pricer."""

from collections.abc import Iterator
from dataclasses import dataclass

from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.text import Text
from scenarios.instances.breaches import MEANINGS, Fault
from scenarios.instances.price import price

_ITS_OWN = frozenset(
    {
        Fault.SITE, Fault.CAPACITY, Fault.WINDOW, Fault.SHIFT, Fault.DURATION, Fault.DISTANCE, Fault.DRIVING, Fault.WAY,
        Fault.MEAL, Fault.STOCK, Fault.RIDE, Fault.BACKHAUL,
    }
)  # fmt: skip
"""Faults that lie in the client and the vehicle, not in what else is served."""
_MOST_EXPLAINED = 200
"""To try all vehicles takes milliseconds a client."""

CROWDED_OUT = Text(
    "alone it could be served; no vehicle has room or time left for it", "单独可以服务；已无车辆有余量或时间"
)
NOT_ASKED = Text("one of many; the reason was not looked for", "未服务客户过多，未逐一分析原因")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A client that nobody serves.

    Attributes
    ----------
    faults
        What is wrong with the vehicle that suits it best; none: it could be served alone; None: not looked for.
    """

    client: int
    required: bool
    faults: tuple[Fault, ...] | None

    @property
    def reason(self) -> Text:
        """Say why, for a person."""
        if self.faults is None:
            return NOT_ASKED
        if not self.faults:
            return CROWDED_OUT
        meanings = [MEANINGS[fault] for fault in self.faults]
        return Text("; ".join(m.en for m in meanings), "；".join(m.zh for m in meanings))


def left_out(problem: RoutingProblem, routes: Routes) -> tuple[LeftOut, ...]:
    """Name every client that routes leave out, required ones first, with the reason for the first few hundred."""
    served = {client for route in routes.routes for trip in route.trips for client in trip.clients}
    absent = sorted(set(range(len(problem.clients))) - served, key=lambda i: (not problem.clients[i].required, i))
    return tuple(
        LeftOut(i, problem.clients[i].required, _faults_alone(problem, i) if number < _MOST_EXPLAINED else None)
        for number, i in enumerate(absent)
    )


def _faults_alone(problem: RoutingProblem, client: int) -> tuple[Fault, ...]:
    """The fewest faults of any vehicle that serves the client, with its pair if it has one, and nobody else."""
    pair = next((pair for pair in problem.pairs if client in {pair.pickup, pair.delivery}), None)
    stops = (client,) if pair is None else (pair.pickup, pair.delivery)
    fewest: tuple[Fault, ...] | None = None
    for k, kind in enumerate(problem.vehicle_types):
        for trips in _ways_to_serve(kind, stops):
            breaches = price(problem, Routes((Route(k, trips),))).breaches
            faults = tuple(dict.fromkeys(b.fault for b in breaches if b.route == 0 and b.fault in _ITS_OWN))
            if fewest is None or len(faults) < len(fewest):
                fewest = faults
            if not fewest:
                return ()
    return fewest or ()


def _ways_to_serve(kind: VehicleType, stops: tuple[int, ...]) -> Iterator[tuple[Trip, ...]]:
    """On the first trip, or loaded elsewhere."""
    if not kind.starts_empty:
        yield (Trip(kind.start_depot, stops),)
    for depot in kind.reload_depots:
        if kind.starts_empty:
            yield (Trip(depot, stops),)
        elif depot != kind.start_depot:
            yield Trip(kind.start_depot, ()), Trip(depot, stops)
