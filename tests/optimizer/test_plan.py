"""The pipeline as a whole, from a request to a checked plan."""

import pytest

from graphs.network import RoadNetwork
from graphs.town.towns import mountain_city
from optimizer.intake.request import request_of_json
from optimizer.intake.write import day_json
from optimizer.model.budget import Budget, Progress, Unwatched
from optimizer.model.findings import InvalidDay
from optimizer.plan import Stopped, make_plan
from scenarios.catalogue import make_day
from tests.builders import Table
from tests.checked import checked

FEW = Budget(iterations=200)


@pytest.fixture(scope="module")
def city() -> RoadNetwork:
    return RoadNetwork(mountain_city(nodes=3000))


def test_a_catalogue_day_goes_all_the_way_on_real_streets(city: RoadNetwork) -> None:
    """The day `tiny` on a small mountain city: served whole, no breach, no warning."""
    request = request_of_json(day_json(make_day("tiny", city.roads)))
    made = make_plan(request, city, budget=FEW)
    checked(made.day, made.travel, made.plan)
    assert (made.plan.unserved, made.warnings) == ((), ())


def test_the_watcher_hears_every_step_in_order(city: RoadNetwork) -> None:
    """From validation to checking, as the table of contents has them."""
    watch = Unwatched()
    make_plan(request_of_json(day_json(make_day("tiny", city.roads))), city, budget=FEW, watch=watch)
    assert watch.steps == ["validate", "roads", "supply", "crews", "routing", "timetable", "check"]


def test_an_invalid_request_is_refused_with_every_issue() -> None:
    """Nothing in it: each missing table is named."""
    with pytest.raises(InvalidDay) as caught:
        make_plan(request_of_json({}), Table({}), budget=FEW)
    assert len(caught.value.issues) > 3


class CancelsAtOnce(Unwatched):
    """Cancels before the first step."""

    def report(self, progress: Progress) -> None:
        raise AssertionError(progress)

    def cancelled(self) -> bool:
        return True


def test_cancelling_before_the_search_leaves_no_plan() -> None:
    """There is nothing to return yet."""
    with pytest.raises(Stopped):
        make_plan(request_of_json({}), Table({}), budget=FEW, watch=CancelsAtOnce())


def test_a_road_change_that_touches_no_road_is_refused_at_its_row(city: RoadNetwork) -> None:
    """A closure 100 km out: named with its id, and nothing is planned."""
    data = day_json(make_day("tiny", city.roads))
    data["road_changes"] = [
        {
            "id": "R9",
            "kind": "closure",
            "lon": 107.6,
            "lat": 29.5,
            "radius_m": 50,
            "valid_from": "2022-11-21 08:00",
            "valid_until": "2022-11-21 10:00",
        }
    ]
    with pytest.raises(InvalidDay) as caught:
        make_plan(request_of_json(data), city, budget=FEW)
    assert [issue.code for issue in caught.value.issues] == ["E3303"]
    assert "R9" in caught.value.issues[0].message.zh
