"""plan.html: map and timeline in one file that opens from disk, without network."""

from collections.abc import Sequence

from graphs.map.drawing import RoadLine
from optimizer.dispatch import page_text
from optimizer.dispatch.page_map import city_map
from optimizer.dispatch.page_scene import scene
from optimizer.dispatch.page_script import SCRIPT
from optimizer.dispatch.page_style import STYLE, TEMPLATE
from optimizer.dispatch.page_timeline import timeline
from optimizer.dispatch.plotting import one_file
from optimizer.dispatch.routes import Routes
from optimizer.dispatch.ways import UNTOLD, Ways
from optimizer.model.day import Day
from optimizer.model.plan import Plan

_FEW_STOPS = 60
"""Up to so many deliveries, the numbers of all stops can be read at once."""


def page_html(day: Day, plan: Plan, routes: Routes, lines: Sequence[RoadLine], ways: Ways = UNTOLD) -> str:
    """Give the page as text, scripts and styles inside.

    ``lines`` are the streets behind the routes, from :meth:`graphs.network.RoadNetwork.lines`.
    """
    drawn_scene = scene(day, plan, routes)
    drawn, chart = city_map(drawn_scene, lines), timeline(drawn_scene)
    handles = {
        "map": drawn.figure,
        "routes": drawn.routes,
        "filters": [[narrowed.source, narrowed.filter] for narrowed in drawn.narrowed],
        "badges": drawn.badges,
        "extents": drawn.extents,
        "few": drawn.stops <= _FEW_STOPS,
        "band": chart.band,
        "tapped": [*(narrowed.source for narrowed in drawn.narrowed), *chart.tapped],
    }
    return one_file(
        [drawn.figure, chart.figure],
        title=f"派车计划 {day.name} {day.date}",
        ready=SCRIPT,
        handles=handles,
        template=TEMPLATE,
        parts={
            "style": STYLE,
            "header": page_text.header(day, plan),
            "crews": page_text.crew_rows(day, plan),
            "sheets": page_text.sheets(day, plan, ways),
            "footer": page_text.footer(plan),
        },
    )
