"""What a problem uses of all the core can do, and the figures that hold for all of it."""

from typing import NamedTuple

from optimizer.routing.compiled import by_reference


@by_reference
class Rules(NamedTuple):
    """Figures that hold for all.

    Units in a tonne (or a thousand) of a load, how long vehicles are washed, and the prices of changes against a plan.
    """

    load_unit: int = 1_000_000
    cleaning_s: int = 0
    disinfection_s: int = 0
    other_crew_cents: float = 0.0
    other_turn_cents: float = 0.0
    cents_per_moved_s: float = 0.0
    tolerance_s: int = 0


@by_reference
class Features(NamedTuple):
    """What a problem uses; what it does not use is not computed."""

    more: bool = False  # anything of ``moments.More`` counts
    timed: bool = False  # some crew leaves as late as it can
    limits: bool = False  # on duration, driving, distance or trips, or a price of duration
    periods: bool = False
    meals: bool = False
    goods: bool = False  # some want a clean vehicle
    zones: bool = False  # some want the vehicle disinfected
    services: bool = False  # differ by kind
    end_windows: bool = False
    ordered: bool = False  # any of those below: it matters where in a trip a stop stands, clock aside
    mixed: bool = False  # loads change on the way: pickups, pairs
    lifo: bool = False
    rows: bool = False  # some stops stand directly behind others
    levels: bool = False  # the zones of a trip have an order
    backhauls: bool = False  # last
    pairs: bool = False
    rides: bool = False  # of some pairs are limited
    ties: bool = False  # some stops are in pairs or relations
    held: bool = False  # some stops must wait for others
    referred: bool = False  # changes against a given plan have a price
