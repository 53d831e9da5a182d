"""What none of the translations to peers says yet: rules that the public sets do not have."""

from dataclasses import Field, fields
from typing import Any

from optimizer.model.routing_nouns import Client, Depot, Pair, VehicleType
from optimizer.model.routing_problem import RoutingProblem
from scenarios.instances.solver import Unsupported

_TRANSLATED: dict[type, frozenset[str]] = {
    RoutingProblem: frozenset(
        {
            "name", "depots", "clients", "vehicle_types", "pairs", "plane", "distance", "duration", "backhauls_last",
            "objective", "units", "comment",
        }
    ),
    Depot: frozenset({"windows"}),
    Client: frozenset({"delivery", "pickup", "windows", "service", "release", "required", "prize", "vehicle_types"}),
    Pair: frozenset({"pickup", "delivery", "amount"}),
    VehicleType: frozenset(
        {
            "capacity", "count", "fixed_cost", "unit_distance_cost", "unit_duration_cost", "start_depot", "end_depot",
            "shift", "max_duration", "max_distance", "reload_depots", "max_trips", "numbers",
        }
    ),
}  # fmt: skip
"""A field that is added to the nouns is refused until a translation knows it."""


def refuse_what_is_not_classic(problem: RoutingProblem) -> None:
    """Refuse a problem with a rule that no translation knows.

    Raises
    ------
    Unsupported
        For the first such rule.
    """
    nouns = (problem, *problem.depots, *problem.clients, *problem.pairs, *problem.vehicle_types)
    unknown = {kind: [one for one in fields(kind) if one.name not in known] for kind, known in _TRANSLATED.items()}
    for noun in nouns:
        for one in unknown[type(noun)]:
            if getattr(noun, one.name) != _default(one):
                raise Unsupported(f"the rule {one.name!r} is not translated")


def _default(one: Field[Any]) -> object:
    return one.default
