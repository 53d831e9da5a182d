"""``lastmetre roads prepare``: what is best done with roads before the day."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.errors import BadOption, ExitCode, Stopped
from optimizer.model.budget import Progress
from optimizer.model.findings import Where
from optimizer.model.text import Text

if TYPE_CHECKING:
    from api.foreground import ForegroundWatch
    from graphs.roads import RoadGraph

_PREPARE_HELP = """Read roads into the cache and draw their map, so that no plan and no browser waits for them.

读取路网并存入缓存，同时绘制地图，之后编制方案和查看地图无需等待。"""


def register(group: typer.Typer) -> None:
    """Put the command onto the command line."""
    group.command("prepare", help=_PREPARE_HELP)(prepare)


def prepare(
    spec: Annotated[str, typer.Argument(help="Road extract, town, or place:NAME. 路网文件、town 或 place:地名")],
) -> None:
    """Read roads into the cache and draw their map."""
    from api.foreground import in_foreground  # noqa: PLC0415 - see api.commands
    from api.terminal import say, warn  # noqa: PLC0415 - the same

    try:
        roads = in_foreground(lambda watch: _prepare(spec, watch))
    except Stopped:
        warn(Text("stopped; what was not finished is not kept", "已停止；未完成的部分不予保留"))
        raise typer.Exit(ExitCode.STOPPED) from None
    counts = roads.node_count, roads.edge_count
    say(
        Text(
            f"{roads.name} is prepared: {counts[0]:,} junctions, {counts[1]:,} directed edges",
            f"{roads.name} 已就绪：{counts[0]:,} 个路口，{counts[1]:,} 条有向路段",
        )
    )


def _prepare(spec: str, watch: "ForegroundWatch") -> "RoadGraph":
    from graphs.opening import prepare_roads, tiles_folder  # noqa: PLC0415 - see api.commands

    folder = tiles_folder()
    if folder is None:
        raise BadOption(
            Text("the cache is off, so nothing can be prepared", "缓存已关闭，无法预先准备路网"),
            Text("unset LASTMETRE_CACHE, or let it name a folder", "请取消 LASTMETRE_CACHE，或将其设为文件夹"),
            Where(pointer="LASTMETRE_CACHE"),
        )
    return prepare_roads(spec, folder, told=lambda share: watch.report(_progress(share)))[0]


def _progress(share: float) -> Progress:
    return Progress("preparing", done_pct=round(100 * share))
