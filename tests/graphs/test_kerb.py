"""At the kerb: sides of the street, and the report on snapping."""

from collections.abc import Sequence

import numpy as np
import pytest

from graphs.engine.stops import Stops
from graphs.engine.units import INFINITE_MS
from graphs.geo import Position
from graphs.kerb import KERBSIDE, Side, kerb, kerb_stops, snap_report
from graphs.law.classes import TYPICAL
from graphs.law.legal import legal_ms, u_turns
from graphs.network import RoadNetwork
from graphs.profiles import VehicleClass
from graphs.roads import Ints, RoadGraph
from graphs.snap import Refusal, Snap
from tests.graphs.engine.worlds import World, stop_table
from tests.graphs.grounds import PLANE, SQUARE, at, ground, street


def snapped(roads: RoadGraph, *places: Position) -> list[Snap]:
    return RoadNetwork(roads).snapper([VehicleClass.LIGHT]).snap(places, limit_m=200)


def square(*, one_way: bool = False) -> RoadGraph:
    """The square of 1 km; AB runs east along the south."""
    return ground(SQUARE, *(street(ends, one_way=one_way) for ends in ("AB", "BC", "CD", "DA")))


@pytest.mark.parametrize(("y", "from_x"), [(-30, 0), (30, 1000)])
def test_a_long_vehicle_comes_with_the_place_on_its_right(y: int, from_x: int) -> None:
    """South of AB one comes from the west, north of it from the east; either way a quarter, or three, of the way."""
    roads, place = square(), at(250, y)
    found = kerb(roads, PLANE, place, snapped(roads, place)[0])
    assert found.side is Side.RIGHT
    assert not found.across
    x = PLANE.xy(roads.lon, roads.lat)[0][roads.tail[found.edge]]
    assert x == pytest.approx(from_x, abs=0.1)
    assert found.fraction == pytest.approx(0.25 if from_x == 0 else 0.75, abs=0.001)


def test_on_a_one_way_street_goods_may_have_to_cross_it() -> None:
    """AB may be driven east only: a place north of it is on the left."""
    roads, north, south = square(one_way=True), at(250, 30), at(250, -30)
    first, second = (
        kerb(roads, PLANE, place, snap)
        for place, snap in zip((north, south), snapped(roads, north, south), strict=True)
    )
    assert (first.side, first.across) == (Side.LEFT, True)
    assert (second.side, second.across) == (Side.RIGHT, False)
    assert first.edge == second.edge


def test_a_place_on_the_road_has_no_side() -> None:
    roads, place = square(), at(250, 0)
    assert kerb(roads, PLANE, place, snapped(roads, place)[0]).side is Side.EITHER


def test_places_near_the_end_of_a_street_have_a_side() -> None:
    """At the very corner A, outside of DA: west of it."""
    roads, place = square(), at(-30, 5)
    assert kerb(roads, PLANE, place, snapped(roads, place)[0]).side is Side.RIGHT


def test_the_report_sums_up_how_places_met_the_roads() -> None:
    """Of places moved 1 to 9 m the middle one is 5, nine tenths at most 9; one is refused, one is near an island."""

    def snap(moved_m: int, *, island_m: int | None = None, refusal: Refusal | None = None) -> Snap:
        return Snap(point=at(0, 0), moved_m=moved_m, edge=0, fraction=0.5, island_m=island_m, refusal=refusal)

    snaps = {f"P{i}": snap(i) for i in range(1, 9)} | {
        "I": snap(9, island_m=2),
        "X": snap(900, refusal=Refusal.TOO_FAR),
    }
    report = snap_report(snaps)
    assert (report.places, report.median_m, report.p90_m, report.largest_m) == (10, 5, 9, 9)
    assert report.farthest[0] == ("I", 9)
    assert report.refused == {Refusal.TOO_FAR: ("X",)}
    assert report.islands == ("I",)
    assert snap_report({}).median_m == 0


def sided(roads: RoadGraph, places: Sequence[Position], snaps: Sequence[Snap], ms: Ints) -> Stops:
    """Stops of a long vehicle."""
    kerbs = [
        None if snap.refusal else kerb(roads, PLANE, place, snap) for place, snap in zip(places, snaps, strict=True)
    ]
    return kerb_stops(snaps, kerbs, ms < INFINITE_MS)


def table(roads: RoadGraph, vehicle_class: VehicleClass, *places: Position) -> list[list[int]]:
    """Metres among places, for long vehicles on their own side of the street and without turning round in it."""
    ms, snaps, long = legal_ms(roads, TYPICAL[vehicle_class]), snapped(roads, *places), vehicle_class in KERBSIDE
    either = Stops(edge=np.array([s.edge for s in snaps], np.int32), fraction=np.array([s.fraction for s in snaps]))
    back, onto = u_turns(roads)
    where = sided(roads, places, snaps, ms) if long else either
    chains = list(zip(back.tolist(), onto.tolist(), strict=True))
    anyone = np.zeros(roads.edge_count, dtype=np.bool_)
    found = stop_table(World(roads, ms, where, chains, np.full(len(back), long), anyone))
    metres: list[list[int]] = np.rint(found.table()[1] / 10).astype(int).tolist()
    return metres


def test_a_lorry_comes_to_a_place_from_the_right_side_while_others_stop_on_either() -> None:
    """Places 250 m and 750 m along AB to its south, one opposite the first; a dead end of 500 m goes on from B to E.

    Going east a lorry has the first two on its right. From second to first it goes round the square: 250 m, three
    sides, 250 m. To the one opposite it turns round at E: from the first 750 + 500 + 500 + 750 m.
    """
    spots = SQUARE | {"E": (1500, 0)}
    roads = ground(spots, *(street(ends) for ends in ("AB", "BC", "CD", "DA", "BE")))
    places = at(250, -30), at(750, -30), at(250, 30)
    assert table(roads, VehicleClass.MINI, *places) == [[0, 500, 0], [500, 0, 500], [0, 500, 0]]
    heavy = table(roads, VehicleClass.HEAVY, *places)
    assert heavy[0] == [0, 500, 2500]
    assert heavy[1] == [3500, 0, 2000]


def test_a_place_whose_side_is_closed_to_a_lorry_is_met_from_the_other() -> None:
    """Eastwards along AB is shut: the place south of it is left and reached going west."""
    roads, place = square(), at(250, -30)
    ms = legal_ms(roads, TYPICAL[VehicleClass.HEAVY]).copy()
    snaps = snapped(roads, place)
    east = kerb(roads, PLANE, place, snaps[0]).edge
    assert sided(roads, [place], snaps, ms).one_sided.tolist() == [True]  # type: ignore[union-attr]
    ms[east] = INFINITE_MS
    assert sided(roads, [place], snaps, ms).one_sided.tolist() == [False]  # type: ignore[union-attr]


def test_refused_places_and_those_on_the_road_have_no_side_to_keep_to() -> None:
    roads, places = square(), (at(250, 0), at(5000, 5000))
    stops = sided(roads, places, snapped(roads, *places), legal_ms(roads, TYPICAL[VehicleClass.BUS]))
    assert stops.one_sided is not None
    assert stops.one_sided.tolist() == [False, False]
    assert stops.edge[1] == -1


def test_a_lorry_of_a_plan_stops_at_its_side_of_the_street_and_a_small_one_on_either() -> None:
    """As above, in the table of a day: from the second place back to the first 500 m.

    The lorry turns round at B and again at A, 250 + 1,000 + 250 m: no turn at these junctions is forbidden.
    """
    spots = SQUARE | {"E": (1500, 0)}
    roads = ground(spots, *(street(ends) for ends in ("AB", "BC", "CD", "DA", "BE")))
    places = {"first": at(250, -30), "second": at(750, -30)}
    profiles = [VehicleClass.MINI, VehicleClass.HEAVY]
    travel = RoadNetwork(roads).travel(places, profiles, snap_limit_m=100)
    back = [travel.quickest(profile, "second", "first") for profile in profiles]
    assert [leg.metres for leg in back if leg] == [500, 1500]
