"""Numba looks up once which of its additions adds two such numbers, and not again at every addition.

It knows a dozen of each operator, for strings, sets and dates among others, and asks them in turn; that took a tenth of
the time for compiling. Importing this module is enough.
"""

from collections.abc import Callable
from typing import Any

from numba.core import types

_PLAIN = types.Number | types.Boolean | types.Array | types.Record | types.UniTuple
"""Types that tell all there is to know: numbers, arrays, their elements and their indices."""

_look_up: Callable[..., Any] = types.Function.get_call_type
_found: dict[Any, Any] = {}


def _get_call_type(self: Any, context: Any, args: tuple[types.Type, ...], kws: dict[str, types.Type]) -> Any:
    if kws or not all(isinstance(arg, _PLAIN) for arg in args):
        return _look_up(self, context, args, kws)
    key = self, args
    if key not in _found:
        signature = _look_up(self, context, args, kws)
        _found[key] = signature, self._impl_keys[signature.args]
    signature, self._impl_keys[signature.args] = _found[key]
    return signature


types.Function.get_call_type = _get_call_type  # type: ignore[assignment, method-assign]
