"""The mountain city: two rivers, ridges, districts where they are, and a street net one can drive in."""

from dataclasses import fields

import numpy as np
import pytest

from graphs.geo import Position, distance_m
from graphs.leg import UNREACHABLE
from graphs.network import RoadNetwork
from graphs.profiles import VehicleClass
from graphs.roads import CODE, ROAD_CLASSES, RoadClass, RoadGraph
from graphs.search import pieces, strong_part
from graphs.town.chongqing import BRIDGES, MOTORWAYS, TUNNELS
from graphs.town.towns import DISTRICTS, mountain_city

NODES = 5_000


@pytest.fixture(scope="module")
def city() -> RoadGraph:
    return mountain_city(nodes=NODES)


@pytest.fixture(scope="module", params=[2, 3])
def other(request: pytest.FixtureRequest) -> RoadGraph:
    return mountain_city(seed=request.param, nodes=NODES)


def without(roads: RoadGraph, left_out: np.ndarray) -> np.ndarray:
    """The connected piece of every node when some edges are gone."""
    return pieces(roads.node_count, roads.tail[~left_out], roads.head[~left_out])


def node_at(roads: RoadGraph, place: Position) -> int:
    return int(np.hypot(roads.lon - place.lon, roads.lat - place.lat).argmin())


def test_the_nine_districts_have_their_true_seats() -> None:
    """Yuzhong lies on the peninsula, 2.2 km from Chaotianmen where the rivers meet."""
    assert set(DISTRICTS) == {"渝中", "江北", "南岸", "沙坪坝", "九龙坡", "大渡口", "渝北", "巴南", "北碚"}
    assert 1_500 < distance_m(DISTRICTS["渝中"], Position(106.587, 29.568)) < 3_000


def test_the_city_has_about_the_junctions_asked_for(city: RoadGraph) -> None:
    assert 0.95 * NODES < city.node_count < 1.06 * NODES


def test_the_default_city_has_20_000_junctions() -> None:
    assert 19_500 < mountain_city().node_count < 20_700


def test_everyone_reaches_everyone(city: RoadGraph, other: RoadGraph) -> None:
    for roads in (city, other):
        assert strong_part(roads.node_count, roads.tail, roads.head).all()


def test_every_district_meets_a_road_within_500_m(city: RoadGraph, other: RoadGraph) -> None:
    for roads in (city, other):
        times = RoadNetwork(roads).travel(DISTRICTS, [VehicleClass.LIGHT, VehicleClass.CART], snap_limit_m=500)
        assert all(snap.refusal is None for snap in times.snaps.values())
        assert times.seconds[times.layer[VehicleClass.LIGHT]].max() < 2 * 3600
        assert times.seconds.max() < UNREACHABLE


def test_the_same_seed_gives_the_same_city_and_another_seed_another(city: RoadGraph, other: RoadGraph) -> None:
    again = mountain_city(nodes=NODES)
    for field in fields(RoadGraph):
        assert np.array_equal(getattr(city, field.name), getattr(again, field.name)), field.name
    assert other.name != city.name
    assert not np.array_equal(other.length_dm, city.length_dm)


def test_the_rivers_are_crossed_by_bridges_alone(city: RoadGraph, other: RoadGraph) -> None:
    """Without bridges Yuzhong, Jiangbei and Nan'an, on three banks, are cut off from each other."""
    for roads in (city, other):
        piece = without(roads, roads.bridge)
        banks = {int(piece[node_at(roads, DISTRICTS[name])]) for name in ("渝中", "江北", "南岸")}
        assert len(banks) == 3


def test_the_ridges_are_crossed_by_tunnels_alone(city: RoadGraph, other: RoadGraph) -> None:
    """Without tunnels and bridges Beibei, Shapingba and Nan'an's far side of the Tongluo ridge are apart."""
    for roads in (city, other):
        piece = without(roads, roads.tunnel | roads.bridge)
        places = (DISTRICTS["沙坪坝"], Position(106.3620, 29.5750), DISTRICTS["南岸"], Position(106.6500, 29.5050))
        assert len({int(piece[node_at(roads, place)]) for place in places}) == 4


def test_bridges_tunnels_and_motorways_carry_their_names(city: RoadGraph) -> None:
    crossings = {city.streets[i] for i in city.street[city.bridge | city.tunnel]}
    assert {crossing.name for crossing in BRIDGES + TUNNELS} <= crossings
    motorways = {city.streets[i] for i in city.street[city.road_class == CODE[RoadClass.MOTORWAY]]}
    assert motorways == {motorway.name for motorway in MOTORWAYS}


def test_streets_have_chinese_names(city: RoadGraph) -> None:
    """Every street but slip roads has a name, of Chinese characters only, and there are many different ones."""
    unnamed = city.street == 0
    assert (city.road_class[unnamed] == CODE[RoadClass.MOTORWAY_LINK]).all()
    assert all("\u4e00" <= letter <= "\u9fff" for name in city.streets for letter in name)
    assert len(set(city.streets)) > 500


def test_the_city_has_a_hierarchy_of_roads(city: RoadGraph) -> None:
    """The higher the class, the fewer the kilometres; there are motorways all round."""
    km = dict(zip(ROAD_CLASSES, np.bincount(city.road_class, city.length_dm / 10_000, len(CODE)), strict=True))
    main = km[RoadClass.SECONDARY] + km[RoadClass.TERTIARY]
    side = km[RoadClass.UNCLASSIFIED] + km[RoadClass.RESIDENTIAL] + km[RoadClass.SERVICE] + km[RoadClass.LIVING_STREET]
    assert 200 < km[RoadClass.TRUNK] < km[RoadClass.PRIMARY] < main < side
    assert km[RoadClass.MOTORWAY] > 500


def test_some_streets_are_one_way_and_many_are_not(city: RoadGraph) -> None:
    one_way = city.twin < 0
    assert 0.02 < one_way.mean() < 0.3


def test_streets_are_denser_in_town_than_in_the_country(city: RoadGraph) -> None:
    """Junctions within 3 km of Nan'an's seat against those within 3 km of a place in the eastern hills."""
    plain, seat = Position(106.77, 29.40), DISTRICTS["南岸"]

    def near(place: Position) -> int:
        return int((np.hypot((city.lon - place.lon) * 96_700, (city.lat - place.lat) * 111_195) < 3_000).sum())

    assert near(seat) > 10 * near(plain)


def test_roads_wind_in_the_hills(city: RoadGraph) -> None:
    """A tenth of the streets is at least 3 % longer than the straight line between their ends."""
    tail, head = city.tail, city.head
    straight = np.hypot((city.lon[tail] - city.lon[head]) * 96_700, (city.lat[tail] - city.lat[head]) * 111_195)
    assert np.quantile(city.length_dm / 10 / np.maximum(straight, 1), 0.9) > 1.03


def test_a_city_too_small_for_its_bridges_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2000 nodes, not 100"):
        mountain_city(nodes=100)


def test_the_map_of_the_city_is_small_enough_for_a_page(city: RoadGraph) -> None:
    """At 5,000 junctions at most 40,000 points in all, and main streets much less."""
    network = RoadNetwork(city)
    points = sum(len(line.points) for line in network.lines())
    assert points < 40_000
    assert sum(len(line.points) for line in network.major_lines()) < points / 2
