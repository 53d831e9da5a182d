"""The sheet of the settings: which day, in which coordinates, under which rules."""

from optimizer.intake.columns import Column, Sheet
from optimizer.intake.kinds import Number, Words, YesNo
from optimizer.intake.kinds_of_time import Date, Windows
from optimizer.intake.vocabulary import COORDINATES, TRAFFIC
from optimizer.model.rules import DayRules
from optimizer.model.text import Text

RULES = DayRules()
MINUTES = Number(scale=60, most=1_440)
YUAN = Number(scale=100, most=1_000_000)

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
            key="traffic",
            zh="路况",
            kind=TRAFFIC,
            default=RULES.traffic,
            example="静默",
            note=Text(
                "Speeds by hour: quiet (a city kept at home, the same all day) or ordinary (a working day, two peaks).",
                "分时车速：静默（居家管控，全天相同）或平日（工作日，有早晚高峰）。",
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
