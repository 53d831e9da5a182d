"""The law of one road in one direction, as its signs say it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from graphs.law.classes import ALL, NONE


class Quantity(StrEnum):
    """What a limit is about; centimetres and kilograms."""

    HEIGHT_CM = "height_cm"
    WIDTH_CM = "width_cm"
    LENGTH_CM = "length_cm"
    GROSS_KG = "gross_kg"
    AXLE_KG = "axle_kg"


class Effect(StrEnum):
    """What a condition does while it holds; ``CALL`` admits those who call at a place there."""

    ADMIT = "admit"
    CALL = "call"
    PERMIT = "permit"
    FORBID = "forbid"
    LIMIT = "limit"
    SPEED = "speed"


ADMITTING = frozenset({Effect.ADMIT, Effect.CALL, Effect.PERMIT})
"""Effects that let somebody in."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A comparison with the vehicle, as in ``weight>7.5``: it holds where ``quantity`` ``sign`` ``value``."""

    quantity: Quantity
    sign: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When something holds: at some hours, for some vehicles; without either, always.

    ``hours`` is in the syntax of OpenStreetMap's opening hours; ``measures`` must all be met; with ``calls`` it holds
    for those alone who call at a place there.
    """

    hours: str = ""
    measures: tuple[Measure, ...] = ()
    needs_permit: bool = False
    calls: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What is different for some ``classes`` (bit mask) while ``when`` holds; a later condition beats an earlier one.

    ``value`` is the limit in the unit of ``quantity`` (0 lifts it), or the speed in km/h.
    """

    effect: Effect
    classes: int
    when: When
    quantity: Quantity | None = None
    value: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeLaw:
    """Who may drive along a road in one direction.

    Attributes
    ----------
    classes
        Bit mask of the vehicle classes admitted, by :data:`graphs.law.classes.BIT`.
    private
        Bit mask of those admitted with the permit ``"private"`` only.
    destination
        Bit mask of those, among the admitted, that are to call at a place there and not to pass through.
    max_height_cm, max_weight_kg, max_width_cm, max_length_cm, max_axle_kg
        Limits, 0 where there is none. Weight is the gross mass of the vehicle.
    surface
        Code of the surface: index into :data:`graphs.law.speeds.SURFACES`.
    slope_permille
        Rise in the direction of travel, 0 where unknown.
    gate
        Code of the barrier at the end of the road: index into :data:`graphs.law.barriers.BARRIERS`.
    conditions
        What is different at some hours or for some vehicles, in the order they are applied.
    """

    classes: int = ALL
    private: int = NONE
    destination: int = NONE
    max_height_cm: int = 0
    max_weight_kg: int = 0
    max_width_cm: int = 0
    max_length_cm: int = 0
    max_axle_kg: int = 0
    surface: int = 0
    slope_permille: int = 0
    gate: int = 0
    conditions: tuple[Condition, ...] = ()

    @property
    def passable(self) -> bool:
        """Whether any class may drive here at any time, with whatever permit."""
        return bool(self.classes | self.private) or any(condition.effect in ADMITTING for condition in self.conditions)

    @property
    def timed(self) -> bool:
        """Whether the law changes with the hour."""
        return any(condition.when.hours for condition in self.conditions)

    def with_gate(self, gate: int) -> "EdgeLaw":
        """Put a barrier at the end of the road."""
        return replace(self, gate=gate)


OPEN = EdgeLaw()
SHUT = EdgeLaw(classes=NONE)


def both(one: EdgeLaw, other: EdgeLaw) -> EdgeLaw:
    """Give the law where two sets of signs hold at once: who may pass must be let through by both.

    Conditions that admit somebody do so only as far as the other set of signs lets them by itself.
    """
    reach_one, reach_other = one.classes | one.private, other.classes | other.private
    classes = one.classes & other.classes
    limits = {name: _stricter(getattr(one, name), getattr(other, name)) for name in _LIMITS}
    return EdgeLaw(
        classes=classes,
        private=reach_one & reach_other & ~classes,
        destination=(one.destination | other.destination) & classes,
        surface=max(one.surface, other.surface),
        slope_permille=one.slope_permille or other.slope_permille,
        gate=one.gate or other.gate,
        conditions=_within(one.conditions, reach_other) + _within(other.conditions, reach_one),
        **limits,
    )


_LIMITS = ("max_height_cm", "max_weight_kg", "max_width_cm", "max_length_cm", "max_axle_kg")


def _stricter(one: int, other: int) -> int:
    return min(one or other, other or one)


def _within(conditions: tuple[Condition, ...], classes: int) -> tuple[Condition, ...]:
    kept = (
        replace(condition, classes=condition.classes & classes) if condition.effect in ADMITTING else condition
        for condition in conditions
    )
    return tuple(condition for condition in kept if condition.classes)
