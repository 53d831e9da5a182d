"""Layout and colours of the page: a template for Bokeh, which puts scripts and figures into it."""

FONTS = (
    '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Hiragino Sans GB", '
    '"Microsoft YaHei", "WenQuanYi Micro Hei", "SimHei", sans-serif'
)
"""Chinese fonts of the common systems, the first one present is taken."""

STYLE = f"""
:root {{ --ink:#1b2733; --quiet:#667484; --line:#dbe2ea; --deep:#12324f; --paper:#fff; --ground:#eef2f6;
  --red:#c62828; }}
* {{ box-sizing:border-box; }}
body {{ margin:0; background:var(--ground); color:var(--ink); font:14px/1.5 {FONTS}; }}
header {{ background:var(--deep); color:#fff; padding:14px 22px 16px; }}
h1 {{ font-size:22px; margin:0; font-weight:600; letter-spacing:.5px; }}
h1 small {{ font-weight:400; font-size:14px; opacity:.75; margin-left:12px; }}
.figures {{ display:flex; flex-wrap:wrap; gap:8px; margin-top:12px; }}
.figure {{ background:rgba(255,255,255,.09); border-radius:6px; padding:6px 14px; min-width:104px; }}
.figure b {{ display:block; font-size:19px; line-height:1.3; font-variant-numeric:tabular-nums; white-space:nowrap; }}
.figure b small {{ font-size:12px; font-weight:400; opacity:.8; margin-left:2px; }}
.figure span {{ font-size:12px; opacity:.75; white-space:nowrap; }}
.figure.bad {{ background:#b3372f; }}
.figure.warn {{ background:#97661a; }}
.figure.good {{ background:#2d7a4f; }}
main {{ display:grid; grid-template-columns:372px minmax(420px,1fr) 400px; gap:12px; padding:12px; }}
.card {{ background:var(--paper); border:1px solid var(--line); border-radius:8px; overflow:hidden; }}
.card>h2 {{ font-size:14px; margin:0; padding:9px 14px; border-bottom:1px solid var(--line); color:var(--deep);
  display:flex; align-items:center; gap:10px; white-space:nowrap; }}
.card>h2 small {{ color:var(--quiet); font-weight:400; }}
#crews,#sheet {{ height:700px; display:flex; flex-direction:column; }}
.scroll {{ overflow:auto; flex:1; }}
#find {{ flex:1; min-width:0; font:inherit; font-size:13px; padding:3px 8px; border:1px solid var(--line);
  border-radius:5px; }}
button {{ font:inherit; font-size:13px; padding:2px 10px; border:1px solid var(--line); border-radius:5px;
  background:#f6f8fa; cursor:pointer; margin-left:auto; }}
button:hover {{ background:#e6ecf2; }}
table {{ border-collapse:collapse; width:100%; font-size:13px; font-variant-numeric:tabular-nums; }}
th {{ position:sticky; top:0; background:#f6f8fa; color:var(--quiet); font-weight:500; font-size:12px; text-align:left;
  padding:5px 6px; border-bottom:1px solid var(--line); white-space:nowrap; z-index:1; }}
td {{ padding:5px 6px; border-bottom:1px solid #eef1f5; vertical-align:top; }}
td.n,th.n {{ text-align:right; white-space:nowrap; }}
#crews td.who {{ max-width:188px; overflow:hidden; text-overflow:ellipsis; }}
#crews tbody tr {{ cursor:pointer; }}
#crews tbody tr:hover {{ background:#f2f6fb; }}
#crews tbody tr.on {{ background:#dcebfb; }}
.dot {{ display:inline-block; width:11px; height:11px; border-radius:3px; margin-right:6px; }}
.who {{ white-space:nowrap; }} .who small,.quiet {{ color:var(--quiet); font-size:12px; }}
.late {{ color:var(--red); font-weight:600; }}
.badge {{ display:inline-block; min-width:20px; padding:0 5px; border-radius:10px; color:#fff; text-align:center;
  font-size:12px; line-height:19px; }}
.tag {{ display:inline-block; padding:0 6px; border-radius:4px; font-size:12px; background:#e8edf3;
  white-space:nowrap; }}
.tag.life {{ background:#f9d5d2; color:#9c1b13; }} .tag.special {{ background:#fde8c6; color:#7a4c00; }}
.facts {{ padding:10px 14px; border-bottom:1px solid var(--line); display:grid; grid-template-columns:auto 1fr auto 1fr;
  gap:2px 10px; font-size:13px; }}
.facts span {{ color:var(--quiet); white-space:nowrap; }}
.load td {{ background:#fff8e8; }}
.way td {{ background:#f8fafc; color:var(--quiet); font-size:12px; }}
.way summary {{ cursor:pointer; }} .way ol {{ margin:4px 0; padding-left:20px; color:var(--ink); }}
#chart {{ grid-column:1/-1; }}
#chart>div:last-child {{ padding:4px 8px; }}
footer {{ color:var(--quiet); font-size:12px; padding:0 22px 18px; }}
@media (max-width:1180px) {{ main {{ grid-template-columns:280px 1fr; }} #sheet {{ grid-column:1/-1; height:420px; }} }}
@media (max-width:760px) {{ main {{ grid-template-columns:1fr; }} #crews {{ height:300px; }} }}
"""

TEMPLATE = """{% block inner_head %}
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title | e }}</title>
<style>{{ style }}</style>
{{ bokeh_css if bokeh_css }}
{{ bokeh_js if bokeh_js }}
{% endblock %}
{% block body %}{% from macros import embed %}
<body lang="zh-CN">
<header>{{ header }}</header>
<noscript><p style="padding:12px 22px">请启用 JavaScript 以显示地图与时间轴。 Please enable JavaScript.</p></noscript>
<main>
<section class="card" id="crews"><h2>班组 <small>Crews</small>
<input id="find" type="search" placeholder="搜索车牌、驾驶员 Search" aria-label="搜索 Search"></h2>
<div class="scroll">{{ crews }}</div></section>
<section class="card" id="map"><h2>线路图 <small>Map · 点击线路或班组查看单车</small>
<button id="all">显示全部 Show all</button></h2>{{ embed(roots.map) }}</section>
<section class="card" id="sheet"><h2 id="sheet-title"></h2><div class="scroll" id="sheet-body"></div></section>
<section class="card" id="chart"><h2>时间轴 <small>Timeline · 点击色块选择班组</small></h2>
<div>{{ embed(roots.timeline) }}</div></section>
</main>
<footer>{{ footer }}</footer>
{{ sheets }}
{{ plot_script }}
</body>
{% endblock %}
"""
"""Bokeh puts ``{% extends base %}`` before it, so everything stands in blocks of its own page."""
