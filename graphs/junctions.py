"""Moved to :mod:`graphs.reading.junctions`."""

from graphs.reading.junctions import *  # noqa: F403
