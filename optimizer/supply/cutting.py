"""How large a drop should be: pieces that load the vehicles commonly at hand, nearly equal, in whole units."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from optimizer.model.demands import Demand
from optimizer.model.goods import Good
from optimizer.model.units import Grams, Litres, Seconds
from optimizer.supply.fleet import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """So many units of one demand, from one load point; ``ready_s`` is when the latest of them can be loaded."""

    demand: Demand
    good: Good
    quantity: int
    ready_s: Seconds

    @property
    def grams(self) -> Grams:
        """Weight of all units."""
        return self.quantity * self.good.unit_grams

    @property
    def litres(self) -> Litres:
        """Volume of all units."""
        return self.quantity * self.good.unit_litres

    @property
    def atom_grams(self) -> Grams:
        """Weight of the largest part that is never cut."""
        return self.good.unit_grams if self.demand.splittable else self.grams

    @property
    def atom_litres(self) -> Litres:
        """Volume of the largest part that is never cut."""
        return self.good.unit_litres if self.demand.splittable else self.litres


Piece = tuple[Portion, ...]


def cut(kinds: Sequence[Kind], portions: Sequence[Portion]) -> list[Piece]:
    """Cut portions that may travel together into pieces that each fit one vehicle.

    Parameters
    ----------
    kinds
        Those that could bring the largest uncuttable part; never empty.
    """
    kind = common_kind(kinds, portions)
    if _fits(kind, portions):
        return [tuple(portions)]
    pieces = _pack([portion for portion in portions if not portion.demand.splittable], kind)
    return pieces + _divide([portion for portion in portions if portion.demand.splittable], kind)


def common_kind(kinds: Sequence[Kind], portions: Sequence[Portion]) -> Kind:
    """Choose the kind to cut for: half of all that the suitable vehicles load together, vehicles as large load.

    This is the median of the vehicles' capacity for these very goods (by weight or by volume, whichever runs out
    first), each vehicle weighing as much as it carries. A few giants do not set the size, nor do many mini vans.
    """
    grams, litres = sum(p.grams for p in portions), sum(p.litres for p in portions)

    def room(kind: Kind) -> float:
        vehicle = kind.example
        return min(vehicle.capacity_grams / max(grams, 1), vehicle.capacity_litres / max(litres, 1))

    def count(kind: Kind) -> int:
        return kind.crewed if any(other.crewed for other in kinds) else kind.vehicles

    ordered = sorted(kinds, key=lambda kind: -room(kind))
    half, reached = sum(count(kind) * room(kind) for kind in ordered) / 2, 0.0
    for kind in ordered:
        reached += count(kind) * room(kind)
        if reached >= half:
            return kind
    return ordered[-1]


def _fits(kind: Kind, portions: Sequence[Portion]) -> bool:
    return kind.holds(sum(p.grams for p in portions), sum(p.litres for p in portions))


def _pack(portions: Sequence[Portion], kind: Kind) -> list[Piece]:
    """First fit, heaviest first, for what is never cut; what is larger than the kind travels alone in a larger one."""
    pieces: list[Piece] = []
    for portion in sorted(portions, key=lambda p: (-p.grams, -p.litres)):
        room = next((i for i, piece in enumerate(pieces) if _fits(kind, [*piece, portion])), None)
        if room is None:
            pieces.append((portion,))
        else:
            pieces[room] = (*pieces[room], portion)
    return pieces


def _divide(portions: Sequence[Portion], kind: Kind) -> list[Piece]:
    """As few nearly equal pieces as fit, each a stretch of the portions laid end to end."""
    if not portions:
        return []
    needed = -(-_room_taken(portions, kind) // _room(kind))
    for count in range(needed, 2 * needed + 2):
        pieces = _stretches(portions, kind, count)
        if all(_fits(kind, piece) for piece in pieces):
            return pieces
    return [piece for portion in portions for piece in _divide_one(portion, kind)]


def _room(kind: Kind) -> int:
    return max(1, kind.example.capacity_grams * kind.example.capacity_litres)


def _unit_room(portion: Portion, kind: Kind) -> int:
    """Room that one unit takes in the vehicle, by weight or by volume, in the unit of :func:`_room`."""
    vehicle = kind.example
    by_weight = portion.good.unit_grams * vehicle.capacity_litres
    return max(1, by_weight, portion.good.unit_litres * vehicle.capacity_grams)


def _room_taken(portions: Sequence[Portion], kind: Kind) -> int:
    return sum(portion.quantity * _unit_room(portion, kind) for portion in portions)


def _stretches(portions: Sequence[Portion], kind: Kind, count: int) -> list[Piece]:
    """``count`` pieces with ends at equal distances, moved to the nearest whole unit; empty ones fall away."""
    total = _room_taken(portions, kind)
    pieces: list[list[Portion]] = [[] for _ in range(count)]
    start = 0
    for portion in portions:
        unit = _unit_room(portion, kind)
        ends = [_clamp((2 * (i * total // count - start) + unit) // (2 * unit), portion.quantity) for i in range(count)]
        for piece, (first, last) in zip(pieces, pairwise([*ends, portion.quantity]), strict=True):
            if last > first:
                piece.append(replace(portion, quantity=last - first))
        start += unit * portion.quantity
    return [tuple(piece) for piece in pieces if piece]


def _clamp(units: int, most: int) -> int:
    return max(0, min(units, most))


def _divide_one(portion: Portion, kind: Kind) -> list[Piece]:
    """One portion in nearly equal numbers of units."""
    most = max(1, _room(kind) // _unit_room(portion, kind))
    count = -(-portion.quantity // most)
    share, over = divmod(portion.quantity, count)
    return [(replace(portion, quantity=share + (i < over)),) for i in range(count)]
