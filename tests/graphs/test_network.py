"""Places on roads: where they meet the road, how long drives take, which way they go."""

import numpy as np
import pytest

from graphs.errors import UnreadableRoads
from graphs.geo import CoordinateSystem, Position, distance_m, from_wgs84
from graphs.leg import UNREACHABLE, Journey
from graphs.network import RoadNetwork, open_roads
from graphs.profiles import VehicleClass
from graphs.roads import RoadClass
from graphs.snap import Refusal
from graphs.travel import TravelTimes
from tests.graphs.grounds import SQUARE, at, ground, ring, street

LIGHT = VehicleClass.LIGHT


def drive(network: RoadNetwork, *, limit_m: int = 500, **places: Position) -> TravelTimes:
    return network.travel(places, [LIGHT], snap_limit_m=limit_m)


def test_a_one_way_ring_makes_the_way_back_longer() -> None:
    """P in the middle of AB, Q in the middle of BC: 1,000 m there; back by C, D and A 3,000 m (less 9 cm on CD)."""
    times = drive(RoadNetwork(ring()), P=at(500, 0), Q=at(1000, 500))
    assert times.quickest(LIGHT, "P", "Q") == (100, 1000)
    assert times.quickest(LIGHT, "Q", "P") == (300, 3000)
    assert times.quickest(LIGHT, "P", "P") == (0, 0)


def test_two_places_beside_one_street_take_only_the_part_between() -> None:
    """200 m and 700 m along a two-way street: 50 s either way."""
    times = drive(RoadNetwork(ground(SQUARE, street("AB"))), P=at(200, 0), Q=at(700, 0))
    assert times.quickest(LIGHT, "P", "Q") == times.quickest(LIGHT, "Q", "P") == (50, 500)


def test_parallel_streets_are_not_added_together() -> None:
    """A straight street and a detour of 1,414 m join A and B; C and D lie beyond: 500 + 1,000 + 500 m."""
    roads = ground(SQUARE, street("AB"), street("AB", via=[(500, 500)]), street("DA"), street("BC"))
    times = drive(RoadNetwork(roads), P=at(0, 500), Q=at(1000, 500))
    assert times.quickest(LIGHT, "P", "Q") == (200, 2000)


def test_seconds_are_rounded_up() -> None:
    """1 m at 10 m/s is a tenth of a second, counted as one; 101 m are 10.1 s, counted as 11."""
    times = drive(RoadNetwork(ground(SQUARE, street("AB"))), P=at(100, 0), Q=at(101, 0), R=at(201, 0))
    assert times.quickest(LIGHT, "P", "Q") == (1, 1)
    assert times.quickest(LIGHT, "P", "R") == (11, 101)


def test_a_place_is_moved_to_the_nearest_point_of_a_road_and_says_how_far() -> None:
    """60 m south of the street, 300 m from A."""
    snap = drive(RoadNetwork(ground(SQUARE, street("AB"))), P=at(300, -60)).snaps["P"]
    assert (snap.moved_m, snap.island_m, snap.refusal) == (60, None, None)
    assert distance_m(snap.point, at(300, 0)) < 0.1
    assert snap.fraction == pytest.approx(0.3, abs=1e-6)


def test_a_place_beyond_the_limit_is_refused_and_unreachable() -> None:
    """600 m from the road, limit 500 m; the other places go on."""
    times = drive(
        RoadNetwork(ground(SQUARE, street("AB"), street("BC"))), P=at(300, 0), Q=at(400, 600), R=at(1000, 800)
    )
    assert times.snaps["Q"].refusal is Refusal.TOO_FAR
    assert times.snaps["Q"].moved_m == 600
    assert times.quickest(LIGHT, "P", "Q") is None
    assert times.quickest(LIGHT, "Q", "P") is None
    assert times.quickest(LIGHT, "P", "R") == (150, 1500)
    assert times.metres[0, 0, 0, 1] == UNREACHABLE


def test_a_place_outside_the_extract_is_called_that() -> None:
    """5 km west of everything."""
    snap = drive(RoadNetwork(ground(SQUARE, street("AB"))), P=at(-5000, 0)).snaps["P"]
    assert snap.refusal is Refusal.OUTSIDE


def test_a_place_beside_an_island_goes_to_the_main_network_and_tells_of_the_nearer_road() -> None:
    """20 m from a street that meets no other, 180 m from the network."""
    spots = SQUARE | {"E": (400, 200), "F": (600, 200)}
    roads = ground(spots, street("AB"), street("BC"), street("CD"), street("DA"), street("EF"))
    snap = drive(RoadNetwork(roads), P=at(500, 180)).snaps["P"]
    assert (snap.moved_m, snap.island_m, snap.refusal) == (180, 20, None)


def test_a_dead_end_one_way_street_is_an_island() -> None:
    """Nothing leads back from E: a vehicle sent there never returns."""
    spots = SQUARE | {"E": (500, 500)}
    roads = ground(spots, street("AB"), street("BC"), street("BE", one_way=True))
    snap = drive(RoadNetwork(roads), P=at(510, 480)).snaps["P"]
    assert snap.island_m is not None
    assert snap.moved_m > snap.island_m


def test_no_place_lies_on_a_motorway_a_bridge_or_in_a_tunnel() -> None:
    """All three run nearer by than the street at y = 0, and join it."""
    roads = ground(
        SQUARE | {"E": (0, 50), "F": (1000, 50)},
        street("AB"),
        street("AE"),
        street("EF", road_class=RoadClass.MOTORWAY),
        street("FB"),
        street("EF", via=[(500, 60)], bridge=True),
        street("EF", via=[(500, 70)], tunnel=True),
    )
    snap = drive(RoadNetwork(roads), P=at(500, 52)).snaps["P"]
    assert (snap.moved_m, snap.island_m) == (52, None)


def test_a_cart_keeps_off_the_motorway_and_a_lorry_takes_it() -> None:
    """A to B by motorway is 1 km at 75-85 km/h; by streets round the square 3 km at 15 km/h: 720 s."""
    roads = ground(
        SQUARE | {"S": (-100, 0), "T": (1100, 0)},
        street("AB", road_class=RoadClass.MOTORWAY, kph=0),
        street("AD"),
        street("DC"),
        street("CB"),
        street("SA"),
        street("BT"),
    )
    network = RoadNetwork(roads)
    times = network.travel(
        {"P": at(-100, 0), "Q": at(1100, 0)}, [VehicleClass.CART, VehicleClass.HEAVY], snap_limit_m=50
    )
    assert times.quickest(VehicleClass.CART, "P", "Q") == (768, 3200)
    assert times.quickest(VehicleClass.HEAVY, "P", "Q") == (68, 1200)


def test_all_classes_meet_the_road_at_the_same_spot_where_all_may_drive() -> None:
    """EF, 20 m away, is reached by motorway alone: with a cart among the vehicles all stop at AB, 80 m away."""
    spots = SQUARE | {"E": (0, 100), "F": (1000, 100)}
    motorway = RoadClass.MOTORWAY
    roads = ground(
        spots,
        street("AB"),
        street("BC"),
        street("CD"),
        street("EF"),
        street("AE", road_class=motorway),
        street("FB", road_class=motorway),
    )
    network = RoadNetwork(roads)
    both = network.travel({"P": at(500, 80)}, [LIGHT, VehicleClass.CART], snap_limit_m=200).snaps["P"]
    alone = network.travel({"P": at(500, 80)}, [LIGHT], snap_limit_m=200).snaps["P"]
    assert (both.moved_m, both.island_m) == (80, 20)
    assert (alone.moved_m, alone.island_m) == (20, None)


def test_no_places_give_an_empty_table() -> None:
    times = RoadNetwork(ring()).travel({}, [LIGHT], snap_limit_m=500)
    assert times.seconds.shape == (1, 1, 0, 0)


def test_a_path_begins_and_ends_where_the_places_meet_the_road_and_follows_it() -> None:
    """From P round the corner B to Q: three points; against the one-way ring: by C, D and A."""
    network = RoadNetwork(ring())
    drive(network, P=at(500, 0), Q=at(1000, 500))
    there, back = network.paths(LIGHT, [Journey("P", "Q"), Journey("Q", "P")])
    for line, expected in ((there, ((500, 0), (1000, 0), (1000, 500))), (back, ((1000, 500), (1000, 1000)))):
        assert all(distance_m(point, at(*spot)) < 0.5 for point, spot in zip(line, expected, strict=False))
    assert len(there) == 3
    assert len(back) == 5


def test_a_drive_names_its_edges_and_the_parts_driven() -> None:
    """Half of AB and half of BC, 50 s and 500 m each; there is none to a place that is refused."""
    roads = ring()
    network = RoadNetwork(roads)
    drive(network, P=at(500, 0), Q=at(1000, 500), S=at(500, 9000))
    pieces, nothing = network.drives(LIGHT, [Journey("P", "Q"), Journey("P", "S")])
    assert nothing is None
    assert pieces is not None
    assert roads.tail[pieces.edge].tolist() == [0, 1]
    assert pieces.begin.tolist() == pytest.approx([0.5, 0], abs=1e-6)
    assert pieces.end.tolist() == pytest.approx([1, 0.5], abs=1e-6)
    assert pieces.ms.tolist() == [50_000, 50_000]
    assert pieces.dm.tolist() == [5_000, 5_000]


def test_a_path_bends_where_the_street_bends() -> None:
    """AB by a bend at (500, 300): from 25 % to 75 % of its length there is one bend between."""
    network = RoadNetwork(ground(SQUARE, street("AB", via=[(500, 300)])))
    drive(network, P=at(250, 150), Q=at(750, 150))
    (line,) = network.paths(LIGHT, [Journey("Q", "P")])
    assert len(line) == 3
    assert distance_m(line[1], at(500, 300)) < 0.1


def test_a_path_to_the_same_spot_is_a_line_of_no_length() -> None:
    network = RoadNetwork(ring())
    drive(network, P=at(500, 0), Q=at(500, 3))
    for line in network.paths(LIGHT, [Journey("P", "Q"), Journey("P", "P")]):
        assert len(line) == 2
        assert distance_m(*line) < 0.01


def test_there_is_no_path_to_a_refused_or_unknown_place() -> None:
    network = RoadNetwork(ring())
    drive(network, P=at(500, 0), Q=at(500, 9000))
    assert network.paths(LIGHT, [Journey("P", "Q"), Journey("P", "X")]) == [(), ()]


def test_the_map_joins_streets_and_drops_needless_points() -> None:
    """AB and BC are one line of three points; the motorway is a line of its own; minor streets come first."""
    roads = ground(
        SQUARE | {"E": (2000, 0)},
        street("AB", via=[(500, 0)]),
        street("BC"),
        street("CE", road_class=RoadClass.MOTORWAY),
        street("DA", road_class=RoadClass.SERVICE),
    )
    network = RoadNetwork(roads)
    lines = network.lines()
    assert [(line.road_class, len(line.points)) for line in lines] == [("service", 2), ("primary", 3), ("motorway", 2)]
    assert [line.road_class for line in network.major_lines()] == ["primary", "motorway"]


def test_places_in_gcj02_are_found_out() -> None:
    """Ten places by the roads of a square, and the same shifted by half a kilometre."""
    roads = ground(SQUARE, street("AB"), street("BC"), street("CD"), street("DA"))
    places = [at(100 * i, 3) for i in range(10)]
    network = RoadNetwork(roads)
    assert network.likely_system(places) is CoordinateSystem.WGS84
    shifted = [from_wgs84(place, CoordinateSystem.GCJ02) for place in places]
    assert network.likely_system(shifted) is CoordinateSystem.GCJ02


def test_a_table_in_parts_is_the_whole_table() -> None:
    """Seven places round a square, one of them refused, three rows at a time: blocks of 3, 3 and 1 rows."""
    network = RoadNetwork(ground(SQUARE, street("AB"), street("BC", one_way=True), street("CD"), street("DA")))
    places = {f"P{i}": at(300 * i, 0) for i in range(4)} | {"Q": at(1000, 400), "R": at(1000, 700), "S": at(0, 9000)}
    whole = network.travel(places, [LIGHT], snap_limit_m=300)
    parts = list(network.travel_rows(places, LIGHT, snap_limit_m=300, block=3))
    assert [len(seconds) for seconds, _ in parts] == [3, 3, 1]
    assert (np.concatenate([seconds for seconds, _ in parts]) == whole.seconds[0]).all()
    assert (np.concatenate([metres for _, metres in parts]) == whole.metres[0]).all()


def test_the_town_is_opened_by_name_and_seed() -> None:
    """Nothing said is the mountain city of seed 1; ``"town"`` alone is the same city."""
    assert open_roads("town:3").name == "town:3"
    assert open_roads(None).name == "town:1"


@pytest.mark.parametrize("spec", ["town:", "town:seven", "town:-1", "town:²"])
def test_a_town_without_a_number_is_explained(spec: str) -> None:
    with pytest.raises(UnreadableRoads) as caught:
        open_roads(spec)
    assert caught.value.en == f"{spec!r} names no town: after 'town:' comes a whole number"
    assert "整数" in caught.value.zh
    assert "town:7" in caught.value.remedy_en
    assert "town:7" in caught.value.remedy_zh


def test_a_table_is_int32_and_asymmetric_by_class() -> None:
    times = drive(RoadNetwork(ring()), P=at(500, 0), Q=at(1000, 500))
    assert times.seconds.dtype == times.metres.dtype == np.int32
    assert times.seconds[0, 0, 0, 1] != times.seconds[0, 0, 1, 0]
