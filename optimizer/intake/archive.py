"""A look at the directory of a zip file before anything in it is unpacked: workbooks from outside are hostile."""

import zipfile
from pathlib import Path

from optimizer.intake.unreadable import (
    MOST_BYTES,
    MOST_PARTS,
    MOST_UNPACKED_BYTES,
    bomb,
    empty,
    no_workbook,
    old_workbook,
    too_large,
)

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""Compound file of Microsoft: an old .xls, and also the envelope of an encrypted .xlsx."""


def look_before_unpacking(path: Path) -> None:
    """Check that a file is an .xlsx of reasonable size, by its directory alone.

    Raises
    ------
    UnreadableInput
        E1002 to E1005, or E1012 for a file of no bytes.
    """
    size = path.stat().st_size
    if size == 0:
        raise empty(path)
    if size > MOST_BYTES:
        raise too_large(path.name, size)
    with path.open("rb") as file:
        if file.read(8) == _OLE:
            raise old_workbook(path)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise no_workbook(path) from error
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED_BYTES or len(parts) > MOST_PARTS:
        raise bomb(path, unpacked, len(parts))
    if "[Content_Types].xml" not in {part.filename for part in parts}:
        raise no_workbook(path)
