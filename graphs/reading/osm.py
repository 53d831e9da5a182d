"""Road files to road graphs, whatever their kind."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from graphs.errors import UnreadableRoads
from graphs.reading.compile import compile_roads
from graphs.reading.opl import read_lines
from graphs.reading.osmium_files import FORMATS, kind_of, sift
from graphs.reading.survey import Survey
from graphs.roads import RoadGraph

GRAPHML = ".graphml"
Told = Callable[[float], None]


def untold(_share: float) -> None:
    """Tell nobody."""


def read_roads(path: Path, *, told: Told = untold) -> RoadGraph:
    """Read the roads of an extract that can be driven on.

    Parameters
    ----------
    path
        ``.osm.pbf``, ``.osm``, ``.osm.gz``, ``.osm.bz2`` (or ``.pbf``, ``.xml``), or ``.graphml`` as osmnx writes it.
    told
        Called now and then with the share of the work that is done, from 0 to 1.

    Raises
    ------
    UnreadableRoads
        When the file is missing, empty, truncated, of another kind, or holds no drivable road.
    """
    kind = check_file(path)
    if kind == GRAPHML:
        # Importing osmnx takes seconds and 100 MB: only who brings GraphML pays for it.
        from graphs.reading.exchange import read_graphml  # noqa: PLC0415

        return read_graphml(path)
    survey = _survey(path, kind, told)
    if not survey.way_count:
        raise UnreadableRoads.without_roads(path.name)
    told(0.7)
    roads = compile_roads(survey)
    told(1.0)
    return roads


def _survey(path: Path, kind: str, told: Told) -> Survey:
    with tempfile.TemporaryDirectory(prefix="lastmetre-roads-") as folder:
        lines = Path(folder) / "roads.opl"
        told(0.0)
        sift(path, kind, lines)
        told(0.4)
        return read_lines(lines, path.name, told=lambda share: told(0.4 + 0.3 * share))


def check_file(path: Path) -> str:
    """Say what kind of road file this is, by its name.

    Raises
    ------
    UnreadableRoads
        When the file is missing, empty, or its name is of no known kind.
    """
    kind = GRAPHML if path.name.lower().endswith(GRAPHML) else kind_of(path)
    if not path.is_file():
        raise UnreadableRoads.missing(str(path))
    if kind is None:
        raise UnreadableRoads.unknown_kind(path.name, (*FORMATS, GRAPHML))
    if path.stat().st_size == 0:
        raise UnreadableRoads.empty(path.name)
    return kind
