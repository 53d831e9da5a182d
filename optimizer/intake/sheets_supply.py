"""Sheets of what is carried: goods, stock, demands."""

from optimizer.intake.columns import Column, Sheet
from optimizer.intake.kinds import Number, Reference, Several, Words, YesNo
from optimizer.intake.kinds_of_time import Clock, Windows
from optimizer.intake.sheet_places import PLACE
from optimizer.intake.vocabulary import HANDLINGS, PRIORITIES
from optimizer.model.demands import Priority
from optimizer.model.goods import Handling
from optimizer.model.text import Text

QUANTITY = Number(whole=True, least=1, most=100_000_000)
GOOD = Reference(to="goods")

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
