"""Moved to :mod:`graphs.reading.osm`."""

from graphs.reading.osm import *  # noqa: F403
