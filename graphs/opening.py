"""Roads by name: a seeded town or a file, compiled once and kept; and the map that belongs to them."""

from collections.abc import Callable
from pathlib import Path

from graphs.errors import UnreadableRoads
from graphs.map.tiles import TileStore, draw_tiles, road_layers
from graphs.reading.cache import RoadCache, cache_folder, keep_newest, key_of_file, key_of_words
from graphs.reading.osm import check_file, read_roads, untold
from graphs.reading.prepared import LinkCache
from graphs.roads import RoadGraph
from graphs.town.towns import DEFAULT_NODES, mountain_city
from graphs.wide import WideRoads

TOWN = "town"
PLACE = "place:"
LARGEST_TOWN = 1_000_000
SMALLEST_TOWN = 2_000

Told = Callable[[float], None]


def open_graph(spec: str | None, *, cache: RoadCache | None = None, told: Told = untold) -> RoadGraph:
    """Open roads by name.

    Parameters
    ----------
    spec
        None or ``"town"`` is the mountain city, ``"town:7"`` the one of seed 7, ``"town:7:100000"`` with about so many
        junctions; ``"place:Yuzhong, Chongqing"`` is downloaded once, where there is a network; anything else is a
        file.
    cache
        Where compiled graphs are kept; by default as :func:`graphs.reading.cache.cache_folder` says.
    told
        Called now and then with the share of the work that is done, from 0 to 1.

    Raises
    ------
    UnreadableRoads
        When the file is missing, damaged or of an unknown kind, the town's seed or size is no number, or the place
        cannot be downloaded.
    """
    chosen = RoadCache(cache_folder()) if cache is None else cache
    roads = chosen.get(_key(spec), lambda: _made(spec, told))
    told(1.0)
    return roads


def open_tiles(spec: str | None, folder: Path, *, cache: RoadCache | None = None, told: Told = untold) -> TileStore:
    """Open the map of some roads, drawn into ``folder`` if it is not there yet.

    The parameters and errors of :func:`open_graph`; also OSError when the folder cannot be written.
    """
    path = folder / f"{_key(spec)}.mbtiles"
    if not path.is_file():
        roads = open_graph(spec, cache=cache, told=lambda share: told(share / 3))
        draw_tiles(path, list(road_layers(roads)), name=roads.name, told=lambda share: told((1 + 2 * share) / 3))
        keep_newest(folder, ".mbtiles")
    return TileStore(path)


def tiles_folder() -> Path | None:
    """Where maps are kept: beside the cache of roads; None where nothing is."""
    kept = cache_folder()
    return None if kept is None else kept.with_name("tiles")


def has_tiles(spec: str | None, folder: Path) -> bool:
    """Whether the map of some roads is in ``folder``; the errors of :func:`open_graph` for roads that are not there."""
    return (folder / f"{_key(spec)}.mbtiles").is_file()


def prepare_roads(spec: str | None, folder: Path, *, told: Told = untold) -> tuple[RoadGraph, TileStore]:
    """Compile roads and their hierarchy into the cache and draw their map into ``folder``: later nobody waits for them.

    The parameters and errors of :func:`open_tiles`.
    """
    roads = open_graph(spec, told=lambda share: told(share / 2))
    WideRoads(roads, LinkCache(cache_folder()).laid).prepared.hierarchy  # noqa: B018  laid, and so kept
    store = open_tiles(spec, folder, told=lambda share: told((1 + share) / 2))
    told(1.0)
    return roads, store


def _town(spec: str | None) -> tuple[int, int] | None:
    """Seed and size of a town, or None for a file."""
    if spec is None or spec == TOWN:
        return 1, DEFAULT_NODES
    if not spec.startswith(f"{TOWN}:"):
        return None
    parts = spec.split(":")[1:]
    if len(parts) > 2 or not all(part.isascii() and part.isdigit() for part in parts):
        raise UnreadableRoads.no_seed(spec)
    nodes = int(parts[1]) if len(parts) == 2 else DEFAULT_NODES
    if not SMALLEST_TOWN <= nodes <= LARGEST_TOWN:
        raise UnreadableRoads.no_size(spec, SMALLEST_TOWN, LARGEST_TOWN)
    return int(parts[0]), nodes


def _key(spec: str | None) -> str:
    town = _town(spec)
    if town is not None:
        return key_of_words(TOWN, *town)
    if str(spec).startswith(PLACE):
        return key_of_words(str(spec))
    path = Path(str(spec))
    check_file(path)
    return key_of_file(path)


def _made(spec: str | None, told: Told) -> RoadGraph:
    town = _town(spec)
    if town is not None:
        return mountain_city(seed=town[0], nodes=town[1])
    if str(spec).startswith(PLACE):
        # Importing osmnx takes seconds and 100 MB: only who downloads pays for it.
        from graphs.reading.exchange import download_place  # noqa: PLC0415

        return download_place(str(spec).removeprefix(PLACE))
    return read_roads(Path(str(spec)), told=told)
