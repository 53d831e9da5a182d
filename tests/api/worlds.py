"""A grid of streets as an OSM file, and small days on it, as files: what a user of the ways in starts from."""

from pathlib import Path

from graphs.geo import Position
from optimizer.intake.write import write_json, write_workbook
from optimizer.model.demands import Priority
from optimizer.model.goods import Handling
from tests.builders import Town, town

ROWS = 8
STEP_DEG = 0.003
"""About 300 m; the places of ``tests.builders`` lie on the grid's southernmost street."""


def write_grid(path: Path) -> Path:
    """Eight by eight streets that cross, both ways, as OSM XML."""
    nodes = [
        f'<node id="{1 + r * ROWS + c}" version="1" '
        f'lat="{29.5 + r * STEP_DEG:.4f}" lon="{106.498 + c * STEP_DEG:.4f}"/>'
        for r in range(ROWS)
        for c in range(ROWS)
    ]
    lines = [[r * ROWS + c for c in range(ROWS)] for r in range(ROWS)]
    lines += [[r * ROWS + c for r in range(ROWS)] for c in range(ROWS)]
    ways = [
        f'<way id="{1000 + i}" version="1">{"".join(f"<nd ref={chr(34)}{1 + n}{chr(34)}/>" for n in line)}'
        '<tag k="highway" v="secondary"/></way>'
        for i, line in enumerate(lines)
    ]
    path.write_text(f'<?xml version="1.0"?><osm version="0.6">{"".join(nodes + ways)}</osm>', encoding="utf-8")
    return path


def small_town() -> Town:
    """A depot, a market, three communities that want 300 kg of rice each, one van of 1.5 t and one driver."""
    built = town()
    for name in ("A", "B", "C"):
        built.place(name).demand(name, quantity=300)
    return built


def busy_town() -> Town:
    """Thirty communities and three vans: enough to search for as long as one likes."""
    built = town()
    for number in range(30):
        name = f"C{number:02}"
        position = Position(106.498 + number % 6 * STEP_DEG, 29.5 + number // 6 * STEP_DEG)
        built.place(name, position=position).demand(name, quantity=200 + 10 * number)
    for name in ("Wang", "Zhao"):
        built.vehicle(f"van {name}").driver(name)
    return built


def hopeless_town() -> Town:
    """A community that wants chilled milk, and no vehicle that could carry it."""
    built = town().good("milk", handling=Handling.CHILLED).stock("market", "milk", 100).place("A")
    return built.demand("A", "milk", 50, priority=Priority.LIFE)


def as_json(built: Town, path: Path) -> Path:
    """The day as the JSON file that the command line and the service read."""
    write_json(built.day(), path)
    return path


def as_workbook(built: Town, path: Path) -> Path:
    """The day as a workbook."""
    write_workbook(built.day(), path)
    return path
