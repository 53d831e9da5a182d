"""What a sheet and a column are: the nouns of the schema."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any, Final

from optimizer.intake.kinds import Kind, Wire
from optimizer.intake.spelling import plain
from optimizer.model.text import Text


class Need(Enum):
    """Marks a column that has no default."""

    REQUIRED = "required"


REQUIRED: Final = Need.REQUIRED
"""The cell must be filled."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: what it is called, what it holds, and what an empty cell means.

    Attributes
    ----------
    key
        Name in JSON, and the English header; ends with the unit where there is one.
    zh
        Chinese header.
    default
        Value of an empty cell, in the model's units; ``REQUIRED`` where it must be filled, None where ``blank`` says
        what an empty cell stands for.
    example
        What the example row of the template shows, as a person writes it.
    """

    key: str
    zh: str
    kind: Kind
    note: Text
    default: Any = REQUIRED
    example: Wire | None = None

    @property
    def required(self) -> bool:
        """Whether the cell must be filled."""
        return self.default is REQUIRED

    @property
    def header(self) -> str:
        """Chinese name with the English one beside it."""
        return f"{self.zh} {self.key}"

    @cached_property
    def spellings(self) -> frozenset[str]:
        """All ways to write the header, as they are compared."""
        return frozenset({plain(self.zh), plain(self.key), plain(self.header), plain(self.key + self.zh)})

    def wire(self, value: object) -> Wire:
        """Give what stands in a cell for a value; the empty text for None."""
        return "" if value is None else self.kind.to_sheet(value)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet of a workbook, CSV file or list of JSON objects.

    Attributes
    ----------
    listed
        True for a table of rows; False for the settings: one setting a line, its name in the first column.
    required
        Whether the sheet must be there at all.
    intervals
        Pairs of columns, from and until, of which the second may not lie before the first.
    """

    key: str
    zh: str
    en: str
    note: Text
    columns: tuple[Column, ...]
    listed: bool = True
    required: bool = True
    intervals: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """Title of the sheet in a workbook."""
        return f"{self.zh} {self.en}"

    @cached_property
    def spellings(self) -> frozenset[str]:
        """All ways to write the title, as they are compared."""
        return frozenset(plain(name) for name in (self.zh, self.en, self.key, self.title, self.zh + self.key))

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """Columns by key."""
        return {column.key: column for column in self.columns}

    @cached_property
    def by_spelling(self) -> dict[str, Column]:
        """Columns by every way to write their header."""
        return {spelling: column for column in self.columns for spelling in column.spellings}
