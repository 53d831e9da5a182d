"""The law of all roads: every distinct law once, and which one holds on which edge and at which turn."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphs.law.chains import Chains
from graphs.law.classes import ALL
from graphs.law.edgelaw import OPEN, EdgeLaw

Ints = NDArray[np.int32]


def _frozen(values: Any) -> Ints:
    array = np.ascontiguousarray(values, dtype=np.int32).view()
    array.setflags(write=False)
    return array


def _none() -> Ints:
    return np.zeros(0, dtype=np.int32)


TURN_ARRAYS = ("from_edge", "to_edge", "code", "via_turn", "via_edge")
"""Names of the arrays of a :class:`TurnTable`."""


def _check_code(code: Ints, laws: tuple[EdgeLaw, ...]) -> None:
    if len(code) and (code.min() < 0 or code.max() >= len(laws)):
        raise ValueError(f"code must lie in 0..{len(laws) - 1}, but reaches {code.min()}..{code.max()}")


@dataclass(frozen=True, kw_only=True, eq=False)
class TurnTable:
    """Turns that are not free: from the end of one edge into another; arrays of shape ``(turns,)``.

    ``laws[code]`` says who may take the turn, as it would of a road between the two edges.

    Attributes
    ----------
    from_edge, to_edge, code
        Where a turn leads from and to, and its law; shape ``(turns,)``.
    via_turn, via_edge
        Edges passed in between, where the turn is not free only for who comes by them: turn ``via_turn[k]`` passes
        ``via_edge[k]``; turns ascend, edges of a turn stand in the order they are driven; shape ``(passed,)``.

    Raises
    ------
    ValueError
        When arrays differ in length, or a code or a passed edge points nowhere.
    """

    from_edge: Ints = field(default_factory=_none)
    to_edge: Ints = field(default_factory=_none)
    code: Ints = field(default_factory=_none)
    laws: tuple[EdgeLaw, ...] = ()
    via_turn: Ints = field(default_factory=_none)
    via_edge: Ints = field(default_factory=_none)

    def __post_init__(self) -> None:
        for name in TURN_ARRAYS:
            object.__setattr__(self, name, _frozen(getattr(self, name)))
        if not len(self.from_edge) == len(self.to_edge) == len(self.code):
            raise ValueError(f"{len(self.from_edge)} edges in, {len(self.to_edge)} out and {len(self.code)} laws")
        if len(self.via_turn) != len(self.via_edge) or (np.diff(self.via_turn) < 0).any():
            raise ValueError("edges passed in between must name their turns in ascending order")
        if len(self.via_turn) and not 0 <= self.via_turn[0] <= self.via_turn[-1] < len(self.code):
            raise ValueError(f"edges passed in between must be of turns 0..{len(self.code) - 1}")
        _check_code(self.code, self.laws)

    def __len__(self) -> int:
        return len(self.from_edge)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TurnTable):
            return NotImplemented
        same = all(np.array_equal(getattr(self, name), getattr(other, name)) for name in TURN_ARRAYS)
        return same and self.laws == other.laws

    def __hash__(self) -> int:
        return hash((len(self), self.laws))

    @cached_property
    def chains(self) -> Chains:
        """The edges of every turn in the order they are driven."""
        return Chains.by(self.from_edge, self.via_turn, self.via_edge, self.to_edge)

    @cached_property
    def forbidden(self) -> NDArray[np.uint16]:
        """Bit mask of the classes that may never take the turn, hours and permits aside; shape ``(turns,)``."""
        table = np.array([ALL & ~law.classes for law in self.laws] or [0], dtype=np.uint16)
        return table[self.code]


@dataclass(frozen=True, kw_only=True, eq=False)
class RoadLaw:
    """The law of every edge of a road graph, and of its turns.

    Attributes
    ----------
    code, laws
        ``laws[code[edge]]`` holds on an edge; shape ``(edges,)``.
    turns
        Turns that are not free.

    Raises
    ------
    ValueError
        When a code points nowhere.
    """

    code: Ints
    laws: tuple[EdgeLaw, ...]
    turns: TurnTable = field(default_factory=TurnTable)

    def __post_init__(self) -> None:
        object.__setattr__(self, "code", _frozen(self.code))
        _check_code(self.code, self.laws)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RoadLaw):
            return NotImplemented
        return np.array_equal(self.code, other.code) and self.laws == other.laws and self.turns == other.turns

    def __hash__(self) -> int:
        return hash((len(self.code), self.laws))

    @classmethod
    def everything_open(cls, edge_count: int) -> "RoadLaw":
        """The law where nothing is signed: all may drive, whatever their size."""
        return cls(code=np.zeros(edge_count, dtype=np.int32), laws=(OPEN,))

    @cached_property
    def classes(self) -> NDArray[np.uint16]:
        """Bit mask of the classes admitted, conditions aside; shape ``(edges,)``."""
        return self.per_edge("classes").astype(np.uint16)

    @cached_property
    def max_height_cm(self) -> Ints:
        """Height limit, 0 where there is none; shape ``(edges,)``."""
        return self.per_edge("max_height_cm")

    @cached_property
    def max_weight_kg(self) -> Ints:
        """Limit of the gross mass, 0 where there is none; shape ``(edges,)``."""
        return self.per_edge("max_weight_kg")

    @cached_property
    def max_width_cm(self) -> Ints:
        """Width limit, 0 where there is none; shape ``(edges,)``."""
        return self.per_edge("max_width_cm")

    @cached_property
    def max_length_cm(self) -> Ints:
        """Length limit, 0 where there is none; shape ``(edges,)``."""
        return self.per_edge("max_length_cm")

    @cached_property
    def max_axle_kg(self) -> Ints:
        """Axle load limit, 0 where there is none; shape ``(edges,)``."""
        return self.per_edge("max_axle_kg")

    @cached_property
    def surface(self) -> NDArray[np.uint8]:
        """Code of the surface; shape ``(edges,)``."""
        return self.per_edge("surface").astype(np.uint8)

    @cached_property
    def slope_permille(self) -> NDArray[np.int16]:
        """Rise in the direction of travel, 0 where unknown; shape ``(edges,)``."""
        return self.per_edge("slope_permille").astype(np.int16)

    @cached_property
    def gate(self) -> NDArray[np.uint8]:
        """Code of the barrier at the end of the edge, 0 where there is none; shape ``(edges,)``."""
        return self.per_edge("gate").astype(np.uint8)

    def per_edge(self, name: str) -> Ints:
        """Spread one number of each law over the edges; shape ``(edges,)``."""
        table = np.array([getattr(law, name) for law in self.laws], dtype=np.int32)
        return table[self.code] if len(table) else _none()


UNSIGNED = RoadLaw(code=_none(), laws=())
"""Stands for the law of roads of which nothing is known; a road graph replaces it by the open law of its edges."""
