"""How inner loops are compiled, and which sources count for what is kept on disk."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from graphs.compiling.compiled import compiled, inlined, sources_that_matter


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


@compiled
def pick(numbers: NDArray[np.int64], index: int) -> int:
    """A number by its index."""
    return int(numbers[index])


@pytest.mark.skipif("NUMBA_BOUNDSCHECK" in os.environ, reason="indices are checked")
def test_an_index_is_taken_as_it_is() -> None:
    """The third of five numbers, and the one before a part of them: a negative index does not count from the end."""
    numbers = np.arange(10, 15)
    assert (pick(numbers, 2), pick(numbers[3:], -1)) == (12, 12)


def test_every_index_can_be_checked() -> None:
    """With ``NUMBA_BOUNDSCHECK=1`` an index before the first, or behind the last, is an error that names it."""
    for index in (-1, 5):
        imports = "import numpy as np\nfrom tests.graphs.compiling.test_compiled import pick\n"
        script = f"{imports}pick(np.arange(10, 15), {index})"
        environment = {**os.environ, "NUMBA_BOUNDSCHECK": "1"}
        run = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
        )
        assert run.returncode == 1
        assert "IndexError" in run.stderr


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
