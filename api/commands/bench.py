"""``lastmetre bench``: measure the catalogue days and the road engine, and write the figures down."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands import bench_routing
from api.errors import ExitCode, Stopped
from api.outputs import usable_folder, written_to
from optimizer.model.text import Text

_HELP = """Measure and write the figures down; without a subcommand, all of them. 测试并记录数据。"""

_DAYS_HELP = """Measure catalogue days on roads, with seeds and budgets; a run once made is kept. 测试并记录数据。

An option may be given several times. 选项可重复给出。"""

_ROADS_HELP = """Measure the road engine: tables against pyroutingkit and scipy, and where asked for by --only reading
against osmnx, a large city, and trips across periods against exact ones. 测试路网引擎。

An option may be given several times. 选项可重复给出。"""

_TABLE = Path("docs/benchmarks.md")


class RoadRow(StrEnum):
    """What of the road engine is measured."""

    TABLES = "tables"
    READING = "reading"
    LARGE = "large"
    PERIODS = "periods"


def register(app: typer.Typer) -> None:
    """Put the commands onto the command line."""
    group = typer.Typer(help=_HELP, invoke_without_command=True)
    group.callback()(everything)
    group.command("days", help=_DAYS_HELP)(days)
    group.command("roads", help=_ROADS_HELP)(roads_engine)
    bench_routing.register(group)
    app.add_typer(group, name="bench")


def everything(
    context: typer.Context,
    *,
    out: Annotated[Path, typer.Option(help="Folder for the runs. 记录文件夹")] = Path("out/bench"),
) -> None:
    """Measure days, then roads, then the routing core, unless a subcommand says which."""
    if context.invoked_subcommand is None:
        days(out=out)
        roads_engine(only=list(RoadRow))
        bench_routing.routing(out=out)


def roads_engine(
    *,
    only: Annotated[list[RoadRow] | None, typer.Option(help="Rows to measure. 测试项目")] = None,
    roads: Annotated[list[str] | None, typer.Option(help="Road extracts, or town, for tables. 矩阵所用路网")] = None,
    nodes: Annotated[int | None, typer.Option(help="Junctions of the town. 城市路口数", min=2_000)] = None,
    stops: Annotated[int | None, typer.Option(help="Rows and columns of tables. 矩阵行列数", min=100)] = None,
    rounds: Annotated[int, typer.Option(help="How often each task of tables is timed. 重复次数", min=1)] = 5,
    table: Annotated[Path, typer.Option(help="Markdown file for the figures. 写入数据的文档")] = _TABLE,
) -> None:
    """Measure the road engine."""
    from api.terminal import warn  # noqa: PLC0415 - see api.commands
    from scenarios.bench_roads.rows import Sizes, measure_row  # noqa: PLC0415 - the same

    sizes = Sizes(roads=tuple(roads or ()), nodes=nodes, stops=stops, rounds=rounds)
    try:
        for row in only or [RoadRow.TABLES]:
            with written_to(table):
                measure_row(row.value, sizes, table)
    except Stopped:
        warn(Text("stopped; only finished rows were written", "已停止；仅写入已完成的项目"))
        raise typer.Exit(ExitCode.STOPPED) from None


def days(
    *,
    out: Annotated[Path, typer.Option(help="Folder for the runs. 记录文件夹")] = Path("out/bench"),
    scenario: Annotated[list[str] | None, typer.Option(help="Scenarios. 场景")] = None,
    roads: Annotated[list[str] | None, typer.Option(help="Road extracts, or town. 路网")] = None,
    seed: Annotated[list[int] | None, typer.Option(help="Seeds. 种子")] = None,
    seconds: Annotated[list[float] | None, typer.Option(help="Seconds of search. 搜索时长（秒）")] = None,
    table: Annotated[Path, typer.Option(help="Markdown file for the figures. 写入数据的文档")] = _TABLE,
) -> None:
    """Measure the catalogue days."""
    usable_folder(out)
    from api.terminal import warn  # noqa: PLC0415 - see api.commands
    from scenarios.bench import run_bench  # noqa: PLC0415 - the same

    chosen: dict[str, Any] = {"scenarios": scenario, "roads": roads, "seeds": seed, "budgets": seconds}
    given: dict[str, Any] = {name: tuple(values) for name, values in chosen.items() if values}
    try:
        with written_to(out):
            run_bench(out, table=table, **given)
    except Stopped:
        warn(Text(f"stopped; the runs made so far are kept in {out}", f"已停止；已完成的记录保存在 {out}"))
        raise typer.Exit(ExitCode.STOPPED) from None
