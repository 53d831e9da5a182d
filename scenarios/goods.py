"""The goods of a day of emergency supply, with their weights and volumes as packed for delivery."""

from typing import NamedTuple

from optimizer.model.goods import Good, Handling


class Packed(NamedTuple):
    """A good as it is packed: unit, kilograms and litres a unit, and how it must be carried."""

    name: str
    unit: str
    kilograms: int
    litres: int
    handling: Handling = Handling.AMBIENT


CATALOGUE = {
    "rice": Packed("大米", "袋", 10, 13),
    "flour": Packed("面粉", "袋", 10, 16),
    "oil": Packed("食用油", "桶", 5, 7),
    "vegetables": Packed("蔬菜包", "份", 5, 18),
    "eggs": Packed("鸡蛋", "箱", 11, 30),
    "pork": Packed("鲜猪肉", "箱", 10, 16, Handling.CHILLED),
    "milk": Packed("鲜牛奶", "箱", 6, 9, Handling.CHILLED),
    "frozen": Packed("冷冻食品", "箱", 8, 16, Handling.FROZEN),
    "care_pack": Packed("特殊人群爱心包", "份", 8, 20),
    "formula": Packed("婴儿配方奶粉", "箱", 6, 20),
    "medicine": Packed("药品", "箱", 3, 10, Handling.MEDICINE),
    "protective": Packed("防护用品", "箱", 4, 40),
    "disinfectant": Packed("消毒剂", "桶", 25, 30, Handling.HAZARDOUS),
}
FOOD = frozenset({"rice", "flour", "oil", "vegetables", "eggs", "pork", "milk", "frozen", "care_pack", "formula"})
_APART = {"disinfectant": FOOD | {"medicine"}}


def goods() -> dict[str, Good]:
    """All goods of the catalogue, by id; disinfectant keeps apart from whatever is eaten."""
    return {
        key: Good(
            id=key,
            name=packed.name,
            unit=packed.unit,
            unit_grams=packed.kilograms * 1000,
            unit_litres=packed.litres,
            handling=packed.handling,
            keeps_apart_from=_APART.get(key, frozenset()),
        )
        for key, packed in CATALOGUE.items()
    }
