"""Sheets of what is needed and where: settings, places, goods, stock, demands."""

from optimizer.intake.columns import Column, Sheet
from optimizer.intake.kinds import Clock, Date, Degrees, Number, Reference, Several, Windows, Words, YesNo
from optimizer.intake.vocabulary import CLASSES, COORDINATES, HANDLINGS, PLACES, PRIORITIES, ZONES
from optimizer.model.demands import Priority
from optimizer.model.goods import Handling
from optimizer.model.places import PlaceKind, Zone
from optimizer.model.rules import DayRules
from optimizer.model.text import Text
from optimizer.model.units import DAY
from optimizer.model.windows import TimeWindow

RULES = DayRules()
MINUTES = Number(scale=60, most=1_440)
YUAN = Number(scale=100, most=1_000_000)
QUANTITY = Number(whole=True, least=1, most=100_000_000)
ALL_DAY = (TimeWindow(opens=0, closes=DAY),)
PLACE = Reference(to="places")
GOOD = Reference(to="goods")

SETTINGS = Sheet(
    key="settings",
    zh="设置",
    en="Settings",
    listed=False,
    note=Text("What day is planned, and under which rules.", "计划的日期与当日规则。"),
    columns=(
        Column(
            key="name",
            zh="名称",
            kind=Words(),
            default=None,
            example="渝中区保供 11月21日",
            note=Text("Name of the plan; empty: the name of the file.", "计划名称；空白时取文件名。"),
        ),
        Column(
            key="date",
            zh="日期",
            kind=Date(),
            example="2022-11-21",
            note=Text("The planning day; all clock times count from its 00:00.", "计划日；所有时刻自当日 00:00 起算。"),
        ),
        Column(
            key="coordinate_system",
            zh="坐标系",
            kind=COORDINATES,
            example="GCJ-02",
            note=Text(
                "System of all coordinates in the workbook: WGS-84 (GPS, OpenStreetMap), "
                "GCJ-02 (AMap, Tencent), BD-09 (Baidu).",
                "全表坐标所用坐标系：WGS-84（GPS、OSM）、GCJ-02（高德、腾讯）、BD-09（百度）。",
            ),
        ),
        Column(
            key="max_driving_min",
            zh="连续驾驶上限(分钟)",
            kind=Number(scale=60, least=1, most=1_440),
            default=RULES.max_driving_s,
            example=240,
            note=Text(
                "At most so much driving without a rest (Regulation on the Road Traffic Safety Law, art. 62(7)).",
                "连续驾驶不得超过的时间（《道路交通安全法实施条例》第六十二条第七项）。",
            ),
        ),
        Column(
            key="rest_min",
            zh="休息时间(分钟)",
            kind=MINUTES,
            default=RULES.rest_s,
            example=20,
            note=Text(
                "A rest lasts at least so long (Regulation on the Road Traffic Safety Law, art. 62(7)).",
                "每次停车休息的最短时间（《道路交通安全法实施条例》第六十二条第七项）。",
            ),
        ),
        Column(
            key="waiting_is_rest",
            zh="等待计为休息",
            kind=YesNo(),
            default=RULES.waiting_is_rest,
            example="是",
            note=Text(
                "Whether a wait of that length counts as the rest; operator's rule.",
                "等待达到该时长是否计为休息；运营方自定。",
            ),
        ),
        Column(
            key="min_crew_min",
            zh="班组最短时间(分钟)",
            kind=MINUTES,
            default=RULES.min_crew_s,
            example=120,
            note=Text(
                "A vehicle and a driver with fewer common hours make no crew; operator's rule.",
                "车辆与驾驶员共同可用时间短于此值时不编组；运营方自定。",
            ),
        ),
        Column(
            key="late_yuan_per_hour",
            zh="迟到代价(元/小时)",
            kind=YUAN,
            default=RULES.late_cents_per_hour,
            example=600,
            note=Text(
                "Price of an hour of lateness of a daily demand; special counts 10 "
                "times, life 100 times; operator's rule.",
                "日常需求每迟到一小时的代价；特殊需求按 10 倍、生命急需按 100 倍计；运营方自定。",
            ),
        ),
        Column(
            key="snap_limit_m",
            zh="离路上限(米)",
            kind=Number(whole=True, least=1, most=50_000),
            default=RULES.snap_limit_m,
            example=500,
            note=Text(
                "A place farther from any usable road is refused; operator's rule.",
                "地点距可用道路超过此值时拒绝；运营方自定。",
            ),
        ),
        Column(
            key="horizon",
            zh="计划时段",
            kind=Windows(),
            default=(RULES.horizon,),
            example="00:00-06:00+1",
            note=Text("The one window in which vehicles may work at all.", "车辆可作业的总时段（一段）。"),
        ),
    ),
)

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

GOODS = Sheet(
    key="goods",
    zh="物资",
    en="Goods",
    note=Text("Kinds of goods, counted in whole units.", "物资种类，按整件计数。"),
    columns=(
        Column(
            key="id", zh="编号", kind=Words(60), example="大米", note=Text("Own id, each once.", "自编编号，不得重复。")
        ),
        Column(
            key="name",
            zh="名称",
            kind=Words(),
            default=None,
            example="大米 25kg 袋装",
            note=Text("Empty: the id.", "空白时取编号。"),
        ),
        Column(
            key="unit",
            zh="单位",
            kind=Words(20),
            default="件",
            example="袋",
            note=Text("What one unit is called.", "计数单位。空白为“件”。"),
        ),
        Column(
            key="unit_kg",
            zh="单件重量(千克)",
            kind=Number(scale=1_000, least=0.001, most=100_000),
            example=25,
            note=Text("Weight of one unit.", "每件毛重。"),
        ),
        Column(
            key="unit_litres",
            zh="单件体积(升)",
            kind=Number(least=0, most=1_000_000, round_up=True),
            default=1,
            example=35,
            note=Text(
                "Volume of one unit, rounded up to whole litres. Empty: 1, so that weight alone counts.",
                "每件体积，向上取整到升。空白为 1，即只按重量装车。",
            ),
        ),
        Column(
            key="handling",
            zh="储运条件",
            kind=HANDLINGS,
            default=Handling.AMBIENT,
            example="常温",
            note=Text("Empty: ambient.", "空白为常温。"),
        ),
        Column(
            key="keeps_apart_from",
            zh="不得同车",
            kind=Several(GOOD),
            default=(),
            example="消毒液",
            note=Text("Ids of goods never carried on the same trip.", "不得同一趟运输的物资编号，用分号隔开。"),
        ),
    ),
)

STOCKS = Sheet(
    key="stocks",
    zh="库存",
    en="Stock",
    note=Text("What lies ready where.", "各货源的可用物资。"),
    columns=(
        Column(key="place", zh="地点", kind=PLACE, example="M01", note=Text("Id of the place.", "地点编号。")),
        Column(key="good", zh="物资", kind=GOOD, example="大米", note=Text("Id of the good.", "物资编号。")),
        Column(key="quantity", zh="数量", kind=QUANTITY, example=2000, note=Text("Whole units.", "件数，整数。")),
        Column(
            key="ready",
            zh="可装时间",
            kind=Clock(),
            default=0,
            example="05:30",
            note=Text("Loaded from then on. Empty: 00:00.", "该时刻起可装车。空白为 00:00。"),
        ),
    ),
)

DEMANDS = Sheet(
    key="demands",
    zh="需求",
    en="Demands",
    note=Text("What is needed where, and by when.", "何处、何时、需要多少。"),
    columns=(
        Column(
            key="id",
            zh="编号",
            kind=Words(60),
            example="X0001",
            note=Text("Own id, each once.", "自编编号，不得重复。"),
        ),
        Column(key="place", zh="地点", kind=PLACE, example="C001", note=Text("Id of the place.", "地点编号。")),
        Column(key="good", zh="物资", kind=GOOD, example="大米", note=Text("Id of the good.", "物资编号。")),
        Column(key="quantity", zh="数量", kind=QUANTITY, example=40, note=Text("Whole units.", "件数，整数。")),
        Column(
            key="windows",
            zh="送达时间",
            kind=Windows(),
            default=None,
            example="08:00-12:00",
            note=Text(
                "When unloading may begin, inside the place's own windows. Empty: those.",
                "可开始卸货的时间，且须在地点开放时间之内。空白为地点开放时间。",
            ),
        ),
        Column(
            key="due",
            zh="最迟到达",
            kind=Clock(),
            default=None,
            example="10:00",
            note=Text("Wished for by then; later is allowed and priced.", "期望最迟时刻；晚到允许但计代价。"),
        ),
        Column(
            key="priority",
            zh="优先级",
            kind=PRIORITIES,
            default=Priority.DAILY,
            example="日常",
            note=Text(
                "Life before special before daily. Empty: daily.", "生命急需先于特殊需求，先于日常。空白为日常。"
            ),
        ),
        Column(
            key="splittable",
            zh="可拆分",
            kind=YesNo(),
            default=True,
            example="是",
            note=Text("Whether it may come in several drops. Empty: yes.", "可否分多次送达。空白为“是”。"),
        ),
    ),
)
