"""The solver behind ``vrp-cli`` (https://github.com/reinterpretcat/vrp, Apache-2.0); the only file that imports it.

Problems go to it in its pragmatic form, JSON with times of the calendar: our moment 0 is the begin of 1970.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from math import ceil
from typing import Any

import vrp_cli

from optimizer.model.routing_answer import Answer, Incumbent, Route, Routes, Trip
from optimizer.model.routing_nouns import Client
from optimizer.model.routing_plane import DENSE_LIMIT
from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.model.windows import TimeWindow
from scenarios.bench_routing.peers.classic import refuse_what_is_not_classic
from scenarios.bench_routing.peers.fleet import vehicles_one_by_one
from scenarios.bench_routing.peers.ways import all_ways
from scenarios.instances.solver import OnIncumbent, Unsupported

_NO_END = 2**31
_LARGEST = 2**31 - 1
"""Demands and capacities have 32 bits."""
_TRACKED = 10
"""Generations between two that it notes, beside those that were better; notes of each would fill the memory."""


class VrpCli:
    """vrp-cli 1.22 with its own default settings.

    Its budget is in whole seconds, counted when it has read the problem; it takes no seed, and no run can be repeated.
    """

    def solve(
        self,
        problem: RoutingProblem,
        *,
        seconds: float | None = None,
        iterations: int | None = None,
        threads: int = 1,
        seed: int = 1,  # noqa: ARG002 - it takes none
        on_incumbent: OnIncumbent | None = None,
    ) -> Answer:
        """Search; see :class:`scenarios.instances.solver.Solver`."""
        started = time.perf_counter()
        _refuse(problem)
        kinds = vehicles_one_by_one(problem)
        question, matrix = json.dumps(_question(problem, kinds)), json.dumps(_matrix(problem))
        before_s = time.perf_counter() - started
        budget: dict[str, int] = {} if iterations is None else {"maxGenerations": iterations}
        if seconds is not None:
            budget["maxTime"] = max(1, ceil(seconds - before_s))
        settings = {
            "termination": budget,
            "environment": {
                "parallelism": {"numThreadPools": 1, "threadsPerPool": threads},
                "logging": {"enabled": False},
            },
            "telemetry": {"metrics": {"enabled": True, "trackPopulation": _TRACKED}},
        }
        solution = json.loads(_solved(question, matrix, json.dumps(settings)))
        metrics = solution["extras"]["metrics"]
        trace = tuple(_trace(metrics["evolution"], before_s))
        if on_incumbent:
            for incumbent in trace:
                on_incumbent(incumbent)
        return Answer(
            routes=Routes(tuple(_route(problem, tour) for tour in solution["tours"])),
            cost=round(solution["statistic"]["cost"]),
            iterations=metrics["generations"],
            first_feasible_s=trace[0].seconds if trace else None,
            trace=trace,
        )


def _solved(question: str, matrix: str, settings: str) -> str:
    """Ask, and turn a panic, which no ``except Exception`` catches, into an error like others.

    Raises
    ------
    RuntimeError
        If vrp-cli panics.
    """
    try:
        solution: str = vrp_cli.solve_pragmatic(question, [matrix], settings)
    except BaseException as panic:
        if type(panic).__name__ == "PanicException":  # of a module that cannot be imported
            raise RuntimeError(f"vrp-cli panics: {panic}") from panic
        raise
    return solution


def _trace(generations: list[dict[str, Any]], before_s: float) -> Iterator[Incumbent]:
    """Ever cheaper solutions that leave nobody out; fitness is jobs left out, then (tours, then) cost."""
    best: int | None = None
    for generation in generations:
        for individual in generation["population"]["individuals"]:
            left_out, *_, cost = individual["fitness"]
            if not left_out and (best is None or round(cost) < best):
                best = round(cost)
                yield Incumbent(before_s + generation["timestamp"], best)


def _refuse(problem: RoutingProblem) -> None:
    """Name what this translation does not express.

    Raises
    ------
    Unsupported
        For the first such thing.
    """
    refuse_what_is_not_classic(problem)
    clients, kinds, depots = problem.clients, problem.vehicle_types, problem.depots
    amounts = [*(c.delivery for c in clients), *(c.pickup for c in clients), *(kind.capacity for kind in kinds)]
    reasons = {
        "vrp-cli has no release times": any(client.release for client in clients),
        "vrp-cli lists its reloads one by one": any(kind.reload_depots for kind in kinds),
        "vrp-cli adds no prizes to the cost": not all(client.required for client in clients),
        "vrp-cli ends no shift where there is no end depot": any(k.end_depot is None and k.shift for k in kinds),
        "vrp-cli has one window a depot": any(len(depot.windows) > 1 for depot in depots),
        "vrp-cli has no delivery and pickup at once": any(any(c.delivery) and any(c.pickup) for c in clients),
        "vrp-cli's amounts have 32 bits": any(max(amount) > _LARGEST for amount in amounts),
        "the pragmatic form holds all distances": problem.locations > DENSE_LIMIT,
    }
    for reason, holds in reasons.items():
        if holds:
            raise Unsupported(reason)


def _question(problem: RoutingProblem, kinds: list[int]) -> dict[str, Any]:
    """The problem in pragmatic form; each of our vehicle types is a skill, for clients that not all may serve."""
    paired = {end for pair in problem.pairs for end in (pair.pickup, pair.delivery)}
    jobs = [_job(problem, i) for i in range(len(problem.clients)) if i not in paired]
    jobs += [_pair(problem, k) for k in range(len(problem.pairs))]
    objectives = ["minimize-unassigned", "minimize-cost"]
    if problem.objective is Objective.VEHICLES_FIRST:
        objectives.insert(1, "minimize-tours")
    return {
        "plan": {"jobs": jobs},
        "fleet": {
            "vehicles": [_vehicles(problem, k, number) for k, number in sorted(Counter(kinds).items())],
            "profiles": [{"name": "roads"}],
        },
        "objectives": [[{"type": objective}] for objective in objectives],
    }


def _job(problem: RoutingProblem, i: int) -> dict[str, Any]:
    client = problem.clients[i]
    place = _place(problem, i)
    job: dict[str, Any] = {"id": str(i)}
    if any(client.pickup):
        job["pickups"] = [place | {"demand": list(client.pickup)}]
    elif any(client.delivery):
        job["deliveries"] = [place | {"demand": list(client.delivery)}]
    else:
        job["services"] = [place]
    return job | _skills([client])


def _pair(problem: RoutingProblem, k: int) -> dict[str, Any]:
    pair = problem.pairs[k]
    demand = {"demand": list(pair.amount)}
    return {
        "id": f"pair {k}",
        "pickups": [_place(problem, pair.pickup) | demand],
        "deliveries": [_place(problem, pair.delivery) | demand],
        **_skills([problem.clients[pair.pickup], problem.clients[pair.delivery]]),
    }


def _skills(clients: list[Client]) -> dict[str, Any]:
    """One of the types that may serve all of these; nothing where every type may."""
    asked = [client.vehicle_types for client in clients if client.vehicle_types is not None]
    if not asked:
        return {}
    return {"skills": {"oneOf": [str(k) for k in sorted(frozenset.intersection(*asked))]}}


def _place(problem: RoutingProblem, i: int) -> dict[str, Any]:
    client = problem.clients[i]
    place: dict[str, Any] = {"location": {"index": problem.location(i)}, "duration": client.service, "tag": str(i)}
    if client.windows:
        place["times"] = [[_moment(window.opens), _moment(window.closes)] for window in client.windows]
    return {"places": [place]}


def _vehicles(problem: RoutingProblem, k: int, number: int) -> dict[str, Any]:
    kind = problem.vehicle_types[k]
    leaves, ends = [*problem.depots[kind.start_depot].windows], []
    if kind.shift:
        leaves, ends = [*leaves, kind.shift], [kind.shift]
    begin, latest = _common(leaves)
    start = {"earliest": _moment(begin), "latest": _moment(latest), "location": {"index": kind.start_depot}}
    shift: dict[str, Any] = {"start": start}
    if kind.end_depot is not None:
        back = _common([*ends, *problem.depots[kind.end_depot].windows])[1]
        shift["end"] = {"latest": _moment(back), "location": {"index": kind.end_depot}}
    limits = {"maxDistance": kind.max_distance, "maxDuration": kind.max_duration}
    return {
        "typeId": str(k),
        "vehicleIds": [f"{k} {i}" for i in range(number)],
        "profile": {"matrix": "roads"},
        "costs": {"fixed": kind.fixed_cost, "distance": kind.unit_distance_cost, "time": kind.unit_duration_cost},
        "shifts": [shift],
        "capacity": list(kind.capacity),
        "skills": [str(k)],
        "limits": {name: value for name, value in limits.items() if value is not None},
    }


def _common(windows: list[TimeWindow]) -> tuple[int, int]:
    """What all windows have in common."""
    return max((w.opens for w in windows), default=0), min((w.closes for w in windows), default=_NO_END)


def _moment(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _matrix(problem: RoutingProblem) -> dict[str, Any]:
    """All ways; where some are marked as closed, vrp-cli 1.22 panics, so they are long."""
    distance = all_ways(problem)
    duration = distance if problem.duration is None else problem.duration
    return {"profile": "roads", "travelTimes": duration.ravel().tolist(), "distances": distance.ravel().tolist()}


def _route(problem: RoutingProblem, tour: dict[str, Any]) -> Route:
    """A tour in our words; every place is tagged with its client."""
    kind = int(tour["typeId"])
    activities = [activity for stop in tour["stops"] for activity in stop["activities"]]
    clients = tuple(int(activity["jobTag"]) for activity in activities if "jobTag" in activity)
    return Route(kind, (Trip(problem.vehicle_types[kind].start_depot, clients),))
