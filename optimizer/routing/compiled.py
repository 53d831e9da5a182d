"""How the core is compiled: once a machine, kept on disk, run without the GIL.

Numba's own cache looks only at the file a function stands in; a change in a function it *calls*, in another file,
would go unnoticed. So the cache lies in a folder named by the hash of all sources of this package.
"""

import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numba

P = ParamSpec("P")
R = TypeVar("R")

_HERE = Path(__file__).parent


def _cache_folder() -> Path:
    sources = b"".join(path.read_bytes() for path in sorted(_HERE.glob("*.py")))
    name = f"numba-{numba.__version__}-{hashlib.sha256(sources).hexdigest()[:16]}"
    for parent in (_HERE / "__pycache__", Path.home() / ".cache" / "lastmetre"):
        try:
            (parent / name).mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=parent / name):
                return parent / name
        except OSError:
            continue  # a read-only installation: try the user's folder, then a temporary one
    return Path(tempfile.gettempdir()) / f"lastmetre-{name}"


numba.config.CACHE_DIR = str(_cache_folder())  # type: ignore[attr-defined]  # missing in its stubs


_njit: Any = numba.njit  # its stubs do not know ``_nrt``


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile to machine code at the first call, without the GIL; the code is kept on disk.

    Without reference counts too (``_nrt``): a function may read and write arrays and look at parts of them, but not
    make new ones. Counting costs ten times what the search itself does, since every look at an array counts twice.
    """
    return _njit(nogil=True, cache=True, _nrt=False)(function)  # type: ignore[no-any-return]


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Compile small functions into their callers."""
    return _njit(nogil=True, cache=True, _nrt=False, forceinline=True)(function)  # type: ignore[no-any-return]
