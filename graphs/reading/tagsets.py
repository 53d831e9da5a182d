"""Distinct sets of tags, each looked at once: a city has a hundred thousand ways, but a few thousand sets of tags."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphs import tags as tag
from graphs.law.book import LAW_KEYS
from graphs.reading.survey import Tags
from graphs.reading.ways import BACKWARD, FORWARD
from graphs.roads import CODE

KEPT = LAW_KEYS | {"highway", "service", "area", "bridge", "tunnel"}
"""Keys that say who may drive, where and how fast."""

_ESCAPE = re.compile("%([0-9a-f]+)%")
_AGAINST = frozenset({"-1", "reverse"})
_DIRECTED = re.compile(r":(forward|backward|left|right)\b|^oneway|^incline")


def unescape(text: str) -> str:
    """Undo OPL's escapes: ``%20%`` is a space."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "%" in text else text


def pairs_of(text: str) -> dict[str, str]:
    """Tags as OPL writes them, without escapes."""
    return {
        unescape(key): unescape(value) for key, _, value in (pair.partition("=") for pair in text.split(",") if pair)
    }


class TagSets:
    """Sets of tags met so far, by number."""

    def __init__(self) -> None:
        self._keeps: dict[str, bool] = {}
        self._of_text: dict[str, int] = {}
        self._of_set: dict[tuple[tuple[str, str], ...], int] = {}

    @property
    def sets(self) -> tuple[Tags, ...]:
        """All sets, in the order of their numbers."""
        return tuple(dict(pairs) for pairs in self._of_set)

    def number(self, text: str) -> tuple[int, str]:
        """Give the number of the set that OPL writes so, -1 where nobody may drive at all.

        Also the name of the street, or its number, as OPL writes it.
        """
        kept: list[str] = []
        name = ref = ""
        keeps_key = self._keeps
        for pair in text.split(","):
            key, _, value = pair.partition("=")
            if key == "name":
                name = value
            elif key == "ref":
                ref = value
            else:
                known = keeps_key.get(key)
                if known is None:
                    known = keeps_key[key] = unescape(key) in KEPT
                if known:
                    kept.append(pair)
        law = ",".join(kept)
        found = self._of_text.get(law)
        if found is None:
            found = self._of_text[law] = self.note(pairs_of(law))
        return found, name or ref

    def note(self, tags: Tags) -> int:
        """Give the number of a set of tags, -1 where nobody may drive at all."""
        if tag.road_class(tags) is None:
            return -1
        return self._of_set.setdefault(tuple(sorted(tags.items())), len(self._of_set))


def runs_against(tags: Tags) -> bool:
    """Whether a way was mapped against the only direction it is driven in, and no other tag speaks of a direction."""
    return tags.get("oneway") in _AGAINST and sum(map(is_directed, tags)) == 1


def is_directed(key: str) -> bool:
    """Whether what a key says depends on the direction in which the way was mapped."""
    return _DIRECTED.search(key) is not None


@dataclass(frozen=True, kw_only=True, eq=False)
class Facts:
    """What sets of tags say about driving; arrays of shape ``(sets,)``, as in :class:`graphs.reading.ways.Ways`.

    ``directed`` sets say something else when the way is looked at from its other end.
    """

    direction: NDArray[np.int8]
    road_class: NDArray[np.uint8]
    max_kph: NDArray[np.uint8]
    bridge: NDArray[np.bool_]
    tunnel: NDArray[np.bool_]
    directed: NDArray[np.bool_]


def facts_of(tagsets: Sequence[Tags]) -> Facts:
    """Look at every set of tags once."""
    classes = [tag.road_class(tags) for tags in tagsets]
    direction = np.array([tag.direction(tags) for tags in tagsets], dtype=np.int8)
    keyed = np.array([any(map(is_directed, tags)) for tags in tagsets], dtype=np.bool_)
    return Facts(
        direction=direction,
        road_class=np.array([CODE[one] for one in classes if one is not None], dtype=np.uint8),
        max_kph=np.array([tag.limit_kph(tags.get("maxspeed")) for tags in tagsets], dtype=np.uint8),
        bridge=np.array([tag.is_bridge(tags) for tags in tagsets], dtype=np.bool_),
        tunnel=np.array([tag.is_tunnel(tags) for tags in tagsets], dtype=np.bool_),
        directed=keyed | (direction == FORWARD) | (direction == BACKWARD),
    )
