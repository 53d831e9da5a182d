"""Sheets of passes, health tests and road changes."""

from optimizer.intake.columns import Column, Sheet
from optimizer.intake.interval_columns import interval_columns
from optimizer.intake.kinds import Degrees, Number, Reference, Several, Words
from optimizer.intake.kinds_of_roads import Measure, Ring
from optimizer.intake.kinds_of_time import Moment, Windows
from optimizer.intake.vocabulary import CLASSES, RESULTS, ROAD_CHANGES
from optimizer.model.text import Text

VEHICLE = Reference(to="vehicles")
DRIVER = Reference(to="drivers")

PASSES = Sheet(
    key="passes",
    zh="通行证",
    en="Passes",
    required=False,
    note=Text("One vehicle, one pass, one line.", "一车一证一线。"),
    intervals=(("valid_from", "valid_until"),),
    columns=(
        Column(
            key="number",
            zh="证号",
            kind=Words(40),
            example="500103000001",
            note=Text("Number of the pass.", "通行证编号。"),
        ),
        Column(key="vehicle", zh="车辆", kind=VEHICLE, example="V001", note=Text("Id of the vehicle.", "车辆编号。")),
        Column(
            key="driver",
            zh="驾驶员",
            kind=DRIVER,
            default=None,
            example="D001",
            note=Text("Id of the driver. Empty: any.", "驾驶员编号。空白为不限。"),
        ),
        Column(
            key="origin",
            zh="起点区县",
            kind=Words(),
            example="江津区",
            note=Text("County where the line begins.", "线路起点，到区县。"),
        ),
        Column(
            key="destination",
            zh="终点区县",
            kind=Words(),
            example="渝中区",
            note=Text("County where the line ends.", "线路终点，到区县。"),
        ),
        *interval_columns("valid", "有效期", what=Text("Valid", "有效期")),
    ),
)

TESTS = Sheet(
    key="tests",
    zh="健康检测",
    en="Health tests",
    required=False,
    note=Text("Health tests of drivers.", "驾驶员核酸检测。"),
    columns=(
        Column(key="driver", zh="驾驶员", kind=DRIVER, example="D001", note=Text("Id of the driver.", "驾驶员编号。")),
        Column(
            key="sampled",
            zh="采样时间",
            kind=Moment(),
            example="2022-11-20 18:30",
            note=Text("Date and time of sampling.", "采样日期和时刻。"),
        ),
        Column(key="result", zh="结果", kind=RESULTS, example="阴性", note=Text("Result.", "检测结果。")),
    ),
)

ROADS = Sheet(
    key="road_changes",
    zh="道路变化",
    en="Road changes",
    required=False,
    note=Text("Closures, limits and checkpoints of the day.", "道路封闭、限行与卡点。"),
    intervals=(("valid_from", "valid_until"),),
    columns=(
        Column(
            key="id", zh="编号", kind=Words(60), example="R01", note=Text("Own id, each once.", "自编编号，不得重复。")
        ),
        Column(key="kind", zh="类型", kind=ROAD_CHANGES, example="限宽", note=Text("What changed.", "变化类型。")),
        Column(
            key="lon",
            zh="经度",
            kind=Degrees(),
            default=None,
            example=106.52,
            note=Text(
                "Of a point, in the settings' coordinate system. Empty: the road or area says where.",
                "点的坐标，按“设置”中的坐标系。空白时由道路名称或区域确定位置。",
            ),
        ),
        Column(
            key="lat",
            zh="纬度",
            kind=Degrees(),
            default=None,
            example=29.55,
            note=Text("Of the point.", "点的坐标。"),
        ),
        Column(
            key="radius_m",
            zh="半径(米)",
            kind=Number(whole=True, least=1, most=100_000),
            default=50,
            example=80,
            note=Text("All roads within it. Empty: 50.", "此范围内的道路。空白为 50。"),
        ),
        *interval_columns("valid", "生效", what=Text("In force", "生效")),
        Column(
            key="value",
            zh="数值",
            kind=Measure(scale=1_000, most=1_000_000),
            default=None,
            example=2.3,
            note=Text(
                "Limit in metres or tonnes; of a slow-down the share of normal speed in per "
                "cent; of a checkpoint the minutes it takes.",
                "限宽、限高、限长填米，限重、限轴重填吨，慢行填正常车速的百分比，卡点填停留分钟。",
            ),
        ),
        Column(
            key="road",
            zh="道路名称",
            kind=Words(),
            default="",
            example="嘉华嘉陵江大桥",
            note=Text(
                "Only roads of this name; with a point or an area, only those there.",
                "仅限此名称的道路；同时填点或区域时，仅限该处。",
            ),
        ),
        Column(
            key="area",
            zh="区域",
            kind=Ring(),
            default=None,
            note=Text(
                "Corners of a polygon instead of a point: longitude and latitude, corners separated by semicolons.",
                "多边形角点，代替点：先经度后纬度，角点之间用分号隔开。",
            ),
        ),
        Column(
            key="classes",
            zh="车型",
            kind=Several(CLASSES),
            default=None,
            example="重型;中型",
            note=Text("Vehicle classes it is for. Empty: all.", "适用车型。空白为全部。"),
        ),
        Column(
            key="permits",
            zh="放行通行证",
            kind=Several(Words(60)),
            default=(),
            example="500103000001",
            note=Text(
                "Numbers of passes, vehicle ids or plates that are let through; of a green lane, those it is for.",
                "可放行的通行证号、车辆编号或车牌；绿色通道填可使用者。",
            ),
        ),
        Column(
            key="hours",
            zh="开放时间",
            kind=Windows(),
            default=(),
            example="06:00-22:00",
            note=Text("Of a checkpoint, every day. Empty: round the clock.", "卡点每日开放时间。空白为全天。"),
        ),
        Column(
            key="note",
            zh="说明",
            kind=Words(500),
            default="",
            example="桥梁占道施工",
            note=Text("For people.", "备注说明。"),
        ),
    ),
)
