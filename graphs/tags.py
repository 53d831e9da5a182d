"""What OpenStreetMap tags say about a way as a road: its class, the direction it runs in, its name.

Who may drive there is a matter of :mod:`graphs.law`.
"""

from collections.abc import Mapping
from functools import lru_cache

from graphs.law.book import law_of_tags
from graphs.law.limits import kph
from graphs.reading.ways import BACKWARD, BOTH, FORWARD
from graphs.roads import RoadClass

Tags = Mapping[str, str]

_CLASSES = frozenset(RoadClass)
_NO_STREET = frozenset({"parking_aisle", "drive-through", "emergency_access"})


def road_class(tags: Tags) -> RoadClass | None:
    """Class of a way that some vehicle may use at some time; None for footpaths, building sites and such."""
    highway = tags.get("highway")
    if highway not in _CLASSES or tags.get("area") == "yes" or tags.get("service") in _NO_STREET:
        return None
    return RoadClass(highway) if any(_passable(tags)) else None


def direction(tags: Tags) -> int:
    """In which direction some vehicle may drive a way at some time; both where nobody ever may."""
    along, against = _passable(tags)
    return BOTH if along == against else FORWARD if along else BACKWARD


def _passable(tags: Tags) -> tuple[bool, bool]:
    return _passable_by(tuple(sorted(tags.items())))


@lru_cache(maxsize=65_536)
def _passable_by(tags: tuple[tuple[str, str], ...]) -> tuple[bool, bool]:
    law = law_of_tags(dict(tags))
    return law.forward.passable, law.backward.passable


def limit_kph(text: str | None) -> int:
    """Read a signed limit in km/h, 0 where none can be read; of several the first, miles converted."""
    return (kph(text.split(";")[0].split("|")[0]) or 0) if text else 0


def is_bridge(tags: Tags) -> bool:
    """Whether the way runs over a bridge."""
    return tags.get("bridge", "no") != "no"


def is_tunnel(tags: Tags) -> bool:
    """Whether the way runs through a tunnel."""
    return tags.get("tunnel", "no") not in {"no", "culvert"}


def street_name(tags: Tags) -> str:
    """Name of the street in the local language, or its number, or nothing."""
    return tags.get("name") or tags.get("ref") or ""
