"""``lastmetre bench routing``: our routing core beside the open peers, on public instances."""

from pathlib import Path
from typing import Annotated, Any

import typer

from api.errors import BadOption, ExitCode, Stopped
from api.outputs import usable_folder, written_to
from optimizer.model.findings import Where
from optimizer.model.text import Text

_HELP = """Solve public instances with ours and the peers; a run once made is kept. 公开算例对比测试。

Lists are given as 10,60 or by repeating the option. 列表写作 10,60，或重复选项。"""


def register(group: typer.Typer) -> None:
    """Put the command onto the command line."""
    group.command("routing", help=_HELP)(routing)


def routing(
    *,
    out: Annotated[Path, typer.Option(help="Folder for the runs. 记录文件夹")] = Path("out/bench"),
    data: Annotated[Path, typer.Option(help="Folder of the instances. 算例文件夹")] = Path("../shared/data/bench"),
    sets: Annotated[list[str] | None, typer.Option(help="Sets of instances. 算例集", show_default="all")] = None,
    solvers: Annotated[
        list[str] | None, typer.Option(help="lastmetre, pyvrp, vroom, vroom-1, ortools, vrp-cli, hgs. 求解器")
    ] = None,
    seconds: Annotated[list[str] | None, typer.Option(help="Seconds of search. 搜索时长（秒）")] = None,
    seeds: Annotated[list[str] | None, typer.Option(help="Seeds. 种子")] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="These instances only. 仅测这些算例", show_default="all")
    ] = None,
    others: Annotated[
        int, typer.Option(min=0, max=1000, help="Instead so many of each set outside the sample. 改测样本外算例数")
    ] = 0,
    at_once: Annotated[int, typer.Option(min=1, max=64, help="Runs at once, a core each. 并行数")] = 1,
    threads: Annotated[int, typer.Option(min=1, max=64, help="Threads of each run. 每次线程数")] = 1,
    objective: Annotated[str, typer.Option(help="What is least: cost, or 'vehicles first'. 目标")] = "cost",
    older: Annotated[bool, typer.Option("--older", help="Keep runs of our older code. 保留旧代码的记录")] = False,
    table: Annotated[Path, typer.Option(help="Markdown file for the figures. 写入数据的文档")] = Path(
        "docs/benchmarks.md"
    ),
) -> None:
    """Measure sets x solvers x budgets x seeds."""
    usable_folder(out)
    from api.terminal import warn  # noqa: PLC0415 - see api.commands
    from scenarios.bench_routing.run import run_routing_bench  # noqa: PLC0415 - the same

    given: dict[str, Any] = {
        "groups": tuple(listed(sets)),
        "only": tuple(listed(only)),
        "solvers": tuple(listed(solvers)),
        "budgets": tuple(_number("--seconds", word, float) for word in listed(seconds)),
        "seeds": tuple(_number("--seeds", word, int) for word in listed(seeds)),
    }
    try:
        with written_to(out):
            run_routing_bench(
                out, data=data, others=others, at_once=at_once, threads=threads, objective=objective, older=older,
                table=table, compile_first=_compile, **{name: values for name, values in given.items() if values},
            )  # fmt: skip
    except ValueError as error:
        raise BadOption(Text(str(error), str(error)), Text("correct the option", "请改正选项")) from None
    except Stopped:
        warn(Text(f"stopped; the runs made so far are kept in {out}", f"已停止；已完成的记录保存在 {out}"))
        raise typer.Exit(ExitCode.STOPPED) from None


def _compile() -> None:
    from api.compiling import compile_cores  # noqa: PLC0415 - see api.commands

    compile_cores()


def listed(words: list[str] | None) -> list[str]:
    """Take lists apart that were given as ``a,b`` or by repeating the option."""
    return [part.strip() for word in words or [] for part in word.split(",") if part.strip()]


def _number(option: str, word: str, kind: type[float] | type[int]) -> float:
    """Read a number above zero.

    Raises
    ------
    BadOption
        If it is none.
    """
    try:
        value = kind(word)
    except ValueError:
        value = 0
    if not 0 < value < 10**6:
        raise BadOption(
            Text(f"{option} is {word}", f"{option} 为 {word}"),
            Text("give a number above zero", "请给出大于零的数"),
            Where(pointer=option),
        )
    return value
