"""A sentence for a person, in English and Chinese."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence twice."""

    en: str
    zh: str
