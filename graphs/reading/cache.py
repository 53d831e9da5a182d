"""Compiled road graphs kept on disk, so that a city is read once.

A graph is found again by what it was made of: the content of the file (or town, seed and size) and the code that made
it. So a changed extract or a new release is compiled anew by itself; nothing has to be cleared. A damaged file counts
as none. ``LASTMETRE_CACHE`` names another folder, or turns the cache ``off``.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from pydantic import TypeAdapter

from graphs.law.edgelaw import EdgeLaw
from graphs.law.roadlaw import TURN_ARRAYS, RoadLaw, TurnTable
from graphs.reading.container import BrokenContainer, read_container, write_container
from graphs.roads import RoadGraph

T = TypeVar("T")

SETTING = "LASTMETRE_CACHE"
KEPT = 24
"""Graphs kept; of more, those not used for the longest time go."""
_SUFFIX = ".roads"
_BLOCK = 1 << 20
_LAWS = TypeAdapter(tuple[EdgeLaw, ...])
_CODE = ("reading", "law", "town", ".")


def cache_folder() -> Path | None:
    """Where graphs are kept: as ``LASTMETRE_CACHE`` says, else with the user's other caches; None for nowhere."""
    setting = os.environ.get(SETTING, "")
    if setting.lower() in {"off", "no", "0"}:
        return None
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return (Path(setting) if setting else home / "lastmetre") / "roads"


def key_of_file(path: Path) -> str:
    """What a graph made of this file is called: by its content, name and the code that makes it."""
    digest = hashlib.blake2b(_code_digest() + path.name.encode(), digest_size=20)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def key_of_words(*words: object) -> str:
    """What a graph made of nothing but some words is called, such as a town of some seed."""
    return hashlib.blake2b(_code_digest() + repr(words).encode(), digest_size=20).hexdigest()


def _code_digest() -> bytes:
    """Fingerprint of all code that has a say in what a compiled graph looks like."""
    return code_digest(*_CODE)


@cache
def code_digest(*folders: str) -> bytes:
    """Fingerprint of the code in some folders of this package."""
    package = Path(__file__).parents[1]
    digest = hashlib.blake2b(digest_size=20)
    for folder in folders:
        for path in sorted((package / folder).glob("*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.digest()


@dataclass(frozen=True)
class RoadCache:
    """Graphs kept in a folder; None keeps nothing."""

    folder: Path | None

    def get(self, key: str, make: Callable[[], RoadGraph]) -> RoadGraph:
        """Give the graph of a key, made and kept if it is not there; what cannot be kept is given all the same."""
        return kept(None if self.folder is None else self.folder / f"{key}{_SUFFIX}", load_graph, save_graph, make)


def kept(path: Path | None, load: Callable[[Path], T], save: Callable[[Path, T], None], make: Callable[[], T]) -> T:
    """Load what a file keeps, or make and keep it; None is nowhere.

    Parameters
    ----------
    load
        May raise BrokenContainer, OSError, ValueError or KeyError: what is damaged is made again.
    save
        May raise OSError: a full or read-only disk makes it slower, not impossible.
    """
    if path is None:
        return make()
    try:
        found = load(path)
        with suppress(OSError):
            path.touch()
    except (BrokenContainer, OSError, ValueError, KeyError):
        found = make()
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            save(path, found)
            keep_newest(path.parent, path.suffix)
    return found


def keep_newest(folder: Path, suffix: str) -> None:
    """Remove all but the :data:`KEPT` files with this suffix that were used last."""
    for old in sorted(folder.glob(f"*{suffix}"), key=_used, reverse=True)[KEPT:]:
        old.unlink(missing_ok=True)


def _used(path: Path) -> float:
    return path.stat().st_mtime


def save_graph(path: Path, roads: RoadGraph) -> None:
    """Write a road graph with its law, whole or not at all."""
    law, turns = roads.law, roads.law.turns
    text = {
        "name": roads.name,
        "streets": roads.streets,
        "laws": _LAWS.dump_python(law.laws, mode="json"),
        "turn_laws": _LAWS.dump_python(turns.laws, mode="json"),
    }
    arrays = dict(_arrays(roads)) | {"law.code": law.code}
    arrays |= {f"turns.{name}": getattr(turns, name) for name in TURN_ARRAYS}
    write_container(path, json.dumps(text, ensure_ascii=False), arrays)


def load_graph(path: Path) -> RoadGraph:
    """Read a road graph back; its arrays stay on disk until they are looked at.

    Raises
    ------
    BrokenContainer, OSError, ValueError, KeyError
        When the file is damaged, missing, or of another making.
    """
    text, arrays = read_container(path)
    words = json.loads(text)
    turns = TurnTable(
        **{name: arrays.pop(f"turns.{name}") for name in TURN_ARRAYS},
        laws=_LAWS.validate_python(words["turn_laws"]),
    )
    law = RoadLaw(code=arrays.pop("law.code"), laws=_LAWS.validate_python(words["laws"]), turns=turns)
    return RoadGraph(name=words["name"], streets=tuple(words["streets"]), law=law, **arrays)


def _arrays(roads: RoadGraph) -> Iterator[tuple[str, Any]]:
    for field in fields(RoadGraph):
        value = getattr(roads, field.name)
        if isinstance(value, np.ndarray):
            yield field.name, value
