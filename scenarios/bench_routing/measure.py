"""One run, in a process and on a core of its own: ``python -m scenarios.bench_routing.measure CORE DATA CASE``.

The last line of its output is the run as JSON. The clock starts when the problem is read and libraries are loaded.
"""

import json
import os
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from optimizer.model.routing_answer import Answer
from optimizer.model.routing_problem import RoutingProblem
from scenarios.bench_routing.case import Case, Run
from scenarios.bench_routing.sets import Listed, listed
from scenarios.bench_routing.solvers import SOLVERS, solver_version
from scenarios.circumstances import machine, peak_memory_mib
from scenarios.instances.price import price
from scenarios.instances.read import read_problem
from scenarios.instances.solver import Unsupported


def measure(case: Case, instance: Listed) -> Run:
    """Solve and re-price; whatever goes wrong inside the solver is an answer, too."""
    problem = read_problem(instance.path)
    made, release, where = datetime.now(UTC).isoformat(timespec="seconds"), solver_version(case.solver), machine()
    try:
        solver = SOLVERS[case.solver]()
        if hasattr(solver, "warm_up"):
            solver.warm_up(problem)
        started = time.perf_counter()
        answer = solver.solve(problem, seconds=case.seconds, threads=case.threads, seed=case.seed)
    except Unsupported as reason:
        return Run(case=case, version=release, when=made, machine=where, error=f"unsupported: {reason}")
    except Exception as error:  # noqa: BLE001 - a peer that breaks must not break the benchmark
        return Run(case=case, version=release, when=made, machine=where, error=f"{type(error).__name__}: {error}")
    wall_s = time.perf_counter() - started
    return _priced(case, instance, problem, answer, wall_s, release=release, made=made, where=where)


def _priced(
    case: Case, instance: Listed, problem: RoutingProblem, answer: Answer, wall_s: float,
    *, release: str, made: str, where: str,
) -> Run:  # fmt: skip
    priced, best = price(problem, answer.routes), instance.best_known(problem)
    trace = tuple((round(found.seconds, 3), _gap(found.cost, best)) for found in answer.trace)
    return Run(
        case=case,
        version=release,
        when=made,
        machine=where,
        clients=len(problem.clients),
        cost=priced.cost,
        best_known=best,
        vehicles=priced.vehicles,
        breaches=len(priced.breaches),
        gap=None if priced.breaches else _gap(priced.cost, best),
        iterations=answer.iterations,
        first_feasible_s=answer.first_feasible_s,
        trace=trace,
        wall_s=round(wall_s, 3),
        peak_mb=peak_memory_mib(),
    )


def _gap(cost: int, best: int) -> float:
    return round(100 * (cost - best) / best, 5)


def main(core: int, data: Path, case: Case) -> None:
    """Pin the process (``core`` below 0: do not), measure, and print."""
    if core >= 0:
        with suppress(AttributeError, OSError):  # not on this system, or not allowed here
            os.sched_setaffinity(0, {core})
    instance = next(found for found in listed(data) if (found.group, found.name) == (case.group, case.instance))
    print(json.dumps(asdict(measure(case, instance))))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Case(**json.loads(sys.argv[3])))
