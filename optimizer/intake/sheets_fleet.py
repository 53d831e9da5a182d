"""Sheets of who and what drives: vehicles and drivers."""

from optimizer.intake.columns import Column, Sheet
from optimizer.intake.interval_columns import interval_columns
from optimizer.intake.kinds import Number, Several, Words, YesNo
from optimizer.intake.kinds_of_time import Windows
from optimizer.intake.sheet_places import ALL_DAY, PLACE
from optimizer.intake.sheet_settings import YUAN
from optimizer.intake.vocabulary import BATCHES, CLASSES, HANDLINGS, LICENCES
from optimizer.model.drivers import Batch
from optimizer.model.goods import Handling
from optimizer.model.text import Text

METRES = Number(scale=1_000, least=0.1, most=50)

_SHIFTS = Text(
    "Hours of work; several with semicolons; 20:00-04:00+1 into the next day. Empty: all day.",
    "可出车时间；多段用分号隔开；跨日写 20:00-04:00+1。空白为全天。",
)


_WHITELISTED = interval_columns("whitelisted", "白名单", what=Text("On the whitelist", "白名单"))

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
