"""A survey made into a road graph."""

from graphs.reading.junctions import cut_at_junctions
from graphs.reading.survey import Survey
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
    cut = cut_at_junctions(survey, joined=joined)
    return lay_out(survey.name, cut.lon, cut.lat, survey.streets, cut.ways)
