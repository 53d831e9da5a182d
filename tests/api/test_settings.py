"""What roads a client may name."""

from pathlib import Path

from api.settings import Settings


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
