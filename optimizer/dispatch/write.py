"""All sheets of a plan in one folder, or none of them."""

import tempfile
from collections.abc import Mapping
from json import dumps
from pathlib import Path

from optimizer.dispatch.geojson import geojson_of
from optimizer.dispatch.page import page_html
from optimizer.dispatch.plan_json import dump_plan
from optimizer.dispatch.routes import MappedRoads, find_routes
from optimizer.dispatch.ways import find_ways
from optimizer.dispatch.workbook import write_dispatch_workbook
from optimizer.model.day import Day
from optimizer.model.plan import Plan

FILES: Mapping[str, str] = {
    "plan": "plan.json",
    "workbook": "dispatch.xlsx",
    "routes": "routes.geojson",
    "page": "plan.html",
}
"""What :func:`write_all` leaves in the folder, by what it is."""


def write_all(folder: Path, day: Day, plan: Plan, roads: MappedRoads) -> None:
    """Write plan, workbook, routes and page into ``folder``, over an earlier result; other files there stay.

    The files are made in a temporary folder beside and moved when all are whole. Whatever fails on the way, the
    folder is left as it was.

    Raises
    ------
    OSError
        When the folder cannot be made or written, or one of the four names is taken by a folder.
    """
    _refuse_taken_names(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as beside:
        fresh, earlier = Path(beside) / "fresh", Path(beside) / "earlier"
        fresh.mkdir()
        earlier.mkdir()
        _write(fresh, day, plan, roads)
        _exchange(fresh, earlier, folder)


def _refuse_taken_names(folder: Path) -> None:
    """Find out before an hour of work, not after it."""
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(f"{folder} is a file, not a folder / {folder} 是文件，不是文件夹")
    for name in FILES.values():
        if (folder / name).is_dir():
            raise IsADirectoryError(f"{folder / name} is a folder in the way / {folder / name} 是文件夹，无法写入")


def _write(folder: Path, day: Day, plan: Plan, roads: MappedRoads) -> None:
    dump_plan(plan, folder / FILES["plan"])
    ways, routes = find_ways(day, plan, roads), find_routes(day, plan, roads)
    write_dispatch_workbook(day, plan, folder / FILES["workbook"], ways)
    geojson = dumps(geojson_of(day, plan, routes), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    (folder / FILES["routes"]).write_text(geojson + "\n", encoding="utf-8")
    (folder / FILES["page"]).write_text(page_html(day, plan, routes, roads.lines(), ways), encoding="utf-8")


def _exchange(fresh: Path, earlier: Path, folder: Path) -> None:
    """Move the earlier files out and the fresh ones in; put everything back if one move fails."""
    made = not folder.exists()
    if made:
        folder.mkdir()
    placed: list[str] = []
    try:
        for name in FILES.values():
            if (folder / name).exists():
                (folder / name).rename(earlier / name)
            (fresh / name).rename(folder / name)
            placed.append(name)
    except BaseException:
        for name in placed:
            (folder / name).unlink()
        for kept in earlier.iterdir():
            kept.rename(folder / kept.name)
        if made:
            folder.rmdir()
        raise
