"""All four files, or none."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from optimizer.dispatch.plan_json import load_plan
from optimizer.dispatch.write import FILES, write_all
from tests.optimizer.dispatch.worlds import MappedTable, small_day, small_plan


@dataclass
class NoRoads(MappedTable):
    """Roads that break while the page is drawn, after three files were written."""

    def lines(self):
        raise OSError("no space left on device")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_four_files_in_a_folder_that_was_not_there(tmp_path: Path) -> None:
    """Parents are made too, and nothing else is left beside."""
    write_all(tmp_path / "out" / "district", small_day(), small_plan(), MappedTable({}))
    folder = tmp_path / "out" / "district"
    assert names(folder) == {"plan.json", "dispatch.xlsx", "routes.geojson", "plan.html"} == set(FILES.values())
    assert names(tmp_path / "out") == {"district"}
    assert load_plan(folder / "plan.json") == small_plan()
    assert json.loads((folder / "routes.geojson").read_text(encoding="utf-8"))["type"] == "FeatureCollection"


def test_an_earlier_result_is_overwritten_whole_and_other_files_stay(tmp_path: Path) -> None:
    """day.xlsx of the planner is none of our business."""
    folder = tmp_path / "out"
    write_all(folder, small_day(), small_plan(), MappedTable({}))
    (folder / "day.xlsx").write_text("mine")
    before = {name: (folder / name).read_bytes() for name in FILES.values()}
    write_all(folder, small_day(), replace(small_plan(), unserved=()), MappedTable({}))
    assert load_plan(folder / "plan.json").unserved == ()
    assert all((folder / name).read_bytes() != before[name] for name in FILES.values())
    assert names(folder) == {*FILES.values(), "day.xlsx"}
    assert names(tmp_path) == {"out"}


def test_a_failure_leaves_no_trace(tmp_path: Path) -> None:
    """Neither a folder, nor a part of a result, nor a temporary folder."""
    with pytest.raises(OSError, match="no space"):
        write_all(tmp_path / "out", small_day(), small_plan(), NoRoads({}))
    assert names(tmp_path) == set()


def test_a_failure_leaves_the_earlier_result_as_it_was(tmp_path: Path) -> None:
    """Old plan, old sheets: never a mixture."""
    folder = tmp_path / "out"
    write_all(folder, small_day(), small_plan(), MappedTable({}))
    before = {name: (folder / name).read_bytes() for name in FILES.values()}
    with pytest.raises(OSError, match="no space"):
        write_all(folder, small_day(), replace(small_plan(), unserved=()), NoRoads({}))
    assert {name: (folder / name).read_bytes() for name in names(folder)} == before
    assert names(tmp_path) == {"out"}


def test_a_failure_while_moving_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk refuses the last of the four moves into place."""
    folder = tmp_path / "out"
    write_all(folder, small_day(), small_plan(), MappedTable({}))
    before = {name: (folder / name).read_bytes() for name in FILES.values()}
    rename = Path.rename

    def refuses(self: Path, target: Path) -> Path:
        if self.parent.name == "fresh" and self.name == "plan.html":
            raise PermissionError("plan.html is open elsewhere")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuses)
    with pytest.raises(PermissionError, match="open elsewhere"):
        write_all(folder, small_day(), replace(small_plan(), unserved=()), MappedTable({}))
    with pytest.raises(PermissionError, match="open elsewhere"):
        write_all(tmp_path / "new", small_day(), small_plan(), MappedTable({}))
    assert {name: (folder / name).read_bytes() for name in names(folder)} == before
    assert names(tmp_path) == {"out"}


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    """A file where the folder should be; a folder where a file should be."""
    (tmp_path / "out").write_text("a file")
    with pytest.raises(NotADirectoryError, match=r"is a file, not a folder / .* 是文件，不是文件夹"):
        write_all(tmp_path / "out", small_day(), small_plan(), MappedTable({}))
    (tmp_path / "dir" / "plan.json").mkdir(parents=True)
    with pytest.raises(IsADirectoryError, match=r"plan\.json is a folder in the way / .*无法写入"):
        write_all(tmp_path / "dir", small_day(), small_plan(), MappedTable({}))
    assert names(tmp_path / "dir") == {"plan.json"}
