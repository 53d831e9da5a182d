"""Names for invented streets: which stretches are one street, and what a street in Chongqing could be called."""

import numpy as np
from numpy.typing import NDArray

from graphs.geo import Floats
from graphs.roads import CODE, Ints, RoadClass
from graphs.search import pieces

_FIRST = "龙金石黄大新观杨沙渝嘉江长南北东西双白红松竹桃柳枫柏桂兰菊梅凤云山水天华民和平安福寿康乐永兴盛茶铜银玉"
_SECOND = "桥湾坪溪岩沟坝滩门台寺庙塘井坡岭垭口林园湖泉峡渡碛嘴家堡山河江川角田店铺场滨兴和华安宁丰源光明阳景悦"
_ENDINGS = {
    RoadClass.TRUNK: ("大道",),
    RoadClass.PRIMARY: ("大道", "路", "干道"),
    RoadClass.SECONDARY: ("路", "大街", "一路", "二路", "东路", "西路"),
    RoadClass.TERTIARY: ("路", "正街", "南路", "北路", "三路"),
    RoadClass.UNCLASSIFIED: ("路", "村道", "公路"),
    RoadClass.RESIDENTIAL: ("街", "支路", "横街", "后街", "新街", "村"),
    RoadClass.LIVING_STREET: ("巷", "老街", "步道"),
    RoadClass.SERVICE: ("巷", "支巷", "坡", "里"),
}
_LARGEST_BEND = np.radians(40)


def street_of(spot: Floats, start: Ints, end: Ints, road_class: NDArray[np.uint8]) -> Ints:
    """Number the street of every stretch: it goes on in the one ahead, of its class, that bends least."""
    here = np.concatenate((start, end))
    there = np.concatenate((end, start))
    stretch = np.tile(np.arange(len(start)), 2)
    bearing = np.arctan2(*(spot[there] - spot[here]).T[::-1])
    left, right = _pairs_at(here)
    same = road_class[stretch[left]] == road_class[stretch[right]]
    left, right = left[same], right[same]
    bend = np.abs(np.pi - np.abs((bearing[left] - bearing[right] + np.pi) % (2 * np.pi) - np.pi))
    best = _best_partner(len(here), left, right, bend)
    agreed = np.flatnonzero((best >= 0) & (best[best] == np.arange(len(best))))
    return pieces(len(start), stretch[agreed].astype(np.int32), stretch[best[agreed]].astype(np.int32))


def street_names(count: int, road_class: NDArray[np.uint8], street: Ints, rng: np.random.Generator) -> list[str]:
    """Name every street by the class of its stretches."""
    class_of_street = np.zeros(count, dtype=np.uint8)
    class_of_street[street] = road_class
    first, second = rng.integers(len(_FIRST), size=count), rng.integers(len(_SECOND), size=count)
    endings = {CODE[road_class]: words for road_class, words in _ENDINGS.items()}
    luck = rng.integers(60, size=count)
    return [
        _FIRST[first[i]] + _SECOND[second[i]] + endings[int(code)][luck[i] % len(endings[int(code)])]
        for i, code in enumerate(class_of_street)
    ]


def _pairs_at(here: Ints) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All ordered pairs of different stretch ends at one junction."""
    order = np.argsort(here, kind="stable")
    junction = here[order]
    first = np.searchsorted(junction, junction, side="left")
    size = np.searchsorted(junction, junction, side="right") - first
    one = np.repeat(np.arange(len(here)), size)
    other = np.repeat(first, size) + np.arange(len(one)) - np.repeat(np.cumsum(size) - size, size)
    apart = one != other
    return order[one[apart]], order[other[apart]]


def _best_partner(count: int, left: NDArray[np.int64], right: NDArray[np.int64], bend: Floats) -> NDArray[np.int64]:
    """For every stretch end the one it continues in with the least bend, or -1."""
    best = np.full(count, -1, dtype=np.int64)
    order = np.lexsort((right, -bend, left))
    order = order[bend[order] <= _LARGEST_BEND]
    best[left[order]] = right[order]
    return best
