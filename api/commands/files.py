"""``lastmetre template`` and ``lastmetre scenario``: workbooks to begin with, empty or filled."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import Roads, Seed
from api.errors import BadOption
from api.outputs import written_to
from optimizer.model.findings import Where
from optimizer.model.text import Text

if TYPE_CHECKING:
    from optimizer.model.day import Day

_scenarios = typer.Typer(help="Filled days of the catalogue. 目录中的示例场景", no_args_is_help=True)

_TEMPLATE_HELP = "Write an empty workbook: headers, drop-downs, notes, an example row a sheet. 写出空白数据表。"


def register(app: typer.Typer) -> None:
    """Put the commands onto the command line."""
    app.command("template", help=_TEMPLATE_HELP)(template)
    app.add_typer(_scenarios, name="scenario")


def template(file: Annotated[Path, typer.Argument(help="Workbook to write, .xlsx. 要写出的工作簿")]) -> None:
    """Write an empty workbook: headers, drop-downs, notes, an example row a sheet."""
    from api.terminal import say  # noqa: PLC0415 - see api.commands
    from optimizer.intake.write import write_template  # noqa: PLC0415 - the same

    if file.suffix.lower() != ".xlsx":
        raise _unknown_suffix(file, Text("give a name that ends in .xlsx", "文件名请以 .xlsx 结尾"))
    with written_to(file):
        write_template(file)
    say(Text(f"written to {file}", f"已写入 {file}"))


@_scenarios.command("list", help="List the catalogue. 列出场景目录。")
def list_scenarios() -> None:
    """List the catalogue."""
    from api.terminal import show_rows  # noqa: PLC0415 - see api.commands
    from scenarios.catalogue import SCENARIOS  # noqa: PLC0415 - the same

    rows = [(name, scenario.title.zh, scenario.title.en) for name, scenario in SCENARIOS.items()]
    show_rows(("场景 scenario", "内容", "content"), rows)


@_scenarios.command("make", help="Write a filled day of the catalogue. 写出目录中的一个场景。")
def make_scenario(
    name: Annotated[str, typer.Argument(help="See 'lastmetre scenario list'. 场景名")],
    out: Annotated[
        Path,
        typer.Option(help="Workbook (.xlsx), JSON file (.json), or folder for CSV files. 工作簿、JSON 或 CSV 文件夹"),
    ],
    roads: Roads = None,
    seed: Seed = 1,
) -> None:
    """Write a filled day of the catalogue."""
    from api.terminal import say  # noqa: PLC0415 - see api.commands
    from graphs.network import open_roads  # noqa: PLC0415 - the same
    from scenarios.catalogue import make_day  # noqa: PLC0415 - the same

    known_scenario(name)
    if out.suffix.lower() not in {".xlsx", ".json", ""}:
        raise _unknown_suffix(
            out,
            Text(
                "give a name that ends in .xlsx or .json, or the name of a folder",
                "请以 .xlsx、.json 结尾，或给出文件夹名",
            ),
        )
    write_day(make_day(name, open_roads(roads).roads, seed=seed), out)
    say(Text(f"written to {out}", f"已写入 {out}"))


def known_scenario(name: str) -> None:
    """Refuse a name that the catalogue does not have.

    Raises
    ------
    BadOption
        With the names it has.
    """
    from scenarios.catalogue import SCENARIOS  # noqa: PLC0415 - see api.commands

    if name not in SCENARIOS:
        known = ", ".join(SCENARIOS)
        raise BadOption(
            Text(f"the catalogue has no scenario {name!r}", f"目录中没有场景 {name!r}"),
            Text(f"choose one of: {known}", f"请选择：{known}"),
            Where(pointer=name),
        )


def write_day(day: "Day", out: Path) -> None:
    """Write a day in the format that the name of ``out`` asks for."""
    from optimizer.intake.write import write_csv, write_json, write_workbook  # noqa: PLC0415 - see api.commands

    write = {".xlsx": write_workbook, ".json": write_json}.get(out.suffix.lower(), write_csv)
    with written_to(out):
        write(day, out)


def _unknown_suffix(path: Path, remedy: Text) -> BadOption:
    message = Text(f"cannot tell what kind of file {path.name!r} is to be", f"无法判断 {path.name!r} 的文件类型")
    return BadOption(message, remedy, Where(pointer=str(path)))
