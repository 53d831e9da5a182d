"""NamedTuples that compiled functions hand on as one pointer, and only read.

Numba hands on a tuple as all that is in it, six numbers and more for each array: a call with fifty arrays takes
hundreds, which have to be laid out for every call there is, and stored and loaded wherever it is not inlined
(``docs/decisions/0033-tuples-by-reference.md``).
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import cgutils
from numba.core.callconv import CPUCallConv
from numba.extending import NativeValue, lower_getattr_generic, models, register_model, unbox

from graphs.compiling.thin import TupleType, is_whole, tell_type, whole_array

T = TypeVar("T", bound=NamedTuple)


class HeldType(TupleType):
    """The type of such a tuple."""


register_model(HeldType)(models.OpaqueModel)


def by_reference(held: type[T]) -> type[T]:
    """Let compiled functions hand on such tuples as a pointer; they may read fields, and nothing else."""
    return tell_type(held, HeldType)


def _layout(context: Any, held: HeldType) -> Any:
    """What the pointer points to: the fields one behind another."""
    return ir.LiteralStructType([context.get_value_type(kind) for kind in held.kinds])


@unbox(HeldType)  # type: ignore[no-untyped-call, untyped-decorator]
def _unbox_held(held: HeldType, value: object, c: Any) -> NativeValue:
    """Write the fields down where they stay as long as what Python has called runs."""
    where = cgutils.alloca_once(c.builder, _layout(c.context, held))  # type: ignore[no-untyped-call]
    failed, cleanups = cgutils.false_bit, []
    for place, kind in enumerate(held.kinds):
        native = c.unbox(kind, c.pyapi.tuple_getitem(value, place))
        c.builder.store(native.value, cgutils.gep_inbounds(c.builder, where, 0, place))  # type: ignore[no-untyped-call]
        failed = c.builder.or_(failed, native.is_error)
        cleanups += [native.cleanup] if native.cleanup else []

    def clean_up() -> None:
        for cleanup in reversed(cleanups):
            cleanup()

    return NativeValue(c.builder.bitcast(where, cgutils.voidptr_t), is_error=failed, cleanup=clean_up)  # type: ignore[no-untyped-call]


@lower_getattr_generic(HeldType)  # type: ignore[no-untyped-call, untyped-decorator]
def _lower_field(context: Any, builder: Any, held: HeldType, value: Any, name: str) -> Any:
    layout = _layout(context, held)
    place, pointer = held.fields.index(name), builder.bitcast(value, layout.as_pointer())
    kind = held.kinds[place]
    if is_whole(kind):
        at = context.data_model_manager[kind].get_field_position
        shape = [_read(builder, pointer, place, at("shape"), axis) for axis in range(kind.ndim)]
        return whole_array(context, builder, kind, _read(builder, pointer, place, at("data")), shape)
    return _read(builder, pointer, place)


def _read(builder: Any, pointer: Any, *path: int) -> Any:
    """Read what never changes while compiled code runs, so that it may be read once for many uses."""
    read = builder.load(cgutils.gep_inbounds(builder, pointer, 0, *path))  # type: ignore[no-untyped-call]
    read.set_metadata("invariant.load", builder.module.add_metadata([]))
    return read


_decorate: Callable[..., None] = CPUCallConv.decorate_function


def _decorate_held(self: Any, function: Any, names: Any, kinds: Any, **how: bool) -> None:
    """Tell the optimiser that such a pointer can be read from, and that nobody writes there."""
    _decorate(self, function, names, kinds, **how)
    held = {f"arg.{name}": kind for name, kind in zip(names, kinds, strict=True) if isinstance(kind, HeldType)}
    for argument in self.get_arguments(function):
        if argument.name in held:
            for attribute in ("noalias", "nonnull", "noundef"):
                argument.add_attribute(attribute)
            layout = _layout(self.context, held[argument.name])
            argument.attributes.dereferenceable = self.context.get_abi_sizeof(layout)
            argument.attributes.align = 8


CPUCallConv.decorate_function = _decorate_held  # type: ignore[assignment]
