"""NamedTuples of which compiled functions hand on only what is needed: of an array, where it is and its shape.

Numba hands on a tuple as all that is in it: of an array seven numbers and more, most of which follow from the others or
are never asked for. A call with fifty arrays takes hundreds, which have to be laid out for every call there is
(``docs/decisions/0034-arrays-handed-on-thin.md``).
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, TypeGuard, TypeVar

from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import cgutils, types
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
from numba.np.numpy_support import as_dtype

T = TypeVar("T", bound=NamedTuple)


class TupleType(types.Type):
    """The type of a NamedTuple of ours: its class, and the types of its fields, which compiled code may read."""

    def __init__(self, held: type[NamedTuple], kinds: tuple[types.Type, ...]) -> None:
        self.fields, self.kinds = held._fields, kinds
        digest = hashlib.sha256(str(kinds).encode()).hexdigest()[:16]  # a name is part of every function's name
        super().__init__(f"{type(self).__name__}({held.__module__}.{held.__qualname__}, {digest})")

    def kind_of(self, field: str) -> types.Type | None:
        """Type of a field; None where there is no such."""
        return self.kinds[self.fields.index(field)] if field in self.fields else None


@infer_getattr
class _Fields(AttributeTemplate):
    key = TupleType

    def generic_resolve(self, held: TupleType, name: str) -> Any:  # type: ignore[override]
        return held.kind_of(name)


def tell_type(held: type[T], to: type[TupleType]) -> type[T]:
    """Let compiled functions know a class of NamedTuples by a type of ours."""

    def type_of(value: Any, c: Any) -> TupleType:
        return to(held, tuple(typeof(each, c.purpose) for each in value))  # type: ignore[no-untyped-call]

    typeof_impl.register(held)(type_of)
    return held


def is_whole(kind: types.Type) -> TypeGuard[types.Array]:
    """Whether it is an array without gaps, all of which follows from where it is and its shape."""
    return isinstance(kind, types.Array) and kind.layout == "C"


@cache
def _bytes_of(kind: types.Type) -> int:
    return int(as_dtype(kind).itemsize)


def whole_array(context: Any, builder: Any, kind: types.Array, data: Any, shape: list[Any]) -> Any:
    """An array without gaps, from where it is and its shape; whom it belongs to is not asked without counts."""
    at = context.data_model_manager[kind].get_field_position
    stride = context.get_constant(types.intp, _bytes_of(kind.dtype))
    size = shape[0]
    for length in shape[1:]:
        size = builder.mul(size, length)
    parts: dict[tuple[int, ...], Any] = {(at("data"),): data, (at("nitems"),): size, (at("itemsize"),): stride}
    for axis in reversed(range(kind.ndim)):
        parts[at("shape"), axis], parts[at("strides"), axis] = shape[axis], stride
        stride = builder.mul(stride, shape[axis]) if axis else stride
    array = ir.Constant(context.get_value_type(kind), None)
    for path, part in parts.items():
        array = builder.insert_value(array, part, path)
    return array


class ThinType(TupleType):
    """The type of a tuple that is handed on thin."""


def thin(held: type[T]) -> type[T]:
    """Let compiled functions hand on such tuples thin; they may read fields, and nothing else."""
    return tell_type(held, ThinType)


def _members(held: ThinType) -> Iterator[tuple[str, types.Type]]:
    """What is handed on: of an array without gaps where it is and its lengths, all others as they are."""
    for field, kind in zip(held.fields, held.kinds, strict=True):
        if is_whole(kind):
            yield field, types.CPointer(kind.dtype)  # type: ignore[no-untyped-call]
            yield from ((f"{field} {axis}", types.intp) for axis in range(kind.ndim))
        else:
            yield field, kind


@register_model(ThinType)
class _ThinModel(models.StructModel):
    def __init__(self, manager: Any, held: ThinType) -> None:
        super().__init__(manager, held, list(_members(held)))  # type: ignore[no-untyped-call]


@unbox(ThinType)  # type: ignore[no-untyped-call, untyped-decorator]
def _unbox_thin(held: ThinType, value: object, c: Any) -> NativeValue:
    parts, failed, cleanups = [], cgutils.false_bit, []
    for place, kind in enumerate(held.kinds):
        native = c.unbox(kind, c.pyapi.tuple_getitem(value, place))
        parts += _parts(c, kind, native.value)
        failed = c.builder.or_(failed, native.is_error)
        cleanups += [native.cleanup] if native.cleanup else []
    tuple_ = ir.Constant(c.context.get_value_type(held), ir.Undefined)
    for place, part in enumerate(parts):
        tuple_ = c.builder.insert_value(tuple_, part, place)

    def clean_up() -> None:
        for cleanup in reversed(cleanups):
            cleanup()

    return NativeValue(tuple_, is_error=failed, cleanup=clean_up)  # type: ignore[no-untyped-call]


def _parts(c: Any, kind: types.Type, value: Any) -> list[Any]:
    if not is_whole(kind):
        return [value]
    array = c.context.make_array(kind)(c.context, c.builder, value)
    lengths = [c.builder.extract_value(array.shape, axis) for axis in range(kind.ndim)]
    return [array.data, *lengths]


@lower_getattr_generic(ThinType)  # type: ignore[no-untyped-call, untyped-decorator]
def _lower_field(context: Any, builder: Any, held: ThinType, value: Any, name: str) -> Any:
    kind, first = held.kinds[held.fields.index(name)], context.data_model_manager[held].get_field_position(name)
    data = builder.extract_value(value, first)
    if not is_whole(kind):
        return data
    shape = [builder.extract_value(value, first + 1 + axis) for axis in range(kind.ndim)]
    return whole_array(context, builder, kind, data, shape)
