"""Why a place cannot be reached, by place and vehicle, in both languages."""

from dataclasses import replace

import pytest

from graphs.changes.change import Around, Dimension, Effect, Limit, NamedRoad, Sealed
from graphs.changes.tables import SignedLaw
from graphs.changes.why import Cause, Kind, why_unreachable
from graphs.law.classes import TYPICAL, VehicleClass
from graphs.law.edgelaw import SHUT
from graphs.law.roadlaw import RoadLaw
from graphs.law.turns import turn_table
from graphs.roads import RoadClass, RoadGraph
from tests.graphs.changes.worlds import LAW, LIGHT, NOON, bridge_town, calls, change, day, edge
from tests.graphs.grounds import at, ground, street


def causes(
    roads: RoadGraph, *changes: object, vehicle: object = LIGHT, **beside: tuple[str, float]
) -> dict[str, Cause]:
    """Causes from a market on AB."""
    places = calls(roads, market=("AB", 0.5), **beside)
    put = day(roads, *changes)  # type: ignore[arg-type]
    return why_unreachable(put, SignedLaw(), vehicle, NOON, calls=places, sources=("market",))  # type: ignore[arg-type]


def test_what_can_be_reached_has_no_cause() -> None:
    """Also where a closure can be driven round."""
    assert causes(bridge_town(), east=("CE", 0.5)) == {}
    assert causes(bridge_town(), change(), east=("CE", 0.5)) == {}


@pytest.mark.parametrize(
    ("effect", "en", "zh"),
    [
        (Sealed(), "sealed by sealed zone 'R1' (东街)", "被封控区“R1”（东街）阻断"),
        (
            Limit(dimension=Dimension.HEIGHT, most=220),
            "sealed by height limit 2.2 m 'R1' (东街)",
            "被限高2.2米“R1”（东街）阻断",
        ),
    ],
)
def test_sealed_by_a_change(effect: Effect, en: str, zh: str) -> None:
    """East of C there is one street."""
    roads = bridge_town()
    found = causes(roads, change(effect, NamedRoad("东街")), east=("CE", 0.5), north=("BD", 0.5))
    assert found == {
        "east": Cause(kind=Kind.CHANGE, changes=("R1",), edge=edge(roads, "CE"), message=found["east"].message)
    }
    assert found["east"].message == (en, zh)


def test_a_way_that_several_changes_shut_names_those_with_the_fewest_edges_in_order() -> None:
    """The bridge and the way round are shut: the bridge is one edge, the way round two; then the zone about E."""
    found = causes(
        bridge_town(),
        change(name="Z", effect=Sealed(), where=Around(at(2900, 0), 10)),
        change(name="B"),
        change(name="M", where=NamedRoad("山路")),
        east=("CE", 0.5),
    )
    assert found["east"].changes == ("B", "Z")
    assert found["east"].message == (
        "sealed by closure 'B' (bridge 嘉华大桥) and sealed zone 'Z' (东街)",
        "被道路封闭“B”（桥梁嘉华大桥）、封控区“Z”（东街）阻断",
    )


def test_the_law_is_named_where_no_change_would_help() -> None:
    """Motorcycles keep off the motorway that alone leads on."""
    spots = {"A": (0, 0), "B": (1000, 0), "C": (2000, 0), "D": (3000, 0)}
    roads = ground(
        spots,
        street("AB"),
        street("BC", road_class=RoadClass.MOTORWAY, name="内环", bridge=True),
        street("CD"),
    )
    found = causes(roads, vehicle=TYPICAL[VehicleClass.MOTORCYCLE], far=("CE", 0.5))
    assert found["far"].kind is Kind.LAW
    assert found["far"].edge == edge(roads, "BC")
    assert found["far"].message == (
        "bridge 内环: no motorcycles on a motorway",
        "桥梁内环：摩托车不得驶入高速公路",
    )


def test_an_island() -> None:
    """A street that nothing joins."""
    spots = {"A": (0, 0), "B": (1000, 0), "C": (2000, 0), "E": (3000, 0)}
    roads = ground(spots, street("AB"), street("CE"))
    found = causes(roads, far=("CE", 0.5))
    assert found["far"].kind is Kind.ISLAND
    assert found["far"].message == (
        "island: no road leads there from the rest of the map",
        "孤岛：没有道路从路网其他部分通到那里",
    )


def test_what_can_be_reached_but_not_left() -> None:
    """One way in, none out; or out by a street that is closed."""
    spots = {"A": (0, 0), "B": (1000, 0), "C": (2000, 0), "E": (3000, 0)}
    trap = ground(spots, street("AB"), street("BC", one_way=True), street("CE"))
    found = causes(trap, far=("CE", 0.5))
    assert (found["far"].kind, found["far"].back) == (Kind.ISLAND, True)
    assert found["far"].message == (
        "island: roads lead there, but none leads back",
        "孤岛：能进不能出，没有道路返回",
    )
    loop = ground(
        {**spots, "D": (1000, 1500)},
        street("AB"), street("BC", one_way=True), street("CE"), street("CD", one_way=True),
        street("DB", one_way=True, name="北路"),
    )  # fmt: skip
    found = causes(loop, change(where=NamedRoad("北路")), far=("CE", 0.5))
    assert found["far"].changes == ("R1",)
    assert found["far"].message == (
        "no way back: sealed by closure 'R1' (北路)",
        "无法返回：被道路封闭“R1”（北路）阻断",
    )


def test_a_place_on_the_closed_street_itself() -> None:
    """The bridge is closed, and the place lies on it."""
    assert causes(bridge_town(), change(), on=("BC", 0.3))["on"].changes == ("R1",)


def barred(*turns: tuple[str, ...]) -> RoadGraph:
    """The bridge town, where nobody may drive these streets one after the other."""
    roads = bridge_town()
    chains = {tuple(edge(roads, ends) for ends in turn): SHUT for turn in turns}
    return replace(roads, law=replace(RoadLaw.everything_open(roads.edge_count), turns=turn_table(chains)))


def test_a_place_behind_forbidden_turns_is_told_so() -> None:
    """At C nobody may go on to E, neither from the bridge nor from D."""
    found = causes(barred(("BC", "CE"), ("DC", "CE")), east=("CE", 0.5))["east"]
    assert (found.kind, found.changes, found.back) == (Kind.TURN, (), False)
    assert found.message.en == "东街: no way there but by a turn that is forbidden"
    assert found.message.zh == "东街：只能经禁止的转弯驶入"


def test_a_change_is_named_where_turns_leave_no_other_way() -> None:
    """Only from the bridge one may go on to E, and the bridge is closed; it is named, not the turn from D."""
    found = causes(barred(("DC", "CE")), change(), east=("CE", 0.5))["east"]
    assert (found.kind, found.changes) == (Kind.CHANGE, ("R1",))
    assert causes(barred(("DC", "CE")), east=("CE", 0.5)) == {}


def test_a_place_that_forbidden_turns_do_not_let_go_has_no_way_back() -> None:
    found = causes(barred(("EC", "CB"), ("EC", "CD")), east=("CE", 0.5))["east"]
    assert (found.kind, found.back) == (Kind.TURN, True)
    assert found.message.en.startswith("no way back: ")


def test_who_comes_over_the_wrong_street_is_told_of_the_turn() -> None:
    """Over the bridge from A nobody may go on to E, whoever comes from D may: but D's street is closed at B."""
    roads = barred(("AB", "BC", "CE"))
    assert causes(roads, east=("CE", 0.5)) == {}
    found = causes(roads, change(where=NamedRoad("山路")), east=("CE", 0.5))["east"]
    assert (found.kind, found.changes) == (Kind.CHANGE, ("R1",))


def test_a_stop_that_lies_nowhere_is_on_an_island() -> None:
    """Not beside the last street of the map."""
    roads = bridge_town()
    places = calls(roads, market=("AB", 0.5), lost=("CE", 0.5))
    places.stops.edge[1] = -1
    assert why_unreachable(day(roads), LAW, LIGHT, NOON, calls=places, sources=("market",))["lost"].kind is Kind.ISLAND
