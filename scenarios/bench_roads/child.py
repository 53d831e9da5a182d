"""One measured task in a process of its own: ``python -m scenarios.bench_roads.child TASK …`` prints a line of JSON.

Processor seconds of every step, and the most memory the process ever held; imports are not timed, but their memory
counts, as nobody reads without them.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from graphs.engine.stops import Stops
from graphs.law.classes import TYPICAL, VehicleClass
from graphs.law.legal import callers_only, forbidden_turns, legal_ms
from graphs.reading.export import export_osm
from graphs.reading.osm import read_roads
from graphs.town.towns import survey_city
from graphs.wide import WideRoads
from scenarios.circumstances import peak_memory_mib

T = TypeVar("T")
Steps = dict[str, float]


def write(nodes: str, *files: str) -> Steps:
    """Write a town as files."""
    survey = survey_city(nodes=int(nodes))
    for file in files:
        export_osm(survey, Path(file))
    return {}


def ours(file: str) -> Steps:
    """Read a file with signs, turns and barriers."""
    steps: Steps = {}
    _timed(steps, "read", lambda: read_roads(Path(file)))
    return steps


def osmnx(file: str) -> Steps:
    """Read a file as osmnx has it: streets, simplified, with speeds and travel times."""
    import osmnx as peer  # noqa: PLC0415 - measured in a process of its own

    def read() -> None:
        graph = peer.graph_from_xml(file, simplify=True, retain_all=True)
        peer.add_edge_travel_times(peer.add_edge_speeds(graph))

    steps: Steps = {}
    _timed(steps, "read", read)
    return steps


def large(file: str, stops: str) -> Steps:
    """Read a file, prepare it, and fill a table for light lorries with turns, times and lengths."""
    steps: Steps = {}
    roads = _timed(steps, "read", lambda: read_roads(Path(file)))
    wide, vehicle = WideRoads(roads), TYPICAL[VehicleClass.LIGHT]
    # The first call of compiled code loads it from disk, or compiles it.
    _timed(steps, "prepare", lambda: wide.prepared.hierarchy)
    ms = legal_ms(roads, vehicle)
    rng = np.random.default_rng(1)
    chosen = rng.choice(np.flatnonzero(ms < ms.max()), int(stops), replace=False).astype(np.int32)
    at = Stops(edge=chosen, fraction=rng.random(len(chosen)))
    turns, callers = forbidden_turns(roads, vehicle), callers_only(roads, vehicle)
    table = _timed(
        steps,
        "weights",
        lambda: wide.table(ms, turns, at, turns_round=vehicle.turns_round, callers=callers),
    )
    _timed(steps, "table", table.table)
    return steps


def _timed(steps: Steps, step: str, work: Callable[[], T]) -> T:
    begin = time.process_time()
    found = work()
    steps[step] = time.process_time() - begin
    return found


TASKS: dict[str, Callable[..., Steps]] = {"write": write, "ours": ours, "osmnx": osmnx, "large": large}

if __name__ == "__main__":
    done = TASKS[sys.argv[1]](*sys.argv[2:])
    print(json.dumps({"seconds": done, "peak_mib": peak_memory_mib()}))
