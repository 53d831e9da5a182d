"""Road maps of a server, drawn in the background when they are first asked for."""

import logging
import threading
from pathlib import Path

from api.errors import MapInTheMaking
from graphs.map.tiles import TileStore
from graphs.opening import open_tiles
from optimizer.model.text import Text

log = logging.getLogger("lastmetre.service")


class Maps:
    """The maps of one server by the names of their roads; each is drawn once, in the background, and kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stores: dict[str, TileStore] = {}
        self._failed: dict[str, Exception] = {}
        self._drawing: dict[str, threading.Thread] = {}
        self._lock = threading.Lock()

    def store(self, name: str, spec: str) -> TileStore:
        """Give the tiles of some roads.

        Raises
        ------
        MapInTheMaking
            While they are drawn; the first call begins it.
        UnreadableRoads
            When the roads cannot be read.
        """
        with self._lock:
            if name in self._stores:
                return self._stores[name]
            if name in self._failed:
                raise self._failed.pop(name)
            if name not in self._drawing:
                self._drawing[name] = threading.Thread(target=self._draw, args=(name, spec), daemon=True)
                self._drawing[name].start()
        raise MapInTheMaking(
            Text(f"the map of {name!r} is being drawn", f"“{name}”的地图正在生成"),
            Text("ask again in a minute", "请一分钟后重试"),
        )

    def _draw(self, name: str, spec: str) -> None:
        try:
            store = open_tiles(spec, self._folder)
        except Exception as error:  # noqa: BLE001  told to whoever asks next
            log.warning("the map of %s could not be drawn: %s", name, error)
            with self._lock:
                self._failed[name] = error
                del self._drawing[name]
            return
        with self._lock:
            self._stores[name] = store
            del self._drawing[name]
