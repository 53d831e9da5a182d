"""Tags of ways and barriers to law."""

import numpy as np
import pytest

from graphs.law.barriers import BARRIER_TABLE, BARRIERS, GATE_CODE
from graphs.law.book import LAW_KEYS, LawBook, law_of_node, law_of_tags
from graphs.law.classes import ALL, BIT, VehicleClass
from graphs.law.edgelaw import OPEN, Condition, EdgeLaw, Effect, Measure, Quantity, When, both
from graphs.law.signed import LIMIT_KEYS
from graphs.law.speeds import SURFACES

LORRIES = BIT[VehicleClass.HEAVY] | BIT[VehicleClass.MEDIUM] | BIT[VehicleClass.LIGHT]
CART = BIT[VehicleClass.CART]


def test_a_way_without_signs_is_open() -> None:
    law = law_of_tags({"highway": "residential"})
    assert law.forward == law.backward == OPEN


@pytest.mark.parametrize(
    ("tags", "name", "value"),
    [
        ({"maxheight": "13'8\""}, "max_height_cm", 416),
        ({"maxheight": "default"}, "max_height_cm", 0),
        ({"maxheight": "below_default"}, "max_height_cm", 350),
        ({"maxheight": "4", "maxheight:physical": "3.8"}, "max_height_cm", 380),
        ({"maxweight": "7.5"}, "max_weight_kg", 7_500),
        ({"maxweight": "10 st"}, "max_weight_kg", 9_071),
        ({"maxweightrating": "3.5", "maxweight": "7.5"}, "max_weight_kg", 3_500),
        ({"maxwidth": "3.6"}, "max_width_cm", 360),
        ({"maxlength": "12"}, "max_length_cm", 1_200),
        ({"maxaxleload": "8 t"}, "max_axle_kg", 8_000),
        ({"surface": "cobblestone"}, "surface", SURFACES.index("cobbles")),
        ({"surface": "asphalt", "smoothness": "very_bad"}, "surface", SURFACES.index("gravel")),
        ({"surface": "moon dust"}, "surface", 0),
        ({"incline": "10%"}, "slope_permille", 100),
    ],
)
def test_limits_and_ground(tags: dict[str, str], name: str, value: int) -> None:
    assert getattr(law_of_tags(tags).forward, name) == value


def test_what_rises_one_way_falls_the_other() -> None:
    law = law_of_tags({"incline": "-8%"})
    assert (law.forward.slope_permille, law.backward.slope_permille) == (-80, 80)


def test_a_limit_for_one_direction_holds_there_alone() -> None:
    law = law_of_tags({"maxweight": "12", "maxweight:backward": "18"})
    assert (law.forward.max_weight_kg, law.backward.max_weight_kg) == (12_000, 18_000)


def test_a_limit_for_lorries_is_a_condition_for_their_classes() -> None:
    (condition,) = law_of_tags({"maxweight:hgv": "7.5"}).forward.conditions
    assert condition == Condition(
        effect=Effect.LIMIT, classes=LORRIES, when=When(), quantity=Quantity.GROSS_KG, value=7_500
    )


def test_a_limit_at_some_hours_is_a_condition_for_all() -> None:
    (condition,) = law_of_tags({"maxweight:conditional": "15 @ (Mo-Fr 07:00-19:00; Sa 07:00-14:00)"}).forward.conditions
    assert (condition.classes, condition.value, condition.when.hours) == (
        ALL,
        15_000,
        "Mo-Fr 07:00-19:00; Sa 07:00-14:00",
    )


def test_speed_limits_beside_the_plain_one_are_conditions() -> None:
    tags = {
        "maxspeed": "60",
        "maxspeed:backward": "40",
        "maxspeed:hgv": "50",
        "maxspeed:conditional": "30 @ (22:00-06:00)",
    }
    law = law_of_tags(tags)
    assert [(one.classes, one.value) for one in law.forward.conditions] == [(LORRIES, 50), (ALL, 30)]
    assert [(one.classes, one.value) for one in law.backward.conditions] == [(ALL, 40), (LORRIES, 50), (ALL, 30)]


def test_a_ban_above_a_weight_and_at_some_hours() -> None:
    (condition,) = law_of_tags({"hgv:conditional": "no @ (7:30-19:00 AND weight>7.5)"}).forward.conditions
    when = When(hours="7:30-19:00", measures=(Measure(Quantity.GROSS_KG, ">", 7_500),))
    assert condition == Condition(effect=Effect.FORBID, classes=LORRIES, when=when)


def test_a_street_closed_to_all_but_open_at_some_hours_is_passable() -> None:
    assert law_of_tags({"motor_vehicle": "no", "motor_vehicle:conditional": "yes @ (Su)"}).forward.passable
    assert law_of_tags({"access": "private"}).forward.passable
    assert not law_of_tags({"access": "no"}).forward.passable


def test_what_is_not_understood_is_told() -> None:
    unread: set[tuple[str, str]] = set()
    law_of_tags({"maxheight": "low", "maxspeed:hgv": "walk", "hgv:conditional": "no @ (wet)"}, unread)
    assert unread == {("maxheight", "low"), ("maxspeed:hgv", "walk"), ("hgv:conditional", "no @ (wet)")}


@pytest.mark.parametrize(
    ("tags", "classes", "private"),
    [
        ({"barrier": "bollard"}, CART, 0),
        ({"barrier": "block"}, CART, 0),
        ({"barrier": "fence"}, 0, 0),
        ({"barrier": "gate"}, ALL, 0),
        ({"barrier": "gate", "access": "private"}, 0, ALL),
        ({"barrier": "gate", "locked": "yes"}, 0, ALL),
        ({"barrier": "gate", "motor_vehicle": "no"}, CART, 0),
        ({"barrier": "gate", "access": "no", "motorcar": "yes"}, BIT[VehicleClass.CAR], 0),
        ({"barrier": "bollard", "motorcar": "yes"}, CART | BIT[VehicleClass.CAR], 0),
        ({"barrier": "garage door"}, 0, ALL),
        ({"barrier": "gate", "foot": "no"}, ALL, 0),
    ],
)
def test_barriers_let_some_through(tags: dict[str, str], classes: int, private: int) -> None:
    law = law_of_node(tags)
    assert law is not None
    assert (law.classes, law.private) == (classes, private)


def test_a_low_beam_is_a_limit() -> None:
    law = law_of_node({"barrier": "height_restrictor", "maxheight": "2.1"})
    assert law == EdgeLaw(max_height_cm=210)


def test_what_stops_nobody_is_no_barrier() -> None:
    assert law_of_node({"barrier": "entrance"}) is None
    assert law_of_node({"highway": "crossing"}) is None


def test_an_unknown_barrier_is_taken_for_a_gate_and_told() -> None:
    unread: set[tuple[str, str]] = set()
    assert law_of_node({"barrier": "zebra"}, unread) == EdgeLaw(gate=GATE_CODE["gate"])
    assert unread == {("barrier", "zebra")}


def test_codes_of_barriers_count_from_none() -> None:
    assert GATE_CODE[""] == 0
    assert [BARRIERS[code] for code in GATE_CODE.values()] == list(BARRIER_TABLE)


def test_the_book_reads_the_same_tags_once_and_counts_what_it_cannot_read() -> None:
    book = LawBook()
    way = {"highway": "primary", "maxheight": "low", "hgv": "no", "name": "A"}
    assert book.way(way) == book.way({**way, "name": "B"}) == book.way({"hgv": "no"})
    assert book.unread == {("maxheight", "low"): 2}
    assert book.laws == (EdgeLaw(classes=ALL & ~LORRIES),)


def test_the_book_binds_laws_to_edges() -> None:
    book = LawBook()
    along, against = book.way({"oneway": "yes", "maxheight": "3"})
    law = book.road_law(np.array([against, along, along]))
    assert law.classes.tolist() == [0, ALL, ALL]
    assert law.max_height_cm.tolist() == [300, 300, 300]
    assert book.passable(along)
    assert not book.passable(against)


def test_a_gate_makes_a_law_of_its_own() -> None:
    book = LawBook()
    plain = book.way({})[0]
    gated = book.behind_gate(plain, GATE_CODE["gate"])
    assert gated != plain
    assert book.laws[gated] == EdgeLaw(gate=GATE_CODE["gate"])
    assert book.node({"barrier": "gate"}) == gated


@pytest.mark.parametrize(
    "key",
    [
        *LIMIT_KEYS,
        "hgv:forward:conditional",
        "maxspeed:hgv:conditional",
        "maxweight:hgv",
        "oneway:psv",
        "oneway:conditional",
        "access",
        "locked",
        "barrier",
    ],
)
def test_the_list_of_keys_is_complete(key: str) -> None:
    assert key in LAW_KEYS


def test_where_two_signs_hold_both_must_let_through() -> None:
    """One admits lorries below 3 m, the other all below 2.5 m but carts; conditions of both are kept."""
    no_hours = Condition(effect=Effect.FORBID, classes=ALL, when=When(hours="Su"))
    lets_in = Condition(effect=Effect.ADMIT, classes=ALL, when=When(hours="Mo"))
    one = EdgeLaw(classes=LORRIES, max_height_cm=300, conditions=(no_hours,))
    other = EdgeLaw(classes=ALL & ~CART, max_height_cm=250, max_width_cm=220, conditions=(lets_in,))
    law = both(one, other)
    assert (law.classes, law.max_height_cm, law.max_width_cm) == (LORRIES, 250, 220)
    assert [(one.effect, one.classes) for one in law.conditions] == [(Effect.FORBID, ALL), (Effect.ADMIT, LORRIES)]


def test_two_permits_are_needed_where_either_asks_for_one() -> None:
    law = both(EdgeLaw(classes=0, private=ALL), EdgeLaw(classes=LORRIES))
    assert (law.classes, law.private) == (0, LORRIES)
