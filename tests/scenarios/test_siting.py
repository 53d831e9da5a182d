"""Places stand at junctions that lorries reach and leave, more of them where people live."""

from dataclasses import replace

import numpy as np
import pytest

from graphs.geo import Position, distance_m
from graphs.law.edgelaw import SHUT
from graphs.law.roadlaw import RoadLaw
from graphs.law.turns import turn_table
from scenarios.chance import Chance
from scenarios.siting import cuts_off, ground, may_be_shut, standing_points
from tests.graphs.changes.worlds import edge
from tests.graphs.grounds import SQUARE, at, street
from tests.graphs.grounds import ground as streets
from tests.scenarios.grid import CHONGQING, chessboard


def test_a_street_of_no_return_is_no_place_to_stand() -> None:
    """Of 26 junctions the one at the end of a one-way street out of the city is left out."""
    roads = chessboard(5, one_way_out=True)
    points = standing_points(roads)
    assert roads.node_count == 26
    assert len(points) == 25
    assert roads.lon[-1] not in points[:, 0]


def test_everything_lies_within_the_radius() -> None:
    """The chessboard is 9.75 km wide; within 2 km of its middle stand all 30 homes and 5 markets."""
    here = ground(standing_points(chessboard()), Chance(1, "g"), radius_m=2_000, landmarks={})
    positions = here.homes(Chance(1, "homes"), 30) + here.outskirts(Chance(1, "markets"), 5)
    assert max(distance_m(CHONGQING, position) for position in positions) <= 2_000 + 180  # the middle is a junction


def test_no_two_places_share_a_junction_while_there_are_free_ones() -> None:
    """100 places on 100 junctions take them all; the 101st has to share."""
    here = ground(standing_points(chessboard(10)), Chance(1, "g"), radius_m=50_000, landmarks={})
    places = here.outskirts(Chance(1, "markets"), 5) + here.homes(Chance(1, "homes"), 95)
    assert len(set(places)) == 100
    assert here.homes(Chance(1, "more"), 1)[0] in places


def test_people_live_near_landmarks() -> None:
    """With one quarter in the south-west corner, its kilometre holds more than its share of 200 homes."""
    points = standing_points(chessboard(60))
    corner = Position(float(points[:, 0].min()), float(points[:, 1].min()))
    corners = {str(i): corner for i in range(6)}
    here = ground(points, Chance(1, "g"), radius_m=50_000, landmarks=corners)
    homes = here.homes(Chance(1, "homes"), 200)
    close = sum(distance_m(corner, home) < 4_000 for home in homes)
    share_of_points = np.mean([distance_m(corner, Position(*point)) < 4_000 for point in points[::7].tolist()])
    assert close > 3 * 200 * share_of_points


def test_outskirts_are_spread_out() -> None:
    """Five markets lie farther apart than five homes do, at the nearest."""
    points = standing_points(chessboard(60))

    def nearest_two(places: list[Position]) -> float:
        return min(distance_m(a, b) for i, a in enumerate(places) for b in places[:i])

    here = ground(points, Chance(1, "g"), radius_m=50_000, landmarks={})
    assert nearest_two(here.outskirts(Chance(1, "m"), 5)) > nearest_two(here.homes(Chance(1, "h"), 5))


def test_no_junction_at_all_is_refused() -> None:
    """An empty map is named as what it is."""
    with pytest.raises(ValueError, match="no road node to put a place at: the road graph is empty"):
        ground(np.empty((0, 2)), Chance(1, "g"), radius_m=1_000, landmarks={})


def test_a_junction_that_a_lorry_cannot_leave_under_the_rules_of_turning_is_no_place_to_stand() -> None:
    """From the square A-B-C-D a street leads to E, and two lead on to F; from those nobody may go on to A.

    The five junctions of the square and of that street remain: at E itself a lorry turns round where it stops.
    """
    spots = SQUARE | {"E": (-1000, 0), "F": (-2000, 0)}
    roads = streets(
        spots, *(street(ends) for ends in ("AB", "BC", "CD", "DA", "AE", "EF")), street("EF", via=[(-1500, 90)])
    )
    back = edge(roads, "EA", spots)
    into = [one for one in range(roads.edge_count) if roads.head[one] == roads.tail[back] and one != roads.twin[back]]
    shut = turn_table({(one, back): SHUT for one in into})
    barred = replace(roads, law=replace(RoadLaw.everything_open(roads.edge_count), turns=shut))
    assert len(standing_points(roads)) == 6
    assert standing_points(barred)[:, 0].min() == pytest.approx(at(*spots["E"]).lon)
    assert len(standing_points(barred)) == 5


def test_shutting_a_street_can_cut_a_place_off_by_the_rules_of_turning_alone() -> None:
    """G lies beyond E, which streets from A and D lead to; from A's nobody may go on to G.

    With D's street shut the junctions still hang together, but no lorry gets to G; with A's shut nothing is lost there.
    """
    spots = SQUARE | {"E": (-1000, 500), "G": (-2000, 500)}
    roads = streets(spots, *(street(ends) for ends in ("AB", "BC", "CD", "DA", "AE", "DE", "EG")))
    turn = turn_table({(edge(roads, "AE", spots), edge(roads, "EG", spots)): SHUT})
    roads = replace(roads, law=replace(RoadLaw.everything_open(roads.edge_count), turns=turn))
    place = Position(*(round(one, 6) for one in at(*spots["G"])))
    by_d, by_a = at(-500, 750), at(-500, 250)
    assert [may_be_shut(roads, spot, 50) for spot in (by_d, by_a)] == [True, True]
    assert [cuts_off(roads, spot, 50, [place]) for spot in (by_d, by_a)] == [True, False]
