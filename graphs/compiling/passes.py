"""The passes that turn a function of ours into machine code: Numba's own, less those for what we do not write.

Left out are closures, lists, functions that are to be inlined before types are known, loops over tuples, expressions of
whole arrays, and remarks on types. A pass that has nothing to do still looks at every function, and afterwards Numba
looks once more at what the pass has left.
"""

from numba.core.compiler_machinery import PassManager
from numba.core.typed_passes import (
    IRLegalization,
    NativeLowering,
    NoPythonBackend,
    NopythonTypeInference,
    PreLowerStripPhis,
)
from numba.core.untyped_passes import (
    DeadBranchPrune,
    FixupArgs,
    GenericRewrites,
    IRProcessing,
    ReconstructSSA,
    RewriteSemanticConstants,
    TranslateByteCode,
)

from graphs.compiling.settled import WriteFlags

_PASSES = (
    TranslateByteCode,
    FixupArgs,
    IRProcessing,
    WriteFlags,
    RewriteSemanticConstants,
    DeadBranchPrune,
    GenericRewrites,
    ReconstructSSA,
    DeadBranchPrune,
    NopythonTypeInference,
    PreLowerStripPhis,
    IRLegalization,
    NativeLowering,
    NoPythonBackend,
)


def our_passes() -> PassManager:
    """Passes for one function."""
    passes = PassManager("ours")  # type: ignore[no-untyped-call]
    for each in _PASSES:
        passes.add_pass(each, each.__name__)  # type: ignore[no-untyped-call]
    passes.finalize()  # type: ignore[no-untyped-call]
    return passes
