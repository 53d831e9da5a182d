"""Text that a spreadsheet would take for a formula is written with an apostrophe before it, and read without.

References
----------
OWASP, "CSV Injection": cells that begin with ``= + - @``, tab, carriage return or line feed, or the full-width forms.
"""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_WRITTEN = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def harmless(text: str) -> str:
    """Give the text as it is safe in a cell."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(cell: object) -> object:
    """Give what was meant by a cell that :func:`harmless` may have written."""
    return cell[1:] if isinstance(cell, str) and _WRITTEN.match(cell) else cell
