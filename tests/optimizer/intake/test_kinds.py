"""Kinds of cell: what they take from a sheet, and units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.intake.kinds import Choice, Number, Several, Words, YesNo
from optimizer.intake.schema import SHEETS
from optimizer.intake.spelling import plain
from optimizer.intake.vocabulary import CLASSES, HANDLINGS, PRIORITIES
from optimizer.model.demands import Priority
from optimizer.model.goods import Handling

KILOGRAMS = Number(scale=1_000)


@pytest.mark.parametrize("raw", [1.5, "1.5", " 1.50 ", "1.5e0"])
def test_kilograms_become_grams(raw: object) -> None:
    """1.5 kg is 1,500 g, also as text from a CSV file."""
    assert KILOGRAMS.read(raw) == 1_500


@given(st.integers(0, 10**12), st.sampled_from([1, 60, 100, 1_000, 1_000_000]))
def test_numbers_are_read_as_they_were_written(value: int, scale: int) -> None:
    """No gram, second or cent is lost on the way through a decimal."""
    kind = Number(scale=scale, most=10**12)
    assert kind.read(kind.to_sheet(value)) == value


def test_fractions_of_a_litre_count_as_one() -> None:
    """A bottle of 0.5 l needs a litre of space."""
    assert Number(round_up=True).read(0.5) == 1


def test_whole_numbers_stay_text_where_text_is_asked_for() -> None:
    """A phone-like id typed as a number has no decimal point, and zeros of a text stay."""
    assert Words().read(13812345678.0) == "13812345678"
    assert Words().read("007") == "007"


@pytest.mark.parametrize(
    ("raw", "value"), [("是", True), ("否", False), ("YES", True), (True, True), (0, False), ("n", False)]
)
def test_yes_and_no(raw: object, value: bool) -> None:
    """In Chinese, in English, in JSON."""
    assert YesNo().read(raw) is value


def test_choices_in_chinese_and_english() -> None:
    """All words of a choice, in any case and width."""
    assert {PRIORITIES.read(word) for word in ("生命急需", "life", "LIFE", "急救", 1)} == {Priority.LIFE}
    assert PRIORITIES.to_json(Priority.LIFE) == "life"
    assert PRIORITIES.to_sheet(Priority.LIFE) == "生命急需"


def test_lists_in_a_cell_and_in_json() -> None:
    """Any separator of a Chinese or English keyboard; each value once."""
    kind = Several(HANDLINGS)
    for raw in ("常温;冷藏", "常温、 冷藏，常温", ["ambient", "冷藏"]):
        assert kind.read(raw) == (Handling.AMBIENT, Handling.CHILLED)


def test_every_word_of_the_vocabulary_means_one_thing() -> None:
    """No two members of a choice share a word, and every member has one."""
    choices = [column.kind for sheet in SHEETS for column in sheet.columns if isinstance(column.kind, Choice)]
    for choice in [*choices, CLASSES, HANDLINGS]:
        enum = type(choice.words[0][0])
        assert [member for member, _ in choice.words] == list(enum)
        words = [plain(word) for _, chinese in choice.words for word in chinese]
        assert len(words) == len(set(words))
