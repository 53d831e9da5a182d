"""Tags of turn restrictions: ``restriction=no_left_turn``, ``restriction:hgv=…``, ``restriction:conditional=…``."""

from dataclasses import dataclass

from graphs.law.classes import ALL, MODES, mask_of_mode
from graphs.law.conditional import Clause, clauses
from graphs.law.edgelaw import Condition, EdgeLaw, Effect
from graphs.law.signs import CONDITIONAL, Tags

KEY = "restriction"
_NO = frozenset({"no_left_turn", "no_right_turn", "no_straight_on", "no_u_turn", "no_entry", "no_exit"})
_ONLY = frozenset({"only_left_turn", "only_right_turn", "only_straight_on", "only_u_turn"})
_MODES = ("", *sorted({mode for chain in MODES.values() for mode in chain} - {"access", "vehicle"}))
"""Whom a restriction may be for, ``""`` for all."""


@dataclass(frozen=True, slots=True)
class TurnRule:
    """What a restriction says: the turn it names is forbidden, or with ``only`` all others; ``law`` tells to whom."""

    only: bool
    u_turn: bool
    law: EdgeLaw


def turn_rules(tags: Tags) -> list[TurnRule]:
    """Read the tags of a restriction; nothing is returned for kinds that are not known.

    Vehicles in ``except`` go free of all that the relation says.
    """
    free = 0
    for mode in tags.get("except", "").split(";"):
        free |= mask_of_mode(mode.strip())
    return [rule for mode in _MODES for rule in _rules(tags, mode, (mask_of_mode(mode) if mode else ALL) & ~free)]


def _rules(tags: Tags, mode: str, mask: int) -> list[TurnRule]:
    key = f"{KEY}:{mode}" if mode else KEY
    rules = []
    kind = tags.get(key, "")
    if kind in _NO | _ONLY and mask:
        rules.append(TurnRule(kind in _ONLY, kind.endswith("u_turn"), EdgeLaw(classes=ALL & ~mask)))
    for clause in clauses(tags.get(f"{key}{CONDITIONAL}", "")):
        if isinstance(clause, Clause) and clause.value in _NO | _ONLY and mask & clause.classes:
            forbids = Condition(effect=Effect.FORBID, classes=mask & clause.classes, when=clause.when)
            law = EdgeLaw(conditions=(forbids,))
            rules.append(TurnRule(clause.value in _ONLY, clause.value.endswith("u_turn"), law))
    return rules
