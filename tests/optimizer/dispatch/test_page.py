"""plan.html: whole in itself, harmless, light, and alive in a real browser."""

import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from graphs.map.drawing import RoadLine
from optimizer.dispatch.page import page_html
from optimizer.dispatch.page_timeline import bars_of
from optimizer.dispatch.routes import find_routes
from optimizer.dispatch.ways import find_ways
from optimizer.model.day import Day
from optimizer.model.plan import Plan
from tests.optimizer.dispatch.large import large
from tests.optimizer.dispatch.worlds import MappedTable, small_day, small_duty, small_plan, small_town

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine to render the page with")


class Tags(HTMLParser):
    """Collects attributes that fetch something, and everything outside scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [value or "" for name, value in attrs if name in {"src", "href", "srcset", "data", "action"}]


def page(day: Day | None = None, plan: Plan | None = None, lines: list[RoadLine] | None = None) -> str:
    roads = MappedTable({})
    day, plan = day or small_day(), plan or small_plan()
    routes, ways = find_routes(day, plan, roads), find_ways(day, plan, roads)
    return page_html(day, plan, routes, lines or roads.lines(), ways)


def rendered(path: Path, crew: str = "") -> str:
    """The document after a browser without network ran it."""
    assert CHROMIUM is not None
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND",
        "--window-size=1600,1200", "--virtual-time-budget=10000", f"--user-data-dir={path.parent / 'profile'}",
        "--dump-dom", f"{path.as_uri()}{crew}",
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def test_the_page_fetches_nothing() -> None:
    """No src, href or the like at all, and no import or url() in a style."""
    text = page()
    tags = Tags()
    tags.feed(text)
    assert tags.fetched == []
    assert "link" not in tags.tags
    styles = "".join(re.findall(r"<style>(.*?)</style>", text, re.S))
    assert "@import" not in styles
    assert "url(" not in styles
    assert not re.search(
        r"""<[a-z][^<>]*\s(?:src|href)\s*=\s*["']?https?://""", re.sub(r"<script.*?</script>", "", text, flags=re.S)
    )


def test_title_and_figures_stand_on_top() -> None:
    """Chinese title, the totals of test_totals, tiers, what is missing."""
    text = page()
    assert "<title>派车计划 town 2022-11-21</title>" in text
    assert "应急保供派车计划 · town · 2022-11-21" in text
    for value, label in (
        ("2", "趟次"),
        ("39", "里程"),
        ("1/1", "生命急需"),
        ("0/1", "特殊需求"),
        ("50", "未满足"),
        ("321", "费用"),
    ):
        assert re.search(rf"<b>{value}<small>[^<]*</small></b><span>{label}", text), label
    assert "没有空闲班组可运送 50 kg" in text
    assert "请增派一名驾驶员" in text


def test_every_crew_has_a_row_and_a_sheet() -> None:
    """Three deliveries numbered, one marked late, the rest on the road named."""
    text = page()
    assert text.count('<tr data-crew="') == 1
    sheet = text[text.index('<template id="sheet-0"') :].split("</template>")[0]
    assert re.findall(r'class="badge"[^>]*>(\d)<', sheet) == ["1", "2", "3"]
    assert 'class="who late">09:10–09:15' in sheet
    assert "途中" in sheet


def test_names_from_outside_are_never_markup() -> None:
    """A place, a driver and a day with a script in their names."""
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    town = small_town()
    town.places["A"] = replace(town.places["A"], name=evil)
    town.places["C"] = replace(town.places["C"], name=evil)
    town.drivers["Li"] = replace(town.drivers["Li"], name=evil, firm='"' + evil)
    text = page(replace(town.day(), name=evil))
    assert "<script>alert" not in text
    assert "<img" not in re.sub(r'<script type="text/javascript">.*?</script>', "", text, flags=re.S)


def test_bars_follow_one_another_through_the_day() -> None:
    """Drive 10 min, wait 10, load 20, … until 09:25, without gap or overlap."""
    bars = bars_of(small_day(), small_duty())
    assert [(bar.kind, (bar.ends - bar.begins) // 60) for bar in bars[:5]] == [
        ("drive", 10), ("wait", 10), ("load", 20), ("drive", 15), ("deliver", 10),
    ]  # fmt: skip
    assert all(a.ends == b.begins for a, b in pairwise(bars))
    assert (bars[0].begins, bars[-1].ends) == (6 * 3600 + 40 * 60, 9 * 3600 + 25 * 60)
    assert [bar.kind for bar in bars].count("rest") == 2
    assert next(bar.what for bar in bars if bar.kind == "late") == "送达 B rice 100 kg 晚到 0:10"


def test_the_way_to_a_visit_is_told_and_its_turns_can_be_opened() -> None:
    """From the market to A: streets, the zone with its times, the gate to stop at; every turn in both languages."""
    panel = page().split('id="sheet-0"')[1].split("</template>")[0]
    assert "经 via 长江二路 2.3 km → 石板坡长江大桥 1.1 km" in panel
    assert "封控区“Z1” sealed zone &#x27;Z1&#x27; 07:21–07:22" in panel
    assert "停小区门口" in panel
    assert "<li>07:24 右转进入石板坡长江大桥过桥行驶1.1 公里<br><small>Turn right onto 石板坡长江大桥" in panel
    assert panel.count("<details>") == 2


def test_a_plan_without_duties_is_a_page_too() -> None:
    """Nothing could be served: what is missing is still told."""
    assert "没有空闲班组可运送 50 kg" in page(plan=replace(small_plan(), duties=()))


@needs_chromium
def test_a_browser_without_network_draws_map_and_timeline(tmp_path: Path) -> None:
    """Both figures stand, the script ran to its end, and all is shown: the panel lists what is unserved."""
    (tmp_path / "plan.html").write_text(page(), encoding="utf-8")
    document = rendered(tmp_path / "plan.html")
    assert 'data-ready="yes"' in document
    assert document.count('class="bk-Figure"') == 2
    panel = document[document.index('id="sheet-body"') :].split("</section>")[0]
    assert "没有空闲班组可运送 50 kg" in panel


@needs_chromium
def test_a_crew_named_in_the_address_is_picked(tmp_path: Path) -> None:
    """plan.html#crew=crew-1 shows that crew's sheet, its row marked."""
    (tmp_path / "plan.html").write_text(page(), encoding="utf-8")
    document = rendered(tmp_path / "plan.html", "#crew=crew-1")
    assert re.search(r'<tr data-crew="0"[^>]*class="on"', document)
    assert "派车单 渝A00000" in document[document.index('id="sheet-title"') :].split("</h2>")[0]


@needs_chromium
def test_a_click_on_a_bar_of_the_timeline_picks_its_crew(tmp_path: Path) -> None:
    """The click is made by selecting the first bar, as the tap tool does; the routes of others are narrowed away."""
    day = small_town().vehicle("truck").driver("Wang").day()
    second = replace(small_duty(), crew=replace(small_duty().crew, id="crew-2", vehicle="truck", driver="Wang"))
    plan = replace(small_plan(), duties=(small_duty(), second))
    click = """<script>const wait = setInterval(() => {
      if (document.body.dataset.ready !== "yes") return;
      clearInterval(wait);
      const models = (name) => Bokeh.documents[0].get_model_by_name(name).renderers;
      const bars = models("timeline").map((r) => r.data_source).find((s) => s.data.what && s.data.crew.length === 4);
      bars.selected.indices = [bars.data.crew.indexOf(1)];
      const routes = models("map").find((r) => r.data_source.data.km);
      document.body.dataset.shown = routes.view.filter.booleans.join();
    }, 50);</script></body>"""
    (tmp_path / "plan.html").write_text(page(day, plan).replace("</body>", click), encoding="utf-8")
    document = rendered(tmp_path / "plan.html")
    assert re.search(r'<tr data-crew="1"[^>]*class="on"', document)
    assert 'data-shown="false,false,false,true,true,true"' in document


@needs_chromium
def test_an_empty_plan_does_not_break_the_script(tmp_path: Path) -> None:
    """No routes to narrow, no rows to click."""
    (tmp_path / "plan.html").write_text(page(plan=replace(small_plan(), duties=())), encoding="utf-8")
    assert 'data-ready="yes"' in rendered(tmp_path / "plan.html")


@pytest.mark.slow
def test_a_district_stays_below_12_megabytes() -> None:
    """100 crews, 435 stops, all streets of the mountain city."""
    world = large()
    routes = find_routes(world.day, world.plan, world.roads)
    ways = find_ways(world.day, world.plan, world.roads)
    text = page_html(world.day, world.plan, routes, world.roads.lines(), ways)
    assert len(text.encode()) < 12_000_000
    assert text.count('<tr data-crew="') == 100


def test_the_background_is_bounded_whatever_the_city() -> None:
    """Streets of 3 million points weigh at most 5 MB more than none; the larger roads come first."""
    motorway, lane = MappedTable({}).lines()
    many = [motorway] + [RoadLine(road_class=lane.road_class, points=lane.points * 1000)] * 1000
    assert len(page(lines=many)) - len(page()) < 6_000_000
