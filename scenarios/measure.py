"""Measures one case, in a process of its own: ``python -m scenarios.measure CASE.json RESULT.json``."""

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graphs.errors import UnreadableRoads
from graphs.network import open_roads
from optimizer.checker.check import check
from optimizer.dispatch.totals import totals
from optimizer.intake.request import request_of_json
from optimizer.intake.write import day_json
from optimizer.model.budget import Budget, Progress
from optimizer.model.drivers import Batch
from optimizer.model.findings import BrokenPlan, InvalidDay
from optimizer.model.units import TONNE
from optimizer.plan import Dispatch, make_plan
from scenarios.case import Case, Measured
from scenarios.catalogue import make_day
from scenarios.circumstances import code_fingerprint, machine


@dataclass(slots=True)
class Stopwatch:
    """Watches a plan being made, and notes how long each step took."""

    steps: dict[str, float] = field(default_factory=dict)
    _step: str = ""
    _since: float = 0.0

    def report(self, progress: Progress) -> None:
        """Close the step before, if another begins."""
        if progress.step != self._step:
            self.close()
            self._step, self._since = progress.step, time.perf_counter()

    def cancelled(self) -> bool:
        """Never."""
        return False

    def close(self) -> None:
        """Close the last step."""
        if self._step:
            self.steps[self._step] = self.steps.get(self._step, 0.0) + time.perf_counter() - self._since
        self._step = ""

    @contextmanager
    def timing(self, step: str) -> Iterator[None]:
        """Note how long a block takes, under the name of a step."""
        self.report(Progress(step))
        try:
            yield
        finally:
            self.close()


def measure(case: Case) -> Measured:
    """Plan the case from the roads on and look at the result; roads, days and plans that are no good count too."""
    watch, started = Stopwatch(), time.perf_counter()
    figures_of_plan: dict[str, Any] = {}
    breaches, error = None, ""
    try:
        dispatch = _plan(case, watch)
        figures_of_plan = figures(dispatch)
        with watch.timing("check again"):
            breaches = len(check(dispatch.day, dispatch.travel, dispatch.plan))
    except UnreadableRoads as unreadable:
        error = unreadable.en
    except BrokenPlan as broken:
        breaches, error = len(broken.breaches), f"the plan breaks rules: {broken.breaches[0].message.en}"
    except InvalidDay as invalid:
        error = f"the day is not valid on these roads: {invalid.issues[0].message.en}"
    return Measured(
        case=case,
        code=code_fingerprint(),
        machine=machine(),
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        wall_s=round(time.perf_counter() - started, 2),
        peak_mb=peak_mb(),
        steps={step: round(seconds, 2) for step, seconds in watch.steps.items()},
        figures=figures_of_plan,
        breaches=breaches,
        error=error,
    )


def _plan(case: Case, watch: Stopwatch) -> Dispatch:
    with watch.timing("read roads"):
        network = open_roads(case.roads)
    with watch.timing("make day"):
        request = request_of_json(day_json(make_day(case.scenario, network.roads, seed=case.seed)))
    dispatch = make_plan(request, network, budget=Budget(seconds=case.seconds), seed=case.seed, watch=watch)
    watch.close()
    return dispatch


def figures(dispatch: Dispatch) -> dict[str, Any]:
    """Sizes, cost and service of a plan, in the units of a report (tonnes, kilometres, yuan)."""
    day, plan = dispatch.day, dispatch.plan
    sums = totals(day, plan)
    return {
        "places": len(day.used_places),
        "demands": len(day.demands),
        "demanded_t": round(sums.service.demanded_grams / TONNE, 3),
        "delivered_t": round(sums.service.delivered_grams / TONNE, 3),
        "unserved_kg": {
            tier.name.lower(): round(service.missing_grams / 1000, 3) for tier, service in sums.tiers.items()
        },
        "crews": sums.transport.dispatches,
        "reserve_drivers": sums.drivers[Batch.RESERVE],
        "trips": sums.transport.trips,
        "deliveries": sums.transport.deliveries,
        "km": round(sums.transport.metres / 1000),
        "load_factor": round(sums.transport.load_factor, 3),
        "late_stops": sums.transport.late_stops,
        "cost_yuan": round(plan.cost.total_cents / 100),
        "late_yuan": round(plan.cost.late_cents / 100),
        "iterations": plan.origin.iterations,
        "warnings": len(dispatch.warnings),
    }


def peak_mb() -> int:
    """Peak resident memory of this process or of its largest child, in MiB."""
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round(peak / (1024 if sys.platform != "darwin" else 1024**2))  # macOS counts bytes, Linux KiB


def main(case_file: str, result_file: str) -> None:
    """Measure the case of one file and write the result to the other."""
    case = Case(**json.loads(Path(case_file).read_text(encoding="utf-8")))
    Path(result_file).write_text(json.dumps(asdict(measure(case)), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
