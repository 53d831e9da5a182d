"""Arrays and a text in one file, read by mapping it into memory.

Layout: ``LMROADS1``, then the size of the head and its CRC-32 (two little-endian uint32), the head (JSON: a text of the
caller's, and name, type, shape and offset of every array), and the arrays, each at a multiple of 64 bytes. The head
holds a CRC-32 of all that follows it, so that a file cut short or changed on disk is known before it is used.
"""

import json
import mmap
import os
import struct
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"LMROADS1"
_ALIGN = 64
_PREFIX = struct.Struct("<8sII")

Arrays = Mapping[str, NDArray[Any]]


class BrokenContainer(Exception):
    """A file is none of ours, was cut short, or has changed on disk."""


def write_container(path: Path, text: str, arrays: Arrays) -> None:
    """Write a file at once: it is there whole or, if anything goes wrong, not at all.

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    rows, body = [], bytearray()
    for name, array in arrays.items():
        body += bytes(-len(body) % _ALIGN)
        rows.append([name, array.dtype.str, list(array.shape), len(body)])
        body += np.ascontiguousarray(array).tobytes()
    head = json.dumps({"text": text, "arrays": rows, "size": len(body), "crc": zlib.crc32(body)}).encode()
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
        try:
            file.write(_PREFIX.pack(MAGIC, len(head), zlib.crc32(head)))
            file.write(head)
            file.write(bytes(-file.tell() % _ALIGN))
            file.write(body)
            file.close()
            os.replace(file.name, path)  # noqa: PTH105  a rename over a file that may be there
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def read_container(path: Path, *, private: bool = False) -> tuple[str, dict[str, NDArray[Any]]]:
    """Read text and arrays; arrays stay on disk until they are looked at, and are read-only.

    Parameters
    ----------
    private
        Arrays may be written to; what is written stays in memory. Compiled code takes them as any others then.

    Raises
    ------
    BrokenContainer
        When the file is not whole, or none of ours.
    OSError
        When it cannot be opened.
    """
    with path.open("rb") as file:
        size = path.stat().st_size
        if size < _PREFIX.size:
            raise BrokenContainer(f"{path.name} has {size} bytes")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY if private else mmap.ACCESS_READ)
    magic, length, crc = _PREFIX.unpack_from(mapped)
    head = mapped[_PREFIX.size : _PREFIX.size + length]
    if magic != MAGIC or zlib.crc32(head) != crc:
        raise BrokenContainer(f"{path.name} does not begin as a file of road arrays does")
    known = json.loads(head)
    start = _PREFIX.size + length
    start += -start % _ALIGN
    body = memoryview(mapped)[start:]
    if len(body) != known["size"] or zlib.crc32(body) != known["crc"]:
        raise BrokenContainer(f"{path.name} was cut short or has changed")
    arrays = {
        name: np.frombuffer(body, dtype=np.dtype(kind), count=int(np.prod(shape)), offset=offset).reshape(shape)
        for name, kind, shape, offset in known["arrays"]
    }
    return known["text"], arrays
