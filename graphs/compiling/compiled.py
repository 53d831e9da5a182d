"""How inner loops are compiled: once a machine, kept on disk, run without the GIL.

A function called from Python is compiled as one whole with all it calls: nothing they call is optimised, turned into
machine code or kept on its own, and what is passed between them is known to be seen by nobody else. Numba by itself
optimises every function together with all it calls, again in each caller, and passes a tuple of arrays as hundreds of
numbers (``docs/decisions/0015-compiled-as-one-whole.md``).

An index is never negative: Numba would look at the size of an array at every access, to count from its end where one
is (``docs/decisions/0024-indices-from-nought.md``). ``NUMBA_BOUNDSCHECK=1`` compiles code that checks every index.

Numba's own cache looks only at the file a function stands in; a change in a function it *calls*, in another file,
would go unnoticed. So what a package compiles is kept in a folder named by the hash of its sources that matter:
a compiled function may call those of its own package, and of no other.
"""

import hashlib
import re
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numba
from numba.core import types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase
from numba.np import arrayobj

from graphs.compiling import operators  # noqa: F401 - once it is imported, Numba looks them up so
from graphs.compiling.passes import our_passes

P = ParamSpec("P")
R = TypeVar("R")

_njit: Any = numba.njit  # its stubs do not know ``_nrt``

HOW = tuple(sorted(Path(__file__).parent.glob("*.py")))
"""Sources of what compiles."""

_OPTIONS = {"nogil": True, "_nrt": False, "no_cfunc_wrapper": True}


class _Ours(JITCodeLibrary):
    """What is compiled here, and marked so."""

    def create_ir_module(self, name: str) -> Any:
        module = super().create_ir_module(name)  # type: ignore[no-untyped-call]
        module.indices_from_nought = True
        return module


class _Part(_Ours):
    """What is called from compiled code: kept as it was lowered, until a whole is made of it."""

    def finalize(self) -> None:
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:  # noqa: ARG002 - there is no machine code
        return 0

    @property
    def codegen(self) -> "_Part":
        return self

    def set_env(self, name: str, env: object) -> None:
        """Numba would write into the machine code where the function's globals are; they are constants here."""


class _Whole(_Ours):
    """What is called from Python, with all parts it is made of."""

    def finalize(self) -> None:
        for part in _callers_first(self)[1:]:
            self._final_module.link_in(part._get_module_for_linking(), preserve=True)  # type: ignore[no-untyped-call]
        for function in self._final_module.functions:
            if function.is_declaration:
                continue
            if function.linkage.name == "linkonce_odr":
                function.linkage = "private"
            else:  # what Python calls writes down what is held by reference, and must have done so before it is read
                function.add_function_attribute("noinline")
        self._optimize_final_module()  # type: ignore[no-untyped-call]
        self._final_module.verify()
        self._finalize_final_module()  # type: ignore[no-untyped-call]


def _callers_first(whole: JITCodeLibrary) -> list[JITCodeLibrary]:
    """A library and all it is made of, each before what it calls: what nobody has called yet the linker would drop."""
    seen: set[JITCodeLibrary] = set()
    finished: list[JITCodeLibrary] = []

    def visit(library: JITCodeLibrary) -> None:
        seen.add(library)
        for called in library._linking_libraries:
            if called not in seen:
                visit(called)
        finished.append(library)

    visit(whole)
    return finished[::-1]


def _compiler(library: type[JITCodeLibrary]) -> type[CompilerBase]:
    """Numba's compiler, with another library for what it makes."""

    class Compiler(CompilerBase):
        def define_pipelines(self) -> list[Any]:
            state = self.state
            state.library = library(state.targetctx.codegen(), state.func_id.func_qualname)
            state.library.enable_object_caching()
            return [our_passes()]

    return Compiler


_fix_index: Callable[..., Any] = arrayobj.fix_integer_index


def _index(context: Any, builder: Any, kind: Any, index: Any, size: Any) -> Any:
    """An index as it is in what is compiled here, and as Numba would have it everywhere else."""
    if getattr(builder.module, "indices_from_nought", False):
        return context.cast(builder, index, kind, types.intp)
    return _fix_index(context, builder, kind, index, size)


arrayobj.fix_integer_index = _index


_PART, _WHOLE = _compiler(_Part), _compiler(_Whole)


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
    whole = _njit(**_OPTIONS, cache=True, pipeline_class=_WHOLE)(function)
    part = _njit(**_OPTIONS, no_cpython_wrapper=True, forceinline=forceinline, pipeline_class=_PART)(function)
    whole.get_call_template, whole.get_overload = part.get_call_template, part.get_overload  # when compiled code calls
    return whole  # type: ignore[no-any-return]


@cache
def cache_folder(package_folder: Path) -> Path:
    """Where the compiled functions of a package are kept: beside it, or with the user where that cannot be written."""
    sources = b"".join(path.read_bytes() for path in sources_that_matter(package_folder))
    digest = hashlib.sha256(sources + b"".join(path.read_bytes() for path in HOW)).hexdigest()
    checked = "-checked" if numba.config.BOUNDSCHECK else ""  # type: ignore[attr-defined]
    name = f"numba-{numba.__version__}-{digest[:16]}{checked}"
    for parent in (package_folder / "__pycache__", Path.home() / ".cache" / "lastmetre"):
        try:
            (parent / name).mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=parent / name):
                return parent / name
        except OSError:
            continue  # a read-only installation: try the user's folder, then a temporary one
    return Path(tempfile.gettempdir()) / f"lastmetre-{name}"


def sources_that_matter(package_folder: Path) -> list[Path]:
    """The sources of a package that compiled code depends on: with compiled functions, and what these import of it."""
    sources = {path.stem: path.read_text(encoding="utf-8") for path in package_folder.glob("*.py")}
    ahead = [name for name, text in sources.items() if re.search(r"^@(compiled|inlined)\b", text, re.MULTILINE)]
    found: set[str] = set()
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            imported = re.findall(rf"^from [\w.]*\b{package_folder.name}\.(\w+) import", sources[name], re.MULTILINE)
            ahead.extend(sources.keys() & set(imported))
    return [package_folder / f"{name}.py" for name in sorted(found)]
