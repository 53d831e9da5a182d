"""Moved to :mod:`graphs.map.drawing`."""

from graphs.map.drawing import *  # noqa: F403
