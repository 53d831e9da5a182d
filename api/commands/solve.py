"""``lastmetre solve``: a public routing instance in, routes out."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.options import Iterations, Seed
from api.commands.plan import budget_of
from api.errors import BadOption, ExitCode
from api.outputs import usable_folder
from optimizer.model.findings import Where
from optimizer.model.text import Text

if TYPE_CHECKING:
    from api.solving import Solved

DEFAULT_SECONDS = 10.0
_LINES_SHOWN = 20
_HELP = """Solve a routing instance (VRPLIB, Solomon, Li & Lim; gzip too). 求解公开算例。

The answer is priced and checked by code of its own. 结果由独立程序复核。

Ctrl-C keeps the best routes so far. 按 Ctrl-C 提前结束，保留目前最好的路线。"""


def register(app: typer.Typer) -> None:
    """Put the command onto the command line."""
    app.command("solve", help=_HELP)(solve)


def solve(
    instance: Annotated[Path, typer.Argument(help="Instance file. 算例文件")],
    *,
    seconds: Annotated[float | None, typer.Option(help="Seconds of search. 搜索时长（秒）", show_default="10")] = None,
    iterations: Iterations = None,
    threads: Annotated[int, typer.Option(min=1, max=64, help="Threads of search. 线程数")] = 1,
    seed: Seed = 1,
    solver: Annotated[str, typer.Option(help="Ours, or an installed peer. 求解器")] = "lastmetre",
    convention: Annotated[
        str | None,
        typer.Option(help="Rounding: round, dimacs or exact. 取整约定", show_default="by the kind of problem"),
    ] = None,
    objective: Annotated[
        str, typer.Option(help="What is least: cost, or vehicles first and then cost. 目标：cost 或 vehicles")
    ] = "cost",
    out: Annotated[Path | None, typer.Option(help="Solution file to write, VRPLIB form. 结果文件")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object, and no progress. 输出 JSON，不显示进度")
    ] = False,
) -> None:
    """Solve a routing instance; print cost, routes, iterations a second and the time of the first feasible routes."""
    budget = budget_of(seconds, iterations)
    from api.foreground import in_foreground  # noqa: PLC0415 - see api.commands
    from api.solving import Question, solve_file  # noqa: PLC0415 - the same
    from optimizer.model.routing_problem import Objective  # noqa: PLC0415 - the same
    from scenarios.bench_routing.solvers import SOLVERS  # noqa: PLC0415 - the same
    from scenarios.instances.text import CONVENTIONS  # noqa: PLC0415 - the same

    _among("--solver", solver, tuple(SOLVERS))
    if convention is not None:
        _among("--convention", convention, tuple(CONVENTIONS))
    objectives = {"cost": Objective.COST, "vehicles": Objective.VEHICLES_FIRST}
    _among("--objective", objective, tuple(objectives))
    if out is not None:
        usable_folder(out.parent)
    asked = Question(
        instance=instance,
        solver=solver,
        seconds=None if budget.iterations else seconds or DEFAULT_SECONDS,
        iterations=budget.iterations,
        threads=threads,
        seed=seed,
        convention=convention,
        out=out,
        objective=objectives[objective],
    )
    solved = in_foreground(lambda watch: solve_file(asked, watch), quiet=as_json)
    if as_json:
        typer.echo(json.dumps(_figures(solved)))
    else:
        _show(solved)
    if solved.priced.breaches:
        raise typer.Exit(ExitCode.BREACHES)


def _figures(solved: "Solved") -> dict[str, Any]:
    """Give the figures for a program: costs in the file's unit, locations numbered as in a solution file."""
    from scenarios.instances.solution import in_file_units  # noqa: PLC0415 - see api.commands

    problem, answer, priced = solved.problem, solved.answer, solved.priced
    return {
        "instance": problem.name,
        "cost": float(in_file_units(problem, priced.cost)),
        "vehicles": priced.vehicles,
        "routes": [
            {
                "vehicle_type": route.vehicle_type,
                "trips": [
                    {"depot": trip.depot, "locations": [problem.location(i) for i in trip.clients]}
                    for trip in route.trips
                ],
            }
            for route in answer.routes.routes
        ],
        "stopped_early": solved.stopped,
        "iterations": answer.iterations,
        "iterations_per_s": solved.iterations_per_s,
        "first_feasible_s": answer.first_feasible_s,
        "startup_s": solved.startup_s,
        "search_s": solved.search_s,
        "peak_mib": solved.peak_mib,
        "trace": [{"seconds": t, "cost": float(in_file_units(problem, cost))} for t, cost in answer.trace],
        "breaches": [
            {"rule": breach.fault.value, "route": breach.route, "at": breach.at, "excess": breach.excess}
            for breach in priced.breaches
        ],
        "unserved": [
            {
                "location": problem.location(one.client),
                "required": one.required,
                "rules": None if one.faults is None else [fault.value for fault in one.faults],
                "reason": {"en": one.reason.en, "zh": one.reason.zh},
            }
            for one in solved.left_out
        ],
    }


def _show(solved: "Solved") -> None:
    """Print the figures for a person."""
    from api.terminal import say, show_rows  # noqa: PLC0415 - see api.commands
    from scenarios.instances.breaches import MEANINGS, Fault  # noqa: PLC0415 - the same
    from scenarios.instances.solution import in_file_units  # noqa: PLC0415 - the same

    answer, priced, rate = solved.answer, solved.priced, solved.iterations_per_s
    first = "" if answer.first_feasible_s is None else f"{answer.first_feasible_s:.3f} s"
    rows = [
        ("成本 cost", in_file_units(solved.problem, priced.cost)),
        ("路线 routes", str(priced.vehicles)),
        ("迭代/秒 iterations a second", "" if rate is None else f"{rate:,}"),
        ("首个可行解 first feasible", first),
        ("启动 start-up", f"{solved.startup_s:.2f} s"),
        ("内存峰值 peak memory", f"{solved.peak_mib} MiB"),
        ("违规 breaches", str(len(priced.breaches))),
        ("未服务 unserved", str(len(solved.left_out))),
    ]
    show_rows((solved.problem.name, ""), rows)
    for one in solved.left_out[:_LINES_SHOWN]:
        place = solved.problem.location(one.client)
        why = one.reason
        say(Text(f"location {place} is not served: {why.en}", f"地点 {place} 未服务：{why.zh}"))
    told = [breach for breach in priced.breaches if breach.fault is not Fault.MISSING]
    for breach in told[:_LINES_SHOWN]:
        meaning = MEANINGS[breach.fault]
        at = " ".join(str(part) for part in (breach.route, breach.at) if part is not None)
        say(Text(f"{meaning.en} (route, then client or type: {at}; by {breach.excess})", meaning.zh))


def _among(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        names = ", ".join(known)
        raise BadOption(
            Text(f"{option} is {value!r}", f"{option} 为 {value!r}"),
            Text(f"choose one of: {names}", f"请选择：{names}"),
            Where(pointer=option),
        )
