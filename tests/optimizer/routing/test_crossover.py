"""Trips of one solution of the general core come into another; who has no place then is to be put back."""

from random import Random

import numpy as np
import pytest

from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import Relation, Tie
from optimizer.routing.arrays import Arrays
from optimizer.routing.crossover import Crossed, alone, cross, spare_crews, trip_of_stop, trips_of
from optimizer.routing.general import given_duties
from optimizer.routing.layout.arrays import lay_out
from optimizer.routing.search import PROBLEM, begin_search
from optimizer.routing.solution import Best
from tests.optimizer.routing.features import WORLDS
from tests.optimizer.routing.random_problems import FEATURES, random_problem

LOAD = 8


def road(*relations: Relation) -> Arrays:
    """Eight clients in a row, 100 apart; three vehicles hold two of them and may reload, a fourth holds four."""
    small = VehicleType(capacity=(2,), count=3, reload_depots=(0,))
    return lay_out(
        RoutingProblem(
            name="road",
            depots=(Depot(),),
            clients=(Client(delivery=(1,), pickup=(0,)),) * LOAD,
            vehicle_types=(small, VehicleType(capacity=(4,), count=1)),
            plane=Plane(coordinates=np.array([(100.0 * i, 0.0) for i in range(LOAD + 1)])),
            relations=relations,
        )
    )


def duties(*trips_by_crew: tuple[tuple[int, ...], ...]) -> Best:
    """A solution: the trips of each crew."""
    tokens, length = np.zeros((4, 18), dtype=np.int32), np.zeros(4, dtype=np.int32)
    for crew, trips in enumerate(trips_by_crew):
        row = [token for trip in trips for token in (LOAD, *trip)]
        tokens[crew, : len(row)], length[crew] = row, len(row)
    return Best(tokens, length, np.zeros(1, dtype=np.int64), np.zeros(2))


def told(crossed: Crossed) -> dict[int, list[int]]:
    """The duties to begin with, by the numbers of the whole."""
    part = crossed.part
    numbers = [*part.stops.tolist(), LOAD]
    return {int(part.crews[k]): [numbers[token] for token in tokens] for k, tokens in crossed.duties.items()}


def all_crossed(a: Arrays, mother: Best, father: Best, tries: int = 60) -> list[Crossed]:
    """Whatever comes of so many draws."""
    found = (cross(a, mother, father, Random(seed)) for seed in range(tries))
    return [crossed for crossed in found if crossed is not None]


MOTHER = duties(((0, 1), (2, 3)), ((4, 5), (6, 7)))


def test_a_duty_is_read_trip_by_trip() -> None:
    """Crew 0 goes to 0 and 1, then to 2 and 3; stop 4 is left out."""
    trips = trips_of(road(), duties(((0, 1), (2, 3)), (), ((5, 6, 7),)))
    assert [stops.tolist() for stops in trips.each] == [[0, 1], [2, 3], [5, 6, 7]]
    assert trips.crews.tolist() == [0, 0, 2]
    assert trips.loads.tolist() == [LOAD] * 3
    assert not trips.has_begun.any()
    assert trip_of_stop(trips, LOAD).tolist() == [0, 0, 1, 1, -1, 2, 2, 2]
    assert trips_of(road(), duties()).each == []


def test_a_trip_that_comes_stands_where_one_stood_that_has_lost_most() -> None:
    """(3 2) and (1 0) are there already, if not in this order; (5 6) and (4 7) take half of each of crew 1's trips
    and all of them together. Alone, either goes to a crew that stays at home, and half trips stay."""
    father = duties(((1, 0), (3, 2)), ((5, 6), (4, 7)))
    seen = {tuple(sorted((k, tuple(v)) for k, v in told(each).items())) for each in all_crossed(road(), MOTHER, father)}
    one = ((1, (8, 4, 8, 7)), (2, (8, 5, 6)))
    other = ((1, (8, 5, 8, 6)), (2, (8, 4, 7)))
    both = ((1, (8, 5, 6, 8, 4, 7)),)
    assert seen == {one, other, both}


def test_the_part_has_the_crews_met_and_one_more_of_each_kind() -> None:
    """Crew 0 is beside; crew 2 stays at home and is wanted, crew 3 is of the other kind."""
    father = duties(((0, 1), (2, 3)), ((5, 6), (4, 7)))
    for crossed in all_crossed(road(), MOTHER, father):
        assert crossed.part.crews.tolist() == [1, 2, 3]
        assert crossed.part.stops.tolist() == [4, 5, 6, 7]


def test_trips_that_are_there_already_bring_nothing() -> None:
    """In another order, by other crews of the same kind; by one of another kind they are news."""
    assert all_crossed(road(), MOTHER, duties(((7, 6), (3, 2)), ((1, 0),), ((5, 4),))) == []
    assert all_crossed(road(), MOTHER, duties(((2, 3),), ((4, 5),), ((6, 7),), ((0, 1),))) != []


def test_a_trip_goes_only_to_a_crew_of_its_kind_that_stays_at_home() -> None:
    """(1 2 4 6), of the large vehicle, takes no more than half of any: it comes with that; if that drives, nobody
    takes it, and who was in it is left out at first."""
    father = duties(((0, 3), (5, 7)), (), (), ((1, 2, 4, 6),))
    large = [told(each) for each in all_crossed(road(), MOTHER, father) if 3 in told(each)]
    assert large
    assert all(each[3] == [8, 1, 2, 4, 6] for each in large)
    busy = duties(((0, 1), (2, 3)), ((4, 5),), (), ((6, 7),))
    four = duties((), (), (), ((1, 2, 4),))
    (crossed, *_) = all_crossed(road(), busy, four)
    assert told(crossed) == {0: [8, 0, 8, 3], 1: [8, 5]}
    assert {1, 2, 4} <= set(crossed.part.stops.tolist())


def test_who_is_left_out_gets_another_chance() -> None:
    """Stop 7 is in no duty of the mother's: it is in every part."""
    mother = duties(((0, 1), (2, 3)), ((4, 5), (6,)))
    assert all(7 in each.part.stops for each in all_crossed(road(), mother, duties(((0, 2), (1, 3)))))


def test_trips_come_also_to_a_solution_that_serves_nobody() -> None:
    """All are in the part; from such a one nothing comes."""
    assert all(each.part.stops.tolist() == list(range(LOAD)) for each in all_crossed(road(), duties(), MOTHER))
    assert all_crossed(road(), duties(), MOTHER)
    assert all_crossed(road(), MOTHER, duties()) == []
    assert alone(road(), duties(), Random(1)) is None


def test_nothing_comes_where_all_drive_and_meet_none_of_those_who_would() -> None:
    """Every crew is out with one of 0 to 3; for (4 5) and (6 7) there is nobody at all."""
    busy = duties(((0,),), ((1,),), ((2,),), ((3,),))
    assert all_crossed(road(), busy, duties(((4, 5), (6, 7)))) == []


def test_duties_searched_among_alone_are_as_they_were() -> None:
    """Whatever is chosen, the part has those duties whole."""
    for seed in range(10):
        crossed = alone(road(), MOTHER, Random(seed))
        assert crossed is not None
        assert told(crossed).items() <= {0: [8, 0, 1, 8, 2, 3], 1: [8, 4, 5, 8, 6, 7]}.items()


def test_who_is_tied_to_somebody_is_in_the_part_too() -> None:
    """7 and 0 must not share a vehicle: with crew 1 comes crew 0, as it is."""
    a = road(Relation(tie=Tie.DIFFERENT_ROUTES, clients=(0, 7)))
    for crossed in all_crossed(a, MOTHER, duties(((0, 1), (2, 3)), ((5, 6), (4, 7)))):
        assert told(crossed)[0] == [8, 0, 1, 8, 2, 3]


def test_of_those_at_home_come_as_many_of_each_kind_as_are_wanted_and_one_more() -> None:
    """Crews 1 and 2 are alike, 3 is not."""
    home = duties(((0, 1),))
    assert spare_crews(road(), home, np.array([], dtype=np.int32)).tolist() == [1, 3]
    assert spare_crews(road(), home, np.array([0], dtype=np.int32)).tolist() == [1, 2, 3]


def confirm(problem: RoutingProblem, draw: int) -> None:
    """Nobody is twice in what a crossing begins with, and all is within the part."""
    a = lay_out(problem)
    given, both = given_duties(problem, a), []
    for seed in 1, 2:
        search = begin_search(a, seed, duties=given, warmth=PROBLEM)
        search.run(20, 0.0, 1.0)
        both.append(search.best)
    for crossed in cross(a, *both, Random(draw)), alone(a, both[0], Random(draw)):
        if crossed is None:
            continue
        n = len(crossed.part.stops)
        tokens = np.concatenate([*crossed.duties.values(), np.empty(0, dtype=np.int32)])
        stops = tokens[tokens < n].tolist()
        assert len(stops) == len(set(stops))
        assert (tokens < n + len(a.points)).all()
        assert set(crossed.duties) <= set(range(len(crossed.part.crews)))
        for k, crew in enumerate(crossed.part.crews.tolist()):
            begun = given.get(crew, np.empty(0))[: a.crews["begun"][crew]]
            assert crossed.part.arrays.crews["begun"][k] == 0 or len(crossed.duties[k]) >= len(begun)


@pytest.mark.parametrize("feature", [*FEATURES, "many"])
def test_any_two_solutions_cross(feature: str) -> None:
    """Six random problems of each feature, a few draws each."""
    rng = np.random.default_rng(11)
    for problem in [random_problem(rng, feature) for _ in range(6)]:
        for draw in range(3):
            confirm(problem, draw)


@pytest.mark.parametrize("name", WORLDS)
def test_solutions_of_every_world_cross(name: str) -> None:
    """Each small world, three draws."""
    for draw in range(3):
        confirm(WORLDS[name], draw)
