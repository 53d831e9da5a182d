"""What a solver gives back for a :class:`~optimizer.model.routing_problem.RoutingProblem`."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Trip:
    """From one depot to the next.

    Attributes
    ----------
    depot
        Where the trip begins; it ends where the next trip begins, the last one at the vehicle type's end depot.
    clients
        Indices into ``clients`` of the problem, in the order of the visits.
    """

    depot: int
    clients: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """What one vehicle does."""

    vehicle_type: int
    trips: tuple[Trip, ...]


@dataclass(frozen=True, slots=True)
class Routes:
    """A solution; every route is a vehicle of its own, vehicles that stay at home are left out."""

    routes: tuple[Route, ...] = ()


class Incumbent(NamedTuple):
    """The best cost after so many wall seconds since the solver was called."""

    seconds: float
    cost: int


class Standing(NamedTuple):
    """How a search stands, for whoever watches it.

    Attributes
    ----------
    progress
        Share of the budget that is spent, from 0 to 1.
    cost
        Of the best routes so far, in the problem's units; None until they serve every required client.
    unserved
        Required clients that the best routes so far leave out.
    seconds
        Wall seconds since the solver was called.
    """

    progress: float
    cost: int | None
    unserved: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The best routes found, and how the search went.

    Attributes
    ----------
    cost
        What the solver believes them to cost, in the problem's units.
    first_feasible_s
        Wall seconds until the first routes that break no rule and serve every required client; None if there are none.
    trace
        Ever better incumbents, as far as the solver tells of them; the last is the answer.
    """

    routes: Routes
    cost: int
    iterations: int | None = None
    first_feasible_s: float | None = None
    trace: tuple[Incumbent, ...] = ()
