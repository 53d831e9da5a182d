"""Signs put on a road graph: the law of its edges from the tags of ways, its turns from restrictions and barriers."""

from dataclasses import dataclass, replace

import numpy as np

from graphs.law.book import LawBook
from graphs.law.roadlaw import RoadLaw
from graphs.law.turns import Ends, Skipped, gated, turn_table, turns_of_barriers, turns_of_relations
from graphs.reading.junctions import Cut
from graphs.reading.survey import Survey
from graphs.roads import RoadGraph


@dataclass(frozen=True, kw_only=True, eq=False)
class Lawful:
    """A road graph with its law, and what of the signs was not put into force.

    ``unread`` gives keys and values that nobody here understands, with their number; ``skipped`` turn restrictions.
    """

    roads: RoadGraph
    unread: tuple[tuple[str, str, int], ...]
    skipped: tuple[Skipped, ...]


def with_law(roads: RoadGraph, survey: Survey, cut: Cut) -> Lawful:
    """Put up all signs.

    Parameters
    ----------
    roads
        Laid out from ``cut.ways``, so that its lines are those ways.
    survey, cut
        Where it comes from.
    """
    book = LawBook()
    # Each set of tags is read once, whatever the number of ways that carry it.
    of_set = np.array([book.way(tags) for tags in survey.tagsets], dtype=np.int32).reshape(-1, 2)
    tagset = cut.tagset[roads.shape]
    code = np.where(roads.backward, of_set[tagset, 1], of_set[tagset, 0]).astype(np.int32)
    ends = _ends(roads, survey, cut)
    turns, skipped = turns_of_relations(survey.turns, ends)
    table = turn_table(turns, turns_of_barriers(survey.barriers, ends, book))
    code = gated(code, survey.barriers, ends, book)
    law = RoadLaw(code=code, laws=book.laws, turns=table)
    unread = tuple((key, value, count) for (key, value), count in book.unread.most_common())
    return Lawful(roads=replace(roads, law=law), unread=unread, skipped=tuple(skipped))


def _ends(roads: RoadGraph, survey: Survey, cut: Cut) -> Ends:
    """Points and ways at both ends of every edge, by their numbers in the source."""
    at_tail = np.where(roads.backward, cut.at_end[roads.shape], cut.at_start[roads.shape])
    at_head = np.where(roads.backward, cut.at_start[roads.shape], cut.at_end[roads.shape])
    tip = np.where(roads.backward, cut.ways.end[roads.shape], cut.ways.start[roads.shape])
    far = np.where(roads.backward, cut.ways.start[roads.shape], cut.ways.end[roads.shape])
    point = np.zeros(roads.node_count, dtype=np.int64)
    point[roads.tail], point[roads.head] = cut.point[tip], cut.point[far]
    return Ends(roads=roads, point=point, first_way=survey.way[at_tail], last_way=survey.way[at_head])
