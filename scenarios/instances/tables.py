"""The two table forms: Solomon's (time windows) and Li & Lim's (pickup and delivery), in the numbers of their figures.

Solomon (also Gehring & Homberger): a name, ``VEHICLE`` with number and capacity, ``CUSTOMER`` with number, x, y,
demand, ready, due and service time; the first customer is the depot. Li & Lim: vehicles, capacity, speed; then task, x,
y, demand, earliest, latest, service, pickup, delivery, where a delivery names its pickup and the other way round.
"""

from collections.abc import Sequence
from pathlib import Path

from optimizer.model.findings import UnreadableInput
from optimizer.model.routing_nouns import Client, Depot, Pair, VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.windows import TimeWindow
from scenarios.instances.ground import matrix_of, plane_of
from scenarios.instances.text import Convention, Line
from scenarios.instances.unfit import unfit

_SOLOMON_COLUMNS = 7
_LI_LIM_COLUMNS = 9


def is_solomon(lines: Sequence[Line]) -> bool:
    """Whether the lines look like Solomon's form."""
    words = [line.fields[0].upper() for line in lines[:8]]
    return "VEHICLE" in words and "CUSTOMER" in words


def is_li_lim(lines: Sequence[Line]) -> bool:
    """Whether the lines look like Li & Lim's form."""
    return len(lines) > 1 and len(lines[0].fields) == 3 and len(lines[1].fields) == _LI_LIM_COLUMNS


def solomon_problem(path: Path, lines: Sequence[Line], convention: Convention) -> RoutingProblem:
    """Build the problem of a Solomon file."""
    words = [line.fields[0].upper() for line in lines]
    fleet = next((line for line in lines[words.index("VEHICLE") + 1 :] if line.fields[0].isdigit()), None)
    rows = [line for line in lines[words.index("CUSTOMER") + 1 :] if line.fields[0].lstrip("-").isdigit()]
    if fleet is None or len(rows) < 2:
        raise unfit(path, None, "has no vehicles or no customers", "没有车辆或客户")
    _numbered_from_0(rows)
    clients = tuple(
        Client(
            delivery=(row.whole(3, least=0),),
            pickup=(0,),
            windows=(window(row, 4, convention),),
            service=convention.whole(row.figure(6)),
        )
        for row in rows[1:]
    )
    size = (fleet.whole(0, least=1), fleet.whole(1, least=0))
    return _problem(path, rows, clients, fleet=size, convention=convention)


def li_lim_problem(path: Path, lines: Sequence[Line], convention: Convention) -> RoutingProblem:
    """Build the problem of a Li & Lim file."""
    fleet, rows = lines[0], lines[1:]
    if len(rows) < 2:
        raise unfit(path, None, "has no tasks", "没有任务")
    _numbered_from_0(rows)
    clients = tuple(
        Client(
            delivery=(0,),
            pickup=(0,),
            windows=(window(row, 4, convention),),
            service=convention.whole(row.figure(6)),
        )
        for row in rows[1:]
    )
    size = (fleet.whole(0, least=1), fleet.whole(1, least=0))
    return _problem(path, rows, clients, fleet=size, convention=convention, pairs=tuple(_pairs(rows)))


def window(row: Line, column: int, convention: Convention) -> TimeWindow:
    """Read the window whose ends stand in ``column`` and the next.

    Raises
    ------
    UnreadableInput
        If it closes before it opens.
    """
    opens, closes = convention.whole(row.figure(column)), convention.whole(row.figure(column + 1))
    if opens > closes:
        a, b = row.fields[column], row.fields[column + 1]
        raise unfit(row.path, row.number, f"the time window {a}-{b} closes before it opens", f"时间窗 {a}-{b} 起止颠倒")
    return TimeWindow(opens=opens, closes=closes)


def _pairs(rows: Sequence[Line]) -> list[Pair]:
    """The pairs of tasks, each told of twice."""
    pairs: list[Pair] = []
    for row in rows[1:]:
        before, after = row.whole(7, least=0), row.whole(8, least=0)
        if (before == 0) == (after == 0):
            raise unfit(row.path, row.number, "is neither a pickup nor a delivery", "既不是取货也不是送货")
        other = before or after
        if other >= len(rows) or int(rows[other].figure(7 if after else 8)) != row.whole(0):
            raise _lonely(row, other)
        if after:
            amount = row.whole(3, least=0)
            if rows[after].whole(3) != -amount:
                raise unfit(row.path, row.number, f"picks up {amount}, task {after} delivers another amount",
                            f"取货量 {amount} 与任务 {after} 的送货量不符")  # fmt: skip
            pairs.append(Pair(pickup=row.whole(0) - 1, delivery=after - 1, amount=(amount,)))
    return pairs


def _lonely(row: Line, other: int) -> UnreadableInput:
    return unfit(row.path, row.number, f"task {other} does not name it as its pair", f"任务 {other} 未与之配对")


def _numbered_from_0(rows: Sequence[Line]) -> None:
    for number, row in enumerate(rows):
        if row.whole(0) != number:
            raise unfit(row.path, row.number, f"number {row.fields[0]} stands where {number} is due",
                        f"编号 {row.fields[0]} 应为 {number}")  # fmt: skip


def _problem(
    path: Path,
    rows: Sequence[Line],
    clients: tuple[Client, ...],
    *,
    fleet: tuple[int, int],
    convention: Convention,
    pairs: tuple[Pair, ...] = (),
) -> RoutingProblem:
    """Put together what both forms share: one depot, equal vehicles, travel times equal to distances."""
    if clients and rows[0].whole(3) != 0:
        raise unfit(path, rows[0].number, "the depot has a demand", "车场不应有需求")
    plane = plane_of([(float(row.figure(1)), float(row.figure(2))) for row in rows], convention)
    hours = window(rows[0], 4, convention)
    count, capacity = fleet
    return RoutingProblem(
        name=path.name.split(".txt")[0],
        depots=(Depot(windows=(hours,)),),
        clients=clients,
        vehicle_types=(VehicleType(capacity=(capacity,), count=count, shift=hours),),
        pairs=pairs,
        plane=plane,
        distance=matrix_of(plane),
        units=convention.units,
    )
