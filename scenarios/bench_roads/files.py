"""Reading files: the same town by our reader and by osmnx, and a large city as far as a table; each by itself."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

TOWN_NODES, LARGE_NODES, LARGE_STOPS = 100_000, 500_000, 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Processor seconds by step, and peak memory, of one process."""

    task: str
    seconds: Mapping[str, float]
    peak_mib: int

    @property
    def total_s(self) -> float:
        """Seconds of all steps."""
        return sum(self.seconds.values())


class ChildFailed(Exception):
    """A measured process did not come to its end; holds what it said last."""


def in_own_process(task: str, kind: str, *words: str) -> Spent:
    """Run a task of :mod:`scenarios.bench_roads.child` in a process of its own.

    Raises
    ------
    ChildFailed
        When it fails.
    """
    command = [sys.executable, "-m", "scenarios.bench_roads.child", kind, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own module
    if done.returncode:
        raise ChildFailed(f"{task}: {(done.stderr.strip() or 'no message').splitlines()[-1]}")
    said = json.loads(done.stdout.splitlines()[-1])
    return Spent(task=task, seconds=said["seconds"], peak_mib=said["peak_mib"])


def compare_reading(*, nodes: int = TOWN_NODES, say: Callable[[str], None] = print) -> tuple[Spent, ...]:
    """Read a town of so many junctions from XML and pbf, ours and osmnx (which reads XML alone)."""
    with tempfile.TemporaryDirectory(prefix="lastmetre-bench-") as folder:
        xml, pbf = str(Path(folder) / "town.osm"), str(Path(folder) / "town.osm.pbf")
        in_own_process("write", "write", str(nodes), xml, pbf)
        found = []
        for task, kind, file in (("XML", "ours", xml), ("pbf", "ours", pbf), ("XML, osmnx", "osmnx", xml)):
            found.append(in_own_process(task, kind, file))
            say(f"reading {nodes} junctions, {task}: {found[-1].total_s:.2f} s, {found[-1].peak_mib} MiB")
    return tuple(found)


def measure_large(
    *, nodes: int = LARGE_NODES, stops: int = LARGE_STOPS, say: Callable[[str], None] = print
) -> tuple[Spent, ...]:
    """Read a large city from pbf, prepare it and fill a table, in one process."""
    with tempfile.TemporaryDirectory(prefix="lastmetre-bench-") as folder:
        pbf = str(Path(folder) / "city.osm.pbf")
        in_own_process("write", "write", str(nodes), pbf)
        found = in_own_process(f"{nodes} junctions, {stops} x {stops}", "large", pbf, str(stops))
        say(f"{found.task}: {found.total_s:.1f} s, {found.peak_mib} MiB")
    return (found,)
