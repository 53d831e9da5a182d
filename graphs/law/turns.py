"""Turn restrictions and barriers to a table of turns: which edge may not be followed by which, and for whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graphs.law.book import LawBook
from graphs.law.edgelaw import OPEN, EdgeLaw, both
from graphs.law.ends import Ends, Meeting
from graphs.law.overways import all_others, chains_over
from graphs.law.roadlaw import TurnTable
from graphs.law.signs import Tags
from graphs.law.turnsigns import TurnRule, turn_rules


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
        """The point with the role ``via``; None where ways have it, several points, or nothing."""

    @property
    def via_ways(self) -> tuple[int, ...]:
        """Ways with the role ``via``."""

    @property
    def target(self) -> tuple[int, ...]:
        """Ways with the role ``to``."""


class Why(StrEnum):
    """Why a turn restriction, or a part of it, has no effect."""

    NO_VIA = "no_via"
    NOT_UNDERSTOOD = "not_understood"
    NO_SUCH_ROADS = "no_such_roads"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A turn restriction that was not applied."""

    sign: SignedTurn
    why: Why


Turn = tuple[int, ...]
"""Edges driven one after the other: two, or more where only who comes by certain edges is meant."""
TurnLaws = dict[Turn, EdgeLaw]


def turns_of_relations(signs: Sequence[SignedTurn], ends: Ends) -> tuple[TurnLaws, list[Skipped]]:
    """Read turn restrictions.

    Parameters
    ----------
    signs
        Relations of the type ``restriction``.
    ends
        Where the edges come from.

    Returns
    -------
    turns
        The law of each turn that is not free, by the edges it leads over.
    skipped
        Restrictions that could not be applied; those about ways that nobody may drive on are among them.
    """
    laws: TurnLaws = {}
    skipped = []
    meetings = ends.meeting({sign.via_point for sign in signs if sign.via_point is not None})
    ending_on = ends.ending_on({way for sign in signs if sign.via_ways for way in sign.origin})
    for sign in signs:
        rules = turn_rules(sign.tags)
        if not rules:
            skipped.append(Skipped(sign, Why.NOT_UNDERSTOOD))
        for rule in rules:
            if sign.via_ways:
                turns = _over_ways(sign, rule, ends, ending_on)
            elif sign.via_point is not None:
                turns = _turns(sign, rule, meetings.get(sign.via_point, Meeting([], [])), ends)
            else:
                turns = Why.NO_VIA
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
    passed = [(at, edge) for at, turn in enumerate(turns) for edge in turn[1:-1]]
    via_turn, via_edge = np.array(passed, dtype=np.int32).reshape(-1, 2).T
    return TurnTable(
        from_edge=np.array([turn[0] for turn in turns], dtype=np.int32),
        to_edge=np.array([turn[-1] for turn in turns], dtype=np.int32),
        code=np.array(code, dtype=np.int32),
        laws=tuple(number),
        via_turn=via_turn,
        via_edge=via_edge,
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


def _over_ways(sign: SignedTurn, rule: TurnRule, ends: Ends, ending_on: Mapping[int, list[int]]) -> list[Turn] | Why:
    """Turns that a rule forbids to who comes over some ways."""
    chains = chains_over(sign.origin, sign.via_ways, sign.target, ends, ending_on)
    if not chains:
        return Why.NO_SUCH_ROADS
    if len({c[0] for c in chains}) > len(sign.origin) or len({c[-1] for c in chains}) > len(sign.target):
        return Why.AMBIGUOUS
    return list(all_others(chains, ends)) if rule.only else chains
