"""The map of the page: our roads, routes coloured by vehicle, numbered stops, loading points, what is unserved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphs.geo import Position
from graphs.map.drawing import RoadLine
from graphs.roads import RoadClass
from optimizer.dispatch.page_scene import Extent, Scene, around
from optimizer.dispatch.page_style import FONTS
from optimizer.dispatch.page_tracks import Narrowed, draw_routes, draw_stops
from optimizer.dispatch.plotting import bk, figure
from optimizer.dispatch.runs import grams, trips
from optimizer.dispatch.words import REASONS, TIERS

_ROADS: Mapping[RoadClass, tuple[str, float]] = {
    RoadClass.MOTORWAY: ("#e8a87c", 2.6),
    RoadClass.TRUNK: ("#edbd8f", 2.2),
    RoadClass.PRIMARY: ("#efd19f", 1.9),
    RoadClass.SECONDARY: ("#c9cfd8", 1.5),
    RoadClass.TERTIARY: ("#d6dbe2", 1.1),
}
"""Colour and width of the larger roads, links included; all others are thin and pale."""
_MINOR = ("#e3e7ec", 0.7)

_MOST_POINTS = 500_000
"""Points of the background at 8 bytes each, 5 MB as text; the least important roads are left out beyond."""


@dataclass(frozen=True, slots=True)
class CityMap:
    """The figure, and what the page's script turns on and off; the last extent is that of the whole plan."""

    figure: Any
    routes: Any
    badges: list[Any]
    narrowed: tuple[Narrowed, Narrowed]
    extents: list[Extent]
    stops: int


def city_map(scene: Scene, roads: Sequence[RoadLine]) -> CityMap:
    """Draw the map, from the roads below to the stops on top."""
    plot = _figure()
    _draw_roads(plot, scene, roads)
    routes, narrowed_routes, extents = draw_routes(plot, scene)
    badges, narrowed_stops = draw_stops(plot, scene)
    _draw_load_points(plot, scene)
    _draw_unserved(plot, scene)
    extents.append(around([*extents, scene.places_extent()]))
    stops = len(narrowed_stops.source.data["crew"])
    return CityMap(plot, routes, badges, (narrowed_routes, narrowed_stops), extents, stops)


def _figure() -> Any:
    wheel = bk.WheelZoomTool()
    plot = figure(
        name="map",
        height=658,
        sizing_mode="stretch_width",
        x_range=bk.Range1d(-1000, 1000),
        y_range=bk.Range1d(-1000, 1000),
        tools=[bk.PanTool(), wheel, bk.BoxZoomTool(match_aspect=True), bk.TapTool()],
        background_fill_color="#fbfbf9",
        border_fill_color=None,
        outline_line_color=None,
        min_border=0,
    )
    plot.toolbar.logo = None
    plot.toolbar.active_scroll = wheel
    plot.axis.visible = False
    plot.grid.visible = False
    plot.add_layout(bk.ScaleBar(range=plot.x_range, unit="m", location="bottom_left", background_fill_alpha=0.8))
    return plot


def _draw_roads(plot: Any, scene: Scene, roads: Sequence[RoadLine]) -> None:
    """Draw all roads of one look as a single broken line, the least important first."""
    order = {road_class: rank for rank, road_class in enumerate(RoadClass)}
    broken = Position(float("nan"), float("nan"))
    looks: dict[tuple[str, float], list[Position]] = {}
    points = 0
    for road in sorted(roads, key=lambda road: order[road.road_class]):
        points += len(road.points) + 1
        if points > _MOST_POINTS:
            break
        main = RoadClass(road.road_class.value.removesuffix("_link"))
        looks.setdefault(_ROADS.get(main, _MINOR), []).extend((*road.points, broken))
    for (shade, width), line in reversed(looks.items()):
        x, y = scene.xy(line)
        plot.line(x=x, y=y, line_color=shade, line_width=width, line_join="round", level="underlay")


def _draw_load_points(plot: Any, scene: Scene) -> None:
    weights: dict[str, list[int]] = {}
    for duty in scene.duties:
        for run in trips(duty):
            if run.load.place is not None:
                weights.setdefault(run.load.place, []).append(grams(scene.day, run.load.lines))
    what = {place: f"{len(loads)} 车次 · {sum(loads) / 10**6:,.1f} t" for place, loads in weights.items()}
    source = _place_source(scene, what)
    look = {"fill_color": "#12324f", "line_color": "#ffffff", "line_width": 2}
    marks = plot.scatter("x", "y", source=source, marker="square", size=15, **look)
    font: dict[str, Any] = {"text_font": {"value": FONTS}, "text_font_size": "11px", "text_color": "#12324f"}
    font |= {"background_fill_color": "#ffffff", "background_fill_alpha": 0.75}
    plot.text("x", "y", text="name", source=source, x_offset=11, text_baseline="middle", **font)
    tips = [("装货点", "@name"), ("装货", "@what")]
    plot.add_tools(bk.HoverTool(renderers=[marks], tooltips=tips, description="装货点 Loading points"))


def _draw_unserved(plot: Any, scene: Scene) -> None:
    """Mark places where something is missing, with all that is missing there."""
    missing: dict[str, list[str]] = {}
    for left in scene.plan.unserved:
        demand, good = scene.day.demands[left.demand], scene.day.goods[left.good]
        said = f"{TIERS[demand.priority].zh} {good.name} {left.quantity:,} {good.unit}：{REASONS[left.reason].zh}"
        missing.setdefault(demand.place, []).append(said)
    source = _place_source(scene, {place: "；".join(said) for place, said in missing.items()})
    look = {"line_color": "#d50000", "line_width": 3.5, "level": "annotation"}
    marks = plot.scatter("x", "y", source=source, marker="x", size=13, **look)
    tips = [("未满足", "@name"), ("原因", "@what")]
    plot.add_tools(bk.HoverTool(renderers=[marks], tooltips=tips, description="未满足 Unserved"))


def _place_source(scene: Scene, what: Mapping[str, str]) -> Any:
    """Give places as a source of points, with a name and what there is to say."""
    places = [scene.day.places[place] for place in what]
    x, y = scene.xy([place.position for place in places])
    columns = {"x": x, "y": y, "name": [place.name for place in places], "what": list(what.values())}
    return bk.ColumnDataSource(columns)
