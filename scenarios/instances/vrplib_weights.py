"""Explicit distances of a VRPLIB file."""

from collections.abc import Callable
from itertools import islice

import numpy as np

from optimizer.model.routing_plane import Matrix
from scenarios.instances.text import Convention
from scenarios.instances.unfit import not_understood, unfit
from scenarios.instances.vrplib import Vrplib

_SHAPES: dict[str, Callable[[int, int], range]] = {
    "FULL_MATRIX": lambda _, n: range(n),
    "LOWER_ROW": lambda i, _: range(i),
    "LOWER_DIAG_ROW": lambda i, _: range(i + 1),
    "UPPER_ROW": lambda i, n: range(i + 1, n),
    "UPPER_DIAG_ROW": range,
}
"""Columns that row ``i`` of ``n`` lists, by EDGE_WEIGHT_FORMAT."""


def read_weights(file: Vrplib, count: int, convention: Convention) -> Matrix:
    """Read the distance matrix; triangular ones are symmetric.

    Raises
    ------
    UnreadableInput
        If the form is not known, or there are more or fewer numbers than it takes.
    """
    shape = file.word("EDGE_WEIGHT_FORMAT", "FULL_MATRIX").upper()
    if shape not in _SHAPES:
        raise not_understood(file.path, file.specifications["EDGE_WEIGHT_FORMAT"].number, f"EDGE_WEIGHT_FORMAT {shape}")
    lines = file.sections.get("EDGE_WEIGHT", ())
    found = [convention.whole(line.figure(k)) for line in lines for k in range(len(line.fields))]
    due = sum(len(_SHAPES[shape](i, count)) for i in range(count))
    if len(found) != due:
        raise unfit(file.path, lines[0].number if lines else None,
                    f"EDGE_WEIGHT_SECTION has {len(found)} numbers, where {shape} of {count} takes {due}",
                    f"EDGE_WEIGHT_SECTION 有 {len(found)} 个数，{count} 维 {shape} 应为 {due} 个")  # fmt: skip
    matrix = np.zeros((count, count), dtype=np.int64)
    numbers = iter(found)
    for i in range(count):
        columns = _SHAPES[shape](i, count)
        matrix[i, columns.start : columns.stop] = list(islice(numbers, len(columns)))
        if shape != "FULL_MATRIX":
            matrix[columns.start : columns.stop, i] = matrix[i, columns.start : columns.stop]
    matrix.setflags(write=False)
    return matrix
