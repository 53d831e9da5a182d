"""The lie of the land at Chongqing, for the mountain city: rivers, ridges, centres, crossings; degrees WGS-84.

District seats stand at their true positions; river courses, ridge crests, bridges and tunnels follow the map closely
enough that drives between districts take plausible ways. Streets are invented (:mod:`graphs.town.towns`).
"""

from collections.abc import Mapping
from typing import NamedTuple

from graphs.geo import Position

WEST, SOUTH, EAST, NORTH = 106.28, 29.33, 106.80, 29.87
"""The square of city and country that is built."""

DISTRICTS: Mapping[str, Position] = {
    "渝中": Position(106.5689, 29.5558),
    "江北": Position(106.5743, 29.6067),
    "南岸": Position(106.5635, 29.5213),
    "沙坪坝": Position(106.4569, 29.5411),
    "九龙坡": Position(106.5107, 29.5023),
    "大渡口": Position(106.4823, 29.4845),
    "渝北": Position(106.6312, 29.7181),
    "巴南": Position(106.5403, 29.4024),
    "北碚": Position(106.3963, 29.8057),
}
"""Seats of the nine central districts of Chongqing."""


class River(NamedTuple):
    """A river, from upstream to downstream."""

    name: str
    width_m: float
    course: tuple[tuple[float, float], ...]


class Ridge(NamedTuple):
    """A mountain ridge along its crest, from south to north."""

    name: str
    crest: tuple[tuple[float, float], ...]


class Centre(NamedTuple):
    """Where streets are dense: how dense at its middle, and how far the density reaches."""

    name: str
    position: Position
    weight: float
    reach_m: float


class Crossing(NamedTuple):
    """A bridge over the nearest river, or a tunnel through the nearest ridge."""

    name: str
    position: Position


class Motorway(NamedTuple):
    """A motorway by some of its points; a ring ends where it begins."""

    name: str
    course: tuple[tuple[float, float], ...]


YANGTZE = River(
    "长江",
    700,
    (
        (106.24, 29.29), (106.36, 29.31), (106.42, 29.335), (106.47, 29.35), (106.51, 29.372), (106.522, 29.395),
        (106.502, 29.42), (106.508, 29.45), (106.538, 29.468), (106.546, 29.495), (106.536, 29.522), (106.543, 29.54),
        (106.56, 29.5455), (106.578, 29.55), (106.593, 29.559), (106.590, 29.569), (106.585, 29.586), (106.60, 29.602),
        (106.615, 29.619), (106.645, 29.634), (106.68, 29.627), (106.70, 29.602), (106.725, 29.585), (106.765, 29.605),
        (106.80, 29.60), (106.86, 29.56),
    ),
)  # fmt: skip

JIALING = River(
    "嘉陵江",
    330,
    (
        (106.38, 29.93), (106.425, 29.86), (106.447, 29.83), (106.462, 29.80), (106.50, 29.775), (106.535, 29.755),
        (106.545, 29.73), (106.525, 29.705), (106.495, 29.685), (106.50, 29.655), (106.485, 29.63), (106.455, 29.605),
        (106.447, 29.585), (106.465, 29.572), (106.49, 29.569), (106.515, 29.56), (106.535, 29.558), (106.55, 29.565),
        (106.566, 29.568), (106.578, 29.571), (106.587, 29.568),
    ),
)  # fmt: skip

RIVERS = (YANGTZE, JIALING)

RIDGES = (
    Ridge(
        "中梁山",
        (
            (106.375, 29.22), (106.395, 29.40), (106.405, 29.48), (106.415, 29.56), (106.425, 29.64), (106.445, 29.72),
            (106.465, 29.785), (106.49, 29.86), (106.51, 29.94),
        ),
    ),
    Ridge(
        "铜锣山",
        (
            (106.565, 29.25), (106.577, 29.38), (106.592, 29.45), (106.610, 29.52), (106.628, 29.57), (106.665, 29.62),
            (106.692, 29.66), (106.715, 29.72), (106.738, 29.79), (106.775, 29.95),
        ),
    ),
    Ridge("缙云山", ((106.26, 29.44), (106.29, 29.56), (106.32, 29.68), (106.352, 29.80), (106.385, 29.93))),
)  # fmt: skip

SUBCENTRES = (
    Centre("观音桥", Position(106.5350, 29.5780), 0.9, 2_300),
    Centre("大石坝", Position(106.5020, 29.5850), 0.5, 2_000),
    Centre("人和", Position(106.5280, 29.6220), 0.55, 2_400),
    Centre("礼嘉", Position(106.5400, 29.6650), 0.4, 2_600),
    Centre("回兴", Position(106.6000, 29.6800), 0.5, 2_600),
    Centre("空港", Position(106.6500, 29.7700), 0.25, 2_600),
    Centre("悦来", Position(106.5750, 29.7450), 0.3, 2_200),
    Centre("蔡家", Position(106.4800, 29.7350), 0.3, 2_200),
    Centre("歇马", Position(106.3800, 29.7500), 0.2, 2_000),
    Centre("井口", Position(106.4430, 29.6350), 0.3, 1_600),
    Centre("西永", Position(106.3620, 29.5750), 0.35, 2_500),
    Centre("大学城", Position(106.3150, 29.6050), 0.4, 2_500),
    Centre("白市驿", Position(106.3600, 29.4600), 0.22, 2_200),
    Centre("中梁山", Position(106.4400, 29.4900), 0.4, 1_700),
    Centre("李家沱", Position(106.5650, 29.4620), 0.5, 1_800),
    Centre("弹子石", Position(106.6020, 29.5780), 0.6, 1_500),
    Centre("茶园", Position(106.6500, 29.5050), 0.45, 2_500),
    Centre("界石", Position(106.6250, 29.4150), 0.25, 2_200),
    Centre("鱼嘴", Position(106.7600, 29.6400), 0.25, 2_200),
    Centre("唐家沱", Position(106.6350, 29.6500), 0.3, 1_600),
    Centre("龙兴", Position(106.7700, 29.7200), 0.18, 2_400),
)

_SEAT_WEIGHTS = {"渝中": (1.3, 1_900), "江北": (0.8, 2_400), "南岸": (0.9, 2_300), "沙坪坝": (0.9, 2_400)}
_SEAT_WEIGHTS |= {"九龙坡": (0.8, 2_300), "大渡口": (0.6, 2_000), "渝北": (0.65, 2_800)}
_SEAT_WEIGHTS |= {"巴南": (0.5, 2_300), "北碚": (0.45, 2_400)}

CENTRES = tuple(Centre(name, DISTRICTS[name], *_SEAT_WEIGHTS[name]) for name in DISTRICTS) + SUBCENTRES

BRIDGES = (
    Crossing("鱼洞长江大桥", Position(106.5150, 29.3800)),
    Crossing("马桑溪长江大桥", Position(106.5030, 29.4350)),
    Crossing("李家沱长江大桥", Position(106.5420, 29.4790)),
    Crossing("鹅公岩长江大桥", Position(106.5370, 29.5200)),
    Crossing("菜园坝长江大桥", Position(106.5540, 29.5440)),
    Crossing("石板坡长江大桥", Position(106.5760, 29.5495)),
    Crossing("东水门长江大桥", Position(106.5930, 29.5620)),
    Crossing("朝天门长江大桥", Position(106.5860, 29.5870)),
    Crossing("寸滩长江大桥", Position(106.6150, 29.6190)),
    Crossing("郭家沱长江大桥", Position(106.7000, 29.6020)),
    Crossing("珞璜长江大桥", Position(106.4300, 29.3390)),
    Crossing("千厮门嘉陵江大桥", Position(106.5780, 29.5710)),
    Crossing("黄花园嘉陵江大桥", Position(106.5650, 29.5680)),
    Crossing("渝澳嘉陵江大桥", Position(106.5480, 29.5640)),
    Crossing("嘉华嘉陵江大桥", Position(106.5250, 29.5580)),
    Crossing("红岩村嘉陵江大桥", Position(106.5020, 29.5640)),
    Crossing("石门嘉陵江大桥", Position(106.4720, 29.5710)),
    Crossing("双碑嘉陵江大桥", Position(106.4580, 29.6080)),
    Crossing("礼嘉嘉陵江大桥", Position(106.4990, 29.6600)),
    Crossing("嘉悦嘉陵江大桥", Position(106.5400, 29.7200)),
    Crossing("水土嘉陵江大桥", Position(106.5150, 29.7680)),
    Crossing("朝阳嘉陵江大桥", Position(106.4420, 29.8380)),
)

TUNNELS = (
    Crossing("华福隧道", Position(106.3990, 29.4300)),
    Crossing("华岩隧道", Position(106.4040, 29.4700)),
    Crossing("大学城隧道", Position(106.4130, 29.5450)),
    Crossing("双碑隧道", Position(106.4210, 29.6100)),
    Crossing("歇马隧道", Position(106.4400, 29.7000)),
    Crossing("龙洲湾隧道", Position(106.5800, 29.4000)),
    Crossing("南山隧道", Position(106.5980, 29.4750)),
    Crossing("真武山隧道", Position(106.6150, 29.5350)),
    Crossing("慈母山隧道", Position(106.6340, 29.5780)),
    Crossing("铁山坪隧道", Position(106.6880, 29.6540)),
    Crossing("玉峰山隧道", Position(106.7180, 29.7300)),
    Crossing("缙云山隧道", Position(106.3030, 29.6100)),
)

MOTORWAYS = (
    Motorway(
        "内环快速路",
        (
            (106.447, 29.515), (106.443, 29.560), (106.460, 29.596), (106.520, 29.608), (106.570, 29.590),
            (106.602, 29.604), (106.612, 29.585), (106.598, 29.535), (106.585, 29.500), (106.555, 29.445),
            (106.505, 29.437), (106.462, 29.470), (106.447, 29.515),
        ),
    ),
    Motorway(
        "绕城高速公路",
        (
            (106.345, 29.500), (106.340, 29.620), (106.380, 29.710), (106.460, 29.750), (106.520, 29.765),
            (106.600, 29.800), (106.690, 29.790), (106.755, 29.740), (106.760, 29.640), (106.750, 29.590),
            (106.700, 29.500), (106.650, 29.430), (106.580, 29.365), (106.500, 29.345), (106.420, 29.365),
            (106.365, 29.420), (106.345, 29.500),
        ),
    ),
    Motorway("成渝高速公路", ((106.447, 29.515), (106.400, 29.505), (106.345, 29.495), (106.285, 29.480))),
    Motorway("渝遂高速公路", ((106.443, 29.560), (106.400, 29.585), (106.340, 29.620), (106.285, 29.650))),
    Motorway(
        "渝武高速公路",
        ((106.460, 29.596), (106.470, 29.660), (106.460, 29.750), (106.415, 29.790), (106.380, 29.865)),
    ),
    Motorway(
        "机场高速公路",
        ((106.570, 29.592), (106.590, 29.650), (106.615, 29.710), (106.640, 29.795), (106.650, 29.865)),
    ),
    Motorway(
        "渝宜高速公路",
        (
            (106.572, 29.593), (106.605, 29.640), (106.640, 29.662), (106.700, 29.668), (106.760, 29.660),
            (106.795, 29.665),
        ),
    ),
    Motorway("渝湘高速公路", ((106.598, 29.535), (106.650, 29.520), (106.700, 29.500), (106.795, 29.470))),
    Motorway("渝黔高速公路", ((106.575, 29.475), (106.610, 29.440), (106.650, 29.420), (106.660, 29.335))),
)  # fmt: skip
