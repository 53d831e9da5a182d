"""Whether a problem has rules beyond those that public instances have: what the plain variants cannot say."""

from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_problem import RoutingProblem


def has_further_rules(problem: RoutingProblem) -> bool:
    """Whether rest, zones, relations, a given plan, lateness or anything else that files seldom have is asked for."""
    whole = (problem.profiles, problem.zones, problem.goods, problem.relations, problem.reference, problem.frozen)
    return (
        any(whole)
        or any(pair.max_ride is not None for pair in problem.pairs)
        or any(map(_of_client, problem.clients))
        or any(map(_of_type, problem.vehicle_types))
        or any(map(_of_depot, problem.depots))
    )


def _of_client(client: Client) -> bool:
    late = client.due is not None and client.late_cost > 0
    return late or bool(client.services) or client.tier is not None or client.depots is not None


def _of_type(kind: VehicleType) -> bool:
    breaks = kind.rest is not None or bool(kind.meals) or kind.max_drive is not None
    costs = kind.unit_drive_cost > 0 or (kind.overtime_after is not None and kind.unit_overtime_cost > 0)
    return breaks or costs or kind.starts_empty or kind.last_in_first_out


def _of_depot(depot: Depot) -> bool:
    return depot.loading > 0 or depot.loading_per_thousand > 0
