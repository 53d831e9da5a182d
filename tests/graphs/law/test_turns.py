"""Turn restrictions and barriers on a crossing worked by hand.

From the crossing X, ways 1, 2, 3 and 4 lead west, north, east and south, to W, N, E and S; all are two-way.
"""

from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pytest

from graphs.law.book import LawBook
from graphs.law.classes import ALL, BIT, TYPICAL, VehicleClass
from graphs.law.edgelaw import EdgeLaw
from graphs.law.ends import Ends
from graphs.law.legal import forbidden_turns
from graphs.law.roadlaw import RoadLaw, TurnTable
from graphs.law.turns import TurnLaws, Why, gated, turn_table, turns_of_barriers, turns_of_relations
from graphs.roads import RoadGraph
from tests.graphs.grounds import ground, street

SPOTS = {"X": (0, 0), "W": (-100, 0), "N": (0, 100), "E": (100, 0), "S": (0, -100)}
WAY_OF = {"W": 1, "N": 2, "E": 3, "S": 4}
ROADS = ground(SPOTS, *(street(f"{end}X") for end in WAY_OF))
BUS, HGV = BIT[VehicleClass.BUS], BIT[VehicleClass.HEAVY] | BIT[VehicleClass.MEDIUM] | BIT[VehicleClass.LIGHT]
MONDAY = date(2022, 11, 21)


@dataclass(frozen=True)
class Sign:
    """A restriction as it is mapped."""

    tags: dict[str, str]
    origin: tuple[int, ...] = (WAY_OF["S"],)
    via_point: int | None = 100
    target: tuple[int, ...] = (WAY_OF["W"],)
    via_ways: tuple[int, ...] = field(default=())


def name_of(node: int) -> str:
    """Letter of a junction, by where it lies."""
    lon, lat = round((ROADS.lon[node] - 106.5) * 1e4), round((ROADS.lat[node] - 29.5) * 1e4)
    return {(0, 0): "X", (-1, 0): "W", (0, 1): "N", (1, 0): "E", (0, -1): "S"}[np.sign(lon), np.sign(lat)]


def ends(roads: RoadGraph = ROADS, *, ways: dict[str, int] | None = None) -> Ends:
    """Ends of the crossing's edges: X is point 100, the others 101 and so on."""
    number = ways or WAY_OF
    names = [name_of(node) for node in range(roads.node_count)]
    way = np.array([number[f"{names[a]}{names[b]}".strip("X")] for a, b in zip(roads.tail, roads.head, strict=True)])
    return Ends(roads=roads, point=np.array([100 + "XWNES".index(name) for name in names]), first_way=way, last_way=way)


def turns(laws: TurnLaws) -> set[str]:
    """Turns with a law, as ``"SW"``: from the south to the west."""
    return {name_of(int(ROADS.tail[a])) + name_of(int(ROADS.head[b])) for a, b in laws}


def law_of(laws: TurnLaws) -> EdgeLaw:
    """The one law that all turns have."""
    (law,) = set(laws.values())
    return law


def test_a_forbidden_turn_is_one_pair_of_edges() -> None:
    laws, skipped = turns_of_relations([Sign({"restriction": "no_left_turn"})], ends())
    assert (turns(laws), law_of(laws).classes, skipped) == ({"SW"}, 0, [])


def test_a_turn_that_is_the_only_one_forbids_all_others_and_turning_round() -> None:
    laws, _ = turns_of_relations([Sign({"restriction": "only_left_turn"})], ends())
    assert turns(laws) == {"SN", "SE", "SS"}


def test_a_u_turn_is_forbidden_on_its_own_way() -> None:
    sign = Sign({"restriction": "no_u_turn"}, target=(WAY_OF["S"],))
    laws, _ = turns_of_relations([sign], ends())
    assert turns(laws) == {"SS"}


def test_no_entry_names_several_ways_in_and_no_exit_several_out() -> None:
    into = Sign({"restriction": "no_entry"}, origin=(WAY_OF["S"], WAY_OF["E"]))
    out = Sign({"restriction": "no_exit"}, target=(WAY_OF["W"], WAY_OF["N"]))
    assert turns(turns_of_relations([into], ends())[0]) == {"SW", "EW"}
    assert turns(turns_of_relations([out], ends())[0]) == {"SW", "SN"}


@pytest.mark.parametrize(
    ("tags", "classes"),
    [
        ({"restriction": "no_left_turn", "except": "psv;bicycle"}, BUS),
        ({"restriction": "no_left_turn", "except": "hgv; bus"}, BUS | HGV),
        ({"restriction:hgv": "no_left_turn"}, ALL & ~HGV),
        ({"restriction:motorcar": "no_left_turn"}, ALL & ~BIT[VehicleClass.CAR]),
    ],
)
def test_exceptions_and_restrictions_for_some(tags: dict[str, str], classes: int) -> None:
    assert law_of(turns_of_relations([Sign(tags)], ends())[0]).classes == classes


def test_a_turn_forbidden_at_some_hours_is_forbidden_in_periods_that_touch_them() -> None:
    sign = Sign({"restriction:conditional": "no_left_turn @ (Mo-Fr 07:00-09:00)", "except": "bus"})
    table = turn_table(turns_of_relations([sign], ends())[0])
    roads = replace(ROADS, law=RoadLaw(code=np.zeros(8), laws=(EdgeLaw(),), turns=table))
    light, bus = TYPICAL[VehicleClass.LIGHT], TYPICAL[VehicleClass.BUS]
    assert forbidden_turns(roads, light, (8 * 3600, 10 * 3600), MONDAY).tolist() == [True]
    assert forbidden_turns(roads, light, (9 * 3600, 10 * 3600), MONDAY).tolist() == [False]
    assert forbidden_turns(roads, bus, (8 * 3600, 10 * 3600), MONDAY).tolist() == [False]
    assert forbidden_turns(roads, light).tolist() == [False]


@pytest.mark.parametrize(
    ("sign", "why"),
    [
        (Sign({"restriction": "no_left_turn"}, via_point=None), Why.NO_VIA),
        (Sign({"restriction": "no_left_turn"}, via_point=None, via_ways=(7,)), Why.NO_SUCH_ROADS),
        (Sign({"restriction": "no_parking"}), Why.NOT_UNDERSTOOD),
        (Sign({"restriction:conditional": "no_left_turn @ (wet)"}), Why.NOT_UNDERSTOOD),
        (Sign({"restriction": "no_left_turn"}, via_point=999), Why.NO_SUCH_ROADS),
        (Sign({"restriction": "no_left_turn"}, origin=(99,)), Why.NO_SUCH_ROADS),
        (Sign({"restriction": "no_left_turn"}, target=(99,)), Why.NO_SUCH_ROADS),
    ],
)
def test_a_restriction_that_cannot_be_applied_is_reported(sign: Sign, why: Why) -> None:
    laws, skipped = turns_of_relations([sign], ends())
    assert not laws
    assert [(one.sign, one.why) for one in skipped] == [(sign, why)]


def test_a_way_that_runs_on_beyond_the_junction_leaves_its_turn_in_doubt() -> None:
    """South and north are one way here: left from it may be to the west or to the east."""
    one_way_through = ends(ways=WAY_OF | {"N": 4})
    _, (skipped,) = turns_of_relations([Sign({"restriction": "no_left_turn"})], one_way_through)
    assert skipped.why is Why.AMBIGUOUS


def test_a_barrier_stops_all_ways_over_it_but_not_the_way_back() -> None:
    laws = turns_of_barriers({100: {"barrier": "bollard"}}, ends(), LawBook())
    assert turns(laws) == {a + b for a in "WNES" for b in "WNES" if a != b}
    assert law_of(laws).classes == BIT[VehicleClass.CART]


def test_a_low_beam_stops_the_tall() -> None:
    table = turn_table(
        turns_of_barriers({100: {"barrier": "height_restrictor", "maxheight": "2.1"}}, ends(), LawBook())
    )
    roads = replace(ROADS, law=RoadLaw(code=np.zeros(8), laws=(EdgeLaw(),), turns=table))
    assert forbidden_turns(roads, TYPICAL[VehicleClass.LIGHT]).all()
    assert not forbidden_turns(roads, TYPICAL[VehicleClass.MINI]).any()
    assert not table.forbidden.any()


def test_an_open_gate_costs_time_on_the_edges_that_end_at_it_and_stops_nobody() -> None:
    book = LawBook()
    plain = np.full(8, book.way({})[0], dtype=np.int32)
    barriers = {100: {"barrier": "lift_gate"}}
    law = book.road_law(gated(plain, barriers, ends(), book))
    assert not turns_of_barriers(barriers, ends(), book)
    assert ((law.gate > 0) == np.array([name_of(int(node)) == "X" for node in ROADS.head])).all()


def test_a_barrier_that_is_no_junction_has_no_effect() -> None:
    assert not turns_of_barriers({999: {"barrier": "bollard"}}, ends(), LawBook())


def test_two_signs_at_one_turn_both_hold() -> None:
    first = Sign({"restriction": "no_left_turn", "except": "psv"})
    second = Sign({"restriction:hgv": "no_left_turn"})
    found, _ = turns_of_relations([first, second], ends())
    table = turn_table(found, found)
    assert (len(table), table.forbidden.tolist()) == (1, [ALL & ~BUS])


def test_a_table_names_each_turn_once_in_order() -> None:
    found, _ = turns_of_relations([Sign({"restriction": "only_left_turn"})], ends())
    table = turn_table(found)
    pairs = list(zip(table.from_edge.tolist(), table.to_edge.tolist(), strict=True))
    assert pairs == sorted(set(pairs))


def test_tables_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="1 edges in, 2 out and 1 laws"):
        TurnTable(from_edge=[0], to_edge=[1, 2], code=[0], laws=(EdgeLaw(),))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"code must lie in 0\.\.0, but reaches 1\.\.1"):
        RoadLaw(code=[1], laws=(EdgeLaw(),))  # type: ignore[arg-type]


def test_a_road_graph_refuses_a_law_of_other_roads() -> None:
    with pytest.raises(ValueError, match="the law has 3 entries for 8 edges"):
        replace(ROADS, law=RoadLaw.everything_open(3))


def test_a_road_graph_refuses_turns_between_roads_that_do_not_meet() -> None:
    away = int(np.flatnonzero(ROADS.tail == ROADS.head[0])[0])
    wrong = next(edge for edge in range(8) if ROADS.tail[edge] != ROADS.head[0])

    def law(to_edge: int) -> RoadLaw:
        table = TurnTable(
            from_edge=np.array([0]), to_edge=np.array([to_edge]), code=np.array([0]), laws=(EdgeLaw(classes=0),)
        )
        return RoadLaw(code=np.zeros(8), laws=(EdgeLaw(),), turns=table)

    assert replace(ROADS, law=law(away)).law.turns.forbidden.tolist() == [ALL]
    with pytest.raises(ValueError, match="turn 0 leads from one edge into another that does not begin there"):
        replace(ROADS, law=law(wrong))
    with pytest.raises(ValueError, match=r"turns must be between edges 0\.\.7"):
        replace(ROADS, law=law(8))


def test_laws_are_equal_by_what_they_say() -> None:
    assert RoadLaw.everything_open(3) == RoadLaw.everything_open(3)
    assert RoadLaw.everything_open(3) != RoadLaw.everything_open(4)
    assert len({RoadLaw.everything_open(3), RoadLaw.everything_open(3)}) == 1
    assert RoadLaw.everything_open(3) != TurnTable()
    assert TurnTable() != RoadLaw.everything_open(0)
