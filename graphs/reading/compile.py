"""A survey made into a road graph."""

from dataclasses import replace

import numpy as np

from graphs.reading.junctions import cut_at_junctions
from graphs.reading.survey import Survey, Tags
from graphs.reading.tagsets import runs_against
from graphs.reading.ways import lay_out
from graphs.roads import RoadGraph


def compile_roads(survey: Survey, *, joined: bool = True) -> RoadGraph:
    """Cut ways at junctions, join what is alike, lay out directed edges, and say who may use them.

    Parameters
    ----------
    survey
        At least one way.
    joined
        False keeps pieces apart that could be joined, so that every point where two ways meet is a junction.
    """
    cut = cut_at_junctions(along_traffic(survey), joined=joined)
    return lay_out(survey.name, cut.lon, cut.lat, survey.streets, cut.ways)


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
