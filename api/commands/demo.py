"""``lastmetre demo`` and ``lastmetre warm-up``: the whole line at work, for people and for the compiler."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.files import known_scenario, write_day
from api.commands.options import OutFolder, Seconds, Seed
from api.commands.plan import budget_of, show_dispatch
from api.outputs import usable_folder
from optimizer.model.budget import Budget, Progress
from optimizer.model.text import Text

if TYPE_CHECKING:
    from api.foreground import ForegroundWatch
    from optimizer.plan import Dispatch

_DEMO_HELP = "Make a day of the catalogue as a workbook, plan it on the embedded town. 生成示例场景并编制方案。"
_WARM_UP_HELP = "Compile the routing cores and plan a tiny day; 1-3 minutes, once. 首次编译路径核心，约1-3分钟。"


def register(app: typer.Typer) -> None:
    """Put the commands onto the command line."""
    app.command("demo", help=_DEMO_HELP)(demo)
    app.command("warm-up", help=_WARM_UP_HELP)(warm_up)


def demo(
    out: OutFolder = Path("out/district"),
    scenario: Annotated[str, typer.Option(help="Scenario of the catalogue. 场景名")] = "district",
    seconds: Seconds = None,
    seed: Seed = 1,
) -> None:
    """Make a day of the catalogue as a workbook, plan it on the embedded town, write everything."""
    known_scenario(scenario)
    usable_folder(out)
    budget = budget_of(seconds, None)
    from api.foreground import in_foreground  # noqa: PLC0415 - see api.commands

    with tempfile.TemporaryDirectory(prefix="lastmetre-") as folder:
        workbook = Path(folder) / "day.xlsx"
        dispatch = in_foreground(lambda watch: _play(scenario, workbook, out, budget=budget, seed=seed, watch=watch))
    raise typer.Exit(show_dispatch(dispatch, out))


def _play(
    scenario: str, workbook: Path, out: Path, *, budget: Budget, seed: int, watch: "ForegroundWatch"
) -> "Dispatch":
    """Do what a planner does: fill a workbook, plan it; the workbook is put beside the sheets."""
    from api.planning import plan_file  # noqa: PLC0415 - see api.commands
    from graphs.network import open_roads  # noqa: PLC0415 - the same
    from scenarios.catalogue import make_day  # noqa: PLC0415 - the same

    watch.report(Progress("scenario"))
    town = open_roads(None)
    write_day(make_day(scenario, town.roads, seed=seed), workbook)
    dispatch = plan_file(workbook, lambda: town, out, budget=budget, seed=seed, watch=watch)
    (out / workbook.name).write_bytes(workbook.read_bytes())
    return dispatch


def warm_up() -> None:
    """Compile the cores, a process for each processor, then plan a tiny day, which compiles what else a plan takes."""
    from api.compiling import compile_cores  # noqa: PLC0415 - see api.commands
    from api.foreground import in_foreground  # noqa: PLC0415 - see api.commands
    from api.terminal import say, warn  # noqa: PLC0415 - see api.commands

    warn(Text("compiling the routing cores (once, 1-3 minutes)", "正在编译路径核心（仅首次，约1-3分钟）"), "")
    compile_cores()
    with tempfile.TemporaryDirectory(prefix="lastmetre-") as folder:
        workbook, budget = Path(folder) / "day.xlsx", Budget(iterations=200)
        in_foreground(lambda watch: _play("tiny", workbook, Path(folder) / "out", budget=budget, seed=1, watch=watch))
    say(Text("ready", "已就绪"))
