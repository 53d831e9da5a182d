"""Settled flags: their values are known as code is compiled, and what they rule out is not even typed.

A flag that is looked at while it runs keeps registers and branches busy in every loop, and all that it guards has to be
compiled (``docs/decisions/0025-compiled-for-common-problems.md``).
"""

from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from numba.core import ir, types
from numba.core.compiler_machinery import FunctionPass, register_pass
from numba.core.ir_utils import get_definition, guard
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    models,
    register_model,
    typeof_impl,
    unbox,
)

from graphs.compiling.thin import TupleType

T = TypeVar("T", bound=NamedTuple)


class _SettledType(types.Opaque):
    """The type of settled flags: their names and values."""

    def __init__(self, flags: NamedTuple) -> None:
        self.flags: dict[str, bool] = flags._asdict()
        super().__init__(f"Settled{flags}")


register_model(_SettledType)(models.OpaqueModel)


@lru_cache(maxsize=None, typed=True)
def settled(flags: T) -> T:
    """Flags of a NamedTuple, whose values compiled code is to know: what they rule out is not even compiled.

    Every combination that is ever settled is compiled on its own.
    """
    known = _SettledType(flags)
    kind = type(known.name, (type(flags),), {"__slots__": ()})  # Numba tells tuples apart by the names of their types
    typeof_impl.register(kind)(lambda *_: known)
    return kind(*flags)  # type: ignore[no-any-return]


@unbox(_SettledType)  # type: ignore[no-untyped-call, untyped-decorator]
def _unbox_settled(_kind: object, _settled: object, c: Any) -> NativeValue:
    return NativeValue(c.context.get_dummy_value())  # type: ignore[no-untyped-call]


@infer_getattr
class _SettledFlags(AttributeTemplate):
    key = _SettledType

    def generic_resolve(self, settled: _SettledType, name: str) -> Any:  # type: ignore[override]
        return types.boolean if name in settled.flags else None


@lower_getattr_generic(_SettledType)  # type: ignore[no-untyped-call, untyped-decorator]
def _lower_flag(context: Any, _builder: object, settled: _SettledType, _value: object, name: str) -> Any:
    return context.get_constant(types.boolean, settled.flags[name])


@register_pass(mutates_CFG=False, analysis_only=False)  # type: ignore[no-untyped-call]
class WriteFlags(FunctionPass):
    """``p.features.clock`` becomes ``False`` where the type of ``p`` says so: before branches are pruned."""

    _name = "write_settled_flags"

    def __init__(self) -> None:
        FunctionPass.__init__(self)  # type: ignore[no-untyped-call]

    def run_pass(self, state: Any) -> bool:
        """Whether any flag was written."""
        code, written = state.func_ir, False
        for block in code.blocks.values():
            for statement in block.find_insts(ir.Assign):
                value = statement.value
                if not (isinstance(value, ir.Expr) and value.op == "getattr"):
                    continue
                owner = _type_of(code, state.args, value.value)
                if isinstance(owner, _SettledType) and value.attr in owner.flags:
                    statement.value = ir.Const(owner.flags[value.attr], value.loc)  # type: ignore[no-untyped-call]
                    code._definitions[statement.target.name] = [statement.value]
                    written = True
        return written


def _type_of(code: Any, arguments: tuple[types.Type, ...], name: Any) -> types.Type | None:
    """Type of a variable that is an argument, or an attribute of one, and is assigned once."""
    origin = guard(get_definition, code, name)  # type: ignore[no-untyped-call]
    if isinstance(origin, ir.Arg):
        return arguments[origin.index]
    if isinstance(origin, ir.Expr) and origin.op == "getattr":
        owner = _type_of(code, arguments, origin.value)
        if isinstance(owner, TupleType):
            return owner.kind_of(origin.attr)
        if isinstance(owner, types.NamedTuple) and origin.attr in owner.fields:
            return owner.types[owner.fields.index(origin.attr)]  # type: ignore[no-any-return]
    return None
