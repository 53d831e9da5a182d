"""The timeline of the page: one row a crew, its day in coloured bars."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from optimizer.dispatch.clock import clock, duration
from optimizer.dispatch.page_scene import Scene
from optimizer.dispatch.page_style import FONTS
from optimizer.dispatch.plotting import bk, figure
from optimizer.dispatch.sheet_duty import goods_text
from optimizer.model.day import Day
from optimizer.model.plan import DutyPlan, Visit, VisitKind
from optimizer.model.units import HOUR, Seconds

_BARS: Mapping[str, tuple[str, str]] = {
    "drive": ("行驶 Drive", "#9db4cc"),
    "load": ("装货 Load", "#f0a830"),
    "deliver": ("送达 Deliver", "#3f9b63"),
    "late": ("晚到送达 Late", "#d64545"),
    "wait": ("等待 Wait", "#e4dcc9"),
    "rest": ("休息 Rest", "#8d6cc0"),
}
"""Name and colour of every kind of bar."""

_CLOCK = """
const day = Math.floor(tick / 86400000), rest = tick - day * 86400000;
const two = (n) => String(n).padStart(2, "0");
const text = two(Math.floor(rest / 3600000)) + ":" + two(Math.floor(rest % 3600000 / 60000));
return day === 0 ? text : text + (day > 0 ? " +" : " ") + day;
"""
"""A tick in milliseconds as :func:`optimizer.dispatch.clock.clock` writes it."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The figure, and what the page's script turns on and off."""

    figure: Any
    band: Any
    tapped: list[Any]


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a crew's day of one kind (a key of ``_BARS``)."""

    kind: str
    begins: Seconds
    ends: Seconds
    what: str


def timeline(scene: Scene) -> Timeline:
    """Draw the day; the x axis counts milliseconds, which Bokeh divides as a clock does."""
    plot = _figure(scene)
    band = bk.BoxAnnotation(bottom=0, top=0, fill_color="#cfe4fb", fill_alpha=0.8, level="underlay", visible=False)
    plot.add_layout(band)
    _draw_shifts(plot, scene.duties)
    return Timeline(plot, band, _draw_bars(plot, scene))


def _figure(scene: Scene) -> Any:
    duties = scene.duties
    begins = min((duty.visits[0].arrive_s for duty in duties), default=6 * HOUR)
    ends = max((duty.visits[-1].leave_s for duty in duties), default=18 * HOUR)
    wheel = bk.WheelZoomTool(dimensions="width", modifiers="ctrl")
    plot = figure(
        name="timeline",
        height=110 + 21 * max(1, len(duties)),
        sizing_mode="stretch_width",
        x_range=bk.Range1d((begins - 900) * 1000, (ends + 900) * 1000),
        y_range=bk.Range1d(len(duties) - 0.4, -0.6),
        x_axis_location="above",
        tools=[bk.PanTool(dimensions="width"), wheel, bk.ResetTool(), bk.TapTool()],
        outline_line_color=None,
    )
    plot.toolbar.logo = None
    plot.toolbar.active_scroll = wheel
    plot.add_layout(bk.LinearAxis(), "below")
    _clock_axes(plot)
    plot.yaxis.ticker = bk.FixedTicker(ticks=list(range(len(duties))))
    plot.yaxis.major_label_overrides = {number: scene.who(duty) for number, duty in enumerate(duties)}
    plot.yaxis.major_label_text_font = FONTS
    plot.yaxis.major_tick_line_color = None
    plot.ygrid.grid_line_color = None
    return plot


def _clock_axes(plot: Any) -> None:
    for axis in plot.xaxis:
        axis.ticker = bk.DatetimeTicker(desired_num_ticks=16)
        axis.formatter = bk.CustomJSTickFormatter(code=_CLOCK)
        axis.major_label_text_font = FONTS
        axis.axis_line_color = "#aab4c0"
    plot.xgrid.ticker = plot.xaxis[0].ticker


def _draw_shifts(plot: Any, duties: tuple[DutyPlan, ...]) -> None:
    plot.hbar(
        y=list(range(len(duties))),
        left=[duty.crew.shift.opens * 1000 for duty in duties],
        right=[duty.crew.shift.closes * 1000 for duty in duties],
        height=0.84,
        fill_color="#f1f4f7",
        line_color=None,
        level="underlay",
    )


def _draw_bars(plot: Any, scene: Scene) -> list[Any]:
    renderers, items, sources = [], [], []
    for kind, columns in _columns(scene).items():
        label, shade = _BARS[kind]
        source = bk.ColumnDataSource(columns)
        look = {"height": 0.62, "fill_color": shade, "line_color": None}
        bars = plot.hbar(y="crew", left="left", right="right", source=source, **look)
        sources.append(source)
        renderers.append(bars)
        items.append(bk.LegendItem(label=label, renderers=[bars]))
    look = {"label_text_font": FONTS, "border_line_color": None, "padding": 2, "margin": 2}
    plot.add_layout(bk.Legend(items=items, orientation="horizontal", click_policy="hide", **look), "above")
    tips = [("班组", "@who"), ("作业", "@what"), ("时间", "@when")]
    plot.add_tools(bk.HoverTool(renderers=renderers, tooltips=tips, point_policy="follow_mouse"))
    return sources


def _columns(scene: Scene) -> dict[str, dict[str, list[Any]]]:
    """Sort all bars by kind, as columns of Bokeh."""
    found: dict[str, dict[str, list[Any]]] = {
        kind: {key: [] for key in ("crew", "left", "right", "who", "what", "when")} for kind in _BARS
    }
    for crew, duty in enumerate(scene.duties):
        for bar in bars_of(scene.day, duty):
            when = f"{clock(bar.begins)} – {clock(bar.ends)}（{duration(bar.ends - bar.begins)}）"
            row = (crew, bar.begins * 1000, bar.ends * 1000, scene.who(duty), bar.what, when)
            for column, value in zip(found[bar.kind].values(), row, strict=True):
                column.append(value)
    return found


def bars_of(day: Day, duty: DutyPlan) -> list[Bar]:
    """Cut a duty into bars that follow one another without a gap; those of no length are left out."""
    bars = []
    for visit in duty.visits:
        place = day.places[visit.place].name if visit.place is not None else "途中"
        way = f"驶往{place} {visit.drive_m / 1000:,.1f} km"
        parts = (
            Bar("drive", visit.arrive_s - visit.drive_s, visit.arrive_s, way),
            Bar("wait", visit.arrive_s, visit.begin_s, f"等待 {place}"),
            Bar(_kind(visit), visit.begin_s, visit.leave_s, _work(day, visit, place)),
        )
        bars += [bar for bar in parts if bar.ends > bar.begins]
    return bars


def _kind(visit: Visit) -> str:
    if visit.kind is VisitKind.DELIVER:
        return "late" if visit.late_s else "deliver"
    return {VisitKind.LOAD: "load", VisitKind.REST: "rest"}.get(visit.kind, "wait")


def _work(day: Day, visit: Visit, place: str) -> str:
    if visit.kind is VisitKind.REST:
        return f"休息 {place}"
    goods = goods_text(day, visit.lines).replace("\n", "、")
    late = f" 晚到 {duration(visit.late_s)}" if visit.late_s else ""
    return f"{'装货' if visit.kind is VisitKind.LOAD else '送达'} {place} {goods}{late}"
