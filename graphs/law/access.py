"""Who may drive in one direction: the keys ``access`` … ``hgv`` and ``oneway``, with their conditional forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from graphs.law.classes import ALL, BIT, MODES, VehicleClass, mask_of_mode
from graphs.law.edgelaw import Condition, Effect, When
from graphs.law.signs import BACKWARD, FORWARD, Signs, Tags


class Access(IntEnum):
    """What a sign says to a vehicle class."""

    OPEN = 0
    DESTINATION = 1
    PERMIT = 2
    SHUT = 3


_WORDS: Mapping[Access, tuple[str, ...]] = {
    Access.OPEN: ("yes", "permissive", "designated", "official", "public", "allowed", "discouraged", "true", "1"),
    Access.DESTINATION: ("destination", "delivery", "customers", "loading"),
    Access.PERMIT: ("private", "permit", "residents", "employees", "students", "key", "restricted"),
    Access.SHUT: ("no", "agricultural", "forestry", "agricultural;forestry", "military", "use_sidepath", "emergency"),
}
ACCESS_OF: Mapping[str, Access] = {word: access for access, words in _WORDS.items() for word in words}
"""What a value of an access key says; a value that is itself a key, as ``access=bus``, admits its classes alone."""

_OTHER_MODES = frozenset(
    {"foot", "bicycle", "taxi", "horse", "hov", "moped", "mofa", "tourist_bus", "coach", "trailer"}
)
_EFFECT = {
    Access.OPEN: Effect.ADMIT,
    Access.DESTINATION: Effect.CALL,
    Access.PERMIT: Effect.PERMIT,
    Access.SHUT: Effect.FORBID,
}
_ALONG, _AGAINST, _BOTH = frozenset({"yes", "true", "1"}), frozenset({"-1", "reverse"}), frozenset({"no", "false", "0"})
_NEITHER = frozenset({"reversible"})
"""Which direction holds changes with the hour: without ``oneway:conditional`` neither is safe to plan on."""
_DEPTH = {mode: modes.index(mode) for modes in MODES.values() for mode in modes}
_GENERAL_FIRST: tuple[str, ...] = tuple(sorted(_DEPTH, key=lambda mode: (_DEPTH[mode], mode)))
_ROUND = frozenset({"roundabout", "circular"})


@dataclass(slots=True)
class Admission:
    """Bit masks of the classes admitted, admitted with a permit, and admitted to call there only; and conditions."""

    classes: int = ALL
    private: int = 0
    destination: int = 0
    conditions: list[Condition] = field(default_factory=list)

    def set(self, mask: int, access: Access) -> None:
        """Let a sign without condition speak to the classes of ``mask``."""
        self.classes = self.classes & ~mask | (mask if access in {Access.OPEN, Access.DESTINATION} else 0)
        self.private = self.private & ~mask | (mask if access is Access.PERMIT else 0)
        self.destination = self.destination & ~mask | (mask if access is Access.DESTINATION else 0)
        self._silence(mask)

    def shut(self, mask: int) -> None:
        """Close to the classes of ``mask`` for good, whatever their access signs say."""
        self.set(mask, Access.SHUT)

    def when(self, mask: int, access: Access, when: When) -> None:
        """Let a sign with a condition speak to the classes of ``mask``."""
        if mask:
            self.conditions.append(Condition(effect=_EFFECT[access], classes=mask, when=when))

    def _silence(self, mask: int) -> None:
        """A more special sign beats earlier ones, with their conditions."""
        narrowed = [(condition, condition.classes & ~mask) for condition in self.conditions]
        self.conditions = [
            condition if classes == condition.classes else _for(condition, classes)
            for condition, classes in narrowed
            if classes
        ]


def _for(condition: Condition, classes: int) -> Condition:
    return Condition(effect=condition.effect, classes=classes, when=condition.when)


def admission(signs: Signs) -> Admission:
    """Who is admitted in the direction of the signs: access first, then one-way rules on top."""
    found = Admission()
    if signs.tags.get("motorroad") == "yes":
        found.shut(BIT[VehicleClass.CART])
    for mode in _GENERAL_FIRST:
        mask = mask_of_mode(mode)
        for key, value in signs.values(mode):
            _apply(found, signs, key, value, mask)
        for key, clause in signs.clauses(mode):
            access = ACCESS_OF.get(clause.value)
            if access is None:
                signs.skip(key, f"{clause.value} @ …")
            else:
                found.when(mask & clause.classes, access, clause.when)
    _one_way(found, signs)
    return found


def _apply(found: Admission, signs: Signs, key: str, value: str, mask: int) -> None:
    value = value.strip().lower()
    access = ACCESS_OF.get(value)
    if access is not None:
        found.set(mask, access)
    elif value in _OTHER_MODES or any(mask_of_mode(part) for part in value.split(";")):
        meant = sum(mask_of_mode(part) for part in value.split(";") if part not in _OTHER_MODES)
        found.set(mask & ~meant, Access.SHUT)
    else:
        signs.skip(key, value)


def _one_way(found: Admission, signs: Signs) -> None:
    """Close the direction to those for whom the way is one-way the other way round."""
    tags = signs.tags
    against = _closed(_one_way_value(tags), signs.direction)
    mask = ALL if against else 0
    for mode in _GENERAL_FIRST:
        value = tags.get(f"oneway:{mode}")
        if value is not None:
            meant = mask_of_mode(mode)
            mask = mask | meant if _closed(value, signs.direction) else mask & ~meant
    if signs.direction == BACKWARD and "opposite_lane" in {
        tags.get("busway:left"),
        tags.get("busway:right"),
        tags.get("busway"),
    }:
        mask &= ~BIT[VehicleClass.BUS]
    was = Admission(found.classes, found.private, found.destination)
    found.shut(mask)
    for key, clause in signs.clauses("oneway"):
        value = clause.value.strip().lower()
        if value not in _ALONG | _AGAINST | _BOTH | _NEITHER:
            signs.skip(key, f"{value} @ …")
        elif _closed(value, signs.direction):
            found.when(ALL & clause.classes, Access.SHUT, clause.when)
        else:
            # Who was kept out by the one-way sign alone is let in again, as far as access signs let them.
            found.when(mask & was.classes & ~was.destination & clause.classes, Access.OPEN, clause.when)
            found.when(mask & was.destination & clause.classes, Access.DESTINATION, clause.when)
            found.when(mask & was.private & clause.classes, Access.PERMIT, clause.when)


def _one_way_value(tags: Tags) -> str:
    implied = tags.get("junction") in _ROUND or tags.get("highway") == "motorway"
    return tags.get("oneway", "yes" if implied else "no").strip().lower()


def _closed(value: str, direction: str) -> bool:
    return value in _NEITHER or value in (_AGAINST if direction == FORWARD else _ALONG)
