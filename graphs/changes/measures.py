"""Limits as planners write them: metres and tonnes; feet, inches and words are refused with what to write instead."""

import re
import unicodedata

from graphs.changes.change import Dimension
from graphs.changes.say import Said
from graphs.law.limits import NO_LIMIT, centimetres, kilograms

_MASSES = (Dimension.WEIGHT, Dimension.AXLE)
_FOREIGN = re.compile(r"['′’\"″”]|\b(ft|feet|foot|in|inch|inches|lb|lbs|st|cwt)\b|(?<=\d)(ft|in|lbs?|st|cwt)\b|tons?\b")
_WORDS = frozenset({"default", "below_default", "缺省", "默认"}) | NO_LIMIT


class NoMeasure(ValueError):
    """What is wrong with a limit, as the end of a sentence that begins with what was written; and what to write."""

    def __init__(self, what: Said, remedy: Said) -> None:
        super().__init__(what.en)
        self.what, self.remedy = what, remedy


def limit(text: str, dimension: Dimension) -> int:
    """Read a limit in centimetres or kilograms: ``2.2``, ``2.2 m``, ``220cm``, ``2.2 米``; ``7.5``, ``7.5 t``.

    Raises
    ------
    NoMeasure
        When the text is in feet, inches or pounds, stands for no figure, or cannot be read.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    mass = dimension in _MASSES
    value = kilograms(plain) if mass else centimetres(plain)
    remedy = _remedy(mass=mass)
    if plain in _WORDS:
        raise NoMeasure(Said("which stands for no figure", "没有给出数值"), remedy)
    if _FOREIGN.search(plain):
        if not value:
            raise NoMeasure(Said("which is not in metric units", "不是公制单位"), remedy)
        figure = value / (1000 if mass else 100)
        en, zh = ("tonnes", "吨") if mass else ("metres", "米")
        raise NoMeasure(
            Said(f"which is not in {en}", f"不是以{zh}为单位"),
            Said(f"write {figure:.2f} if that is what is meant", f"若为 {figure:.2f} {zh}，请填写 {figure:.2f}"),
        )
    if not value:
        raise NoMeasure(Said("which is no limit", "不是有效的限值"), remedy)
    return value


def _remedy(*, mass: bool) -> Said:
    if mass:
        return Said("write tonnes, such as 7.5", "请填写吨数，例如 7.5")
    return Said("write metres, such as 2.2", "请填写米数，例如 2.2")
