"""Names read like names, and plates keep the rules of number plates."""

import re
from itertools import islice

from scenarios.chance import Chance
from scenarios.names import firm_names, neutral_names, person_name, place_names, plate

ORDINARY = re.compile(r"渝[ABD][0-9A-HJ-NP-Z]{5}")
NEW_ENERGY_SMALL = re.compile(r"渝[ABD][DF][0-9]{5}")
NEW_ENERGY_LARGE = re.compile(r"渝[ABD][0-9]{5}[DF]")


def test_a_thousand_communities_have_different_names() -> None:
    """There are 250 combinations; after them the names are numbered, and stay different."""
    names = list(islice(place_names(Chance(1, "names"), "community"), 1000))
    assert len(set(names)) == 1000


def test_names_say_what_the_place_is() -> None:
    """A street office is called one, and so is a transfer station 物资中转站."""
    assert next(place_names(Chance(1, "n"), "street_office")).endswith("街道办事处")
    assert next(place_names(Chance(1, "n"), "station")).endswith("物资中转站")


def test_neutral_names_are_numbered() -> None:
    """Away from Chongqing no words of Chongqing are used."""
    assert list(islice(neutral_names("community"), 3)) == ["1号社区", "2号社区", "3号社区"]


def test_firms_differ_and_people_have_two_or_three_characters() -> None:
    """Eight firms are eight names; a person is a surname and one or two characters."""
    assert len(set(firm_names(Chance(1, "firms"), 8))) == 8
    assert all(2 <= len(person_name(Chance(1, f"person {i}"))) <= 3 for i in range(50))


def test_plates_keep_the_pattern_of_their_kind_and_never_repeat() -> None:
    """Ordinary: five characters without I and O; new energy: six, the letter first on small, last on large vehicles."""
    chance, given = Chance(1, "plates"), set[str]()
    for _ in range(300):
        assert ORDINARY.fullmatch(plate(chance, given, new_energy=False, large=False))
        assert NEW_ENERGY_SMALL.fullmatch(plate(chance, given, new_energy=True, large=False))
        assert NEW_ENERGY_LARGE.fullmatch(plate(chance, given, new_energy=True, large=True))
    assert len(given) == 900


def test_a_plate_given_out_is_not_given_again() -> None:
    """Two streams of the same seed would give the same plate; the second one moves on."""
    given = set[str]()
    first = plate(Chance(5, "p"), given, new_energy=False, large=False)
    assert plate(Chance(5, "p"), given, new_energy=False, large=False) != first
