"""Routes and stops on the page's map: everything that belongs to a crew, and can be narrowed to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphs.geo import Position
from optimizer.dispatch.clock import clock, kilograms_text
from optimizer.dispatch.page_scene import Extent, Scene, extent
from optimizer.dispatch.page_style import FONTS
from optimizer.dispatch.plotting import bk, filtered
from optimizer.dispatch.runs import Run, grams, runs
from optimizer.dispatch.sheet_duty import goods_text, notes
from optimizer.model.plan import DutyPlan, Visit, VisitKind


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A source with a column ``crew``, and the filter that narrows its view."""

    source: Any
    filter: Any


def draw_routes(plot: Any, scene: Scene) -> tuple[Any, Narrowed, list[Extent]]:
    """Draw a line a trip, dashed on the way home; give also the extent of every crew's lines."""
    columns: dict[str, list[Any]] = {
        key: [] for key in ("crew", "colour", "dash", "who", "what", "when", "km", "x", "y")
    }
    extents = []
    for crew, duty in enumerate(scene.duties):
        tracks = [scene.xy(scene.routes.run(duty, run).points) for run in runs(duty)]
        for run, (x, y) in zip(runs(duty), tracks, strict=True):
            _add(columns, crew, scene.colour[duty.crew.vehicle], *_route_words(scene, duty, run), x, y)
        extents.append(extent(*(np.concatenate(axis) for axis in zip(*tracks, strict=True))))
    source = bk.ColumnDataSource(columns)
    view, narrowed = filtered()
    lines = plot.multi_line(
        xs="x",
        ys="y",
        source=source,
        view=view,
        line_color="colour",
        line_dash="dash",
        line_width=2.2,
        line_alpha=0.85,
        line_join="round",
    )
    tips = [("班组", "@who"), ("任务", "@what"), ("时间", "@when"), ("里程", "@km")]
    plot.add_tools(bk.HoverTool(renderers=[lines], tooltips=tips, line_policy="interp", description="线路 Routes"))
    return lines, Narrowed(source, narrowed), extents


def _add(columns: dict[str, list[Any]], *values: Any) -> None:
    for column, value in zip(columns.values(), values, strict=True):
        column.append(value)


def _route_words(scene: Scene, duty: DutyPlan, run: Run) -> tuple[str, str, str, str, str]:
    dash, what = "6 4", "返程 Return"
    if run.number is not None:
        weight = kilograms_text(grams(scene.day, run.load.lines))
        dash, what = "solid", f"第 {run.number} 趟 · {weight} kg · 送 {len(run.deliveries)} 点"
    when = f"{clock(run.origin.leave_s)} – {clock(run.visits[-1].leave_s)}"
    return dash, scene.who(duty), what, when, f"{run.driven_m / 1000:,.1f} km"


def draw_stops(plot: Any, scene: Scene) -> tuple[list[Any], Narrowed]:
    """Draw a dot a delivery, and (to be shown from near) its number in the duty; give the latter's renderers."""
    columns: dict[str, list[Any]] = {
        key: [] for key in ("crew", "colour", "number", "edge", "who", "place", "when", "goods", "notes")
    }
    points: list[Position] = []
    for crew, duty in enumerate(scene.duties):
        positions = scene.routes.stops(duty)
        stops = [line for line, visit in enumerate(duty.visits) if visit.kind is VisitKind.DELIVER]
        points += [positions[line] for line in stops]
        labels = _labels([duty.visits[line].place for line in stops])
        for label, line in zip(labels, stops, strict=True):
            who = f"{scene.who(duty)} · 派车单第 {line + 1} 行"
            words = _stop_words(scene, duty.visits[line])
            edge = "#c62828" if duty.visits[line].late_s else "#ffffff"
            _add(columns, crew, scene.colour[duty.crew.vehicle], label, edge, who, *words)
    x, y = scene.xy(points)
    source = bk.ColumnDataSource({**columns, "x": x, "y": y})
    view, narrowed = filtered()
    shared = {"x": "x", "y": "y", "source": source, "view": view}
    look = {"fill_color": "colour", "line_color": "edge"}
    dots = plot.scatter(**shared, **look, size=7, line_width=1)
    badges = plot.scatter(**shared, **look, size=18, line_width=1.6)
    text = {"text_font": {"value": FONTS}, "text_font_size": "11px", "text_font_style": "bold", "text_color": "#ffffff"}
    numbers = plot.text(**shared, **text, text="number", text_align="center", text_baseline="middle")
    tips = [
        ("送达", "第 @number 点 @place"),
        ("班组", "@who"),
        ("时间", "@when"),
        ("物资", "@goods"),
        ("备注", "@notes"),
    ]
    plot.add_tools(bk.HoverTool(renderers=[dots], tooltips=tips, description="送达点 Stops"))
    return [badges, numbers], Narrowed(source, narrowed)


def _labels(places: Sequence[str | None]) -> list[str]:
    """Give the stops of a duty their numbers; stops at one place share a label, as they share a spot on the map."""
    at: dict[str | None, list[int]] = {}
    for number, place in enumerate(places, 1):
        at.setdefault(place, []).append(number)
    text = {
        place: str(n[0]) if len(n) == 1 else f"{n[0]}{',' if len(n) == 2 else '…'}{n[-1]}" for place, n in at.items()
    }
    return [text[place] for place in places]


def _stop_words(scene: Scene, visit: Visit) -> tuple[str, str, str, str]:
    place = scene.day.places[visit.place] if visit.place is not None else None
    name = f"{place.name} {place.district}".strip() if place else "途中"
    when = f"{clock(visit.arrive_s)} 到 · {clock(visit.begin_s)} 卸货 · {clock(visit.leave_s)} 离开"
    goods = goods_text(scene.day, visit.lines).replace("\n", "、")
    return name, when, goods, notes(scene.day, visit).replace("\n", "、") or "—"
