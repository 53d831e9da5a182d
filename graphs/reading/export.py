"""Surveys as OpenStreetMap files, so that a generated city can be read by whatever reads OpenStreetMap."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from graphs.reading.osmium_files import FORMATS, kind_of, write_osm
from graphs.reading.survey import Survey, TurnSign


def export_osm(survey: Survey, path: Path) -> None:
    """Write a survey as OpenStreetMap has it: points, ways with their tags and names, turn restrictions.

    Parameters
    ----------
    survey
        Numbers of its points and ways become those of the file.
    path
        Ends in ``.osm``, ``.xml``, ``.osm.gz``, ``.osm.bz2``, ``.osm.pbf`` or ``.pbf``; overwritten if it is there.

    Raises
    ------
    ValueError
        When the name of the file ends otherwise.
    """
    if kind_of(path) is None:
        raise ValueError(f"cannot write {path.name!r}: the name must end in one of {', '.join(FORMATS)}")
    write_osm(path, points=_points(survey), ways=_ways(survey), relations=_relations(survey.turns))


def _points(survey: Survey) -> Iterator[tuple[int, float, float, Mapping[str, str]]]:
    number, at = np.unique(survey.point, return_index=True)
    places = zip(number.tolist(), survey.lon[at].tolist(), survey.lat[at].tolist(), strict=True)
    for point, lon, lat in places:
        yield point, lon, lat, survey.barriers.get(point, {})


def _ways(survey: Survey) -> Iterator[tuple[int, list[int], Mapping[str, str]]]:
    points, first = survey.point.tolist(), survey.first.tolist()
    rows = zip(survey.way.tolist(), survey.tagset.tolist(), survey.street.tolist(), strict=True)
    for at, (number, tagset, street) in enumerate(rows):
        tags = survey.tagsets[tagset]
        name = survey.streets[street]
        yield number, points[first[at] : first[at + 1]], {**tags, "name": name} if name else tags


def _relations(turns: tuple[TurnSign, ...]) -> Iterator[tuple[int, list[tuple[str, int, str]], Mapping[str, str]]]:
    for number, turn in enumerate(turns, start=1):
        members = [("w", way, "from") for way in turn.origin]
        members += [] if turn.via_point is None else [("n", turn.via_point, "via")]
        members += [("w", way, "via") for way in turn.via_ways]
        members += [("w", way, "to") for way in turn.target]
        yield number, members, turn.tags
