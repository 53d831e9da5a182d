"""Distances and coordinate systems."""

import numpy as np
import pytest
from coord_convert import transform
from hypothesis import given
from hypothesis import strategies as st

from graphs.geo import (
    CoordinateSystem,
    Plane,
    Position,
    distance_m,
    from_wgs84,
    likely_system,
    shift_from_wgs84,
    shift_to_wgs84,
    to_wgs84,
)

CHAOTIANMEN = Position(106.587, 29.568)
IN_CHINA = st.builds(Position, st.floats(80, 130), st.floats(20, 50))


def test_a_degree_of_latitude_is_111_km_and_nothing_is_nowhere_far_from_itself() -> None:
    """6,371,008.8 m x pi / 180 = 111,195 m."""
    assert distance_m(Position(106, 29), Position(106, 30)) == pytest.approx(111_195.08, abs=0.01)
    assert distance_m(CHAOTIANMEN, CHAOTIANMEN) == 0


def test_the_plane_agrees_with_the_globe_within_a_city() -> None:
    """20 km east and 20 km north of the middle, to 0.2 %."""
    plane = Plane(CHAOTIANMEN)
    lon, lat = plane.lonlat(np.array([20_000.0]), np.array([20_000.0]))
    assert distance_m(CHAOTIANMEN, Position(lon[0], lat[0])) == pytest.approx(20_000 * 2**0.5, rel=2e-3)
    x, y = plane.xy(lon, lat)
    assert (x[0], y[0]) == pytest.approx((20_000, 20_000))


@given(IN_CHINA)
def test_shifts_agree_with_an_independent_library(position: Position) -> None:
    """coord-convert computes the same shifts."""
    assert from_wgs84(position, CoordinateSystem.GCJ02) == pytest.approx(transform.wgs2gcj(*position), abs=1e-9)
    assert from_wgs84(position, CoordinateSystem.BD09) == pytest.approx(transform.wgs2bd(*position), abs=1e-9)


@given(IN_CHINA, st.sampled_from(CoordinateSystem))
def test_there_and_back_again_loses_less_than_three_centimetres(position: Position, system: CoordinateSystem) -> None:
    """The inverse is approached, not exact."""
    assert distance_m(to_wgs84(from_wgs84(position, system), system), position) < 0.03


def test_the_shift_at_chongqing_has_the_known_size() -> None:
    """GCJ-02 lies 360-680 m off, BD-09 950-1,380 m."""
    assert 360 < distance_m(CHAOTIANMEN, from_wgs84(CHAOTIANMEN, CoordinateSystem.GCJ02)) < 680
    assert 950 < distance_m(CHAOTIANMEN, from_wgs84(CHAOTIANMEN, CoordinateSystem.BD09)) < 1_380


def test_outside_china_gcj02_is_wgs84() -> None:
    """Web maps shift nothing abroad; so a place in Porto Alegre stays."""
    abroad = Position(-51.2, -30.03)
    assert from_wgs84(abroad, CoordinateSystem.GCJ02) == abroad
    assert to_wgs84(abroad, CoordinateSystem.GCJ02) == abroad


def test_wgs84_is_left_alone() -> None:
    assert to_wgs84(CHAOTIANMEN, CoordinateSystem.WGS84) == CHAOTIANMEN


def _off_meridians(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Metres to the nearest north-south road of a country with one every 0.02 degrees (2 km)."""
    return np.abs(lon - np.round(lon / 0.02) * 0.02) * 96_700 + 0 * lat


@pytest.mark.parametrize("system", CoordinateSystem)
def test_the_detector_names_the_system_in_which_places_lie_on_roads(system: CoordinateSystem) -> None:
    """Twenty places 5 m beside roads, given in each system."""
    lon = np.arange(106.4, 106.8, 0.02) + 5e-5
    lat = np.linspace(29.4, 29.7, len(lon))
    given_lon, given_lat = shift_from_wgs84(lon, lat, system)
    places = [Position(*place) for place in zip(given_lon.tolist(), given_lat.tolist(), strict=True)]
    assert likely_system(places, _off_meridians) is system


def test_the_detector_says_nothing_on_few_places() -> None:
    """Seven points are no evidence, wherever they lie."""
    lon, lat = shift_from_wgs84(np.full(7, 106.52), np.linspace(29.4, 29.6, 7), CoordinateSystem.GCJ02)
    places = [Position(*place) for place in zip(lon.tolist(), lat.tolist(), strict=True)]
    assert likely_system(places, _off_meridians) is CoordinateSystem.WGS84


def test_arrays_convert_like_points() -> None:
    lon, lat = shift_to_wgs84(np.array([106.5, 106.6]), np.array([29.5, 29.6]), CoordinateSystem.BD09)
    assert (lon[1], lat[1]) == pytest.approx(to_wgs84(Position(106.6, 29.6), CoordinateSystem.BD09), abs=1e-12)
