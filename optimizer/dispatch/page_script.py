"""What the page does when someone clicks: one crew picked, or all shown."""

SCRIPT = """
const byId = (id) => document.getElementById(id);
const rows = [...document.querySelectorAll("#crews tbody tr")];
const all = extents.length - 1;
let picked = null;

function fit() {
  const [west, south, east, north] = extents[picked ?? all];
  const wide = map.inner_width, high = map.inner_height;
  if (!(wide > 0 && high > 0)) return;
  const scale = Math.max((east - west) / wide, (north - south) / high, 0.5) * 1.08;
  const x = (west + east) / 2, y = (south + north) / 2;
  map.x_range.setv({start: x - wide * scale / 2, end: x + wide * scale / 2});
  map.y_range.setv({start: y - high * scale / 2, end: y + high * scale / 2});
}

function detail() {
  const metres_a_pixel = (map.x_range.end - map.x_range.start) / map.inner_width;
  const near = picked !== null || few || metres_a_pixel < 14;
  for (const renderer of badges) renderer.visible = near;
}

function pick(crew) {
  picked = crew;
  for (const [source, filter] of filters)
    filter.booleans = crew === null ? null : Array.from(source.data.crew, (one) => one === crew);
  routes.glyph.line_width = {value: crew === null ? 2.2 : 4};
  band.visible = crew !== null;
  if (crew !== null) band.setv({bottom: crew - 0.5, top: crew + 0.5});
  rows.forEach((row) => row.classList.toggle("on", Number(row.dataset.crew) === crew));
  const sheet = byId(crew === null ? "sheet-all" : `sheet-${crew}`);
  byId("sheet-title").innerHTML = sheet.dataset.title;
  byId("sheet-body").replaceChildren(sheet.content.cloneNode(true));
  byId("sheet-body").scrollTop = 0;
  fit();
  detail();
}

for (const source of tapped)
  source.selected.properties.indices.change.connect(() => {
    const index = source.selected.indices[0];
    if (index === undefined) return;
    source.selected.indices = [];
    pick(Array.from(source.data.crew)[index]);
  });
rows.forEach((row) => row.addEventListener("click", () => {
  const crew = Number(row.dataset.crew);
  pick(crew === picked ? null : crew);
}));
byId("all").addEventListener("click", () => pick(null));
byId("find").addEventListener("input", (event) => {
  const wanted = event.target.value.trim().toLowerCase();
  rows.forEach((row) => { row.hidden = !row.dataset.words.toLowerCase().includes(wanted); });
});
map.properties.inner_width.change.connect(fit);
map.properties.inner_height.change.connect(fit);
map.x_range.properties.end.change.connect(detail);
const asked = new URLSearchParams(location.hash.slice(1)).get("crew");
const first = rows.find((row) => row.dataset.id === asked);
pick(first ? Number(first.dataset.crew) : null);
document.body.dataset.ready = "yes";
"""
"""Runs once the figures stand (as a Bokeh CustomJS); ``plan.html#crew=ID`` opens with one crew picked."""
