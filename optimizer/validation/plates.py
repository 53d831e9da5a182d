"""Licence plates 车牌号 of mainland China: how they are written, and which are none.

A province's character, a letter (neither I nor O), then five characters, or six on a new-energy plate, where a letter
of energy (D, A, B, C, E electric; F, G, H, J, K other) stands first on a small vehicle and last on a large one.
"""

import re
import unicodedata
from functools import lru_cache

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_ANY = "[A-HJ-NP-Z0-9]"
_ENERGY = "[DABCEFGHJK]"
_PLATE = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Z](?:{_ANY}{{5}}|{_ANY}{{4}}[挂学警港澳]|{_ENERGY}{_ANY}[0-9]{{4}}|[0-9]{{5}}{_ENERGY})"
)
_DROPPED = re.compile(r"[\s·•・.\-_]+")


@lru_cache(maxsize=10_000)
def normal_plate(text: str) -> str:
    """Give the plate without dots and spaces, in upper case and half-width: 渝a·d１２３４５ is 渝AD12345."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).upper()


def is_plate(text: str) -> bool:
    """Whether a normalised text is a plate."""
    return _PLATE.fullmatch(text) is not None
