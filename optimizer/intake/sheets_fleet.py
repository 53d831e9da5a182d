"""Sheets of who and what drives: vehicles, drivers, their papers, and the changes of the roads."""

from optimizer.intake.columns import Column, Sheet
from optimizer.intake.kinds import Degrees, Moment, Number, Reference, Several, Windows, Words, YesNo
from optimizer.intake.sheets_supply import ALL_DAY, PLACE, YUAN
from optimizer.intake.vocabulary import BATCHES, CLASSES, HANDLINGS, LICENCES, RESULTS, ROAD_CHANGES
from optimizer.model.drivers import Batch
from optimizer.model.goods import Handling
from optimizer.model.text import Text

METRES = Number(scale=1_000, least=0.1, most=50)
VEHICLE = Reference(to="vehicles")
DRIVER = Reference(to="drivers")

_SHIFTS = Text(
    "Hours of work; several with semicolons; 20:00-04:00+1 into the next day. Empty: all day.",
    "可出车时间；多段用分号隔开；跨日写 20:00-04:00+1。空白为全天。",
)


def _interval(stem: str, zh: str, *, default: object = None, what: Text) -> tuple[Column, Column]:
    """Give the two columns of an interval of dates."""
    from_note = Text(f"{what.en} from this date, or date and time.", f"{what.zh}起始日期（可加时刻）。")
    until_note = Text(
        f"{what.en} until this date (to its end), or date and time.", f"{what.zh}截止日期（含当日），可加时刻。"
    )
    return (
        Column(key=f"{stem}_from", zh=f"{zh}起", kind=Moment(), default=default, example="2022-11-10", note=from_note),
        Column(
            key=f"{stem}_until",
            zh=f"{zh}止",
            kind=Moment(end=True),
            default=default,
            example="2022-12-10",
            note=until_note,
        ),
    )


_WHITELISTED = _interval(
    "whitelisted", "白名单", what=Text("On the whitelist; empty: without limit;", "白名单（空白为不限）")
)

VEHICLES = Sheet(
    key="vehicles",
    zh="车辆",
    en="Vehicles",
    note=Text("Vehicles of the whitelist.", "保供车辆白名单。"),
    intervals=(("whitelisted_from", "whitelisted_until"),),
    columns=(
        Column(
            key="plate",
            zh="车牌号",
            kind=Words(20),
            example="渝A·D12345",
            note=Text("Licence plate, each once.", "车牌号，不得重复。"),
        ),
        Column(
            key="id",
            zh="编号",
            kind=Words(60),
            default=None,
            example="V001",
            note=Text("Empty: the plate.", "空白时取车牌号。"),
        ),
        Column(
            key="vehicle_class",
            zh="车型",
            kind=CLASSES,
            example="轻型",
            note=Text("Class by GA 802-2019.", "按 GA 802-2019 分类。"),
        ),
        Column(
            key="capacity_kg",
            zh="载重(千克)",
            kind=Number(scale=1_000, least=1, most=100_000),
            example=1500,
            note=Text("Weight it may carry.", "核定载质量。"),
        ),
        Column(
            key="capacity_m3",
            zh="容积(立方米)",
            kind=Number(scale=1_000, least=0.001, most=200),
            default=None,
            example=12,
            note=Text("Volume it can carry. Empty: typical of the class.", "货厢容积。空白取该车型的典型值。"),
        ),
        Column(
            key="handlings",
            zh="储运条件",
            kind=Several(HANDLINGS),
            default=(Handling.AMBIENT,),
            example="常温;冷藏",
            note=Text(
                "Kinds of goods it can carry, with semicolons. Empty: ambient.",
                "可承运的条件，用分号隔开。空白为常温。",
            ),
        ),
        Column(
            key="gross_t",
            zh="总质量(吨)",
            kind=Number(scale=1_000_000, least=0.01, most=200),
            default=None,
            example=4.4,
            note=Text("Gross weight. Empty: typical of the class.", "最大允许总质量。空白取该车型的典型值。"),
        ),
        Column(
            key="height_m",
            zh="车高(米)",
            kind=METRES,
            default=None,
            example=2.9,
            note=Text("Empty: typical of the class.", "空白取该车型的典型值。"),
        ),
        Column(
            key="width_m",
            zh="车宽(米)",
            kind=METRES,
            default=None,
            example=2.1,
            note=Text("Empty: typical of the class.", "空白取该车型的典型值。"),
        ),
        Column(
            key="length_m",
            zh="车长(米)",
            kind=METRES,
            default=None,
            example=5.9,
            note=Text("Empty: typical of the class.", "空白取该车型的典型值。"),
        ),
        Column(
            key="home",
            zh="停放地点",
            kind=PLACE,
            example="P01",
            note=Text("Id of the place where it stands.", "停放地点编号。"),
        ),
        Column(key="shifts", zh="出车时间", kind=Windows(), default=ALL_DAY, example="06:00-20:00", note=_SHIFTS),
        *_WHITELISTED,
        Column(key="firm", zh="企业", kind=Words(), default="", example="渝运物流", note=Text("Firm.", "所属企业。")),
        Column(
            key="returns_home",
            zh="收车返回",
            kind=YesNo(),
            default=True,
            example="是",
            note=Text("Whether the day ends at its home. Empty: yes.", "收车时是否返回停放地点。空白为“是”。"),
        ),
        Column(
            key="fixed_yuan",
            zh="出车费(元)",
            kind=YUAN,
            default=10_000,
            example=100,
            note=Text("Each duty. Empty: 100.", "每班固定费用。空白为 100。"),
        ),
        Column(
            key="yuan_per_km",
            zh="每公里(元)",
            kind=YUAN,
            default=200,
            example=2,
            note=Text("Each kilometre. Empty: 2.", "每公里费用。空白为 2。"),
        ),
        Column(
            key="yuan_per_hour",
            zh="每小时(元)",
            kind=YUAN,
            default=4_000,
            example=40,
            note=Text("Each hour driven. Empty: 40.", "每小时行驶费用。空白为 40。"),
        ),
    ),
)

DRIVERS = Sheet(
    key="drivers",
    zh="驾驶员",
    en="Drivers",
    note=Text("Drivers of the whitelist, in two batches.", "保供驾驶员白名单，分两批。"),
    intervals=(("whitelisted_from", "whitelisted_until"),),
    columns=(
        Column(
            key="id",
            zh="编号",
            kind=Words(60),
            example="D001",
            note=Text("Own id, each once; needs no ID number.", "自编编号，不得重复；不必填身份证号。"),
        ),
        Column(
            key="name",
            zh="姓名",
            kind=Words(),
            default=None,
            example="李师傅",
            note=Text("Empty: the id.", "空白时取编号。"),
        ),
        Column(
            key="licence",
            zh="准驾车型",
            kind=LICENCES,
            example="B2",
            note=Text("Class of the driving licence.", "驾驶证准驾车型。"),
        ),
        Column(
            key="batch",
            zh="批次",
            kind=BATCHES,
            default=Batch.FIRST,
            example="第一批",
            note=Text("First batch or reserve. Empty: first.", "第一批或储备第二批。空白为第一批。"),
        ),
        Column(key="firm", zh="企业", kind=Words(), default="", example="渝运物流", note=Text("Firm.", "所属企业。")),
        Column(
            key="home",
            zh="报到地点",
            kind=PLACE,
            default=None,
            example="P01",
            note=Text("Where the driver reports for duty. Empty: anywhere.", "报到地点编号。空白为不限。"),
        ),
        Column(key="shifts", zh="出车时间", kind=Windows(), default=ALL_DAY, example="06:00-20:00", note=_SHIFTS),
        *_WHITELISTED,
        Column(
            key="suspended",
            zh="暂停出车",
            kind=YesNo(),
            default=False,
            example="否",
            note=Text(
                "Yes: not today, for example a yellow code. Empty: no.", "“是”表示今日不可出车，如黄码。空白为“否”。"
            ),
        ),
        Column(
            key="call_up_yuan",
            zh="征调费(元)",
            kind=YUAN,
            default=0,
            example=0,
            note=Text("Cost of calling the driver up. Empty: 0.", "征调该驾驶员的费用。空白为 0。"),
        ),
    ),
)

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
        *_interval("valid", "有效期", default=None, what=Text("Valid; empty: without limit;", "有效（空白为不限）")),
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
            example=106.52,
            note=Text("In the settings' coordinate system.", "按“设置”中的坐标系。"),
        ),
        Column(
            key="lat",
            zh="纬度",
            kind=Degrees(),
            example=29.55,
            note=Text("In the settings' coordinate system.", "按“设置”中的坐标系。"),
        ),
        Column(
            key="radius_m",
            zh="半径(米)",
            kind=Number(whole=True, least=1, most=100_000),
            default=50,
            example=80,
            note=Text("All roads within it. Empty: 50.", "此范围内的道路。空白为 50。"),
        ),
        *_interval("valid", "生效", default=None, what=Text("In force; empty: without limit;", "生效（空白为不限）")),
        Column(
            key="value",
            zh="数值",
            kind=Number(scale=1_000, most=1_000_000),
            default=None,
            example=2.3,
            note=Text(
                "Limit in metres or tonnes; of a slow-down the share of normal speed in per "
                "cent; of a checkpoint the minutes it takes.",
                "限宽、限高填米，限重填吨，慢行填正常车速的百分比，卡点填停留分钟。",
            ),
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
