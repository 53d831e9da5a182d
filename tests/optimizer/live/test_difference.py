"""What has become of the stops of a plan, counted by hand."""

from dataclasses import replace

import pytest

from optimizer.live.difference import Difference, difference
from optimizer.model.duties import Duty
from optimizer.model.plan import Plan
from tests.optimizer.routing.test_day_given import VANS, duty, plan_of, two_vans
from tests.optimizer.routing.worlds import crews, drop

WHO = crews(two_vans(), VANS)


def plan(van: str, van2: str = "") -> Plan:
    """The stops of the two vans, in order."""
    duties: list[Duty] = [duty(WHO, k, *map(drop, stops)) for k, stops in enumerate((van, van2)) if stops]
    return plan_of(two_vans(), *duties)


CASES = {
    "nothing": (plan("AB", "C"), plan("AB", "C"), Difference(same=3)),
    "another vehicle, and so another one before B": (
        plan("AB", "C"), plan("B", "AC"), Difference(other_vehicle=1, other_order=2)
    ),
    "one gone, one new": (plan("AB"), plan("AC"), Difference(same=1, gone=1, new=1)),
    "the same stop twice, once by each": (plan("A", "A"), plan("A", "A"), Difference(same=2)),
    "all gone": (plan("ABC"), replace(plan("A"), duties=()), Difference(gone=3)),
}  # fmt: skip


@pytest.mark.parametrize("what", CASES)
def test_stops_are_counted_by_what_became_of_them(what: str) -> None:
    """Stops are 100 s apart, so none moves by a quarter of an hour."""
    before, after, found = CASES[what]
    assert difference(before, after) == found


@pytest.mark.parametrize(("later_s", "found"), [(900, Difference(same=1)), (901, Difference(other_time=1))])
def test_a_quarter_of_an_hour_is_no_change(later_s: int, found: Difference) -> None:
    """The delivery begins so much later."""
    before = plan("A")
    visits = tuple(replace(visit, begin_s=visit.begin_s + later_s) for visit in before.duties[0].visits)
    assert difference(before, replace(before, duties=(replace(before.duties[0], visits=visits),))) == found
