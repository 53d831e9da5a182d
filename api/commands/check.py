"""``lastmetre check`` and ``lastmetre validate``: what is wrong with a plan, or with a day."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.options import DayPath, Roads
from api.errors import ExitCode
from optimizer.model.text import Text

_CHECK_HELP = """Check a plan against its day, also one edited by hand. 复核方案（含手工修改的），列出全部违规。

Give the roads it was planned on. Exit code 0: none, 1: breaches. 请使用编制时的路网；退出码 0 无违规，1 有违规。"""
_VALIDATE_HELP = "Report everything wrong with a day; with --roads also where its places lie. 校验数据，列出全部问题。"


def register(app: typer.Typer) -> None:
    """Put the commands onto the command line."""
    app.command("check", help=_CHECK_HELP)(check)
    app.command("validate", help=_VALIDATE_HELP)(validate)


def check(
    day: DayPath,
    plan: Annotated[Path, typer.Argument(help="The plan.json to check. 待复核的 plan.json")],
    roads: Roads = None,
) -> None:
    """Check a plan against its day and list every breach."""
    from api.terminal import say, show_breaches, warn  # noqa: PLC0415 - see api.commands
    from graphs.network import open_roads  # noqa: PLC0415 - the same
    from optimizer.checker.check import check as breaches_of  # noqa: PLC0415 - the same
    from optimizer.dispatch.plan_json import load_plan  # noqa: PLC0415 - the same
    from optimizer.intake.read import read_request  # noqa: PLC0415 - the same
    from optimizer.plan import travel_of  # noqa: PLC0415 - the same
    from optimizer.validation.validate import validate as validated  # noqa: PLC0415 - the same

    known, claimed = validated(read_request(day)).day, load_plan(plan)
    network = open_roads(roads)
    if claimed.origin.roads != network.name:
        warn(
            Text(
                f"the plan was made on {claimed.origin.roads}, you check it on {network.name}",
                f"方案使用的路网是 {claimed.origin.roads}，现用 {network.name} 复核",
            )
        )
    breaches = breaches_of(known, travel_of(known, network), claimed)
    if not breaches:
        say(Text("no breaches", "没有违规"))
        return
    show_breaches(breaches)
    say(Text(f"{len(breaches)} breaches", f"{len(breaches)} 处违规"))
    raise typer.Exit(ExitCode.BREACHES)


def validate(day: DayPath, roads: Roads = None) -> None:
    """Report everything that is wrong with a day; with ``--roads`` also where its places lie."""
    from api.terminal import say, show_issues  # noqa: PLC0415 - see api.commands
    from optimizer.intake.read import read_request  # noqa: PLC0415 - the same
    from optimizer.validation.validate import validate as validated  # noqa: PLC0415 - the same

    request = read_request(day)
    valid = validated(request)
    warnings = valid.warnings
    if roads is not None:
        from graphs.network import open_roads  # noqa: PLC0415 - the same
        from optimizer.plan import look_at_roads  # noqa: PLC0415 - the same

        warnings += look_at_roads(valid.day, open_roads(roads), request)[1]
    if warnings:
        show_issues(warnings)
    say(Text(f"the day is valid, {len(warnings)} warnings", f"数据有效，{len(warnings)} 条警告"))
