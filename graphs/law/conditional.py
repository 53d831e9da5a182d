"""Conditional values, ``no @ (7:30-19:00 AND weight>7.5)``: what holds when.

The grammar is that of https://wiki.openstreetmap.org/wiki/Conditional_restrictions: values with conditions, divided by
semicolons outside brackets; conditions joined by AND; hours in the syntax of opening hours.
"""

import re
from dataclasses import dataclass

from graphs.law.classes import ALL, mask_of_mode
from graphs.law.edgelaw import Measure, Quantity, When
from graphs.law.hours import are_hours
from graphs.law.limits import centimetres, kilograms

_CLAUSE = re.compile(r"\s*([^@;]+?)\s*@\s*(\((?:[^()]|\([^()]*\))*\)|[^;]+)\s*(?:;|$)")
_AND = re.compile(r"\s+AND\s+", re.IGNORECASE)
_MEASURE = re.compile(r"(\w+)\s*(<=|>=|==|=|<|>)\s*(.+)")
_QUANTITY = {
    "height": Quantity.HEIGHT_CM,
    "width": Quantity.WIDTH_CM,
    "length": Quantity.LENGTH_CM,
    "weight": Quantity.GROSS_KG,
    "maxweight": Quantity.GROSS_KG,
    "weightrating": Quantity.GROSS_KG,
    "gross_weight": Quantity.GROSS_KG,
    "axleload": Quantity.AXLE_KG,
}
_CALLS = frozenset({"destination", "delivery", "deliveries", "loading", "unloading", "customers"})
"""Our vehicles hand goods over where they call, so what is said of deliveries is said of them there."""
_NEEDS_PERMIT = frozenset({"permit", "permit_holder", "permit_holders", "private", "residents", "resident", "official"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One value, when it holds, and for which classes (bit mask)."""

    value: str
    when: When
    classes: int = ALL


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a conditional value that says something we cannot judge, as ``no @ (wet)``."""

    text: str


def clauses(text: str) -> list[Clause | Unread]:
    """Read a conditional value; what cannot be read is given back as it stands."""
    found: list[Clause | Unread] = []
    at = 0
    while at < len(text.rstrip()):
        match = _CLAUSE.match(text, at)
        if match is None:
            found.append(Unread(text[at:].strip()))
            break
        found.append(_clause(match[1], match[2]) or Unread(match[0].strip(" ;")))
        at = match.end()
    return found


def _clause(value: str, text: str) -> Clause | None:
    """Read conditions joined by AND; None where one of them means nothing to us."""
    inner = text.strip()
    if inner.startswith("(") and inner.endswith(")"):
        inner = inner[1:-1].strip()
    hours: list[str] = []
    measures: list[Measure] = []
    needs_permit, calls, classes = False, False, ALL
    for part in _AND.split(inner):
        word = part.strip().strip("()").strip()
        measure = _measure(word)
        if measure is not None:
            measures.append(measure)
        elif word.lower() in _NEEDS_PERMIT:
            needs_permit = True
        elif mask_of_mode(word):
            classes &= mask_of_mode(word)
        elif word.lower() in _CALLS:
            calls = True
        else:
            hours.append(word)
    if len(hours) > 1 or (hours and not are_hours(hours[0])):
        return None
    when = When(hours=hours[0] if hours else "", measures=tuple(measures), needs_permit=needs_permit, calls=calls)
    return Clause(value, when, classes)


def _measure(text: str) -> Measure | None:
    found = _MEASURE.fullmatch(text)
    quantity = _QUANTITY.get(found[1].lower()) if found else None
    if found is None or quantity is None:
        return None
    read = kilograms if quantity in {Quantity.GROSS_KG, Quantity.AXLE_KG} else centimetres
    value = read(found[3])
    return Measure(quantity, "=" if found[2] == "==" else found[2], value) if value else None
