"""The text of the sheet that explains the workbook."""

from collections.abc import Iterator
from typing import NamedTuple

from optimizer.intake.schema import EXAMPLE, SHEETS


class Line(NamedTuple):
    """One line of the guide."""

    about: str
    zh: str
    en: str


def guide() -> Iterator[Line]:
    """Lines of the guide, then one line a sheet."""
    yield Line(
        "填写 How to fill in",
        "深色表头必填，浅色表头可空；把鼠标停在表头上可看说明。表头可写中文、英文或两者；列的顺序不限，不用的列可以删除。",
        "Dark headers are required, light ones optional; hover over a header for its note. "
        "Headers may be Chinese, English or both, in any order; columns not needed may be deleted.",
    )
    yield Line(
        "示例行 Example rows",
        f"第一格以“{EXAMPLE}”开头的行是示例，读取时跳过，可保留也可删除。",
        f'A row whose first cell begins with "{EXAMPLE}" (or "example:") is an '
        "example: it is not read, keep it or delete it.",
    )
    yield Line(
        "备注 Remarks",
        "自用的列或工作表，名称以“备注”或“#”开头即不读取；其他不认识的列会逐一指出，不会被悄悄忽略。",
        'Columns and sheets of your own are not read if their name begins with "备注", "remark" '
        'or "#"; any other unknown one is named as an error, never ignored.',
    )
    yield Line(
        "时间 Times",
        "时刻写 08:30；次日写 02:00+1 或 26:00，前一日写 22:00(-1)；时间窗写 06:00-12:00;14:00-18:00；"
        "日期写 2022-11-21 或 2022-11-21 08:00。",
        "Clock times 08:30; the next day 02:00+1 or 26:00, the day before 22:00(-1); windows 06:00-12:00;14:00-18:00; "
        "dates 2022-11-21 or 2022-11-21 08:00. All in China Standard Time.",
    )
    yield Line(
        "坐标 Coordinates",
        "在“设置”中说明坐标系；高德、腾讯为 GCJ-02，百度为 BD-09，GPS 与 OSM 为 WGS-84。经度在前，纬度在后。",
        "Say in the settings which system they are in: AMap and Tencent GCJ-02, "
        "Baidu BD-09, GPS and OpenStreetMap WGS-84.",
    )
    yield Line(
        "公式 Formulas",
        "以 = + - @ 开头的文字写出时前面加一个撇号，读取时去掉。",
        "Text that begins with = + - @ is written with an apostrophe before it, which is taken away on reading.",
    )
    for sheet in SHEETS:
        need = ("必填", "required") if sheet.required else ("可省", "optional")
        yield Line(sheet.title, f"{sheet.note.zh}（{need[0]}）", f"{sheet.note.en} ({need[1]})")
