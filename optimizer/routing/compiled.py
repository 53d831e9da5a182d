"""How the core is compiled: as :mod:`graphs.compiling.compiled` does it, in a folder of this package's own."""

from graphs.compiling.by_reference import by_reference
from graphs.compiling.compiled import compiled, inlined
from graphs.compiling.settled import settled
from graphs.compiling.thin import thin

__all__ = ["by_reference", "compiled", "inlined", "settled", "thin"]
