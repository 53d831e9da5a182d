"""Tags as signs for one direction of travel: which keys speak of it, and what was not understood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphs.law.conditional import Clause, Unread, clauses

Tags = Mapping[str, str]
FORWARD, BACKWARD = "forward", "backward"
CONDITIONAL = ":conditional"


@dataclass(frozen=True, slots=True)
class Signs:
    """The tags of a way as read by who drives along it, ``FORWARD``, or against it, ``BACKWARD``.

    ``unread`` gathers keys with values that say something nobody here understands.
    """

    tags: Tags
    direction: str
    unread: set[tuple[str, str]]

    def values(self, key: str) -> Iterator[tuple[str, str]]:
        """Key and value of what is said under ``key``, the general before that for this direction, which wins."""
        for name in (key, f"{key}:{self.direction}"):
            if name in self.tags:
                yield name, self.tags[name]

    def clauses(self, key: str) -> Iterator[tuple[str, Clause]]:
        """Give the conditional values under ``key``, the general before those for this direction, which win."""
        for name, text in self.values_of(f"{key}{CONDITIONAL}", f"{key}:{self.direction}{CONDITIONAL}"):
            for clause in clauses(text):
                if isinstance(clause, Unread):
                    self.skip(name, clause.text)
                else:
                    yield name, clause

    def values_of(self, *keys: str) -> Iterator[tuple[str, str]]:
        """Key and value of those keys that are there."""
        for key in keys:
            if key in self.tags:
                yield key, self.tags[key]

    def skip(self, key: str, value: str) -> None:
        """Note what was not understood."""
        self.unread.add((key, value))
