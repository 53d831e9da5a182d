"""Who may drive where, by the tags of a way."""

import pytest

from graphs.law.access import ACCESS_OF, admission
from graphs.law.classes import ALL, BIT, COLUMNS, VehicleClass
from graphs.law.edgelaw import Effect
from graphs.law.signs import BACKWARD, FORWARD, Signs

LORRIES = {"heavy", "medium", "light"}
MOTORS = set(COLUMNS) - {"cart"}


def who(mask: int) -> set[str]:
    """Names of the classes in a mask."""
    return {str(vehicle_class) for vehicle_class in COLUMNS if mask & BIT[vehicle_class]}


def along(**tags: str) -> set[str]:
    """Classes admitted along a way; ``__`` stands for a colon."""
    return who(admission(Signs({key.replace("__", ":"): value for key, value in tags.items()}, FORWARD, set())).classes)


def against(**tags: str) -> set[str]:
    """Classes admitted against the direction of a way."""
    return who(
        admission(Signs({key.replace("__", ":"): value for key, value in tags.items()}, BACKWARD, set())).classes
    )


def test_without_signs_all_may_drive_both_ways() -> None:
    assert along() == against() == set(COLUMNS)


@pytest.mark.parametrize(
    ("tags", "admitted"),
    [
        ({"access": "no"}, set()),
        ({"access": "no", "hgv": "yes"}, LORRIES),
        ({"access": "no", "motor_vehicle": "yes"}, MOTORS),
        ({"motor_vehicle": "no"}, {"cart"}),
        ({"motor_vehicle": "yes", "access": "private"}, MOTORS),
        ({"hgv": "no"}, set(COLUMNS) - LORRIES),
        ({"hgv": "designated", "motor_vehicle": "no"}, LORRIES | {"cart"}),
        ({"goods": "no"}, set(COLUMNS) - {"mini"}),
        ({"vehicle": "no", "psv": "yes"}, {"bus"}),
        ({"vehicle": "no", "psv": "yes", "bus": "no"}, set()),
        ({"access": "bus"}, {"bus"}),
        ({"motor_vehicle": "agricultural;forestry"}, {"cart"}),
        ({"motorcar": "destination", "access": "no"}, {"car"}),
        ({"motorroad": "yes"}, MOTORS),
        ({"motorcycle": "forestry"}, set(COLUMNS) - {"motorcycle"}),
        ({"access": "foot"}, set()),
    ],
)
def test_the_more_special_key_wins(tags: dict[str, str], admitted: set[str]) -> None:
    assert along(**tags) == admitted


def test_a_key_for_one_direction_beats_that_for_both() -> None:
    tags = {"hgv": "no", "hgv__backward": "yes"}
    assert along(**tags) == set(COLUMNS) - LORRIES
    assert against(**tags) == set(COLUMNS)


def test_private_roads_are_for_those_with_a_permit() -> None:
    found = admission(Signs({"access": "private"}, FORWARD, set()))
    assert (found.classes, found.private) == (0, ALL)


def test_destination_roads_are_marked() -> None:
    found = admission(Signs({"access": "destination"}, FORWARD, set()))
    assert found.classes == found.destination == ALL


@pytest.mark.parametrize(
    ("tags", "forth", "back"),
    [
        ({"oneway": "yes"}, set(COLUMNS), set()),
        ({"oneway": "true"}, set(COLUMNS), set()),
        ({"oneway": "-1"}, set(), set(COLUMNS)),
        ({"oneway": "no", "junction": "roundabout"}, set(COLUMNS), set(COLUMNS)),
        ({"junction": "roundabout"}, set(COLUMNS), set()),
        ({"highway": "motorway"}, set(COLUMNS), set()),
        ({"oneway": "yes", "oneway__psv": "no"}, set(COLUMNS), {"bus"}),
        ({"oneway": "yes", "busway__left": "opposite_lane"}, set(COLUMNS), {"bus"}),
        ({"oneway__hgv": "yes"}, set(COLUMNS), set(COLUMNS) - LORRIES),
        ({"oneway": "reversible"}, set(), set()),
        ({"oneway": "alternating"}, set(COLUMNS), set(COLUMNS)),
        ({"vehicle__backward": "no"}, set(COLUMNS), set()),
    ],
)
def test_one_way_streets_and_their_exceptions(tags: dict[str, str], forth: set[str], back: set[str]) -> None:
    assert (along(**tags), against(**tags)) == (forth, back)


def test_a_street_that_is_one_way_at_some_hours() -> None:
    """The market's street: against it nobody drives until noon."""
    tags = {"oneway:conditional": "yes @ (06:00-12:00)"}
    assert not admission(Signs(tags, FORWARD, set())).conditions
    (condition,) = admission(Signs(tags, BACKWARD, set())).conditions
    assert (condition.effect, condition.classes, condition.when.hours) == (Effect.FORBID, ALL, "06:00-12:00")


def test_a_one_way_street_that_opens_the_other_way_does_so_for_those_admitted() -> None:
    """Lorries are forbidden anyway, so the hours open nothing to them."""
    tags = {"oneway": "yes", "hgv": "no", "oneway:conditional": "no @ (20:00-06:00)"}
    found = admission(Signs(tags, BACKWARD, set()))
    assert who(found.classes) == set()
    (condition,) = found.conditions
    assert (condition.effect, who(condition.classes)) == (Effect.ADMIT, set(COLUMNS) - LORRIES)


def test_a_condition_on_a_general_key_does_not_touch_a_class_with_a_key_of_its_own() -> None:
    """Motor vehicles are barred on Sundays, lorries are let in always."""
    found = admission(Signs({"motor_vehicle:conditional": "no @ (Su)", "hgv": "yes"}, FORWARD, set()))
    assert who(found.conditions[0].classes) == MOTORS - LORRIES


def test_a_value_nobody_understands_is_noted_and_passed_over() -> None:
    unread: set[tuple[str, str]] = set()
    found = admission(Signs({"motor_vehicle": "unbekannt", "access:conditional": "perhaps @ (Su)"}, FORWARD, unread))
    assert found.classes == ALL
    assert unread == {("motor_vehicle", "unbekannt"), ("access:conditional", "perhaps @ …")}


def test_every_class_has_its_bit() -> None:
    assert sum(BIT.values()) == ALL
    assert set(BIT) == set(VehicleClass)


def test_words_of_access_are_written_small() -> None:
    assert all(word == word.lower() for word in ACCESS_OF)
