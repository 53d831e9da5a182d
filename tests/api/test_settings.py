"""What roads a client may name."""

from pathlib import Path

from api import schemas
from api.outputs import RESULTS
from api.settings import Settings
from optimizer.dispatch import write as dispatch


def test_clients_choose_among_the_files_of_the_folder_by_name_alone(tmp_path: Path) -> None:
    """Road files are offered; other files, folders and paths are not."""
    for name in ("a.osm.pbf", "b.graphml", "notes.txt"):
        (tmp_path / name).touch()
    (tmp_path / "c.osm").mkdir()
    assert Settings(roads_folder=tmp_path).roads() == {
        "town": "town",
        "a.osm.pbf": str(tmp_path / "a.osm.pbf"),
        "b.graphml": str(tmp_path / "b.graphml"),
    }


def test_without_a_folder_there_is_the_town() -> None:
    """The embedded town needs no file."""
    assert Settings().roads() == {"town": "town"}


def test_the_names_of_results_are_those_that_dispatch_writes() -> None:
    """Three places name the files of a plan: the writer, the check of the folder, the links of the service."""
    assert set(RESULTS) == set(dispatch.FILES.values()) == set(schemas.FILES.values())
