"""Turn restrictions and barriers to a table of turns: which edge may not be followed by which, and for whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from graphs.law.book import LawBook
from graphs.law.edgelaw import OPEN, EdgeLaw, both
from graphs.law.roadlaw import TurnTable
from graphs.law.signs import Tags
from graphs.law.turnsigns import TurnRule, turn_rules
from graphs.roads import RoadGraph


class SignedTurn(Protocol):
    """A turn restriction as it is mapped: tags, and the numbers of ways and of the point it speaks of."""

    @property
    def tags(self) -> Tags:
        """Tags of the relation."""

    @property
    def origin(self) -> tuple[int, ...]:
        """Ways with the role ``from``."""

    @property
    def via_point(self) -> int | None:
        """The point with the role ``via``; None where ways have it, or nothing."""

    @property
    def target(self) -> tuple[int, ...]:
        """Ways with the role ``to``."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Ends:
    """Where the ends of a road graph's edges come from.

    Attributes
    ----------
    roads
        The road graph; its law is not looked at.
    point
        Number of every junction in the source; shape ``(nodes,)``.
    first_way, last_way
        Number of the way in the source that an edge begins on, and of the one it ends on, in its direction of travel;
        shape ``(edges,)``.
    """

    roads: RoadGraph
    point: NDArray[np.int64]
    first_way: NDArray[np.int64]
    last_way: NDArray[np.int64]

    def meeting(self, points: Iterable[int]) -> dict[int, "Meeting"]:
        """Edges into and out of the junctions with these numbers; points that are no junction are left out."""
        wanted = np.isin(self.point, np.fromiter(points, dtype=np.int64))
        into: dict[int, list[int]] = defaultdict(list)
        out: dict[int, list[int]] = defaultdict(list)
        for edge in np.flatnonzero(wanted[self.roads.head]).tolist():
            into[int(self.roads.head[edge])].append(edge)
        for edge in np.flatnonzero(wanted[self.roads.tail]).tolist():
            out[int(self.roads.tail[edge])].append(edge)
        return {int(self.point[node]): Meeting(into[node], out[node]) for node in np.flatnonzero(wanted).tolist()}


class Meeting(NamedTuple):
    """Edges into a junction and out of it."""

    into: list[int]
    out: list[int]


class Why(StrEnum):
    """Why a turn restriction, or a part of it, has no effect."""

    VIA_WAY = "via_way"
    NOT_UNDERSTOOD = "not_understood"
    NO_SUCH_ROADS = "no_such_roads"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A turn restriction that was not applied."""

    sign: SignedTurn
    why: Why


Turn = tuple[int, int]
TurnLaws = dict[Turn, EdgeLaw]


def turns_of_relations(signs: Sequence[SignedTurn], ends: Ends) -> tuple[TurnLaws, list[Skipped]]:
    """Read turn restrictions.

    Parameters
    ----------
    signs
        Relations of the type ``restriction``. One whose ``via`` is a way is skipped and reported: the search forbids
        pairs of edges, not longer chains.
    ends
        Where the edges come from.

    Returns
    -------
    turns
        The law of each turn that is not free, by the edges it leads from and to.
    skipped
        Restrictions that could not be applied; those about ways that nobody may drive on are among them.
    """
    laws: TurnLaws = {}
    skipped = []
    meetings = ends.meeting({sign.via_point for sign in signs if sign.via_point is not None})
    for sign in signs:
        rules = turn_rules(sign.tags)
        meeting = None if sign.via_point is None else meetings.get(sign.via_point)
        if sign.via_point is None:
            skipped.append(Skipped(sign, Why.VIA_WAY))
        elif not rules:
            skipped.append(Skipped(sign, Why.NOT_UNDERSTOOD))
        elif meeting is None:
            skipped.append(Skipped(sign, Why.NO_SUCH_ROADS))
        else:
            for rule in rules:
                turns = _turns(sign, rule, meeting, ends)
                if isinstance(turns, Why):
                    skipped.append(Skipped(sign, turns))
                else:
                    _add(laws, turns, rule.law)
    return laws, skipped


def turns_of_barriers(barriers: Mapping[int, Tags], ends: Ends, book: LawBook) -> TurnLaws:
    """Read barriers: passing one is a turn, from each edge into each other but the one back.

    Parameters
    ----------
    barriers
        Tags of points on ways, by the numbers of the points; each such point on a way must be a junction.
    ends
        Where the edges come from.
    book
        Counts what was not understood.
    """
    laws: TurnLaws = {}
    twin = ends.roads.twin
    for point, meeting in ends.meeting(barriers).items():
        number = book.node(barriers[point])
        law = None if number is None else book.laws[number].with_gate(0)
        if law is not None and law != OPEN:
            _add(laws, [(a, b) for a in meeting.into for b in meeting.out if twin[a] != b], law)
    return laws


def gated(code: NDArray[np.int32], barriers: Mapping[int, Tags], ends: Ends, book: LawBook) -> NDArray[np.int32]:
    """Give edges that end at a barrier which takes time a law of their own; shape ``(edges,)``, numbers of ``book``."""
    code = code.copy()
    for point, meeting in ends.meeting(barriers).items():
        number = book.node(barriers[point])
        gate = 0 if number is None else book.laws[number].gate
        for edge in meeting.into if gate else ():
            code[edge] = book.behind_gate(int(code[edge]), gate)
    return code


def turn_table(*parts: TurnLaws) -> TurnTable:
    """Put turns together; where several signs speak of one turn, all of them hold."""
    laws: TurnLaws = {}
    for part in parts:
        for turn, law in part.items():
            _add(laws, [turn], law)
    turns = sorted(laws)
    number: dict[EdgeLaw, int] = {}
    code = [number.setdefault(laws[turn], len(number)) for turn in turns]
    pairs = np.array(turns, dtype=np.int32).reshape(-1, 2)
    return TurnTable(
        from_edge=pairs[:, 0], to_edge=pairs[:, 1], code=np.array(code, dtype=np.int32), laws=tuple(number)
    )


def _add(laws: TurnLaws, turns: Iterable[Turn], law: EdgeLaw) -> None:
    for turn in turns:
        known = laws.get(turn)
        laws[turn] = law if known is None else both(known, law)


def _turns(sign: SignedTurn, rule: TurnRule, meeting: Meeting, ends: Ends) -> list[Turn] | Why:
    """Turns that a rule forbids at a junction."""
    origins = [edge for edge in meeting.into if ends.last_way[edge] in sign.origin]
    targets = [edge for edge in meeting.out if ends.first_way[edge] in sign.target]
    if not origins or not targets:
        return Why.NO_SUCH_ROADS
    if rule.u_turn and set(sign.origin) == set(sign.target):
        twin = ends.roads.twin
        return [(edge, int(twin[edge])) for edge in origins if twin[edge] in targets] or Why.NO_SUCH_ROADS
    if len(origins) > len(sign.origin) or len(targets) > len(sign.target):
        # The way goes on beyond the junction, so nobody can tell which of its two arms is meant.
        return Why.AMBIGUOUS
    if rule.only:
        targets = [edge for edge in meeting.out if edge not in targets]
    return [(a, b) for a in origins for b in targets]
