"""Turn restrictions over ways, on a dual carriageway worked by hand.

Eastbound, one-way, way 1 from A to B and way 2 on to C; westbound, one-way, way 3 from D to E and way 4 on to F. Way 5
joins B with E, two-way, 20 m; way 6 leads from B to the south, two-way, and so does way 7 from E to the north.
To turn about is to drive 1, 5, 4. Way 8 goes on from way 7 at N.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from graphs.engine.prepared import PreparedRoads
from graphs.engine.units import INFINITE_MS
from graphs.law.classes import ALL, BIT, TYPICAL, VehicleClass
from graphs.law.ends import Ends
from graphs.law.legal import forbidden_turns, legal_ms
from graphs.law.turns import Why, turns_of_relations
from graphs.reading.compile import compile_roads, compile_survey
from graphs.reading.export import export_osm
from graphs.reading.osm import read_roads
from graphs.reading.survey import Survey, TurnSign
from graphs.roads import RoadGraph
from tests.graphs.engine.worlds import stops

SPOTS = {
    "A": (-1000, 0), "B": (0, 0), "C": (1000, 0), "D": (1000, 20), "E": (0, 20), "F": (-1000, 20),
    "S": (0, -500), "N": (0, 500), "O": (0, 900),
}  # fmt: skip
WAYS = {1: "AB", 2: "BC", 3: "DE", 4: "EF", 5: "BE", 6: "BS", 7: "EN", 8: "NO"}
ONE_WAY = {1, 2, 3, 4}
TURN_ABOUT = ((1,), (5,), (4,))


def sign(tags: dict[str, str], origin: tuple[int, ...], via: tuple[int, ...], target: tuple[int, ...]) -> TurnSign:
    return TurnSign(tags=tags, origin=origin, via_point=None, via_ways=via, target=target)


def survey(*turns: TurnSign, ways: dict[int, str] | None = None) -> Survey:
    """The streets as mapped, all residential; each has a name of its own unless ``ways`` are given."""
    named, ways = ways is None, WAYS if ways is None else ways
    names = list(SPOTS)
    points = [name for ends in ways.values() for name in ends]
    place = [(106.5 + SPOTS[name][0] / 96_900, 29.5 + SPOTS[name][1] / 111_200) for name in points]
    road = {"highway": "residential", "maxspeed": "36"}
    return Survey(
        name="dual",
        point=np.array([names.index(name) + 1 for name in points]),
        lon=np.array(place)[:, 0],
        lat=np.array(place)[:, 1],
        first=np.cumsum([0, *(len(ends) for ends in ways.values())]),
        way=np.array(list(ways)),
        tagset=np.array([int(way in ONE_WAY) for way in ways], dtype=np.int32),
        tagsets=(road, road | {"oneway": "yes"}),
        street=np.arange(len(ways), dtype=np.int32) * named,
        streets=("", *map(str, range(len(ways)))),
        turns=turns,
    )


@dataclass(frozen=True)
class Read:
    """Roads read from a survey, with turns spelled by the junctions they pass."""

    roads: RoadGraph

    def name(self, node: int) -> str:
        x, y = (self.roads.lon[node] - 106.5) * 96_900, (self.roads.lat[node] - 29.5) * 111_200
        return min(SPOTS, key=lambda name: abs(SPOTS[name][0] - x) + abs(SPOTS[name][1] - y))

    @property
    def turns(self) -> set[str]:
        return {
            self.name(self.roads.tail[chain[0]]) + "".join(self.name(self.roads.head[edge]) for edge in chain)
            for chain in self.roads.law.turns.chains.tuples()
        }

    def edge(self, ends: str) -> int:
        return next(
            edge
            for edge in range(self.roads.edge_count)
            if self.name(self.roads.tail[edge]) + self.name(self.roads.head[edge]) == ends
        )

    def metres(self, vehicle_class: VehicleClass, origin: str, destination: str) -> int | None:
        """Metres from the middle of one street to the middle of another; None where no way leads."""
        prepared, vehicle = PreparedRoads(self.roads), TYPICAL[vehicle_class]
        mask = prepared.forbidden(forbidden_turns(self.roads, vehicle), turns_round=vehicle.turns_round)
        at = stops((self.edge(origin), 0.5), (self.edge(destination), 0.5))
        ms, dm = prepared.table(legal_ms(self.roads, vehicle), mask, at).table()
        return None if ms[0, 1] == INFINITE_MS else round(int(dm[0, 1]) / 10)


def read(*turns: TurnSign) -> Read:
    return Read(compile_roads(survey(*turns)))


def test_turning_about_over_the_link_is_one_chain_of_three_edges() -> None:
    """The link itself stays open, from the south to the west and for who comes back over it."""
    roads = read(sign({"restriction": "no_u_turn"}, *TURN_ABOUT))
    assert roads.turns == {"ABEF"}
    assert read().metres(VehicleClass.HEAVY, "AB", "EF") == 1019
    assert roads.metres(VehicleClass.HEAVY, "BS", "EF") == pytest.approx(250 + 20 + 500, abs=1)


def test_who_may_not_turn_about_goes_past_and_comes_back() -> None:
    """A lorry goes to the end in the south, turns there, and then takes the link: 1 km more.

    A car, which turns round anywhere, goes over the link and back, and over it again.
    """
    roads = read(sign({"restriction": "no_u_turn"}, *TURN_ABOUT))
    assert roads.metres(VehicleClass.HEAVY, "AB", "EF") == 1019 + 1000
    assert roads.metres(VehicleClass.CAR, "AB", "EF") == 1019 + 40


def test_a_turn_over_several_ways_is_a_longer_chain_in_whatever_order_they_are_named() -> None:
    for via in ((5, 7), (7, 5)):
        assert read(sign({"restriction": "no_left_turn"}, (1,), via, (8,))).turns == {"ABENO"}


def test_what_is_the_only_way_on_is_so_from_the_via_ways_on() -> None:
    """From way 1 over the link only west: neither north nor back. Who goes straight on at B is not spoken of."""
    assert read(sign({"restriction": "only_u_turn"}, *TURN_ABOUT)).turns == {"ABEN", "ABEB"}


def test_the_only_way_over_two_ways_forbids_leaving_between_them() -> None:
    """Over 5 and 7 into 8: at E neither west nor back, at N not back."""
    roads = read(sign({"restriction": "only_straight_on"}, (1,), (5, 7), (8,)))
    assert roads.turns == {"ABEF", "ABEB", "ABENE"}


@pytest.mark.parametrize(
    ("tags", "free"),
    [
        ({"restriction": "no_u_turn", "except": "bus"}, BIT[VehicleClass.BUS]),
        ({"restriction:hgv": "no_u_turn"}, ALL & ~sum(BIT[c] for c in ("heavy", "medium", "light"))),
    ],
)
def test_classes_and_exceptions_count_as_at_other_turns(tags: dict[str, str], free: int) -> None:
    roads = read(sign(tags, *TURN_ABOUT))
    assert [law.classes for law in roads.roads.law.turns.laws] == [free]


def test_a_turn_over_a_way_that_is_forbidden_at_some_hours() -> None:
    roads = read(sign({"restriction:conditional": "no_u_turn @ (07:00-09:00)"}, *TURN_ABOUT)).roads
    car = TYPICAL[VehicleClass.CAR]
    assert forbidden_turns(roads, car, (8 * 3600, 9 * 3600), date(2022, 11, 21)).tolist() == [True]
    assert forbidden_turns(roads, car, (9 * 3600, 10 * 3600), date(2022, 11, 21)).tolist() == [False]


def test_a_shorter_and_a_longer_restriction_over_the_same_edges_both_hold() -> None:
    """Neither from 1 nor from 6 over the link to the west; and nobody from the link to the north."""
    north = TurnSign(tags={"restriction": "no_straight_on"}, origin=(5,), via_point=5, via_ways=(), target=(7,))
    both = sign({"restriction": "no_u_turn"}, *TURN_ABOUT), sign({"restriction": "no_left_turn"}, (6,), (5,), (4,))
    roads = read(*both, north)
    assert roads.turns == {"ABEF", "SBEF", "BEN"}
    assert roads.metres(VehicleClass.HEAVY, "AB", "EF") is None
    assert roads.metres(VehicleClass.HEAVY, "AB", "EN") is None
    assert roads.metres(VehicleClass.HEAVY, "NE", "EF") == pytest.approx(240 + 500, abs=1)


@pytest.mark.parametrize(
    ("turn", "why"),
    [
        (sign({"restriction": "no_u_turn"}, (1,), (99,), (4,)), Why.NO_SUCH_ROADS),
        (sign({"restriction": "no_u_turn"}, (1,), (5, 6), (4,)), Why.NO_SUCH_ROADS),
        (sign({"restriction": "no_u_turn"}, (4,), (5,), (1,)), Why.NO_SUCH_ROADS),
        (sign({"restriction": "no_parking"}, (1,), (5,), (4,)), Why.NOT_UNDERSTOOD),
    ],
)
def test_a_restriction_that_fits_no_roads_is_reported(turn: TurnSign, why: Why) -> None:
    """No such way; ways that do not follow one another; a chain against one-way streets."""
    compiled = compile_survey(survey(turn))
    assert not len(compiled.roads.law.turns)
    assert [one.why for one in compiled.skipped] == [why]


def test_a_way_that_runs_on_past_the_via_way_leaves_its_turn_in_doubt() -> None:
    """North and west of the link are one way here: from 6 over 5 into it may be to either side."""
    graph = compile_roads(survey())
    roads = Read(graph)
    number = {name: way for way, ends in WAYS.items() for name in (ends, ends[::-1])} | {"EF": 7}
    of = np.array([number[roads.name(a) + roads.name(b)] for a, b in zip(graph.tail, graph.head, strict=True)])
    ends = Ends(roads=graph, point=np.arange(graph.node_count), first_way=of, last_way=of)
    laws, (skipped,) = turns_of_relations([sign({"restriction": "no_left_turn"}, (6,), (5,), (7,))], ends)
    assert not laws
    assert skipped.why is Why.AMBIGUOUS


def test_streets_are_not_joined_where_a_via_way_ends() -> None:
    """Ways 5, 7 and 8 are alike and meet alone: one street without a sign, three with it."""
    ways = {1: "AB", 5: "BE", 7: "EN", 8: "NO"}
    turn = sign({"restriction": "no_straight_on"}, (5,), (7,), (8,))
    joined, kept = (Read(compile_roads(survey(*turns, ways=ways))) for turns in ((), (turn,)))
    assert joined.roads.node_count == 3
    assert kept.turns == {"BENO"}


@pytest.mark.parametrize("kind", ["osm", "osm.pbf"])
def test_turns_over_ways_are_read_from_files(kind: str, tmp_path: Path) -> None:
    """A turn over two ways, and the only way over one; written as OpenStreetMap has them."""
    turns = (
        sign({"type": "restriction", "restriction": "no_left_turn"}, (1,), (5, 7), (8,)),
        sign({"type": "restriction", "restriction:hgv": "only_u_turn"}, *TURN_ABOUT),
    )
    export_osm(survey(*turns), tmp_path / f"dual.{kind}")
    again = Read(read_roads(tmp_path / f"dual.{kind}"))
    assert again.turns == read(*turns).turns == {"ABENO", "ABEN", "ABEB"}
