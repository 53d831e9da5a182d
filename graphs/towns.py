"""Moved to :mod:`graphs.town.towns`."""

from graphs.town.towns import *  # noqa: F403
