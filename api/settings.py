"""What an operator may set about the service; no client can change any of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TOWN = "town"
ROAD_SUFFIXES = (".osm.pbf", ".pbf", ".osm", ".xml", ".osm.gz", ".osm.bz2", ".graphml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Limits and folders of one server.

    Attributes
    ----------
    roads_folder
        Road extracts that clients may name by file name; None leaves the embedded town alone.
    max_body_bytes
        Larger uploads are refused with 413.
    max_waiting
        So many plans may wait for the worker; the next is refused with 503.
    keep_plans
        Results of so many finished plans are kept; the oldest goes first.
    max_seconds, max_iterations
        The largest budget a client may ask for.
    draw_maps
        Whether the maps of all roads are drawn when the service starts, and not when first asked for.
    cancel_grace_s
        A worker that does not heed a cancellation for so long is ended by force.
    """

    roads_folder: Path | None = None
    max_body_bytes: int = 10_000_000
    max_waiting: int = 20
    keep_plans: int = 50
    max_seconds: float = 3_600.0
    max_iterations: int = 100_000_000
    draw_maps: bool = False
    cancel_grace_s: float = 60.0

    def roads(self) -> Mapping[str, str]:
        """Name a client may give → what :func:`graphs.network.open_roads` takes."""
        choices = {TOWN: TOWN}
        if self.roads_folder is not None and self.roads_folder.is_dir():
            files = sorted(self.roads_folder.iterdir())
            choices.update({f.name: str(f) for f in files if f.is_file() and f.name.endswith(ROAD_SUFFIXES)})
        return choices
