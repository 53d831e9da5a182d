"""Roads to call at and not to pass through, on streets worked by hand: 1 km takes 100 s.

A square A-B-C-D of 1 km streets, with a short cut A-M-C of twice 710 m for callers only, M a courtyard in the middle.
"""

from dataclasses import replace

import numpy as np
import pytest

from graphs.engine.prepared import PreparedRoads
from graphs.engine.units import INFINITE_MS
from graphs.engine.yards import through_edges
from graphs.law.book import LawBook
from graphs.law.classes import TYPICAL, RoadVehicle, VehicleClass
from graphs.law.legal import callers_only, forbidden_turns, legal_ms
from graphs.law.roadlaw import RoadLaw
from graphs.roads import RoadGraph
from tests.graphs.changes.worlds import edge
from tests.graphs.engine.worlds import stops
from tests.graphs.grounds import SQUARE, Street, ground, street

HEAVY, CAR = TYPICAL[VehicleClass.HEAVY], TYPICAL[VehicleClass.CAR]
SPOTS = SQUARE | {"M": (500, 500), "E": (-1000, 0), "F": (500, 900)}
AROUND = tuple(street(ends) for ends in ("AB", "BC", "CD", "DA"))
ACROSS = street("AM"), street("MC")
DESTINATION = {"hgv": "destination"}


def signed(tags: dict[str, str], some: tuple[Street, ...], *others: Street) -> RoadGraph:
    """Streets, some of them with tags."""
    roads = ground(SPOTS, *some, *others)
    book = LawBook()
    both = np.array([book.way(tags), book.way({})], dtype=np.int32)
    code = both[(roads.shape >= len(some)).astype(int), roads.backward.astype(int)]
    return replace(roads, law=RoadLaw(code=code, laws=book.laws))


def metres(roads: RoadGraph, vehicle: RoadVehicle, *places: tuple[str, float]) -> list[list[int | None]]:
    """Metres among places along streets; None where no way leads; also that drives are as long as the table says."""
    prepared = PreparedRoads(roads)
    at = stops(*((edge(roads, ends, SPOTS), fraction) for ends, fraction in places))
    mask = prepared.forbidden(forbidden_turns(roads, vehicle), turns_round=vehicle.turns_round)
    table = prepared.table(legal_ms(roads, vehicle), mask, at, callers=callers_only(roads, vehicle))
    ms, dm = table.table()
    pairs = [(i, j) for i in range(len(places)) for j in range(len(places))]
    for (i, j), drive in zip(pairs, table.drives(pairs), strict=True):
        assert (INFINITE_MS if drive is None else drive.ms.sum()) == ms[i, j]
    return [
        [None if a == INFINITE_MS else round(b / 10) for a, b in zip(*row, strict=True)]
        for row in np.dstack((ms, dm)).swapaxes(1, 2)
    ]


def test_through_traffic_goes_round_and_callers_go_in_from_either_side() -> None:
    """From the middle of AB to that of CD: 2 km round; to the courtyard 500 + 707 m; and out of it the same."""
    roads = signed(DESTINATION, ACROSS, *AROUND)
    found = metres(roads, HEAVY, ("AB", 0.5), ("CD", 0.5), ("AM", 1.0))
    assert found[0] == [0, 2000, 500 + 707]
    assert found[1] == [2000, 0, 500 + 707]
    assert found[2] == [500 + 707, 500 + 707, 0]


def test_a_class_that_the_sign_does_not_speak_of_passes_through() -> None:
    """From E by A to C and on to F a car goes straight across, 1414 m; a lorry goes round the square, 2 km."""
    roads = signed(DESTINATION, ACROSS, *AROUND, street("EA"), street("CF"))
    car, heavy = (metres(roads, vehicle, ("EA", 0.5), ("CF", 0.5))[0][1] for vehicle in (CAR, HEAVY))
    assert heavy is not None
    assert car is not None
    assert (heavy - car) == pytest.approx(2000 - 1414, abs=1)


def test_between_two_courtyards_one_leaves_the_first_and_enters_the_second() -> None:
    """The first is AM, a blind alley; the second CF. Round the square in between: 707 / 2 + 2000 + half of CF."""
    roads = signed(DESTINATION, (street("AM"), street("CF")), *AROUND)
    there = metres(roads, HEAVY, ("AM", 0.5), ("CF", 0.5))[0][1]
    assert there == pytest.approx(707 / 2 + 2000 + 510 / 2, abs=1)


def test_a_street_without_a_sign_behind_such_streets_is_reached_as_they_are() -> None:
    """MF has no sign, and no other way leads there: who calls there comes and goes by AM or MC."""
    roads = signed(DESTINATION, ACROSS, *AROUND, street("MF"))
    found = metres(roads, HEAVY, ("AB", 0.0), ("MF", 0.5), ("CD", 0.0))
    assert found[0][1] == found[1][2] == found[2][1] == 707 + 200
    assert found[0][2] == 2000


def test_the_way_within_may_be_longer_than_the_way_round() -> None:
    """From one end of a long destination-only street to the other: out and round, if that is shorter."""
    roads = signed(DESTINATION, (street("AC", via=[(-2000, 2000)]),), *AROUND)
    along = edge(roads, "AC", SPOTS)
    long_m = int(roads.length_dm[along]) / 10
    found = metres(roads, HEAVY, ("AC", 0.1), ("AC", 0.9), ("AC", 0.2))
    assert found[0][1] == pytest.approx(0.1 * long_m + 2000 + 0.1 * long_m, abs=1)
    assert found[0][2] == pytest.approx(0.1 * long_m, abs=1)


def test_ways_out_of_yards_are_looked_for_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row at a time gives the same as all at once."""
    places = ("AM", 0.5), ("MC", 0.3), ("AM", 0.9), ("CD", 0.5), ("CF", 0.5)
    roads = signed(DESTINATION, (*ACROSS, street("CF")), *AROUND)
    at_once = metres(roads, HEAVY, *places)
    monkeypatch.setattr("graphs.engine.yards.BLOCK_CELLS", 1)
    assert metres(roads, HEAVY, *places) == at_once


def test_where_all_is_for_callers_only_all_drive() -> None:
    roads = signed(DESTINATION, AROUND)
    assert metres(roads, HEAVY, ("AB", 0.5), ("CD", 0.5))[0][1] == 2000


def test_a_closed_street_leaves_a_courtyard_with_its_other_side() -> None:
    """MC is closed: to the courtyard and back by A alone."""
    roads = signed(DESTINATION, ACROSS, *AROUND)
    prepared, ms = PreparedRoads(roads), legal_ms(roads, HEAVY)
    for ends in ("MC", "CM"):
        ms[edge(roads, ends, SPOTS)] = INFINITE_MS
    mask = prepared.forbidden(forbidden_turns(roads, HEAVY), turns_round=False)
    at = stops((edge(roads, "CD", SPOTS), 0.0), (edge(roads, "AM", SPOTS), 1.0))
    dm = prepared.table(ms, mask, at, callers=callers_only(roads, HEAVY)).table()[1]
    assert (dm[0, 1] + 5) // 10 == (dm[1, 0] + 5) // 10 == 2000 + 707


def test_through_roads_are_the_largest_part_one_gets_about_in() -> None:
    """The square, not the spur to E that is one-way out of it, nor what is left out; of two parts the larger."""
    roads = ground(SPOTS, *AROUND, street("AE", one_way=True), *ACROSS)
    graph = PreparedRoads(roads).graph
    across = roads.shape >= 5
    found = through_edges(graph, graph.arc_ms(legal_ms(roads, HEAVY)), across)
    assert found.tolist() == (roads.shape < 4).tolist()


@pytest.mark.parametrize(
    ("tags", "held"),
    [
        ({"access": "destination"}, {"heavy", "car"}),
        ({"motor_vehicle": "delivery"}, {"heavy", "car"}),
        ({"hgv": "destination"}, {"heavy"}),
        ({"hgv": "no", "hgv:conditional": "yes @ delivery"}, {"heavy"}),
        ({"hgv": "no", "hgv:conditional": "delivery @ (weight<30)"}, {"heavy"}),
        ({"maxweight": "3.5", "maxweight:conditional": "none @ destination"}, {"heavy"}),
        ({"access": "destination", "motorcar": "yes"}, {"heavy"}),
        ({"motor_vehicle": "yes"}, set()),
    ],
)
def test_tags_that_keep_through_traffic_out(tags: dict[str, str], held: set[str]) -> None:
    """Who calls there may drive in all the same."""
    roads = signed(tags, (street("AB"),))
    for vehicle in (HEAVY, CAR):
        assert callers_only(roads, vehicle).tolist() == [vehicle.vehicle_class in held] * 2
        assert (legal_ms(roads, vehicle) < INFINITE_MS).all()


def test_a_street_for_callers_at_some_hours_is_so_in_periods_that_touch_them() -> None:
    """Between 22:00 and 06:00 only to call; with the hours passed over, open to all."""
    from datetime import date  # noqa: PLC0415

    roads, day = signed({"hgv:conditional": "destination @ (22:00-06:00)"}, (street("AB"),)), date(2022, 11, 21)
    assert not callers_only(roads, HEAVY).any()
    assert not callers_only(roads, HEAVY, (8 * 3600, 22 * 3600), day).any()
    assert callers_only(roads, HEAVY, (21 * 3600, 23 * 3600), day).all()
    assert (legal_ms(roads, HEAVY, (21 * 3600, 23 * 3600), day) < INFINITE_MS).all()
