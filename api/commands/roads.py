"""``lastmetre roads affected``: which trips of a plan the day's road changes hit, and the ways round."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import roads_prepare
from api.commands.options import Roads
from api.errors import BadOption
from optimizer.model.findings import Where
from optimizer.model.text import Text

if TYPE_CHECKING:
    from optimizer.live.detours import Hindrance
    from optimizer.model.day import Day
    from optimizer.model.plan import Plan

_roads = typer.Typer(help="Roads, and what changes on them do to a plan. 路网及其变化的影响", no_args_is_help=True)

_AFFECTED_HELP = """List the trips that the day's road changes hit, and the way round. 列出受影响的趟次及绕行路线。

Drives that were planned with the changes are passed over. 编制时已考虑的变化不再列出。"""

_HEADER = (
    "趟次 trip",
    "车牌 plate",
    "起讫 from - to",
    "影响",
    "what happens",
    "绕行 way round",
    "绕行道路 by",
)


def register(app: typer.Typer) -> None:
    """Put the commands onto the command line."""
    _roads.command("affected", help=_AFFECTED_HELP)(affected)
    roads_prepare.register(_roads)
    app.add_typer(_roads, name="roads")


def affected(
    plan: Annotated[Path, typer.Argument(help="The plan.json. 方案文件 plan.json")],
    *,
    day: Annotated[Path, typer.Option(help="The day with its road changes, as for 'plan'. 含道路变化的数据")],
    roads: Roads = None,
) -> None:
    """List the trips that the day's road changes hit, with what the way round costs."""
    from api.terminal import say, show_rows, warn  # noqa: PLC0415 - see api.commands
    from graphs.network import open_roads  # noqa: PLC0415 - the same
    from optimizer.dispatch.plan_json import load_plan  # noqa: PLC0415 - the same
    from optimizer.intake.read import read_request  # noqa: PLC0415 - the same
    from optimizer.live.detours import hindrances  # noqa: PLC0415 - the same
    from optimizer.validation.changes import put_on_roads  # noqa: PLC0415 - the same
    from optimizer.validation.validate import validate  # noqa: PLC0415 - the same

    request, made = read_request(day), load_plan(plan)
    known = validate(request).day
    _refuse_strangers(known, made, plan)
    network = open_roads(roads)
    if made.origin.roads != network.name:
        warn(
            Text(
                f"the plan was made on {made.origin.roads}, you look at it on {network.name}",
                f"方案使用的路网是 {made.origin.roads}，现用 {network.name} 查看",
            )
        )
    found = hindrances(known, made, put_on_roads(known, network.roads, request), network)
    if not found:
        say(Text("no trip is hit", "没有趟次受影响"))
        return
    show_rows(_HEADER, [_row(known, one) for one in found])
    trips = len({one.drive.name for one in found})
    say(Text(f"trips hit: {trips}", f"受影响趟次：{trips}"))


def _refuse_strangers(day: "Day", plan: "Plan", path: Path) -> None:
    """Refuse a plan of another day.

    Raises
    ------
    BadOption
        With the first vehicle or place that the day does not have.
    """
    visits = (visit for duty in plan.duties for visit in duty.visits)
    strangers = [duty.crew.vehicle for duty in plan.duties if duty.crew.vehicle not in day.vehicles]
    strangers += [visit.place for visit in visits if visit.place is not None and visit.place not in day.places]
    if strangers:
        raise BadOption(
            Text(
                f"the plan speaks of {strangers[0]!r}, which the day does not have",
                f"方案中的“{strangers[0]}”不在数据中",
            ),
            Text("give the day that the plan was made for", "请给出编制该方案所用的数据"),
            Where(pointer=str(path)),
        )


def _row(day: "Day", one: "Hindrance") -> tuple[str, ...]:
    origin, destination = (day.places[place].name for place in one.drive.leg)
    cost = by = ""
    if one.detour is None:
        cost = "无路可绕 none"
    else:
        minutes = -(-one.detour.more_s // 60)
        cost, by = f"{minutes:+d} min {one.detour.more_m / 1000:+.1f} km", one.detour.way.text
    plate = day.vehicles[one.drive.duty.crew.vehicle].plate
    return (one.drive.name, plate, f"{origin} → {destination}", one.hit.message.zh, one.hit.message.en, cost, by)
