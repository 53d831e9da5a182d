"""Laws and turns as text, for the attributes of graphs of other tools: all that the tags there cannot say.

A version number, a space, and JSON: of a law the fields of :class:`graphs.law.edgelaw.EdgeLaw` that are not as on an
open road; of turns a list of ``{"edges": [[osmid, reversed], ...], "law": {...}}``. Without the number osmnx would take
text in brackets for values of Python when it reads a file.
"""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from graphs.errors import UnreadableRoads
from graphs.law.edgelaw import OPEN, EdgeLaw
from graphs.law.roadlaw import TurnTable
from graphs.law.turns import TurnLaws, turn_table
from graphs.roads import RoadGraph

LAW, TURNS = "law", "turns"
"""Names of the attributes: of an edge, and of the graph."""

T = TypeVar("T")
_VERSION = "1 "
_LAW = TypeAdapter(EdgeLaw)


class _Turn(BaseModel):
    edges: list[tuple[str, bool]]
    law: EdgeLaw


_TURNS = TypeAdapter(list[_Turn])


def law_as_text(law: EdgeLaw) -> str:
    """Write a law; empty for that of an open road."""
    return "" if law == OPEN else _VERSION + _LAW.dump_json(law, exclude_defaults=True).decode()


def law_from_text(text: str, name: str) -> EdgeLaw:
    """Read a law that :func:`law_as_text` wrote for the roads of a name.

    Raises
    ------
    UnreadableRoads
        When it is none, or of another version.
    """
    return _read(_LAW, LAW, text, name) if text else OPEN


def turns_as_text(roads: RoadGraph) -> str:
    """Write all turns that are not free; edges go by the line they follow and the direction, as in the graph."""
    turns = roads.law.turns
    found = [
        _Turn(edges=[(str(roads.shape[edge]), bool(roads.backward[edge])) for edge in chain], law=turns.laws[code])
        for chain, code in zip(turns.chains.tuples(), turns.code.tolist(), strict=True)
    ]
    return _VERSION + _TURNS.dump_json(found, exclude_defaults=True).decode()


def turns_from_text(text: str, edges: Mapping[tuple[str, bool], int], name: str) -> TurnTable:
    """Read turns that :func:`turns_as_text` wrote; those over edges that are no longer there are left out.

    Raises
    ------
    UnreadableRoads
        When they are none.
    """
    laws: TurnLaws = {
        tuple(edges[edge] for edge in turn.edges): turn.law
        for turn in (_read(_TURNS, TURNS, text, name) if text else [])
        if all(edge in edges for edge in turn.edges)
    }
    return turn_table(laws)


def _read(kind: TypeAdapter[T], what: str, text: str, name: str) -> T:
    try:
        return kind.validate_json(text.removeprefix(_VERSION))
    except ValidationError as error:
        raise UnreadableRoads.damaged(name, f"attribute {what!r} is none of ours: {text[:40]!r}") from error
