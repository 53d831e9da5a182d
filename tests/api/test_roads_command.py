"""``lastmetre roads``: roads prepared before anyone needs them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.conftest import Lastmetre

Prepare = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def prepare(lastmetre: Lastmetre, environment: dict[str, str], tmp_path: Path) -> Prepare:
    """Run the command with a cache of its own, or as told."""

    def run(spec: object, cache: str = str(tmp_path / "cache")) -> subprocess.CompletedProcess[str]:
        environment["LASTMETRE_CACHE"] = cache
        return lastmetre("roads", "prepare", spec)

    return run


def test_roads_are_read_and_their_map_is_drawn_once(prepare: Prepare, world: Path, tmp_path: Path) -> None:
    """60 junctions (a corner is none), 108 streets both ways: graph, hierarchy and map in the cache; none twice."""
    done = prepare(world / "grid.osm")
    assert done.returncode == 0, done.stderr
    assert "60 junctions, 216 directed edges" in done.stdout
    assert "60 个路口，216 条有向路段" in done.stdout
    assert "读取路网并绘制地图 reading the roads" in done.stderr
    assert " %" in done.stderr
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "cache").rglob("*") if path.is_file()}
    assert sorted(path.suffix for path in kept) == [".links", ".mbtiles", ".roads"]
    assert prepare(world / "grid.osm").returncode == 0
    maps = [path for path in kept if path.suffix == ".mbtiles"]
    assert [path.stat().st_mtime_ns for path in maps] == [kept[path] for path in maps]


def test_what_cannot_be_read_is_explained(prepare: Prepare, tmp_path: Path) -> None:
    done = prepare(tmp_path / "none.osm.pbf")
    assert done.returncode == 2
    assert "there is no road file" in done.stderr
    assert "找不到道路文件" in done.stderr


def test_without_a_cache_there_is_nothing_to_prepare(prepare: Prepare, world: Path) -> None:
    done = prepare(world / "grid.osm", "off")
    assert done.returncode == 2
    assert "the cache is off" in done.stderr
    assert "缓存已关闭" in done.stderr


def test_help_is_bilingual(lastmetre: Lastmetre) -> None:
    for words in (("roads",), ("roads", "prepare")):
        done = lastmetre(*words, "--help")
        assert done.returncode == 0
        assert "路网" in done.stdout
