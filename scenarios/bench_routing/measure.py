"""One run, in a process and on a core of its own: ``python -m scenarios.bench_routing.measure CORE DATA CASE``.

The last line of its output is the run as JSON. The clock starts when the problem is read and libraries are loaded.
"""

import json
import os
import resource
import sys
import time
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from optimizer.model.routing_answer import Answer
from optimizer.model.routing_problem import Objective, RoutingProblem
from scenarios.bench_routing.case import Case, Run
from scenarios.bench_routing.sets import Listed, listed
from scenarios.bench_routing.solvers import SOLVERS, solver_version
from scenarios.circumstances import machine, peak_memory_mib
from scenarios.instances.price import price
from scenarios.instances.read import read_problem
from scenarios.instances.solver import Unsupported

_SHARE_OF_MEMORY = 0.9


def measure(case: Case, instance: Listed) -> Run:
    """Solve and re-price; whatever goes wrong inside the solver is an answer, too."""
    problem = read_problem(instance.path, objective=Objective(case.objective))
    begun = Run(
        case=case,
        version=solver_version(case.solver),
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        machine=machine(),
        clients=len(problem.clients),
        best_known=instance.best_known(problem),
        units=problem.units,
        best_vehicles=instance.vehicles,
    )
    loading = time.perf_counter()
    try:
        solver = SOLVERS[case.solver]()
        if hasattr(solver, "warm_up"):
            solver.warm_up(problem)
        started = time.perf_counter()
        answer = solver.solve(problem, seconds=case.seconds, threads=case.threads, seed=case.seed)
    except Unsupported as reason:
        return replace(begun, error=f"unsupported: {reason}")
    except Exception as error:  # noqa: BLE001 - a peer that breaks must not break the benchmark
        return replace(begun, error=f"{type(error).__name__}: {error}")
    wall_s = time.perf_counter() - started
    peak = peak_memory_mib()
    loaded = replace(begun, startup_s=round(started - loading, 3), wall_s=round(wall_s, 3), peak_mb=peak)
    return _priced(loaded, problem, answer)


def _priced(run: Run, problem: RoutingProblem, answer: Answer) -> Run:
    priced, best = price(problem, answer.routes), run.best_known
    return replace(
        run,
        cost=priced.cost,
        vehicles=priced.vehicles,
        breaches=len(priced.breaches),
        gap=None if priced.breaches else _gap(priced.cost, best),
        iterations=answer.iterations,
        first_feasible_s=answer.first_feasible_s,
        trace=tuple((round(found.seconds, 3), _gap(found.cost, best)) for found in answer.trace),
    )


def _gap(cost: int, best: int) -> float:
    return round(100 * (cost - best) / best, 5)


def stay_within_memory() -> None:
    """Let a solver that wants nearly all memory of the machine fail alone, before the system ends others for it."""
    with suppress(AttributeError, OSError, ValueError):  # not on this system, or not allowed here
        most = int(_SHARE_OF_MEMORY * os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def main(core: int, data: Path, case: Case) -> None:
    """Pin the process (``core`` below 0: do not), measure, and print."""
    if core >= 0:
        with suppress(AttributeError, OSError):  # not on this system, or not allowed here
            os.sched_setaffinity(0, {core})
    stay_within_memory()
    instance = next(found for found in listed(data) if (found.group, found.name) == (case.group, case.instance))
    print(json.dumps(asdict(measure(case, instance))))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Case(**json.loads(sys.argv[3])))
