"""Moved to :mod:`graphs.town.chongqing`."""

from graphs.town.chongqing import *  # noqa: F403
