"""Solvers by name; a peer is imported only when it is asked for."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from scenarios.instances.solver import Solver

OURS = "lastmetre"
_PEERS = "scenarios.bench_routing.peers"


def _ours() -> Solver:
    return _made("scenarios.instances.ours", "Lastmetre")


def _pyvrp() -> Solver:
    return _made(f"{_PEERS}.by_pyvrp", "PyVRP")


def _ortools() -> Solver:
    return _made(f"{_PEERS}.by_ortools", "OrTools")


def _hgs() -> Solver:
    return _made(f"{_PEERS}.by_hgs", "Hgs")


def _vrp_cli() -> Solver:
    return _made(f"{_PEERS}.by_vrp_cli", "VrpCli")


def _vroom(exploration: int) -> Callable[[], Solver]:
    return lambda: _made(f"{_PEERS}.by_vroom", "Vroom", exploration)


def _made(module: str, name: str, *arguments: object) -> Solver:
    solver: Solver = getattr(import_module(module), name)(*arguments)
    return solver


SOLVERS: Mapping[str, Callable[[], Solver]] = {
    OURS: _ours,
    "pyvrp": _pyvrp,
    "ortools": _ortools,
    "vroom": _vroom(5),
    "vroom-1": _vroom(1),
    "vrp-cli": _vrp_cli,
    "hgs": _hgs,
}
_DISTRIBUTIONS = {
    "pyvrp": "pyvrp",
    "ortools": "ortools",
    "vroom": "pyvroom",
    "vroom-1": "pyvroom",
    "vrp-cli": "vrp-cli",
    "hgs": "hygese",
}


def solver_version(name: str) -> str:
    """Name what would run: a peer's release, or a fingerprint of our code; empty for a peer that is not installed."""
    if name == OURS:
        return _core_fingerprint()
    try:
        return version(_DISTRIBUTIONS[name])
    except PackageNotFoundError:
        return ""


def _core_fingerprint() -> str:
    """Eight characters that change with the core and its problem, and with nothing else of the house."""
    house = Path(__file__).parents[2]
    model, compiling = house / "optimizer" / "model", house / "graphs" / "compiling"
    files = [*(house / "optimizer" / "routing").rglob("*.py"), *model.glob("routing_*.py"), *compiling.glob("*.py")]
    digest = sha256()
    for path in sorted(files):
        digest.update(path.relative_to(house).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:8]
