"""How inner loops are compiled, and which sources count for what is kept on disk."""

from pathlib import Path

import pytest

from graphs.compiled import compiled, inlined, sources_that_matter


@inlined
def half(x: int) -> int:
    """A part of other functions."""
    return x // 2


@compiled
def steps(x: int) -> int:
    """How often a number can be halved until it is 0."""
    count = 0
    while x > 0:
        x = half(x)
        count += 1
    return count


@compiled
def ratio(x: int, y: int) -> int:
    """Steps of one number divided by those of another."""
    return steps(x) // steps(y)


def test_a_function_gives_the_same_called_from_python_and_from_compiled_code() -> None:
    """37 is halved six times, 5 three times: 18, 9, 4, 2, 1, 0 and 2, 1, 0."""
    assert ratio(37, 5) == 2
    assert (steps(37), steps(5), half(37)) == (6, 3, 18)


def test_an_error_in_compiled_code_reaches_python() -> None:
    """0 is never halved, and a ratio to nothing is an error."""
    with pytest.raises(ZeroDivisionError):
        ratio(1, 0)


def test_what_compiled_code_calls_is_no_whole_of_its_own() -> None:
    """Python never calls this function, so only its caller is made into machine code."""

    @compiled
    def called(x: int) -> int:
        return x + 1

    @compiled
    def caller(x: int) -> int:
        return called(x)

    assert caller(1) == 2
    assert [len(f.signatures) for f in (called, caller)] == [0, 1]  # type: ignore[attr-defined]


def test_only_sources_that_compiled_code_depends_on_matter(tmp_path: Path) -> None:
    """``walk`` is compiled and imports ``figures``, which imports ``units``; ``report`` only calls ``walk``."""
    package = tmp_path / "core"
    package.mkdir()
    sources = {
        "walk": "from house.core.figures import LIMIT\n\n@compiled\ndef walk(x):\n    return x + LIMIT\n",
        "figures": "from house.core.units import HOUR\nLIMIT = 4 * HOUR\n",
        "units": "HOUR = 3600\n",
        "report": "from house.core.walk import walk\nprint(walk(1))\n",
    }
    for name, text in sources.items():
        (package / f"{name}.py").write_text(text)
    assert [path.stem for path in sources_that_matter(package)] == ["figures", "units", "walk"]
