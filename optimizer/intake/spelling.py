"""How words of people are compared: full-width forms, case, spaces and line breaks do not count."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_DROPPED = re.compile(r"[\s_*·]+")


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """Give the text as it is compared: NFKC, lower case, without spaces, underscores, stars and middle dots."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).casefold()


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Give the choice that looks most like the word, if any does."""
    by_plain = {plain(choice): choice for choice in choices}
    sought = plain(word)
    cutoff = (
        0.5 if len(sought) < 4 else 0.6
    )  # one wrong character of two is a slip, half of a long word is another word
    found = get_close_matches(sought, by_plain, n=1, cutoff=cutoff)
    return by_plain[found[0]] if found else None
