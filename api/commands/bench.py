"""``lastmetre bench``: measure the catalogue days and write the figures down."""

from pathlib import Path
from typing import Annotated, Any

import typer

from api.errors import ExitCode, Stopped
from api.outputs import usable_folder, written_to
from optimizer.model.text import Text

_HELP = """Measure catalogue days on roads, with seeds and budgets; a run once made is kept. 测试并记录数据。

An option may be given several times. 选项可重复给出。"""


def register(app: typer.Typer) -> None:
    """Put the command onto the command line."""
    app.command("bench", help=_HELP)(bench)


def bench(
    *,
    out: Annotated[Path, typer.Option(help="Folder for the runs. 记录文件夹")] = Path("out/bench"),
    scenario: Annotated[list[str] | None, typer.Option(help="Scenarios. 场景")] = None,
    roads: Annotated[list[str] | None, typer.Option(help="Road extracts, or town. 路网")] = None,
    seed: Annotated[list[int] | None, typer.Option(help="Seeds. 种子")] = None,
    seconds: Annotated[list[float] | None, typer.Option(help="Seconds of search. 搜索时长（秒）")] = None,
    table: Annotated[Path, typer.Option(help="Markdown file for the figures. 写入数据的文档")] = Path(
        "docs/benchmarks.md"
    ),
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
