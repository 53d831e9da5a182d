"""All windows of a problem in one list."""

from collections.abc import Sequence

from optimizer.model.windows import TimeWindow

FOREVER = 2**30 - 2
"""Later than any moment of a problem, and earlier than what the core takes for never."""


ALWAYS = -FOREVER, FOREVER


class Windows:
    """Collects windows, and tells where those of one place lie."""

    def __init__(self) -> None:
        self.all: list[tuple[int, int]] = []

    def add(self, windows: Sequence[TimeWindow]) -> tuple[int, int]:
        """Note the windows of a place, earliest first; where they begin, and where the next ones will."""
        first = len(self.all)
        self.all += [(w.opens, min(w.closes, FOREVER)) for w in windows] or [ALWAYS]
        return first, len(self.all)
