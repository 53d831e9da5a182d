"""What a VRPLIB file means: from its parts to a :class:`RoutingProblem`."""

from optimizer.model.routing_nouns import Client, Depot
from optimizer.model.routing_plane import Matrix, Plane
from optimizer.model.routing_problem import RoutingProblem
from scenarios.instances.ground import matrix_of, plane_of
from scenarios.instances.tables import window
from scenarios.instances.text import CONVENTIONS, Convention, Line
from scenarios.instances.unfit import not_understood, unfit
from scenarios.instances.vrplib import Vrplib
from scenarios.instances.vrplib_fleet import Allowed, Windows, read_fleet
from scenarios.instances.vrplib_weights import read_weights

_BY_TYPE = {
    "MDVRPTW": "exact",
    "SDVRPTW": "exact",
    "HFVRP": "exact",
    "VRPTW": "dimacs",
    "MTVRPTWR": "dimacs",
    "PCVRPTW": "dimacs",
}
"""Where the literature rounds otherwise than to the nearest integer."""
_TYPES = frozenset({*_BY_TYPE, "CVRP", "DCVRP", "HFVRP", "VRPB", "MDVRP", "VRPMPD", "VRPSPD", "PCVRP"})
_LARGEST_DIMENSION = 1_000_000


def vrplib_problem(file: Vrplib, convention: Convention | None = None) -> RoutingProblem:
    """Build the problem of a file.

    Raises
    ------
    UnreadableInput
        If parts are missing or contradict each other.
    """
    kind = file.word("TYPE", "CVRP").upper()
    if kind not in _TYPES:
        raise not_understood(file.path, file.specifications["TYPE"].number, f"TYPE {kind}")
    chosen = convention or CONVENTIONS[_BY_TYPE.get(kind, "round")]
    count = _dimension(file)
    depots = _depots(file, count)
    plane, distance = _ground(file, count, chosen)
    windows = _windows(file, count, chosen)
    kinds, allowed = read_fleet(file, count, depots, chosen, windows)
    return RoutingProblem(
        name=file.word("NAME", file.path.name.split(".")[0]),
        depots=tuple(Depot(windows=windows[depot]) for depot in range(depots)),
        clients=_clients(file, depots, chosen, windows, allowed),
        vehicle_types=kinds,
        plane=plane,
        distance=distance,
        backhauls_last=kind == "VRPB",
        units=chosen.units,
        comment=file.word("COMMENT"),
    )


def _dimension(file: Vrplib) -> int:
    line = file.specifications["DIMENSION"]
    count = line.whole(0, least=2)
    if count > _LARGEST_DIMENSION:
        raise unfit(file.path, line.number, f"DIMENSION {count} is too large", f"DIMENSION {count} 过大")
    return count


def _depots(file: Vrplib, count: int) -> int:
    """How many depots there are; they are the first nodes."""
    lines = file.sections.get("DEPOT")
    if lines is None:
        return 1
    numbers = [line.whole(column) for line in lines for column in range(len(line.fields))]
    numbers = numbers[: numbers.index(-1)] if -1 in numbers else numbers
    if numbers != list(range(1, len(numbers) + 1)) or not 0 < len(numbers) < count:
        raise unfit(file.path, lines[0].number if lines else None, f"the depots are {numbers}, not the first nodes",
                    f"车场 {numbers} 不是最前面的节点")  # fmt: skip
    return len(numbers)


def _ground(file: Vrplib, count: int, convention: Convention) -> tuple[Plane | None, Matrix | None]:
    """Coordinates and matrix, as far as the file has them."""
    kind = file.word("EDGE_WEIGHT_TYPE", "EUC_2D").upper()
    rows = file.rows("NODE_COORD", count)
    plane = rows and plane_of([(float(row.figure(1)), float(row.figure(2))) for row in rows], convention)
    if kind == "EXPLICIT":
        return None, read_weights(file, count, convention)
    if kind != "EUC_2D":
        raise not_understood(file.path, file.specifications["EDGE_WEIGHT_TYPE"].number, f"EDGE_WEIGHT_TYPE {kind}")
    if not plane:
        raise unfit(file.path, None, "has no NODE_COORD_SECTION", "缺少 NODE_COORD_SECTION")
    return plane, matrix_of(plane)


def _windows(file: Vrplib, count: int, convention: Convention) -> Windows:
    """Windows by location."""
    rows = file.rows("TIME_WINDOW", count)
    return [() for _ in range(count)] if rows is None else [(window(row, 1, convention),) for row in rows]


def _clients(
    file: Vrplib, depots: int, convention: Convention, windows: Windows, allowed: Allowed
) -> tuple[Client, ...]:
    count = len(windows)
    demand = file.rows("DEMAND", count) or file.rows("LINEHAUL", count)
    if demand is None:
        raise unfit(file.path, None, "has no DEMAND_SECTION", "缺少 DEMAND_SECTION")
    services, releases = (
        _times(file, "SERVICE_TIME", count, convention),
        _times(file, "RELEASE_TIME", count, convention),
    )
    prizes, backhauls = _times(file, "PRIZE", count, convention), file.rows("BACKHAUL", count)
    for row in demand[:depots]:
        if row.whole(1) != 0:
            raise unfit(file.path, row.number, "the depot has a demand", "车场不应有需求")
    return tuple(
        Client(
            delivery=_amounts(demand[node]),
            pickup=_amounts(backhauls[node]) if backhauls else (0,) * (len(demand[node].fields) - 1),
            windows=windows[node],
            service=services[node],
            release=releases[node],
            required=prizes[node] == 0,
            prize=prizes[node],
            vehicle_types=allowed[node],
        )
        for node in range(depots, count)
    )


def _amounts(row: Line) -> tuple[int, ...]:
    """Amounts of a row, one for each dimension."""
    return tuple(row.whole(column, least=0) for column in range(1, max(2, len(row.fields))))


def _times(file: Vrplib, name: str, count: int, convention: Convention) -> list[int]:
    """Scaled figures by location: of a section, or the same for every client."""
    rows = file.rows(name, count)
    if rows is not None:
        return [convention.whole(row.figure(1)) for row in rows]
    line = file.specifications.get(name)
    return [0 if line is None else convention.whole(line.figure(0))] * count
