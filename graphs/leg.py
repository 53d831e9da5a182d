"""A drive between two places."""

from typing import NamedTuple


class Leg(NamedTuple):
    """How long a drive takes, in seconds, and how far it is, in metres."""

    seconds: int
    metres: int
