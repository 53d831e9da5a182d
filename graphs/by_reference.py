"""NamedTuples that compiled functions hand on as one pointer, and only read.

Numba hands on a tuple as all that is in it, six numbers and more for each array: a call with fifty arrays takes
hundreds, which have to be laid out for every call there is, and stored and loaded wherever it is not inlined
(``docs/decisions/0033-tuples-by-reference.md``).
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import cgutils, types
from numba.core.callconv import CPUCallConv
from numba.core.typing.templates import AttributeTemplate
from numba.core.typing.typeof import typeof
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    models,
    register_model,
    typeof_impl,
    unbox,
)

T = TypeVar("T", bound=NamedTuple)


class HeldType(types.Type):
    """The type of such a tuple: its class, and the types of its fields."""

    def __init__(self, held: type[NamedTuple], kinds: tuple[types.Type, ...]) -> None:
        self.fields, self.kinds = held._fields, kinds
        super().__init__(f"Held({held.__module__}.{held.__qualname__}, {kinds})")

    def kind_of(self, field: str) -> types.Type | None:
        """Type of a field; None where there is no such."""
        return self.kinds[self.fields.index(field)] if field in self.fields else None


register_model(HeldType)(models.OpaqueModel)


def by_reference(held: type[T]) -> type[T]:
    """Let compiled functions hand on such tuples as a pointer; they may read fields, and nothing else."""

    def type_of(value: Any, c: Any) -> HeldType:
        return HeldType(held, tuple(typeof(each, c.purpose) for each in value))  # type: ignore[no-untyped-call]

    typeof_impl.register(held)(type_of)
    return held


@infer_getattr
class _Fields(AttributeTemplate):
    key = HeldType

    def generic_resolve(self, held: HeldType, name: str) -> Any:  # type: ignore[override]
        return held.kind_of(name)


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
    if isinstance(kind, types.Array) and kind.layout == "C":
        return _lower_array(context, builder, kind, pointer, place)
    return _read(builder, pointer, place)


def _read(builder: Any, pointer: Any, *path: int) -> Any:
    """Read what never changes while compiled code runs, so that it may be read once for many uses."""
    read = builder.load(cgutils.gep_inbounds(builder, pointer, 0, *path))  # type: ignore[no-untyped-call]
    read.set_metadata("invariant.load", builder.module.add_metadata([]))
    return read


def _lower_array(context: Any, builder: Any, kind: types.Array, pointer: Any, place: int) -> Any:
    """An array without gaps: where it is, and its shape; all else follows, or is not asked for without counts."""
    at = context.data_model_manager[kind].get_field_position
    stride = context.get_constant(types.intp, context.get_abi_sizeof(context.get_data_type(kind.dtype)))
    parts: dict[tuple[int, ...], Any] = {
        (at(name),): _read(builder, pointer, place, at(name)) for name in ("data", "nitems")
    }
    parts[at("itemsize"),] = stride
    for axis in reversed(range(kind.ndim)):
        length = _read(builder, pointer, place, at("shape"), axis)
        parts[at("shape"), axis], parts[at("strides"), axis] = length, stride
        stride = builder.mul(stride, length)
    array = ir.Constant(pointer.type.pointee.elements[place], None)
    for path, part in parts.items():
        array = builder.insert_value(array, part, path)
    return array


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
