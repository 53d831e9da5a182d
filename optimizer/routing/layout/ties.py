"""Pairs and relations: which stops come and go together, and what ties those that do not."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import Tie
from optimizer.routing.arrays import DIFFERENT, FALLS, FIRST, MEMBER, SAME, SECOND, TIE, UNLIMITED, Flags, Records
from optimizer.routing.layout.given import begun_clients


class Job(NamedTuple):
    """Clients that are served on one trip, all or none of them.

    Attributes
    ----------
    pieces
        Each a row of clients directly one behind the other; a pickup never stands in a piece behind its delivery's.
    is_possible
        Whether any order keeps what is asked of them.
    """

    pieces: tuple[tuple[int, ...], ...]
    is_possible: bool

    @property
    def clients(self) -> tuple[int, ...]:
        """All of them."""
        return tuple(client for piece in self.pieces for client in piece)

    def without(self, begun: Collection[int]) -> "Job":
        """What is left to be placed where some of the clients have begun."""
        rest = (tuple(client for client in piece if client not in begun) for piece in self.pieces)
        return Job(tuple(piece for piece in rest if piece), self.is_possible)


class Row(NamedTuple):
    """A tie as it is laid out; see :data:`optimizer.routing.arrays.TIE`."""

    kind: int
    other: int
    piece: int = 0
    least_s: int = 0
    most_s: int = UNLIMITED


def has_ties(problem: RoutingProblem) -> bool:
    """Whether there are pairs or relations."""
    return bool(problem.pairs or problem.relations)


def lay_out_ties(problem: RoutingProblem, stops: Records, admitted: Flags) -> Records:
    """Records of the ties; notes in ``stops`` where those of a stop lie, and admits nobody to what is impossible.

    Clients that have begun stay where they are, whatever they are tied to: those that have not begun are placed around
    them.
    """
    stops["leader"] = stops["behind"] = -1
    every, begun = jobs(problem) if has_ties(problem) else (), begun_clients(problem)
    of = {client: job for job in every for client in job.clients}
    gaps = [relation for relation in problem.relations if relation.tie is Tie.GAP]
    falls = {client: [*of[client].without(begun).clients] for client in of}
    for gap in gaps:
        if gap.clients[1] not in begun:
            falls[gap.clients[0]].append(gap.clients[1])
    for piece in (piece for job in every for piece in job.pieces):
        stops["behind"][list(piece[1:])] = piece[:-1]
    rows: list[Row] = []
    for client, job in sorted(of.items()):
        stop, rest = stops[client], job.without(begun)
        stop["leader"], stop["first_tie"] = client if client in begun else rest.clients[0], len(rows)
        if client not in begun:
            if client == rest.clients[0]:
                rows += [Row(MEMBER, other, piece) for piece, row in enumerate(rest.pieces) for other in row]
            rows += [Row(FALLS, other) for other in _all_from(client, falls)]
            rows += [Row(SAME, other) for other in job.clients if other in begun]
        rows += _relations_of(problem, client)
        stop["end_tie"] = len(rows)
        admitted[client] &= job.is_possible
    _lay_out_due(stops, _due(problem, of, begun))
    return np.array(rows, dtype=TIE)


def _due(problem: RoutingProblem, of: Mapping[int, Job], begun: Collection[int]) -> frozenset[int]:
    """Those without whom what has begun would break a rule: the rest of its jobs, and whom it must come after."""
    due = {other for client in begun if client in of for other in of[client].clients} - set(begun)
    firsts = [(gap.clients[1], gap.clients[0]) for gap in problem.relations if gap.tie is Tie.GAP]
    ahead = [*begun, *due]
    for client in ahead:
        more = {other for second, first in firsts if second == client for other in of[first].clients}
        more -= due.union(begun)
        due |= more
        ahead += sorted(more)
    return frozenset(due)


def _lay_out_due(stops: Records, due: frozenset[int]) -> None:
    """Give those whom what has begun asks for a tier of their own, above all others."""
    if due:
        stops["tier"][stops["tier"] >= 0] += 1
        stops["tier"][sorted(due)], stops["loss"][sorted(due)] = 0, 1


def _all_from(client: int, falls: dict[int, list[int]]) -> list[int]:
    """Everyone who goes when a client goes, and those who go with them; without the client."""
    found = [client]
    for one in found:
        found += dict.fromkeys(other for other in falls[one] if other not in found)
    return found[1:]


def _relations_of(problem: RoutingProblem, client: int) -> Iterator[Row]:
    for relation in problem.relations:
        if client not in relation.clients:
            continue
        others = [other for other in relation.clients if other != client]
        if relation.tie is Tie.SAME_ROUTE:
            yield from (Row(SAME, other) for other in others)
        elif relation.tie is Tie.DIFFERENT_ROUTES:
            yield from (Row(DIFFERENT, other) for other in others)
        elif relation.tie is Tie.GAP:
            kind = SECOND if client == relation.clients[0] else FIRST
            most = UNLIMITED if relation.most is None else relation.most
            yield Row(kind, others[0], 0, relation.least, most)


def jobs(problem: RoutingProblem) -> tuple[Job, ...]:
    """Every client that a pair or a relation names, alone or with those it is served with."""
    rows, broken = _rows(problem)
    tied: list[tuple[int, ...]] = [(pair.pickup, pair.delivery) for pair in problem.pairs]
    tied += [relation.clients for relation in problem.relations if relation.tie is Tie.SEQUENCE]
    found = []
    for group in _groups(problem, tied):
        chains = [row for row in rows if row[0] in group]
        pieces = _in_order(problem, chains)
        if pieces is None or broken & group or len(group) > sum(map(len, chains)) or _part(problem, group):
            found.append(Job((tuple(sorted(group)),), False))
        else:
            found.append(Job(pieces, True))
    return tuple(found)


def _groups(problem: RoutingProblem, tied: Sequence[tuple[int, ...]]) -> list[frozenset[int]]:
    """Sets of clients that are tied to one another, over any number of steps."""
    named = [client for pair in problem.pairs for client in (pair.pickup, pair.delivery)]
    named += [client for relation in problem.relations for client in relation.clients]
    group = {client: frozenset({client}) for client in named}
    for clients in tied:
        whole = frozenset().union(*(group[client] for client in clients))
        group |= dict.fromkeys(whole, whole)
    return sorted(set(group.values()), key=min)


def _rows(problem: RoutingProblem) -> tuple[list[tuple[int, ...]], frozenset[int]]:
    """Sequences that overlap joined to one row, clients in none as rows of one; and clients asked for two places."""
    behind: dict[int, int] = {}
    before: dict[int, int] = {}
    broken = set()
    for relation in problem.relations:
        if relation.tie is Tie.SEQUENCE:
            for one, other in pairwise(relation.clients):
                if behind.setdefault(one, other) != other or before.setdefault(other, one) != one:
                    broken |= {one, other}
    rows = []
    for first in range(len(problem.clients)):
        if first not in before:
            row = [first]
            while row[-1] in behind and behind[row[-1]] not in row:
                row.append(behind[row[-1]])
            rows.append(tuple(row))
    return rows, frozenset(broken)


def _in_order(problem: RoutingProblem, rows: Sequence[tuple[int, ...]]) -> tuple[tuple[int, ...], ...] | None:
    """The rows so that pickups come before their deliveries; None where that cannot be."""
    place = {client: (r, i) for r, row in enumerate(rows) for i, client in enumerate(row)}
    graph: dict[int, set[int]] = {r: set() for r in range(len(rows))}
    for pair in problem.pairs:
        if pair.pickup not in place or pair.delivery not in place:
            continue
        (one, i), (other, j) = place[pair.pickup], place[pair.delivery]
        if one != other:
            graph[other].add(one)
        elif i > j:
            return None
    try:
        return tuple(rows[r] for r in TopologicalSorter(graph).static_order())
    except CycleError:
        return None


def _part(problem: RoutingProblem, group: frozenset[int]) -> bool:
    """Whether clients that must be on one trip must also be on different routes."""
    different = [relation.clients for relation in problem.relations if relation.tie is Tie.DIFFERENT_ROUTES]
    return any(len(group.intersection(clients)) > 1 for clients in different)
