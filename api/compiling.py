"""What is compiled ahead is compiled on all processors at once."""

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from api.terminal import warn
from graphs.engine.table import cores
from optimizer.model.text import Text
from optimizer.routing.warm_up import PARTS


def compile_cores() -> None:
    """Compile the routing cores, or find that they are compiled."""
    compile_side_by_side(PARTS)


def compile_side_by_side(parts: Sequence[Callable[[], None]]) -> None:
    """Compile parts of the cores, a process for each processor, and say how many are ready.

    Raises
    ------
    BrokenProcessPool
        If a process dies, for want of memory, say. What a part raises is raised here too.
    """
    at_ctrl_c = signal.SIGINT, signal.SIG_DFL
    with ProcessPoolExecutor(min(len(parts), cores()), get_context("spawn"), signal.signal, at_ctrl_c) as processes:
        begun = [processes.submit(compile_part) for compile_part in parts]
        for ready, part in enumerate(as_completed(begun), start=1):
            part.result()
            warn(Text(f"{ready} of {len(parts)} parts compiled", f"已编译{ready}/{len(parts)}部分"), "")
