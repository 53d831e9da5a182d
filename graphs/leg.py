"""A drive between two places: how long and how far, and between whom and when."""

from typing import NamedTuple

UNREACHABLE = 2**30 - 1
"""Stands in tables of seconds and metres where no road leads from one place to the other."""


class Leg(NamedTuple):
    """How long a drive takes, in seconds, and how far it is, in metres."""

    seconds: int
    metres: int


class Journey(NamedTuple):
    """A drive as planned: from place to place by their ids, and when it leaves and arrives, in seconds of the day."""

    origin: str
    destination: str
    leaves_s: int = 0
    arrives_s: int = 0
