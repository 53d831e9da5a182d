"""Signed limits of size, mass and speed, general and for some classes, always and at some hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphs.law.classes import ALL, mask_of_mode
from graphs.law.conditional import Clause
from graphs.law.edgelaw import Condition, Effect, Quantity, When
from graphs.law.limits import centimetres, kilograms, kph
from graphs.law.signs import Signs

SPEED_KEY = "maxspeed"
LIMIT_KEYS: Mapping[str, Quantity] = {
    "maxheight": Quantity.HEIGHT_CM,
    "maxheight:physical": Quantity.HEIGHT_CM,
    "maxwidth": Quantity.WIDTH_CM,
    "maxwidth:physical": Quantity.WIDTH_CM,
    "maxlength": Quantity.LENGTH_CM,
    "maxweight": Quantity.GROSS_KG,
    "maxweightrating": Quantity.GROSS_KG,
    "maxaxleload": Quantity.AXLE_KG,
}
"""Keys of limits; where two speak of one quantity, the stricter counts."""

FIELD_OF: Mapping[Quantity, str] = {
    Quantity.HEIGHT_CM: "max_height_cm",
    Quantity.WIDTH_CM: "max_width_cm",
    Quantity.LENGTH_CM: "max_length_cm",
    Quantity.GROSS_KG: "max_weight_kg",
    Quantity.AXLE_KG: "max_axle_kg",
}
"""The field of :class:`graphs.law.edgelaw.EdgeLaw` that limits a quantity."""

CLASS_MODES: tuple[str, ...] = ("motor_vehicle", "hgv", "goods", "bus", "psv", "motorcar", "motorcycle")
"""Modes that limits are signed for, as ``maxweight:hgv``, the general ones first."""

BELOW_DEFAULT_CM: Mapping[Quantity, int] = {
    Quantity.HEIGHT_CM: 350,
    Quantity.WIDTH_CM: 220,
    Quantity.LENGTH_CM: 1_000,
}
"""What ``below_default`` is taken for: well below the 4 m, 2.55 m and 12 m a rigid lorry may have (GB 1589-2016)."""

_ALWAYS = When()


@dataclass(slots=True)
class Limits:
    """Limits that always hold for all, by field of EdgeLaw, and those for some classes or hours as conditions."""

    plain: dict[str, int] = field(default_factory=dict)
    conditions: list[Condition] = field(default_factory=list)


def limits(signs: Signs) -> Limits:
    """Read all limits that hold in the direction of the signs."""
    found = Limits()
    if not any(key.startswith("max") for key in signs.tags):
        # Nine ways of ten have no limit: looking for two hundred keys would be most of the work of reading.
        return found
    for key, quantity in LIMIT_KEYS.items():
        name = FIELD_OF[quantity]
        for tag, text in signs.values(key):
            value = _read(signs, tag, text, quantity)
            # A limit for this direction replaces the one for both; of height and physical height the lower counts.
            if value and (not found.plain.get(name) or tag != key or value < found.plain[name]):
                found.plain[name] = value
        for mode in CLASS_MODES:
            for tag, text in signs.values(f"{key}:{mode}"):
                value = _read(signs, tag, text, quantity)
                found.conditions += [] if value is None else [_limit(mask_of_mode(mode), quantity, value, _ALWAYS)]
        for tag, clause, mask in _clauses(signs, key):
            value = _read(signs, tag, clause.value, quantity)
            found.conditions += [] if value is None else [_limit(mask, quantity, value, clause.when)]
    found.conditions += _speeds(signs)
    return found


def _speeds(signs: Signs) -> list[Condition]:
    """Speed limits but the plain one, which the road graph keeps."""
    found = []
    directed = f"{SPEED_KEY}:{signs.direction}"
    for tag, text in signs.values_of(directed):
        found += _speed(signs, tag, text, ALL, _ALWAYS)
    for mode in CLASS_MODES:
        for tag, text in signs.values(f"{SPEED_KEY}:{mode}"):
            found += _speed(signs, tag, text, mask_of_mode(mode), _ALWAYS)
    for tag, clause, mask in _clauses(signs, SPEED_KEY):
        found += _speed(signs, tag, clause.value, mask, clause.when)
    return found


def _clauses(signs: Signs, key: str) -> list[tuple[str, Clause, int]]:
    """Conditional values of a key, for all classes and for some, with the classes they are for."""
    general = [(tag, clause, clause.classes) for tag, clause in signs.clauses(key)]
    return general + [
        (tag, clause, clause.classes & mask_of_mode(mode))
        for mode in CLASS_MODES
        for tag, clause in signs.clauses(f"{key}:{mode}")
    ]


def _read(signs: Signs, tag: str, text: str, quantity: Quantity) -> int | None:
    if quantity in BELOW_DEFAULT_CM:
        value = centimetres(text, default_cm=BELOW_DEFAULT_CM[quantity])
    else:
        value = kilograms(text)
    if value is None:
        signs.skip(tag, text)
    return value


def _limit(mask: int, quantity: Quantity, value: int, when: When) -> Condition:
    return Condition(effect=Effect.LIMIT, classes=mask, when=when, quantity=quantity, value=value)


def _speed(signs: Signs, tag: str, text: str, mask: int, when: When) -> list[Condition]:
    value = kph(text)
    if value is None:
        signs.skip(tag, text)
        return []
    return [Condition(effect=Effect.SPEED, classes=mask, when=when, value=value)]
