"""Moved to :mod:`graphs.reading.exchange`."""

from graphs.reading.exchange import *  # noqa: F403
