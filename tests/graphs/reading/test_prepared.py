"""Hierarchies kept on disk: found again by the arcs they were made of, never half read."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from graphs.engine.hierarchy import Hierarchy
from graphs.engine.seeds import Seeds
from graphs.engine.topology import Topology
from graphs.reading.cache import save_graph
from graphs.reading.container import BrokenContainer
from graphs.reading.prepared import LinkCache, load_links, save_links
from tests.graphs.grounds import ring

TAIL, HEAD = np.array([0, 1, 2, 3], dtype=np.int32), np.array([1, 2, 3, 0], dtype=np.int32)


def same(one: Topology, other: Topology) -> bool:
    return all(np.array_equal(getattr(one, field.name), getattr(other, field.name)) for field in fields(Topology))


def only_file(folder: Path) -> Path:
    (file,) = folder.glob("*.links")
    return file


def test_a_hierarchy_is_laid_once_and_mapped_from_disk_afterwards(tmp_path: Path) -> None:
    """On the ring of four, from 0 to 3 are three arcs of 5 ms, also by the links that were read back."""
    first = LinkCache(tmp_path).laid(4, TAIL, HEAD)
    again = LinkCache(tmp_path).laid(4, TAIL, HEAD)
    assert same(first, again)
    assert not again.rank.flags.owndata
    ends = Seeds.at(np.array([0, 3], dtype=np.int32))
    assert Hierarchy(again).customize(np.full(4, 5, dtype=np.int32)).table(ends, ends)[0].tolist() == [[0, 15], [5, 0]]


def test_other_arcs_have_a_hierarchy_of_their_own(tmp_path: Path) -> None:
    """One arc turned round, or one node more that nothing leads to."""
    LinkCache(tmp_path).laid(4, TAIL, HEAD)
    LinkCache(tmp_path).laid(4, HEAD, TAIL)
    LinkCache(tmp_path).laid(5, TAIL, HEAD)
    assert len(list(tmp_path.glob("*.links"))) == 3


def test_without_a_folder_nothing_is_kept() -> None:
    assert same(LinkCache(None).laid(4, TAIL, HEAD), Topology.build(4, TAIL, HEAD))


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: b"PK" + content[2:],
    ],
)
def test_a_damaged_file_is_named_as_such_and_made_anew(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    first = LinkCache(tmp_path).laid(4, TAIL, HEAD)
    file = only_file(tmp_path)
    file.write_bytes(harm(file.read_bytes()))
    with pytest.raises(BrokenContainer, match=file.name):
        load_links(file)
    assert same(LinkCache(tmp_path).laid(4, TAIL, HEAD), first)
    assert same(load_links(file), first)


def test_a_file_of_roads_is_no_hierarchy(tmp_path: Path) -> None:
    save_graph(tmp_path / "a.links", ring())
    with pytest.raises(BrokenContainer, match=r"a\.links holds no hierarchy"):
        load_links(tmp_path / "a.links")


def test_what_is_written_to_links_read_back_stays_in_memory(tmp_path: Path) -> None:
    """Compiled code takes arrays that may be written to; the file never changes."""
    save_links(tmp_path / "a.links", Topology.build(4, TAIL, HEAD))
    load_links(tmp_path / "a.links").rank[:] = 9
    assert load_links(tmp_path / "a.links").rank.max() == 3
