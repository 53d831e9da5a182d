"""What OpenStreetMap tags say about driving."""

import re
from collections.abc import Mapping

from graphs.reading.ways import BACKWARD, BOTH, FORWARD
from graphs.roads import RoadClass

Tags = Mapping[str, str]

_CLASSES = frozenset(RoadClass)
_SHUT = frozenset({"no", "private", "agricultural", "forestry", "military"})
_NO_STREET = frozenset({"parking_aisle", "drive-through", "emergency_access"})
_AGAINST = frozenset({"-1", "reverse"})
_ALONG = frozenset({"yes", "true", "1"})
_SPEED = re.compile(r"(\d+(?:\.\d+)?)\s*(mph|knots)?")
_KPH = {"mph": 1.609344, "knots": 1.852}


def road_class(tags: Tags) -> RoadClass | None:
    """Class of a way that lorries and cars may use; None for footpaths, building sites, private grounds and such."""
    highway = tags.get("highway")
    if highway not in _CLASSES or tags.get("area") == "yes" or tags.get("service") in _NO_STREET:
        return None
    # The more special key wins: access=no with motor_vehicle=yes is open to motor vehicles.
    for key in ("motor_vehicle", "vehicle", "access"):
        if key in tags:
            return None if tags[key] in _SHUT else RoadClass(highway)
    return RoadClass(highway)


def direction(tags: Tags) -> int:
    """In which direction a way may be driven; roundabouts and motorways are one-way unless tagged otherwise."""
    tagged = tags.get("oneway")
    if tagged in _AGAINST:
        return BACKWARD
    implied = tags.get("junction") in {"roundabout", "circular"} or tags.get("highway") == RoadClass.MOTORWAY
    return FORWARD if tagged in _ALONG or (tagged is None and implied) else BOTH


def limit_kph(text: str | None) -> int:
    """Read a signed limit in km/h, 0 where none can be read; of several the first, miles converted."""
    found = _SPEED.match(text.strip()) if text else None
    if found is None:
        return 0
    kph = float(found[1]) * _KPH.get(found[2] or "", 1.0)
    return round(kph) if 5 <= kph <= 250 else 0


def is_bridge(tags: Tags) -> bool:
    """Whether the way runs over a bridge."""
    return tags.get("bridge", "no") != "no"


def is_tunnel(tags: Tags) -> bool:
    """Whether the way runs through a tunnel."""
    return tags.get("tunnel", "no") not in {"no", "culvert"}


def street_name(tags: Tags) -> str:
    """Name of the street in the local language, or its number, or nothing."""
    return tags.get("name") or tags.get("ref") or ""
