"""From an instance file to priced routes: what ``lastmetre solve`` does in the foreground."""

import time
from dataclasses import dataclass
from pathlib import Path

from api.errors import BadOption
from api.outputs import written_to
from optimizer.model.budget import Progress, Watch
from optimizer.model.findings import Where
from optimizer.model.routing_answer import Answer, Standing
from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.model.text import Text
from scenarios.bench_routing.solvers import SOLVERS
from scenarios.circumstances import peak_memory_mib
from scenarios.instances.price import Priced, price
from scenarios.instances.read import read_problem
from scenarios.instances.solution import in_file_units, solution_text
from scenarios.instances.solver import Report, Solver, Unsupported, Watchable
from scenarios.instances.unserved import LeftOut, left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: an instance, a solver, and its budget; either seconds or iterations."""

    instance: Path
    solver: str
    seconds: float | None
    iterations: int | None
    threads: int
    seed: int
    convention: str | None
    out: Path | None
    objective: Objective = Objective.COST


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """What came of it.

    Attributes
    ----------
    startup_s, search_s
        Wall seconds of reading and of loading compiled code; of the search.
    peak_mib
        Most memory of the process.
    """

    problem: RoutingProblem
    answer: Answer
    priced: Priced
    startup_s: float
    search_s: float
    peak_mib: int
    stopped: bool
    left_out: tuple[LeftOut, ...]

    @property
    def iterations_per_s(self) -> int | None:
        """Iterations of all threads, where the solver counts them."""
        return round(self.answer.iterations / self.search_s) if self.answer.iterations else None


def solve_file(asked: Question, watch: Watch) -> Solved:
    """Read, solve, price and, if asked, write a solution file, whole or not at all.

    Raises
    ------
    LastmetreError
        If the instance cannot be read, the solver is not installed or cannot express it, or nothing can be written.
    """
    started = time.perf_counter()
    watch.report(Progress("instance"))
    problem = read_problem(asked.instance, convention=asked.convention, objective=asked.objective)
    watch.report(Progress("core"))
    try:
        engine = SOLVERS[asked.solver]()
        if hasattr(engine, "warm_up"):
            engine.warm_up(problem)
        watch.report(Progress("routing"))
        searching = time.perf_counter()
        answer = _watched(engine, problem, asked, watch).solve(
            problem, seconds=asked.seconds, iterations=asked.iterations, threads=asked.threads, seed=asked.seed
        )
    except ImportError:
        raise _not_installed(asked.solver) from None
    except Unsupported as reason:
        raise _unsupported(asked.solver, str(reason)) from None
    search_s = time.perf_counter() - searching
    watch.report(Progress("pricing"))
    priced = price(problem, answer.routes)
    if asked.out is not None:
        with written_to(asked.out):
            _write(asked.out, solution_text(problem, answer.routes, priced.cost))
    return Solved(
        problem=problem,
        answer=answer,
        priced=priced,
        startup_s=round(searching - started, 3),
        search_s=round(search_s, 3),
        peak_mib=peak_memory_mib(),
        stopped=watch.cancelled(),
        left_out=left_out(problem, answer.routes),
    )


def _watched(engine: Solver, problem: RoutingProblem, asked: Question, watch: Watch) -> Solver:
    """The solver with its progress shown, where it tells of any; others end when their budget does."""
    if not isinstance(engine, Watchable):
        return engine
    return engine.watched(_progress(problem, asked.seconds, watch))


def _progress(problem: RoutingProblem, seconds: float | None, watch: Watch) -> Report:
    def report(standing: Standing) -> bool:
        watch.report(
            Progress(
                "routing",
                unserved=standing.unserved,
                seconds_left=None if seconds is None else max(0.0, seconds - standing.seconds),
                done_pct=round(100 * standing.progress) if seconds is None else None,
                best=None if standing.cost is None else in_file_units(problem, standing.cost),
            )
        )
        return not watch.cancelled()

    return report


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(path.name + ".part")
    half.write_text(text, encoding="utf-8")
    half.replace(path)


def _not_installed(solver: str) -> BadOption:
    return BadOption(
        Text(f"the solver {solver!r} is not installed", f"未安装求解器 {solver!r}"),
        Text("install the peers: pip install 'lastmetre[bench]'", "请安装：pip install 'lastmetre[bench]'"),
        Where(pointer="--solver"),
    )


def _unsupported(solver: str, reason: str) -> BadOption:
    return BadOption(
        Text(f"{solver} cannot solve this: {reason}", f"{solver} 不支持该算例：{reason}"),
        Text("choose another solver", "请改用其他求解器"),
        Where(pointer="--solver"),
    )
