"""Every code an issue can have, in a sentence: docs/errors.md is made from it, and a test keeps it complete.

E10xx the input cannot be read; E11xx sheets and columns; E12xx cells; E20xx ids and references; E30xx the day;
E31xx demands, goods, stock; E32xx vehicles and drivers; E33xx places on the roads; E34xx a plan to start from;
W.... the same, as warnings.
"""

from collections.abc import Mapping

from optimizer.model.text import Text

CATALOGUE: Mapping[str, Text] = {
    "E1001": Text("The file or folder does not exist, or cannot be opened.", "文件或文件夹不存在，或无法打开。"),
    "E1002": Text("The file is no Excel workbook (.xlsx).", "文件不是 Excel 工作簿（.xlsx）。"),
    "E1003": Text("The workbook is an old .xls, or protected by a password.", "工作簿为旧版 .xls 或设有密码。"),
    "E1004": Text("The file has more than 10 MB.", "文件超过 10 MB。"),
    "E1005": Text(
        "The workbook would unpack to more than 200 MB or 2,000 parts; it is not unpacked.",
        "工作簿解压后超过 200 MB 或 2,000 个部分，不予解压。",
    ),
    "E1006": Text(
        "Reading the workbook took more memory or time than allowed, or broke the reader.",
        "读取工作簿超出内存或时间限制，或使读取程序中断。",
    ),
    "E1007": Text("A sheet has more than 50,000 rows or 200 columns.", "工作表超过 50,000 行或 200 列。"),
    "E1008": Text("The file is no JSON.", "文件不是有效的 JSON。"),
    "E1009": Text("The JSON is no object.", "JSON 不是对象。"),
    "E1010": Text("A CSV file cannot be decoded or taken apart.", "CSV 文件无法解码或解析。"),
    "E1011": Text("The folder holds no CSV file.", "文件夹中没有 CSV 文件。"),
    "E1012": Text("There is nothing in the file.", "文件内容为空。"),
    "E1101": Text("A required sheet is missing.", "缺少必需的表。"),
    "E1102": Text("A sheet is not known.", "有不认识的表。"),
    "E1103": Text("A sheet is there twice.", "表重复出现。"),
    "E1104": Text("A sheet has no header row.", "表没有表头。"),
    "E1105": Text("A required column is missing.", "缺少必需的列。"),
    "E1106": Text("A column is not known.", "有不认识的列。"),
    "E1107": Text("A column is there twice.", "列重复出现。"),
    "E1108": Text(
        "A part of the JSON is no list or no object where it should be.", "JSON 的某部分不是所需的数组或对象。"
    ),
    "E1109": Text("A column holds data but has no header.", "某列有内容但没有表头。"),
    "E1201": Text("A required cell is empty.", "必填的单元格为空。"),
    "E1202": Text("A cell should hold a number and does not (text, NaN, infinity).", "应为数字的单元格不是数字。"),
    "E1203": Text("A cell should hold a whole number and does not.", "应为整数的单元格不是整数。"),
    "E1204": Text("A number is negative, or otherwise out of its range.", "数字为负，或超出范围。"),
    "E1205": Text("A cell holds no clock time or time window.", "单元格不是时刻或时间窗。"),
    "E1206": Text("A time window ends before it begins.", "时间窗结束早于开始。"),
    "E1207": Text("Time windows of one cell overlap.", "同一格中的时间窗重叠。"),
    "E1208": Text("A cell holds no date.", "单元格不是日期。"),
    "E1209": Text("A cell holds neither yes nor no.", "单元格既不是“是”也不是“否”。"),
    "E1210": Text("A text is too long, or not plain text on one line.", "文字过长，或不是一行普通文字。"),
    "E1211": Text("A word is not among the choices.", "所填词语不在可选项之中。"),
    "E1212": Text("An interval of dates ends before it begins.", "起止日期颠倒。"),
    "E1213": Text(
        "A cell holds no polygon, or one with fewer than three corners.", "单元格不是多边形，或不足三个角点。"
    ),
    "E2001": Text("An id stands twice in its sheet.", "编号重复。"),
    "E2002": Text("A row points to something that does not exist.", "引用的编号不存在。"),
    "E2003": Text("A licence plate stands twice.", "车牌号重复。"),
    "E3001": Text(
        "There is no stock, demand, vehicle or driver: nothing to plan.", "没有库存、需求、车辆或驾驶员，无从计划。"
    ),
    "E3002": Text("The horizon has several windows.", "计划时段有多段。"),
    "E3003": Text("Longitude and latitude are swapped.", "经度与纬度填反。"),
    "E3004": Text("A latitude lies beyond 90 degrees.", "纬度超过 90 度。"),
    "E3005": Text("A place outside China is declared as GCJ-02 or BD-09.", "中国境外的地点声明为 GCJ-02 或 BD-09。"),
    "E3006": Text("The value of a road change does not fit its kind.", "道路变化的数值与类型不符。"),
    "E3007": Text("A road change does not say where it is, or says it twice.", "道路变化没有写明位置，或位置重复。"),
    "E3101": Text(
        "A demand's windows lie outside the opening hours of its place.", "需求的送达时间在地点开放时间之外。"
    ),
    "E3102": Text("A good is to be kept apart from itself.", "物资不得与自身同车。"),
    "E3201": Text("A licence plate is none.", "车牌号无效。"),
    "E3202": Text("A vehicle with several shifts does not return home.", "车辆有多段出车时间却不收车返回。"),
    "E3203": Text("A vehicle is to carry as much as its gross weight.", "车辆载重不小于总质量。"),
    "E3204": Text("No driver may drive any of the vehicles.", "没有驾驶员可驾驶任何车辆。"),
    "E3301": Text("A place lies outside the road map.", "地点在路网范围之外。"),
    "E3302": Text("A place is too far from any road that can be reached.", "地点距可达道路过远。"),
    "E3303": Text("A road change cannot be put on the roads.", "道路变化无法落到路网上。"),
    "E3401": Text("Nothing in the plan to start from is of this day.", "作为起点的方案与当日数据没有任何相同的任务。"),
    "W4101": Text("A due time lies outside the windows of its demand.", "最迟到达不在送达时间之内。"),
    "W4102": Text(
        "No vehicle is large enough for a demand in one piece; it will go unserved.",
        "没有足够大的车辆，该需求将无法送达。",
    ),
    "W4103": Text(
        "No vehicle can carry a good that is wanted; it will go unserved.", "没有车辆可承运某种物资，将无法送达。"
    ),
    "W4104": Text("More of a good is wanted than is in stock.", "某种物资的需求超过全部库存。"),
    "W4201": Text("No driver may drive a vehicle; it will not be used.", "没有驾驶员可驾驶某车，该车不会使用。"),
    "W4202": Text("A vehicle or driver is not on the whitelist today.", "车辆或驾驶员今日不在白名单有效期内。"),
    "W4203": Text("A vehicle or driver works outside the horizon.", "车辆或驾驶员的出车时间在计划时段之外。"),
    "W4204": Text("A vehicle's gross weight does not fit its class.", "车辆总质量与车型不符。"),
    "W4301": Text("The road nearest to a place is cut off from the rest.", "距地点最近的道路与路网不连通。"),
    "W4302": Text("A place lies far from its road.", "地点距道路较远。"),
    "W4303": Text("The places seem to be in another coordinate system.", "地点坐标似乎属于另一坐标系。"),
    "W4304": Text(
        "No road leads from any stock to a place; it will go unserved.", "没有道路从货源通往某地点，将无法送达。"
    ),
    "W4305": Text("A place lies inside a compound; vehicles stop at its gate.", "某地点位于小区内，车辆停在小区大门。"),
    "W4306": Text("Some vehicles never reach places that others do.", "部分车辆无法到达其他车辆可到的地点。"),
    "W4401": Text("The plan to start from is of another date.", "作为起点的方案日期不同。"),
    "W4402": Text(
        "Some deliveries of the plan to start from are not of this day; they are planned anew.",
        "作为起点的方案中有不属于当日的任务，将重新编排。",
    ),
}


def catalogue_markdown() -> str:
    """Write the catalogue as a table for docs/errors.md."""
    lines = ["| code | meaning | 含义 |", "|---|---|---|"]
    lines += [f"| {code} | {meaning.en} | {meaning.zh} |" for code, meaning in CATALOGUE.items()]
    return "\n".join(lines) + "\n"
