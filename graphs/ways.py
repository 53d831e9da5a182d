"""Moved to :mod:`graphs.reading.ways`."""

from graphs.reading.ways import *  # noqa: F403
