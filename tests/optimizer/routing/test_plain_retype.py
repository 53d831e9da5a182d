"""What another type of vehicle might save on a route that clients have left."""

import pytest

from optimizer.model.routing_nouns import VehicleType
from optimizer.routing.plain.retype import may_save
from tests.optimizer.routing.test_plain_shortlist import driven, in_a_row

LARGE = VehicleType(capacity=(5,), count=1, fixed_cost=30, unit_distance_cost=2)


@pytest.mark.parametrize(("gone", "capacity", "saved"), [(1, 4, 30), (0, 4, 50), (0, 1, 0)])
def test_the_cheapest_type_that_holds_what_is_left_tells_what_is_saved(gone: int, capacity: int, saved: int) -> None:
    """Loads of 3 at 10 and of 2 at 20, for 30 and 2 a unit. Without the second the route costs 70, and 40 in a smaller
    vehicle for 20 and 1 a unit; without the first 110 and 60, unless the smaller one does not hold the 2."""
    small = VehicleType(capacity=(capacity,), count=1, fixed_cost=20, unit_distance_cost=1)
    search, _ = driven(in_a_row((3, 2), vehicles=(LARGE, small)), [[0, 1]], [0], absent=gone)
    assert may_save(search.plain, search.state) == saved


def test_a_type_of_which_no_vehicle_is_left_saves_nothing() -> None:
    """The one small vehicle drives to the third client."""
    small = VehicleType(capacity=(4,), count=1, fixed_cost=20, unit_distance_cost=1)
    search, _ = driven(in_a_row((3, 2, 1), vehicles=(LARGE, small)), [[0, 1], [2]], [0, 1], absent=1)
    assert may_save(search.plain, search.state) == 0
