"""Vehicles of a VRPLIB file: one row each in the file, one type for all that are alike here."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from optimizer.model.routing_nouns import VehicleType
from optimizer.model.windows import TimeWindow
from scenarios.instances.text import Convention, Line
from scenarios.instances.unfit import unfit
from scenarios.instances.vrplib import Vrplib

Windows = list[tuple[TimeWindow, ...]]
Allowed = list[frozenset[int] | None]
_COLUMNS = (
    "CAPACITY", "VEHICLES_DEPOT", "VEHICLES_RELOAD_DEPOT", "VEHICLES_FIXED_COST", "VEHICLES_UNIT_DISTANCE_COST",
    "VEHICLES_MAX_DURATION", "VEHICLES_MAX_DISTANCE", "VEHICLES_MAX_RELOADS", "DISTANCE",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    """What a file says of one vehicle: by name, a line and the column where its figures begin."""

    cells: dict[str, tuple[Line, int]]

    def figure(self, name: str, read: Callable[[Line, int], int]) -> int | None:
        """Read one figure, or None where the file does not tell."""
        return read(*self.cells[name]) if name in self.cells else None


def read_fleet(
    file: Vrplib, count: int, depots: int, convention: Convention, windows: Windows
) -> tuple[tuple[VehicleType, ...], Allowed]:
    """Read the vehicle types, and for every location the types that may serve it (None: all).

    Without VEHICLES there are as many as wanted. A vehicle works within the window of its depot.
    """
    line = file.specifications.get("VEHICLES")
    vehicles = line.whole(0, least=1) if line else 1
    plain = [_vehicle(row, depots, convention, windows) for row in _rows(file, vehicles)]
    lists = _allowed_lists(file, vehicles, count, depots)
    alike: dict[tuple[VehicleType, frozenset[int] | None], list[int]] = {}
    for k, key in enumerate(zip(plain, lists, strict=True)):
        alike.setdefault(key, []).append(k)
    kinds = tuple(
        replace(kind, count=len(numbers) if line else None, numbers=tuple(numbers) if line else ())
        for (kind, _), numbers in alike.items()
    )
    return kinds, _allowed_by_location([clients for _, clients in alike], count)


def _rows(file: Vrplib, vehicles: int) -> list[_Row]:
    """Cells of every vehicle: of a section with a row each, or of a specification that holds for all."""
    sections = {name: file.rows(name, vehicles) for name in _COLUMNS}
    common = {name: (file.specifications[name], 0) for name in _COLUMNS if name in file.specifications}
    if sections["CAPACITY"] is None and "CAPACITY" not in common:
        raise unfit(file.path, None, "has no CAPACITY", "缺少 CAPACITY")
    own = {name: rows for name, rows in sections.items() if rows is not None}
    return [_Row(common | {name: (rows[k], 1) for name, rows in own.items()}) for k in range(vehicles)]


def _vehicle(row: _Row, depots: int, convention: Convention, windows: Windows) -> VehicleType:
    """One vehicle, as a type of its own."""

    def scaled(line: Line, column: int) -> int:
        return convention.whole(line.figure(column))

    depot = (row.figure("VEHICLES_DEPOT", Line.whole) or 1) - 1
    if not 0 <= depot < depots:
        line, _ = row.cells["VEHICLES_DEPOT"]
        raise unfit(line.path, line.number, f"names the depot {depot + 1}, where {depots} exist",
                    f"车场 {depot + 1} 不存在（共 {depots} 个）")  # fmt: skip
    reload = _numbers(row.cells["VEHICLES_RELOAD_DEPOT"][0], depots) if "VEHICLES_RELOAD_DEPOT" in row.cells else ()
    reloads = row.figure("VEHICLES_MAX_RELOADS", Line.whole)
    longest = row.figure("VEHICLES_MAX_DURATION", scaled)
    unit = row.figure("VEHICLES_UNIT_DISTANCE_COST", Line.whole)
    line, first = row.cells["CAPACITY"]
    return VehicleType(
        capacity=tuple(line.whole(column, least=0) for column in range(first, max(first + 1, len(line.fields)))),
        fixed_cost=row.figure("VEHICLES_FIXED_COST", scaled) or 0,
        unit_distance_cost=1 if unit is None else unit,
        start_depot=depot,
        end_depot=depot,
        shift=windows[depot][0] if windows[depot] else None,
        max_duration=row.figure("DISTANCE", scaled) if longest is None else longest,
        max_distance=row.figure("VEHICLES_MAX_DISTANCE", scaled),
        reload_depots=reload,
        max_trips=reloads + 1 if reload and reloads is not None else None,
    )


def _numbers(line: Line, limit: int) -> tuple[int, ...]:
    """Indices, from 0, of the nodes a row lists."""
    found = tuple(line.whole(column, least=1) - 1 for column in range(1, len(line.fields)))
    if any(number >= limit for number in found):
        raise unfit(line.path, line.number, f"names node {max(found) + 1}, where {limit} exist",
                    f"节点 {max(found) + 1} 不存在（共 {limit} 个）")  # fmt: skip
    return found


def _allowed_lists(file: Vrplib, vehicles: int, count: int, depots: int) -> list[frozenset[int] | None]:
    """Locations of the clients each vehicle may serve; None: all."""
    rows = file.rows("VEHICLES_ALLOWED_CLIENTS", vehicles)
    if rows is None:
        return [None] * vehicles
    lists = [frozenset(_numbers(row, count)) for row in rows]
    return [None if len(clients) == count - depots else clients for clients in lists]


def _allowed_by_location(lists: list[frozenset[int] | None], count: int) -> Allowed:
    result: Allowed = []
    for node in range(count):
        kinds = frozenset(k for k, clients in enumerate(lists) if clients is None or node in clients)
        result.append(None if len(kinds) == len(lists) else kinds)
    return result
