"""Parts of set-up are compiled in processes of their own; what goes wrong there ends set-up at once."""

import os
from concurrent.futures.process import BrokenProcessPool
from functools import partial

import pytest

from api.compiling import compile_side_by_side


def test_it_says_how_many_parts_are_ready(capfd: pytest.CaptureFixture[str]) -> None:
    """Two parts, each of which looks where it is: both are told of, in both languages."""
    compile_side_by_side((partial(os.listdir, "."), partial(os.listdir, ".")))
    assert capfd.readouterr().err.splitlines() == [
        "已编译1/2部分 1 of 2 parts compiled",
        "已编译2/2部分 2 of 2 parts compiled",
    ]


def test_a_part_that_fails_ends_it_with_its_error() -> None:
    """A part asks for the whole number that "two" is: that is a ValueError, also here."""
    with pytest.raises(ValueError, match="two"):
        compile_side_by_side((partial(int, "two"), partial(os.listdir, ".")))


def test_a_process_that_dies_ends_it() -> None:
    """A part ends its process at once, as the system does where memory is short."""
    with pytest.raises(BrokenProcessPool):
        compile_side_by_side((partial(os._exit, 9),))
