"""How the core is compiled: as :mod:`graphs.compiled` does it, in a folder of this package's own."""

from graphs.by_reference import by_reference
from graphs.compiled import compiled, inlined
from graphs.settled import settled

__all__ = ["by_reference", "compiled", "inlined", "settled"]
