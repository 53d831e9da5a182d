"""A survey made into a road graph."""

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from graphs.law.book import LawBook
from graphs.law.ends import Ends
from graphs.law.turns import Skipped, gated, turn_table, turns_of_barriers, turns_of_relations
from graphs.reading.junctions import Cut, cut_at_junctions
from graphs.reading.survey import Survey, Tags
from graphs.reading.tagsets import runs_against
from graphs.reading.ways import lay_out
from graphs.roads import RoadGraph


class Compiled(NamedTuple):
    """A road graph, and what of its signs could not be used.

    ``unread`` counts keys with values, ``skipped`` are turn restrictions.
    """

    roads: RoadGraph
    unread: Counter[tuple[str, str]]
    skipped: list[Skipped]


def compile_roads(survey: Survey, *, joined: bool = True) -> RoadGraph:
    """Make the road graph of a survey; see :func:`compile_survey`."""
    return compile_survey(survey, joined=joined).roads


def compile_survey(survey: Survey, *, joined: bool = True) -> Compiled:
    """Cut ways at junctions, join what is alike, lay out directed edges, and say who may use them.

    Parameters
    ----------
    survey
        At least one way.
    joined
        False keeps pieces apart that could be joined, so that every point where two ways meet is a junction.
    """
    survey = along_traffic(survey)
    cut = cut_at_junctions(survey, joined=joined)
    roads = lay_out(survey.name, cut.lon, cut.lat, survey.streets, cut.ways)
    book = LawBook()
    ends = _ends(survey, cut, roads)
    laws = np.array([book.way(tags) for tags in survey.tagsets], dtype=np.int32)
    code = gated(laws[cut.tagset[roads.shape], roads.backward.astype(np.intp)], survey.barriers, ends, book)
    turns, skipped = turns_of_relations(survey.turns, ends)
    table = turn_table(turns, turns_of_barriers(survey.barriers, ends, book))
    return Compiled(replace(roads, law=book.road_law(code, table)), book.unread, skipped)


def _ends(survey: Survey, cut: Cut, roads: RoadGraph) -> Ends:
    """Where the ends of edges come from; junctions are numbered as :func:`graphs.reading.ways.lay_out` does it."""
    used = np.unique(np.concatenate((cut.ways.start, cut.ways.end)))
    first, last = survey.way[cut.at_start][roads.shape], survey.way[cut.at_end][roads.shape]
    return Ends(
        roads=roads,
        point=cut.point[used],
        first_way=np.where(roads.backward, last, first),
        last_way=np.where(roads.backward, first, last),
    )


def along_traffic(survey: Survey) -> Survey:
    """Turn round ways that were mapped against the only direction they are driven in, so that alike ways can join."""
    turned = np.array([runs_against(tags) for tags in survey.tagsets], dtype=np.bool_)
    if not turned.any():
        return survey
    number: dict[tuple[tuple[str, str], ...], int] = {}
    sets: list[Tags] = [{**tags, "oneway": "yes"} if turned[i] else tags for i, tags in enumerate(survey.tagsets)]
    new = np.array([number.setdefault(tuple(sorted(tags.items())), len(number)) for tags in sets], dtype=np.int32)
    count = np.diff(survey.first)
    place = np.arange(len(survey.point)) - np.repeat(survey.first[:-1], count)
    back = np.repeat(turned[survey.tagset], count)
    entry = np.where(back, np.repeat(survey.first[1:] - 1, count) - place, np.arange(len(survey.point)))
    return replace(
        survey,
        point=survey.point[entry],
        lon=survey.lon[entry],
        lat=survey.lat[entry],
        tagset=new[survey.tagset],
        tagsets=tuple(dict(pairs) for pairs in number),
    )
