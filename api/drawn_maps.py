"""Road maps of a server, drawn one after another in a process of their own: at its start, or when first asked for."""

import atexit
import logging
import multiprocessing
import multiprocessing.process
import signal
import sys
import threading
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path

from api.errors import MapInTheMaking
from graphs.map.tiles import TileStore
from graphs.opening import has_tiles, open_tiles
from optimizer.model.text import Text

log = logging.getLogger("lastmetre.service")

_GRACE_S = 5
"""To remove what is half drawn; in the middle of a large layer the process does not hear us."""


class Maps:
    """The maps of one server by the names of their roads; each is drawn once, in the background, and kept.

    Drawing takes a process: it would hold Python's lock for seconds on end, and the memory of a city for good.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stores: dict[str, TileStore] = {}
        self._failed: dict[str, Exception] = {}
        self._waiting: dict[str, str] = {}
        self._drawing = ""
        self._thread: threading.Thread | None = None
        self._process: multiprocessing.process.BaseProcess | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def draw(self, choices: Mapping[str, str]) -> None:
        """Draw the maps of some roads, name by specification, in the background."""
        with self._lock:
            self._waiting |= choices
            self._go_on()

    def store(self, name: str, spec: str) -> TileStore:
        """Give the tiles of some roads.

        Raises
        ------
        MapInTheMaking
            While they are drawn; the first call begins it, before those that nobody asked for.
        UnreadableRoads
            When the roads cannot be read.
        """
        with self._lock:
            if name in self._stores:
                return self._stores[name]
            if name in self._failed:
                raise self._failed.pop(name)
            if name != self._drawing:
                self._waiting = {name: spec} | self._waiting
                self._go_on()
        raise MapInTheMaking(
            Text(f"the map of {name!r} is being drawn", f"“{name}”的地图正在生成"),
            Text("ask again in a minute", "请一分钟后重试"),
        )

    def stop(self) -> None:
        """Draw no more; a map half drawn is given up."""
        with self._lock:
            self._stopped, self._waiting = True, {}
            process, thread = self._process, self._thread
        if process is not None:
            process.terminate()
            process.join(_GRACE_S)
            process.kill()
        if thread is not None:
            thread.join(_GRACE_S)
        atexit.unregister(self.stop)

    def _go_on(self) -> None:
        if self._thread is None and self._waiting and not self._stopped:
            atexit.register(self.stop)  # multiprocessing would wait for the process that draws
            self._thread = threading.Thread(target=self._work, name="maps", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._drawing, self._thread = "", None
                    return
                self._drawing = name = next(iter(self._waiting))
                spec = self._waiting.pop(name)
            try:
                made: TileStore | Exception = self._made(spec)
            except Exception as error:  # noqa: BLE001  told to whoever asks next
                made = error
            with self._lock:
                if isinstance(made, TileStore):
                    self._stores[name] = made
                elif not self._stopped:
                    log.warning("the map of %s could not be drawn: %s", name, made)
                    self._failed[name] = made

    def _made(self, spec: str) -> TileStore:
        if not has_tiles(spec, self._folder):
            self._draw_apart(spec)
        return open_tiles(spec, self._folder)

    def _draw_apart(self, spec: str) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_draw, args=(spec, self._folder, theirs), name="maps", daemon=True)
        with self._lock:
            if self._stopped:
                return
            process.start()
            self._process = process
        theirs.close()
        try:
            error = ours.recv()
        except EOFError:
            error = RuntimeError(f"the process that drew the map of {spec} ended by itself")
        process.join()
        with self._lock:
            self._process = None
        if error is not None:
            raise error


def _draw(spec: str, folder: Path, answer: Connection) -> None:
    """Body of the process: draw a map, and tell what went wrong, None for nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the service ends us itself
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # by way of every clean-up
    try:
        open_tiles(spec, folder)
    except Exception as error:  # noqa: BLE001  it is raised again in the service
        answer.send(error)
    else:
        answer.send(None)
