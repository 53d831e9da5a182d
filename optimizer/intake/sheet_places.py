"""The sheet of the places."""

from optimizer.intake.columns import Column, Sheet
from optimizer.intake.kinds import Degrees, Number, Reference, Several, Words
from optimizer.intake.kinds_of_time import Windows
from optimizer.intake.sheet_settings import MINUTES
from optimizer.intake.vocabulary import CLASSES, COORDINATES, PLACES, ZONES
from optimizer.model.places import PlaceKind, Zone
from optimizer.model.text import Text
from optimizer.model.units import DAY
from optimizer.model.windows import TimeWindow

ALL_DAY = (TimeWindow(opens=0, closes=DAY),)
PLACE = Reference(to="places")

PLACES_SHEET = Sheet(
    key="places",
    zh="地点",
    en="Places",
    note=Text("Sources, stations, communities and car parks.", "货源、中转站、社区、车场等所有地点。"),
    columns=(
        Column(
            key="id", zh="编号", kind=Words(60), example="C001", note=Text("Own id, each once.", "自编编号，不得重复。")
        ),
        Column(
            key="name",
            zh="名称",
            kind=Words(),
            default=None,
            example="石油路社区",
            note=Text("Empty: the id.", "空白时取编号。"),
        ),
        Column(
            key="kind",
            zh="类型",
            kind=PLACES,
            default=PlaceKind.COMMUNITY,
            example="社区",
            note=Text("Empty: community.", "空白时为社区。"),
        ),
        Column(
            key="lon",
            zh="经度",
            kind=Degrees(),
            example=106.5132,
            note=Text("Degrees, such as 106.5132.", "度，如 106.5132。"),
        ),
        Column(
            key="lat",
            zh="纬度",
            kind=Degrees(),
            example=29.5448,
            note=Text("Degrees, such as 29.5448.", "度，如 29.5448。"),
        ),
        Column(
            key="coordinate_system",
            zh="坐标系",
            kind=COORDINATES,
            default=None,
            note=Text("Only where it differs from the settings.", "仅当与“设置”中的坐标系不同时填写。"),
        ),
        Column(
            key="district",
            zh="区县",
            kind=Words(),
            default="",
            example="渝中区",
            note=Text("District or county.", "所属区县。"),
        ),
        Column(
            key="windows",
            zh="开放时间",
            kind=Windows(),
            default=ALL_DAY,
            example="06:00-12:00;14:00-18:00",
            note=Text(
                "When service may begin; several with semicolons; 22:00-02:00+1 into the next day. Empty: all day.",
                "可开始装卸的时间；多段用分号隔开；跨日写 22:00-02:00+1。空白为全天。",
            ),
        ),
        Column(
            key="service_min",
            zh="每次作业(分钟)",
            kind=MINUTES,
            default=600,
            example=10,
            note=Text("Fixed minutes of each visit. Empty: 10.", "每次停靠的固定作业时间。空白为 10。"),
        ),
        Column(
            key="service_min_per_tonne",
            zh="每吨作业(分钟)",
            kind=MINUTES,
            default=900,
            example=15,
            note=Text("Minutes for each tonne loaded or unloaded. Empty: 15.", "每吨装卸时间。空白为 15。"),
        ),
        Column(
            key="allowed_classes",
            zh="允许车型",
            kind=Several(CLASSES),
            default=None,
            example="轻型;微型",
            note=Text(
                "Classes that may drive up, with semicolons. Empty: all.", "可驶入的车型，用分号隔开。空白为不限。"
            ),
        ),
        Column(
            key="max_gross_t",
            zh="限重(吨)",
            kind=Number(scale=1_000_000, most=200),
            default=None,
            example=4.5,
            note=Text("Limit on the gross weight. Empty: none.", "总质量上限。空白为不限。"),
        ),
        Column(
            key="max_height_m",
            zh="限高(米)",
            kind=Number(scale=1_000, most=30),
            default=None,
            example=3.2,
            note=Text("Limit on the height. Empty: none.", "高度上限。空白为不限。"),
        ),
        Column(
            key="max_length_m",
            zh="限长(米)",
            kind=Number(scale=1_000, most=50),
            default=None,
            example=6,
            note=Text("Limit on the length. Empty: none.", "长度上限。空白为不限。"),
        ),
        Column(
            key="zone",
            zh="区域",
            kind=ZONES,
            default=Zone.OPEN,
            example="管控区",
            note=Text("Risk zone. Empty: open.", "风险区域。空白为低风险。"),
        ),
    ),
)
