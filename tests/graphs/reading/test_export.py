"""A town written as a file and read again is the same town, signs, barriers and turns included."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from graphs.law.edgelaw import EdgeLaw
from graphs.reading.compile import compile_roads, compile_survey
from graphs.reading.export import export_osm
from graphs.reading.osm import read_roads
from graphs.reading.survey import Survey
from graphs.roads import RoadGraph
from graphs.town.towns import mountain_city, survey_city

ARRAYS = ("lon", "lat", "tail", "head", "length_dm", "road_class", "max_kph", "bridge", "tunnel", "shape", "backward")
NODES = 2_000


@pytest.fixture(scope="module")
def survey() -> Survey:
    return survey_city(seed=3, nodes=NODES)


@pytest.fixture(scope="module")
def city(survey: Survey) -> RoadGraph:
    return compile_roads(survey)


def laws(roads: RoadGraph) -> list[EdgeLaw]:
    """The law of every edge."""
    return [roads.law.laws[code] for code in roads.law.code]


def turns(roads: RoadGraph) -> Iterator[tuple[int, int, EdgeLaw]]:
    """Every turn that is not free."""
    table = roads.law.turns
    for a, b, code in zip(table.from_edge.tolist(), table.to_edge.tolist(), table.code.tolist(), strict=True):
        yield a, b, table.laws[code]


@pytest.mark.parametrize("name", ["city.osm", "city.xml", "city.osm.gz", "city.osm.bz2", "city.osm.pbf", "city.pbf"])
def test_a_town_written_and_read_is_the_same_town(survey: Survey, city: RoadGraph, tmp_path: Path, name: str) -> None:
    """To the last bit of every coordinate, and the law of every edge and turn."""
    export_osm(survey, tmp_path / name)
    again = read_roads(tmp_path / name)
    for array in (*ARRAYS, "shape_start", "shape_lon", "shape_lat"):
        assert np.array_equal(getattr(again, array), getattr(city, array)), array
    assert [again.streets[i] for i in again.street] == [city.streets[i] for i in city.street]
    assert laws(again) == laws(city)
    assert list(turns(again)) == list(turns(city))
    assert again.name == name


def test_every_kind_of_restriction_is_there(city: RoadGraph) -> None:
    """Heights, weights, widths, lengths, axle loads, slopes, gates, hours, turns for all and for some."""
    law = city.law
    for limit in (
        law.max_height_cm,
        law.max_weight_kg,
        law.max_width_cm,
        law.max_axle_kg,
        law.slope_permille,
        law.gate,
    ):
        assert (limit != 0).any()
    assert any(one.timed for one in law.laws)
    assert any(one.classes != law.laws[0].classes for one in law.laws)
    assert len(law.turns) > 50
    assert len(set(law.turns.laws)) > 3


def test_all_signs_of_the_town_are_understood(survey: Survey) -> None:
    compiled = compile_survey(survey)
    assert not compiled.unread
    assert not compiled.skipped


def test_slopes_rise_one_way_and_fall_the_other(city: RoadGraph) -> None:
    slope = city.law.slope_permille
    both = city.twin >= 0
    assert np.array_equal(slope[both], -slope[city.twin[both]])
    assert np.abs(slope).max() <= 120


def test_the_city_to_plan_in_keeps_every_junction_asked_for(survey: Survey, city: RoadGraph) -> None:
    """Reading joins streets that meet alone; the city itself is not joined, but has the same kilometres."""
    plain = mountain_city(seed=3, nodes=NODES)
    assert plain.node_count > city.node_count
    assert plain.length_dm.sum() == pytest.approx(city.length_dm.sum(), rel=1e-4)
    assert len(plain.law.turns) == len(city.law.turns)


def test_a_name_of_no_road_file_is_refused(survey: Survey, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"cannot write 'city\.shp': the name must end in one of \.osm\.pbf, "):
        export_osm(survey, tmp_path / "city.shp")
