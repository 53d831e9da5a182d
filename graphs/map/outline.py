"""A drive in one line: its main streets with their lengths, and the gates on the way."""

from dataclasses import dataclass
from itertools import groupby

from graphs.engine.pieces import Pieces
from graphs.map.crossings import GatePassed, gates_passed
from graphs.map.directions import distance
from graphs.roads import RoadGraph

SHORT_DM = 1_000
"""Streets driven for less than 100 m are not told where others are: nobody finds a way by them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """So many metres along a street; an empty name stands for streets without one."""

    street: str
    metres: int

    @property
    def text(self) -> str:
        """Name and length, the same in every language: 长江二路 2.3 km."""
        return f"{self.street or '无名道路 unnamed roads'} {distance(self.metres, ('m', 'km'))}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The main streets of a drive in the order they are driven, and the gates it passes."""

    stretches: tuple[Stretch, ...]
    gates: tuple[GatePassed, ...]

    @property
    def text(self) -> str:
        """The streets in one line: 长江二路 2.3 km → 石板坡长江大桥 1.1 km."""
        return " → ".join(stretch.text for stretch in self.stretches)


def outline(roads: RoadGraph, pieces: Pieces, *, most: int = 5) -> Outline:
    """Tell a drive by the ``most`` streets that it follows longest.

    A street that is left for a junction or a slip road and met again counts as one; streets without a name are told
    only if there is no other.
    """
    parts = zip(roads.street[pieces.edge].tolist(), pieces.dm.tolist(), strict=True)
    named = _joined([(street, dm) for street, dm in parts if street])
    named = _joined([(street, dm) for street, dm in named if dm >= SHORT_DM]) or named
    longest = sorted(range(len(named)), key=lambda i: -named[i][1])[:most]
    told = _joined([named[i] for i in sorted(longest)]) or [(0, int(pieces.dm.sum()))]
    return Outline(
        stretches=tuple(Stretch(street=roads.streets[street], metres=(dm + 5) // 10) for street, dm in told),
        gates=gates_passed(roads, pieces),
    )


def _joined(parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Streets with decimetres, neighbours of one name added up."""
    return [(street, sum(dm for _, dm in stretch)) for street, stretch in groupby(parts, key=lambda part: part[0])]
