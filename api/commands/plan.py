"""``lastmetre plan``: a day in, a folder of dispatch sheets out."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from api.commands.options import (
    DayPath,
    Iterations,
    OutFolder,
    PriceCrew,
    PriceHour,
    PriceOrder,
    Roads,
    Seconds,
    Seed,
    StartPlan,
)
from api.errors import BadOption, ExitCode
from api.outputs import usable_folder
from api.starting import prices_of, start_of
from optimizer.model.budget import Budget
from optimizer.model.findings import Where
from optimizer.model.text import Text

if TYPE_CHECKING:
    from optimizer.plan import Dispatch

DEFAULT_SECONDS = 60.0

_HELP = """Plan a day and write its dispatch sheets. 编制方案并写出派车单。

Ctrl-C keeps the best plan so far. 按 Ctrl-C 提前结束，保留目前最好的方案。"""


def register(app: typer.Typer) -> None:
    """Put the command onto the command line."""
    app.command("plan", help=_HELP)(plan)


def plan(
    day: DayPath,
    *,
    out: OutFolder,
    roads: Roads = None,
    seconds: Seconds = None,
    iterations: Iterations = None,
    seed: Seed = 1,
    start: StartPlan = None,
    price_crew: PriceCrew = None,
    price_order: PriceOrder = None,
    price_hour: PriceHour = None,
) -> None:
    """Plan a day and write its dispatch sheets."""
    budget = budget_of(seconds, iterations)
    prices = prices_of({"--price-crew": price_crew, "--price-order": price_order, "--price-hour": price_hour})
    begin = start_of(start, prices, "--start")
    usable_folder(out)
    from api.foreground import in_foreground  # noqa: PLC0415 - see api.commands
    from api.planning import plan_file  # noqa: PLC0415 - the same
    from graphs.network import open_roads  # noqa: PLC0415 - the same

    dispatch = in_foreground(
        lambda watch: plan_file(day, lambda: open_roads(roads), out, budget=budget, seed=seed, watch=watch, start=begin)
    )
    raise typer.Exit(show_dispatch(dispatch, out))


def budget_of(seconds: float | None, iterations: int | None) -> Budget:
    """Turn the options into a budget.

    Raises
    ------
    BadOption
        If both are given, or one is not above zero.
    """
    if seconds is not None and iterations is not None:
        raise BadOption(
            Text("--seconds and --iterations exclude each other", "--seconds 与 --iterations 不能同时给出"),
            Text("give one of them", "请只给出其中一个"),
            Where(pointer="--seconds"),
        )
    for name, value in (("--seconds", seconds), ("--iterations", iterations)):
        if value is not None and not 0 < value < 10**12:
            raise BadOption(
                Text(f"{name} is {value:g}", f"{name} 为 {value:g}"),
                Text("give a number above zero", "请给出大于零的数"),
                Where(pointer=name),
            )
    return Budget(iterations=iterations) if iterations is not None else Budget(seconds=seconds or DEFAULT_SECONDS)


def show_dispatch(dispatch: "Dispatch", out: Path) -> ExitCode:
    """Print warnings and totals of a plan; return the exit code it deserves."""
    from api.planning import serves_nothing  # noqa: PLC0415 - see api.commands
    from api.summary import show_difference, show_summary  # noqa: PLC0415 - the same
    from api.terminal import say, show_issues, warn  # noqa: PLC0415 - the same

    if dispatch.warnings:
        warn(Text(f"{len(dispatch.warnings)} warnings about the input", f"输入有 {len(dispatch.warnings)} 条警告"))
        show_issues(dispatch.warnings)
    show_summary(dispatch.day, dispatch.plan)
    if dispatch.given is not None:
        show_difference(dispatch.given, dispatch.plan)
    say(Text(f"written to {out}", f"已写入 {out}"))
    if serves_nothing(dispatch.plan):
        warn(
            Text("nothing could be served; the reasons are in the plan", "没有任何需求得到满足；原因见方案"), "bold red"
        )
        return ExitCode.NOTHING_SERVED
    return ExitCode.OK
