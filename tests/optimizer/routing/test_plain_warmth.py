"""How cold a search without windows ends, by what it searches and by its budget."""

import pytest

from optimizer.model.routing_nouns import VehicleType
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.warmth import mean_distance, warmth
from tests.optimizer.routing.test_plain_shortlist import in_a_row

ONE = VehicleType(capacity=(4,), count=None)
LARGER = VehicleType(capacity=(9,), count=None, fixed_cost=50)


@pytest.mark.parametrize(
    ("each", "cold"), [(10, 0.005), (2_000, 0.005), (4_500, 0.005 / 1.5), (8_000, 0.0025), (10**6, 0.0025)]
)
def test_with_types_the_last_temperature_falls_with_the_root_of_the_budget(each: int, cold: float) -> None:
    """0.005 of the mean distance up to 2,000 iterations a client, half of that for four times as many and more."""
    plain = lay_out(in_a_row((1,) * 10, vehicles=(ONE, LARGER)))
    assert warmth(plain, each, large=False)[1] == pytest.approx(cold * mean_distance(plain))


def test_where_vehicles_are_alike_it_is_the_same_for_every_budget() -> None:
    """0.0025 of the mean distance."""
    plain = lay_out(in_a_row((1,) * 10, vehicles=(ONE,)))
    for each in (10, 10**6):
        assert warmth(plain, each, large=False)[1] == pytest.approx(0.0025 * mean_distance(plain))
