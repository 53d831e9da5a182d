"""Signed limits read to whole centimetres, kilograms and km/h; nobody else parses units."""

import re

_DECIMAL = r"(\d+(?:[.,]\d+)?)"
_METRIC_LENGTH = re.compile(_DECIMAL + r"\s*(mm|cm|m|metres?|meters?|米)?\s*")
_FEET = re.compile(r"(\d+(?:\.\d+)?)\s*(?:'|′|’|ft|feet)\s*(?:(\d+(?:\.\d+)?)\s*(?:\"|″|”|''|in|inch(?:es)?)?)?\s*")
_INCHES = re.compile(r"(\d+(?:\.\d+)?)\s*(?:\"|″|”|in|inch(?:es)?)\s*")
_MASS = re.compile(_DECIMAL + r"\s*(t|tons?|tonnes?|mt|kg|kgs|st|short tons?|lt|long tons?|lbs?|cwt|吨)?\s*")
_SPEED = re.compile(r"(\d+(?:\.\d+)?)\s*(mph|knots|km/h|kph)?\s*")

_CM = {"mm": 0.1, "cm": 1.0}
_KG = {"kg": 1.0, "kgs": 1.0, "st": 907.18474, "lt": 1016.0469088, "lb": 0.45359237, "lbs": 0.45359237}
_KG |= {"cwt": 50.80234544, "short ton": 907.18474, "short tons": 907.18474}
_KG |= {"long ton": 1016.0469088, "long tons": 1016.0469088}
_KPH = {"mph": 1.609344, "knots": 1.852}

NO_LIMIT = frozenset({"none", "no", "default", "unsigned", "no_sign", "no_indications", "unlimited"})
"""Said where there is no limit but the general one of the law, which every vehicle on the road keeps."""
BELOW_DEFAULT = "below_default"
"""Lower than the general limit of the law, nobody knows by how much."""

_PLAUSIBLE_CM = (50, 10_000)
_PLAUSIBLE_KG = (100, 1_000_000)
_PLAUSIBLE_KPH = (5, 250)


def centimetres(text: str, *, default_cm: int = 0) -> int | None:
    """Read a height, width or length: ``3.5``, ``350 cm``, ``13'8"``, ``11 ft 6 in``.

    Returns
    -------
    Centimetres rounded down, 0 where there is no limit, ``default_cm`` for ``below_default``; None for anything else.
    """
    text = text.strip().lower()
    if text in NO_LIMIT:
        return 0
    if text == BELOW_DEFAULT:
        return default_cm or None
    if found := _METRIC_LENGTH.fullmatch(text):
        return _inside(_number(found[1]) * _CM.get(found[2] or "m", 100.0), _PLAUSIBLE_CM)
    if found := _FEET.fullmatch(text):
        return _inside(float(found[1]) * 30.48 + float(found[2] or 0) * 2.54, _PLAUSIBLE_CM)
    if found := _INCHES.fullmatch(text):
        return _inside(float(found[1]) * 2.54, _PLAUSIBLE_CM)
    return None


def kilograms(text: str) -> int | None:
    """Read a mass: ``7.5`` (tonnes), ``7.5 t``, ``3500 kg``, ``10 st`` (short tons), ``16000 lbs``.

    Returns
    -------
    Kilograms rounded down, 0 where there is no limit, None where nothing can be read.
    """
    text = text.strip().lower()
    if text in NO_LIMIT:
        return 0
    found = _MASS.fullmatch(text)
    return None if found is None else _inside(_number(found[1]) * _KG.get(found[2] or "t", 1000.0), _PLAUSIBLE_KG)


def kph(text: str) -> int | None:
    """Read a speed limit: ``60``, ``30 mph``; 0 where there is none, None where nothing can be read."""
    text = text.strip().lower()
    if text in NO_LIMIT:
        return 0
    found = _SPEED.fullmatch(text)
    if found is None:
        return None
    limit = float(found[1]) * _KPH.get(found[2] or "", 1.0)
    return round(limit) if _PLAUSIBLE_KPH[0] <= limit <= _PLAUSIBLE_KPH[1] else None


def permille(text: str) -> int | None:
    """Read a slope along the way: ``10%``, ``-5.5 %``, ``6°``; None for ``up``, ``down``, ``steep`` and such."""
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)\s*(%|‰|°)?", text.strip())
    if found is None:
        return None
    value = float(found[1]) * {"%": 10.0, "‰": 1.0, "°": 17.46, None: 10.0}[found[2]]
    return round(value) if abs(value) <= 400 else None


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _inside(value: float, bounds: tuple[int, int]) -> int | None:
    # A hair is added against decimal fractions that binary ones miss: 3.6 m are 360 cm, not 359.
    whole = int(value + 1e-6)
    return whole if bounds[0] <= whole <= bounds[1] else None
