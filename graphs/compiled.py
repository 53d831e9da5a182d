"""How inner loops are compiled: once a machine, kept on disk, run without the GIL; no other file imports numba.

Numba's own cache looks only at the file a function stands in; a change in a function it *calls*, in another file,
would go unnoticed. So what a package compiles is kept in a folder named by the hash of all sources of that package:
a compiled function may call those of its own package, and of no other.
"""

import hashlib
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numba

P = ParamSpec("P")
R = TypeVar("R")

_njit: Any = numba.njit  # its stubs do not know ``_nrt``


@cache
def cache_folder(package_folder: Path) -> Path:
    """Where the compiled functions of a package are kept: beside it, or with the user where that cannot be written."""
    sources = b"".join(path.read_bytes() for path in sorted(package_folder.glob("*.py")))
    digest = hashlib.sha256(sources + Path(__file__).read_bytes()).hexdigest()
    name = f"numba-{numba.__version__}-{digest[:16]}"
    for parent in (package_folder / "__pycache__", Path.home() / ".cache" / "lastmetre"):
        try:
            (parent / name).mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=parent / name):
                return parent / name
        except OSError:
            continue  # a read-only installation: try the user's folder, then a temporary one
    return Path(tempfile.gettempdir()) / f"lastmetre-{name}"


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile to machine code at the first call, without the GIL; the code is kept on disk.

    Without reference counts too (``_nrt``): a function may read and write arrays and look at parts of them, but not
    make new ones. Counting costs ten times what the search itself does, since every look at an array counts twice.
    """
    return _compiled(function, forceinline=False)


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Compile small functions into their callers."""
    return _compiled(function, forceinline=True)


def _compiled(function: Callable[P, R], *, forceinline: bool) -> Callable[P, R]:
    # Numba asks where to keep a function at the moment it is decorated.
    numba.config.CACHE_DIR = str(cache_folder(Path(function.__code__.co_filename).parent))  # type: ignore[attr-defined]
    return _njit(nogil=True, cache=True, _nrt=False, forceinline=forceinline)(function)  # type: ignore[no-any-return]
