"""What the tests of the ways in share: a road file, days as files, and the command line as a user starts it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.worlds import as_json, as_workbook, busy_town, hopeless_town, small_town, write_grid

Lastmetre = Callable[..., subprocess.CompletedProcess[str]]

COMMAND = [sys.executable, "-c", "from api.cli import main; main()"]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with grid.osm, small.json, small.xlsx, busy.json and hopeless.json."""
    folder = tmp_path_factory.mktemp("world")
    write_grid(folder / "grid.osm")
    as_json(small_town(), folder / "small.json")
    as_workbook(small_town(), folder / "small.xlsx")
    as_json(busy_town(), folder / "busy.json")
    as_json(hopeless_town(), folder / "hopeless.json")
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a user, with a log of its own."""
    return {**os.environ, "LASTMETRE_LOG": str(tmp_path / "errors.log"), "PYTHONUTF8": "1"}


@pytest.fixture
def lastmetre(environment: dict[str, str]) -> Lastmetre:
    """Run the command line in a process of its own."""

    def run(*words: object) -> subprocess.CompletedProcess[str]:
        command = [*COMMAND, *map(str, words)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, check=False)

    return run
