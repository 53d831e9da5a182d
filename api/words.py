"""What the command line says of steps and figures, in both languages."""

from collections.abc import Mapping

from optimizer.model.budget import Progress
from optimizer.model.text import Text

STEPS: Mapping[str, Text] = {
    "scenario": Text("making the day", "生成场景"),
    "open": Text("opening the roads", "读取路网"),
    "reading": Text("reading the day", "读取数据"),
    "validate": Text("validating", "校验数据"),
    "roads": Text("computing travel times", "计算行驶时间"),
    "supply": Text("allocating stock", "分配货源"),
    "crews": Text("pairing drivers and vehicles", "人车配对"),
    "routing": Text("searching routes", "搜索路线"),
    "timetable": Text("setting times", "排定时刻"),
    "check": Text("checking the plan", "复核方案"),
    "instance": Text("reading the instance", "读取算例"),
    "core": Text("loading the compiled core", "载入已编译的核心"),
    "pricing": Text("pricing the routes", "复核路线"),
    "preparing": Text("reading the roads and drawing their map", "读取路网并绘制地图"),
    "writing": Text("writing the sheets", "写出派车单"),
}
"""Steps of the pipeline by the name they report; a step not listed is shown by its own name."""


def both(text: Text) -> str:
    """Chinese first, English beside."""
    return f"{text.zh} {text.en}" if text.zh else text.en


def progress_line(progress: Progress) -> str:
    """One line for a person: step, best cost so far, unserved drops, seconds left."""
    parts = [both(STEPS.get(progress.step, Text(progress.step, "")))]
    if progress.done_pct is not None:
        parts.append(f"{progress.done_pct} %")
    if progress.best_cents is not None:
        parts.append(f"最优 best ¥{progress.best_cents / 100:,.0f}")
    if progress.best is not None:
        parts.append(f"最优 best {progress.best}")
    if progress.unserved is not None:
        parts.append(f"未满足 unserved {progress.unserved}")
    if progress.seconds_left is not None:
        parts.append(f"剩余 left {progress.seconds_left:.0f} s")
    return " · ".join(parts)
