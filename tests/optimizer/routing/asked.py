"""In which fields a small world asks for what its name says, and the world without."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from optimizer.model.routing_problem import RoutingProblem

ASKED: Mapping[str, tuple[str, ...]] = {
    "mixed fleet": ("type.fixed_cost", "type.unit_distance_cost"),
    "vehicles first": ("objective",),
    "cost of duration": ("type.unit_duration_cost",),
    "cost of driving": ("type.unit_drive_cost",),
    "overtime": ("type.unit_overtime_cost",),
    "several depots": ("type.start_depot", "type.end_depot"),
    "open ends": ("type.end_depot",),
    "time windows": ("client.windows",),
    "several windows": ("client.windows",),
    "soft lateness": ("client.late_cost",),
    "service by type": ("client.services",),
    "release": ("client.release",),
    "shift": ("type.shift",),
    "max duration": ("type.max_duration",),
    "max drive": ("type.max_drive",),
    "max distance": ("type.max_distance",),
    "trips at most": ("type.max_trips",),
    "loading time": ("depot.loading", "depot.loading_per_thousand"),
    "starting empty": ("type.starts_empty",),
    "goods at their depots": ("client.depots",),
    "max ride": ("pair.max_ride",),
    "last in first out": ("type.last_in_first_out",),
    "backhauls": ("backhauls_last",),
    "pickups beside deliveries": ("client.pickup",),
    "prizes": ("client.required",),
    "strict tiers": ("client.tier",),
    "sites": ("client.vehicle_types",),
    "goods apart": ("goods",),
    "cleaning": ("goods",),
    "zones": ("zones",),
    "rest": ("type.rest",),
    "waiting is rest": ("type.rest",),
    "meal": ("type.meals",),
    "vehicle profiles": ("type.profile",),
    "same crew": ("relations",),
    "different crews": ("relations",),
    "fixed sequence": ("relations",),
    "gap": ("relations",),
    "gap between crews": ("relations",),
    "frozen": ("frozen",),
    "begun twice": ("frozen",),
    "half a pair begun": ("frozen",),
    "half a sequence begun": ("frozen",),
    "a gap begun from its end": ("frozen",),
    "changes of crew": ("reference",),
    "changes of order": ("reference",),
    "changes of time": ("reference",),
}


def without(problem: RoutingProblem, asked: tuple[str, ...]) -> RoutingProblem:
    """The problem with some fields as they are where nobody asks for anything; ``client.windows``, say."""
    for path in asked:
        noun, _, name = path.rpartition(".")
        holder = {"client": "clients", "type": "vehicle_types", "depot": "depots", "pair": "pairs"}.get(noun)
        if holder is None:
            problem = _reset(problem, name)
        else:
            nouns: dict[str, Any] = {holder: tuple(_reset(one, name) for one in getattr(problem, holder))}
            problem = replace(problem, **nouns)
    return problem


def _reset(noun: Any, name: str) -> Any:
    default = next(field.default for field in fields(noun) if field.name == name)
    return replace(noun, **{name: (0,) if name == "pickup" else default})
