"""Readable names: of places in Chongqing or anywhere, of firms, of people, and number plates.

All are put together from common words; none is meant to be a real place, firm or person.
"""

from collections.abc import Iterator

from scenarios.chance import Chance

_TWO = (
    "青松翠湖嘉陵锦绣滨江南湖金竹观音黄桷龙泉玉带石桥松林梅园银杏凤鸣"
    "长石新华朝阳民安和平建设红岩渝光双碑花卉学府东林西城北苑云岭桂园"
    "紫薇望江临江半山水岸丰收同心康宁福安平顶大石白鹤杨柳香樟春晖百合"
    "兰亭竹海"
)
_WORDS = [_TWO[i : i + 2] for i in range(0, len(_TWO), 2)]
_OUTLET_ENDINGS = {
    "community": ("社区", "小区", "花园", "家园", "苑小区"),
    "street_office": ("街道办事处",),
    "sale_point": ("临时售卖点", "社区售卖点"),
    "supermarket": ("超市", "生活超市", "购物中心超市"),
    "campus": ("职业学院", "中学校区", "大学城校区"),
    "hospital": ("医院", "中医院", "社区医院"),
    "pharmacy": ("大药房", "药房"),
    "market": ("综合农贸批发市场", "农产品批发市场"),
    "vegetable_market": ("蔬菜批发市场",),
    "grain_market": ("粮油批发市场",),
    "meat_market": ("肉类水产批发市场",),
    "medical_warehouse": ("医药应急储备库",),
    "station": ("物资中转站", "应急物资中转站"),
    "depot": ("车场",),
}
_FIRM_KINDS = ("物流有限公司", "运输有限公司", "配送有限公司", "冷链物流有限公司")
_SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何罗高林郑梁谢唐许冯邓曹彭曾肖田董潘袁蔡蒋余于杜"
_GIVEN_ONE = "伟强磊军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩丽敏静燕玲"
_GIVEN_TWO = "建国建华志强国强永红小林大勇文斌德华光明世伟俊杰海波红梅秀英晓红春梅兴国天明长江渝生新民继业家富成林"
_GIVEN = [*_GIVEN_ONE, *(_GIVEN_TWO[i : i + 2] for i in range(0, len(_GIVEN_TWO), 2))]
_PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # no I, no O: GA 36
_PLATE_PREFIXES = {"渝A": 6.0, "渝B": 2.0, "渝D": 2.0}


def place_names(chance: Chance, role: str) -> Iterator[str]:
    """Names without the district, never the same twice; after all combinations they are numbered."""
    endings = _OUTLET_ENDINGS[role]
    combinations = chance.shuffled([word + ending for word in _WORDS for ending in endings])
    yield from combinations
    number = 2
    while True:
        yield from (f"{name}{number}号" for name in combinations)
        number += 1


def neutral_names(role: str) -> Iterator[str]:
    """Names for an extract that is not Chongqing: what the place is, and a number."""
    ending = _OUTLET_ENDINGS[role][0]
    number = 1
    while True:
        yield f"{number}号{ending}"
        number += 1


def firm_names(chance: Chance, count: int) -> list[str]:
    """So many firms, all different."""
    return [f"渝{word}{chance.one(_FIRM_KINDS)}" for word in chance.some(_WORDS, count)]


def person_name(chance: Chance) -> str:
    """Put together a surname and a given name; two people may share theirs, as people do."""
    return f"{chance.one(_SURNAMES)}{chance.one(_GIVEN)}"


def plate(chance: Chance, given: set[str], *, new_energy: bool, large: bool) -> str:
    """Make a plate of Chongqing that is not in ``given``, and add it to them.

    Five characters, at most two of them letters; six for new energy, with D or F first on small vehicles and last on
    large ones.
    """
    while True:
        prefix = chance.weighted(_PLATE_PREFIXES)
        digits = f"{chance.whole(0, 99_999):05d}"
        if new_energy:
            letter = chance.one("DF")
            text = prefix + (digits + letter if large else letter + digits)
        else:
            text = prefix + "".join(
                chance.one(_PLATE_LETTERS) if i in (1, 2) and chance.happens(0.35) else d for i, d in enumerate(digits)
            )
        if text not in given:
            given.add(text)
            return text
