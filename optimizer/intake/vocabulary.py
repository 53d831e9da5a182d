"""The Chinese word, or words, of every choice; the first one is written, all are understood."""

from graphs.geo import CoordinateSystem
from graphs.profiles import VehicleClass
from optimizer.intake.kinds import Choice
from optimizer.model.demands import Priority
from optimizer.model.drivers import Batch, Licence
from optimizer.model.goods import Handling
from optimizer.model.papers import RoadChangeKind, TestResult
from optimizer.model.places import PlaceKind, Zone
from optimizer.model.rules import Traffic

COORDINATES = Choice(
    (
        (CoordinateSystem.WGS84, ("WGS-84", "GPS坐标")),
        (CoordinateSystem.GCJ02, ("GCJ-02", "火星坐标", "高德坐标", "腾讯坐标")),
        (CoordinateSystem.BD09, ("BD-09", "百度坐标")),
    )
)

TRAFFIC = Choice(((Traffic.QUIET, ("静默", "静态管理", "车少")), (Traffic.ORDINARY, ("平日", "工作日"))))

PLACES = Choice(
    (
        (PlaceKind.MARKET, ("批发市场",)),
        (PlaceKind.WAREHOUSE, ("储备库", "仓库")),
        (PlaceKind.BASE, ("保供基地",)),
        (PlaceKind.ENTERPRISE, ("重点保供企业", "保供企业")),
        (PlaceKind.STATION, ("物资中转站", "中转站", "临时存放点", "应急转运点")),
        (PlaceKind.COMMUNITY, ("社区", "小区")),
        (PlaceKind.STREET_OFFICE, ("街道办事处", "街道", "办事处")),
        (PlaceKind.SUPERMARKET, ("超市",)),
        (PlaceKind.PHARMACY, ("药店",)),
        (PlaceKind.HOSPITAL, ("医院",)),
        (PlaceKind.CAMPUS, ("校园", "学校")),
        (PlaceKind.DEPOT, ("车场", "停车场")),
    )
)

ZONES = Choice(
    (
        (Zone.OPEN, ("低风险", "低风险区")),
        (Zone.CONTROLLED, ("管控区", "管控")),
        (Zone.SEALED, ("封控区", "封控", "高风险区")),
    )
)

CLASSES = Choice(
    (
        (VehicleClass.HEAVY, ("重型", "重型货车")),
        (VehicleClass.MEDIUM, ("中型", "中型货车")),
        (VehicleClass.LIGHT, ("轻型", "轻型货车")),
        (VehicleClass.MINI, ("微型", "微型货车")),
        (VehicleClass.MOTORCYCLE, ("摩托车",)),
        (VehicleClass.CART, ("手推车", "推车")),
        (VehicleClass.BUS, ("客车", "公交车")),
        (VehicleClass.CAR, ("小客车", "轿车")),
    )
)

HANDLINGS = Choice(
    (
        (Handling.AMBIENT, ("常温",)),
        (Handling.CHILLED, ("冷藏",)),
        (Handling.FROZEN, ("冷冻",)),
        (Handling.MEDICINE, ("药品",)),
        (Handling.HAZARDOUS, ("危险品", "危险货物")),
    )
)

PRIORITIES = Choice(
    (
        (Priority.LIFE, ("生命急需", "急救", "1")),
        (Priority.SPECIAL, ("特殊需求", "特殊", "2")),
        (Priority.DAILY, ("日常", "生活物资", "3")),
    )
)

LICENCES = Choice(tuple((licence, (licence.value,)) for licence in Licence))

BATCHES = Choice(((Batch.FIRST, ("第一批",)), (Batch.RESERVE, ("储备第二批", "第二批", "储备"))))

RESULTS = Choice(
    ((TestResult.NEGATIVE, ("阴性",)), (TestResult.POSITIVE, ("阳性",)), (TestResult.PENDING, ("待出结果", "待检")))
)

ROAD_CHANGES = Choice(
    (
        (RoadChangeKind.CLOSURE, ("道路封闭", "封闭")),
        (RoadChangeKind.WIDTH_LIMIT, ("限宽",)),
        (RoadChangeKind.HEIGHT_LIMIT, ("限高",)),
        (RoadChangeKind.WEIGHT_LIMIT, ("限重",)),
        (RoadChangeKind.SLOW_DOWN, ("慢行", "占道施工")),
        (RoadChangeKind.CHECKPOINT, ("卡点",)),
        (RoadChangeKind.LENGTH_LIMIT, ("限长",)),
        (RoadChangeKind.AXLE_LIMIT, ("限轴重",)),
        (RoadChangeKind.SEALED_ZONE, ("封控区",)),
        (RoadChangeKind.REVERSAL, ("单行反向",)),
        (RoadChangeKind.GREEN_LANE, ("绿色通道",)),
    )
)
