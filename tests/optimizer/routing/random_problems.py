"""Small random problems that use one rule each, or all of them, and random routes through them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.random import Generator

from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Client, Depot, Pair, Profiles, VehicleType
from optimizer.model.routing_plane import NO_WAY
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import GoodsRule, Meal, Reference, Relation, RestRule, Tie, ZoneRule
from optimizer.model.windows import TimeWindow

Fields = dict[str, Any]


@dataclass
class Draft:
    """The fields of a problem to be."""

    rng: Generator
    depots: list[Fields]
    clients: list[Fields]
    kinds: list[Fields]
    whole: Fields = field(default_factory=dict)

    def chance(self, share: float = 0.5) -> bool:
        return bool(self.rng.random() < share)

    def whole_number(self, least: int, most: int) -> int:
        return int(self.rng.integers(least, most + 1))

    def some(self, number: int) -> tuple[int, ...]:
        """A few of the first ``number`` numbers, at least one."""
        chosen = [i for i in range(number) if self.chance()]
        return tuple(chosen) or (self.whole_number(0, number - 1),)

    def windows(self, horizon: int = 600, most: int = 2) -> tuple[TimeWindow, ...]:
        ends = np.sort(self.rng.choice(horizon, 2 * self.whole_number(1, most), replace=False)).tolist()
        return tuple(TimeWindow(opens=a, closes=b) for a, b in zip(ends[::2], ends[1::2], strict=True))

    def build(self) -> RoutingProblem:
        size = len(self.depots) + len(self.clients)
        if "profiles" not in self.whole:
            self.whole["distance"], self.whole["duration"] = self.table(size), self.table(size)
        return RoutingProblem(
            name="random",
            depots=tuple(Depot(**fields) for fields in self.depots),
            clients=tuple(Client(**fields) for fields in self.clients),
            vehicle_types=tuple(VehicleType(**fields) for fields in self.kinds),
            **self.whole,
        )

    def table(self, size: int) -> Any:
        """Asymmetric ways of 5 to 60; now and then there is none."""
        table = self.rng.integers(5, 61, (size, size))
        np.fill_diagonal(table, 0)
        return table.astype(np.int64)


def plain(rng: Generator) -> Draft:
    """Three to seven clients, two depots, two vehicle types; half the clients have windows."""
    draft = Draft(rng, depots=[{}, {}], clients=[], kinds=[])
    for _ in range(draft.whole_number(3, 7)):
        client: Fields = {"delivery": (draft.whole_number(0, 3),), "pickup": (0,), "service": draft.whole_number(0, 20)}
        if draft.chance(0.3):
            client["windows"] = draft.windows(most=1)
        if draft.chance(0.3):
            client["release"] = draft.whole_number(0, 200)
        draft.clients.append(client)
    for _ in range(2):
        kind: Fields = {"capacity": (draft.whole_number(6, 15),), "reload_depots": draft.some(2)}
        kind["start_depot"], kind["end_depot"] = draft.whole_number(0, 1), draft.whole_number(0, 1)
        kind["fixed_cost"], kind["unit_distance_cost"] = draft.whole_number(0, 50), draft.whole_number(0, 3)
        if draft.chance():
            opens = draft.whole_number(0, 100)
            kind["shift"] = TimeWindow(opens=opens, closes=opens + draft.whole_number(200, 800))
        draft.kinds.append(kind)
    return draft


def dimensions(draft: Draft) -> None:
    """Three dimensions of capacity."""
    for client in draft.clients:
        client["delivery"] = (*client["delivery"], draft.whole_number(0, 2), draft.whole_number(0, 1))
        client["pickup"] = (*client["pickup"], 0, 0)
    for kind in draft.kinds:
        kind["capacity"] = (*kind["capacity"], draft.whole_number(2, 6), draft.whole_number(1, 4))


def several_windows(draft: Draft) -> None:
    """Clients and depots with up to three windows."""
    for client in draft.clients:
        client["windows"] = draft.windows(most=3) if draft.chance() else ()
    for depot in draft.depots:
        depot["windows"] = draft.windows(1500, most=3) if draft.chance() else ()


def lateness(draft: Draft) -> None:
    """Soft windows."""
    for client in draft.clients:
        if draft.chance():
            client["due"], client["late_cost"] = draft.whole_number(0, 400), draft.whole_number(0, 3)


def services(draft: Draft) -> None:
    """Service times by vehicle type."""
    for client in draft.clients:
        if draft.chance():
            client["services"] = (draft.whole_number(0, 40), draft.whole_number(0, 40))


def loading(draft: Draft) -> None:
    """Loading takes time, by amount too."""
    for depot in draft.depots:
        depot["loading"], depot["loading_per_thousand"] = draft.whole_number(0, 30), draft.whole_number(0, 9000)


def stocks(draft: Draft) -> None:
    """Clients whose goods are at some depots, and that some types may serve."""
    for client in draft.clients:
        if draft.chance():
            client["depots"] = frozenset(draft.some(len(draft.depots)))
        if draft.chance(0.3):
            client["vehicle_types"] = frozenset(draft.some(2))


def ends(draft: Draft) -> None:
    """Open ends, vehicles that start empty, limits on trips."""
    for kind in draft.kinds:
        kind["end_depot"] = None if draft.chance() else kind["end_depot"]
        kind["starts_empty"] = draft.chance()
        kind["max_trips"] = draft.whole_number(1, 3) if draft.chance() else None


def costs(draft: Draft) -> None:
    """Duration, driving and overtime cost."""
    for kind in draft.kinds:
        kind["unit_duration_cost"], kind["unit_drive_cost"] = draft.whole_number(0, 3), draft.whole_number(0, 3)
        kind["overtime_after"], kind["unit_overtime_cost"] = draft.whole_number(50, 300), draft.whole_number(0, 5)


def limits(draft: Draft) -> None:
    """Duration, driving and distance are limited."""
    for kind in draft.kinds:
        kind["max_duration"] = draft.whole_number(100, 600) if draft.chance() else None
        kind["max_drive"] = draft.whole_number(80, 400) if draft.chance() else None
        kind["max_distance"] = draft.whole_number(80, 400) if draft.chance() else None


def rest(draft: Draft) -> None:
    """Rests, which waiting may be."""
    for kind in draft.kinds:
        limit, pause = draft.whole_number(20, 120), draft.whole_number(5, 40)
        kind["rest"] = RestRule(max_driving=limit, rest=pause, waiting_is_rest=draft.chance())


def meals(draft: Draft) -> None:
    """One or two meals."""
    for kind in draft.kinds:
        windows = [w for w in draft.windows(500) if w.length > 0]
        kind["meals"] = tuple(Meal(window=w, duration=draft.whole_number(1, 40)) for w in windows)


def zones(draft: Draft) -> None:
    """Zones of three levels, and a disinfection."""
    for client in draft.clients:
        client["zone"] = draft.whole_number(0, 2)
    depots = draft.some(len(draft.depots))
    draft.whole["zones"] = ZoneRule(disinfect_from=draft.whole_number(1, 2), depots=depots, duration=13)


def goods(draft: Draft) -> None:
    """Goods that keep apart, soil, want a clean vehicle."""
    for client in draft.clients:
        client["goods"] = draft.whole_number(0, 3)
    draft.whole["goods"] = GoodsRule(
        apart=frozenset({(0, 3)} if draft.chance() else {(1, 2), (3, 1)}),
        soiling=frozenset(draft.some(4)),
        needing_clean=frozenset(draft.some(4)),
        cleaning=17,
    )


def profiles(draft: Draft) -> None:
    """Two profiles; some ways exist in one only."""
    _tables(draft, (0,))


def periods(draft: Draft) -> None:
    """Two profiles and three periods of the day."""
    _tables(draft, (0, draft.whole_number(50, 150), draft.whole_number(151, 300)))


def _tables(draft: Draft, starts: tuple[int, ...]) -> None:
    size = len(draft.depots) + len(draft.clients)
    duration = np.array([[draft.table(size) for _ in starts] for _ in range(2)])
    duration[draft.rng.random(duration.shape) < 0.03] = NO_WAY
    for layers in duration:
        for table in layers:
            np.fill_diagonal(table, 0)
    distance = np.array([draft.table(size), draft.table(size)])
    draft.whole["profiles"] = Profiles(distance=distance, duration=duration, starts=starts)
    for kind in draft.kinds:
        kind["profile"] = draft.whole_number(0, 1)


def pickups(draft: Draft) -> None:
    """Some clients give as well as take."""
    for client in draft.clients:
        if draft.chance():
            client["pickup"] = tuple(draft.whole_number(0, 4) for _ in client["pickup"])


def backhauls(draft: Draft) -> None:
    """Some clients only give, and come last."""
    for client in draft.clients:
        nothing = (0,) * len(client["delivery"])
        gives = draft.chance(0.4)
        amount = tuple(draft.whole_number(1, 3) for _ in nothing)
        client["delivery"], client["pickup"] = (nothing, amount) if gives else (amount, nothing)
    draft.whole["backhauls_last"] = True


def pairs(draft: Draft) -> None:
    """One to three pairs of clients."""
    order = draft.rng.permutation(len(draft.clients)).tolist()
    ends = list(zip(order[::2], order[1::2], strict=False))[: draft.whole_number(1, 3)]
    size = len(draft.kinds[0]["capacity"])
    draft.whole["pairs"] = tuple(
        Pair(pickup=one, delivery=other, amount=tuple(draft.whole_number(0, 5) for _ in range(size)))
        for one, other in ends
    )


def rides(draft: Draft) -> None:
    """Pairs that may ride for so long only."""
    pairs(draft)
    draft.whole["pairs"] = tuple(
        Pair(
            pickup=pair.pickup,
            delivery=pair.delivery,
            amount=pair.amount,
            max_ride=draft.whole_number(10, 200) if draft.chance(0.8) else None,
        )
        for pair in draft.whole["pairs"]
    )


def prizes(draft: Draft) -> None:
    """Clients that need not be served, in strict tiers or weighed against driving."""
    for client in draft.clients:
        if draft.chance(0.7):
            client["required"], client["prize"] = False, draft.whole_number(0, 200)
            client["tier"] = draft.whole_number(0, 2) if draft.chance() else None


def stacks(draft: Draft) -> None:
    """Last in, first out, in one of the types at least."""
    pairs(draft)
    draft.kinds[0]["last_in_first_out"] = True
    draft.kinds[1]["last_in_first_out"] = draft.chance()


def changes(draft: Draft) -> None:
    """A plan that is out already, of one vehicle of each type; some clients are not in it."""
    for kind in draft.kinds:
        kind["count"] = 1
    order = draft.rng.permutation(len(draft.clients)).tolist()
    cut, end = sorted(draft.whole_number(0, len(order)) for _ in range(2))
    draft.whole["reference"] = Reference(
        routes=Routes((_one_trip(draft, 0, order[:cut]), _one_trip(draft, 1, order[cut:end]))),
        per_vehicle=draft.whole_number(0, 30),
        per_order=draft.whole_number(0, 20),
        per_time=draft.whole_number(0, 2),
        tolerance=draft.whole_number(0, 40),
    )


def sequences(draft: Draft) -> None:
    """Two or three clients that directly follow one another, on some trip."""
    row = draft.rng.permutation(len(draft.clients))[: draft.whole_number(2, 3)].tolist()
    draft.whole["relations"] = (Relation(tie=Tie.SEQUENCE, clients=tuple(row)),)


def _one_trip(draft: Draft, k: int, clients: list[int]) -> Route:
    kind = draft.kinds[k]
    depot = kind["reload_depots"][0] if kind.get("starts_empty") else kind["start_depot"]
    return Route(k, (Trip(depot, tuple(clients)),))


FEATURES: dict[str, Callable[[Draft], None]] = {
    rule.__name__: rule
    for rule in (
        dimensions, several_windows, lateness, services, loading, stocks, ends, costs, limits, rest, meals, zones,
        goods, profiles, periods, pickups, backhauls, pairs, rides, stacks, changes, sequences,
    )
}  # fmt: skip


def random_problem(rng: Generator, feature: str) -> RoutingProblem:
    """A problem with a feature, or with many of them (``"many"``)."""
    draft = plain(rng)
    if feature != "many":
        FEATURES[feature](draft)
        if feature not in ("costs", "limits") and draft.chance(0.3):
            costs(draft)  # so that it is seen leaving later too
        return draft.build()
    for name, rule in FEATURES.items():
        if name not in ("backhauls", "pairs", "stacks") and draft.chance(0.35):
            rule(draft)
    if draft.chance(0.2):
        backhauls_without_pairs(draft)
    return draft.build()


def backhauls_without_pairs(draft: Draft) -> None:
    """Backhauls, where there are no pairs: whether a client of a pair comes before or after them, nobody says."""
    if "pairs" not in draft.whole:
        backhauls(draft)


def random_route(rng: Generator, problem: RoutingProblem) -> Route:
    """A route that often, but not always, keeps what is easily kept: depots, pairs on one trip, levels in order."""
    k = int(rng.integers(len(problem.vehicle_types)))
    kind = problem.vehicle_types[k]
    clients = rng.permutation(len(problem.clients))[: int(rng.integers(1, len(problem.clients) + 1))].tolist()
    careful = rng.random() < 0.8
    if careful:
        for pair in problem.pairs:
            clients = _with_both(rng, clients, pair)
    for relation in problem.relations:
        clients = _with_all(rng, clients, relation)
    starts = [0, *sorted(rng.choice(range(1, len(clients)), _cuts(rng, len(clients)), replace=False).tolist())]
    trips = []
    for t, (first, end) in enumerate(zip(starts, [*starts[1:], len(clients)], strict=True)):
        carried = clients[first:end]
        if careful and problem.zones is not None:
            carried.sort(key=lambda i: problem.clients[i].zone)
        if careful and problem.backhauls_last:
            carried.sort(key=lambda i: not any(problem.clients[i].delivery))
        anywhere = range(len(problem.depots)) if not careful else kind.reload_depots
        depot = int(rng.choice(anywhere)) if t or kind.starts_empty or not careful else kind.start_depot
        trips.append(Trip(depot, tuple(int(i) for i in carried)))
    return Route(k, tuple(trips))


def _cuts(rng: Generator, clients: int) -> int:
    """How many reloads."""
    return min(clients - 1, int(rng.choice([0, 0, 0, 1, 1, 2])))


def _with_all(rng: Generator, clients: list[int], row: Relation) -> list[int]:
    """The same clients with all of a sequence or none; what is on one route alone may tear it, but not halve it."""
    rest = [i for i in clients if i not in row.clients]
    if len(rest) == len(clients) or (rng.random() < 0.2 and rest):
        return rest or list(row.clients)
    at = int(rng.integers(0, len(rest) + 1))
    whole = [*rest[:at], *row.clients, *rest[at:]]
    if rng.random() < 0.1:
        rng.shuffle(whole)
    return whole


def _with_both(rng: Generator, clients: list[int], pair: Pair) -> list[int]:
    """The same clients with both ends of a pair or none."""
    rest = [i for i in clients if i not in (pair.pickup, pair.delivery)]
    if len(rest) == len(clients) or (rng.random() < 0.2 and rest):
        return rest or [pair.pickup, pair.delivery]
    one, other = sorted(rng.integers(0, len(rest) + 1, 2).tolist())
    return [*rest[:one], pair.pickup, *rest[one:other], pair.delivery, *rest[other:]]
