"""Compiled graphs kept on disk: found again, never wrong, never in the way."""

import os
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from graphs.reading import cache as cache_module
from graphs.reading.cache import RoadCache, cache_folder, key_of_file, key_of_words, load_graph, save_graph
from graphs.reading.container import BrokenContainer, read_container, write_container
from graphs.roads import RoadGraph
from graphs.town.towns import mountain_city
from tests.graphs.grounds import SQUARE, ground, ring, street


@pytest.fixture(scope="module")
def city() -> RoadGraph:
    return mountain_city(nodes=2_000)


def same(a: RoadGraph, b: RoadGraph) -> bool:
    columns = [field.name for field in fields(RoadGraph) if isinstance(getattr(a, field.name), np.ndarray)]
    laws = (a.law.laws, a.law.turns.laws) == (b.law.laws, b.law.turns.laws)
    codes = [(a.law.code, b.law.code)]
    codes += [(getattr(a.law.turns, name), getattr(b.law.turns, name)) for name in ("from_edge", "to_edge", "code")]
    return (
        (a.name, a.streets) == (b.name, b.streets)
        and laws
        and all(np.array_equal(getattr(a, name), getattr(b, name)) for name in columns)
        and all(np.array_equal(one, other) for one, other in codes)
    )


class Maker:
    """Makes a graph, and counts how often."""

    def __init__(self, roads: RoadGraph) -> None:
        self.roads, self.times = roads, 0

    def __call__(self) -> RoadGraph:
        self.times += 1
        return self.roads


def test_a_graph_is_the_same_after_a_night_on_disk(city: RoadGraph, tmp_path: Path) -> None:
    """Arrays, names, laws with hours and measures, turns."""
    save_graph(tmp_path / "city.roads", city)
    again = load_graph(tmp_path / "city.roads")
    assert same(again, city)
    assert not again.length_dm.flags.owndata
    assert not again.length_dm.flags.writeable


def test_a_graph_is_made_once_and_found_again(city: RoadGraph, tmp_path: Path) -> None:
    make, kept = Maker(city), RoadCache(tmp_path / "new" / "folder")
    first, second = kept.get("a", make), kept.get("a", make)
    assert make.times == 1
    assert same(first, second)


def test_without_a_folder_nothing_is_kept(city: RoadGraph) -> None:
    make = Maker(city)
    assert RoadCache(None).get("a", make) is RoadCache(None).get("a", make)
    assert make.times == 2


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: b"",
        lambda content: content[:10],
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: content[:20] + b"\0" + content[21:],
        lambda content: b"PK\x03\x04" + content[4:],
        lambda content: content + b"more",
    ],
)
def test_a_damaged_file_is_passed_over_and_made_anew(
    city: RoadGraph, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    make, kept = Maker(city), RoadCache(tmp_path)
    kept.get("a", make)
    file = tmp_path / "a.roads"
    file.write_bytes(harm(file.read_bytes()))
    with pytest.raises(BrokenContainer):
        load_graph(file)
    assert same(kept.get("a", make), city)
    assert make.times == 2
    assert same(load_graph(file), city)


def test_a_container_of_other_things_is_passed_over(tmp_path: Path) -> None:
    write_container(tmp_path / "a.roads", '{"name": "x"}', {"lon": np.zeros(3)})
    assert RoadCache(tmp_path).get("a", Maker(ring())).name == "ground"


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert RoadCache(tmp_path / "file").get("a", Maker(ring())).name == "ground"


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    """A folder stands where the file should go: it stays, and no part of the file is left."""
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="a"):
        write_container(tmp_path / "a", "new", {"x": np.zeros(3)})
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").is_dir()


def test_arrays_of_every_kind_and_shape_come_back(tmp_path: Path) -> None:
    arrays = {
        "none": np.zeros(0, dtype=np.int32),
        "flags": np.array([True, False, True]),
        "table": np.arange(12, dtype=np.float64).reshape(3, 4),
    }
    write_container(tmp_path / "a", "文字", arrays)
    text, again = read_container(tmp_path / "a")
    assert text == "文字"
    assert again.keys() == arrays.keys()
    for name, array in arrays.items():
        assert again[name].dtype == array.dtype
        assert np.array_equal(again[name], array)


def test_only_so_many_graphs_are_kept_the_unused_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two, the first is used again before the third comes: the second goes."""
    monkeypatch.setattr(cache_module, "KEPT", 2)
    kept, make = RoadCache(tmp_path), Maker(ground(SQUARE, street("AB")))
    for age, key in enumerate(("a", "b"), start=1):
        kept.get(key, make)
        os.utime(tmp_path / f"{key}.roads", (age, age))
    kept.get("a", make)
    kept.get("c", make)
    assert {path.name for path in tmp_path.iterdir()} == {"a.roads", "c.roads"}


def test_the_key_follows_content_name_and_words(tmp_path: Path) -> None:
    files = {"a.osm": b"1", "b.osm": b"1", "c.osm": b"2"}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    keys = [key_of_file(tmp_path / name) for name in files]
    assert len(set(keys)) == 3
    (tmp_path / "a.osm").write_bytes(b"2")
    assert key_of_file(tmp_path / "a.osm") not in keys
    assert key_of_words("town", 1) == key_of_words("town", 1) != key_of_words("town", 2)


def test_the_setting_names_the_folder_or_turns_it_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LASTMETRE_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path / "roads"
    monkeypatch.setenv("LASTMETRE_CACHE", "off")
    assert cache_folder() is None
    monkeypatch.delenv("LASTMETRE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    assert cache_folder() == tmp_path / "home" / "lastmetre" / "roads"
