"""Solution files: what is written is read back; published ones cost what was published."""

from pathlib import Path

import pytest

from optimizer.model.findings import UnreadableInput
from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Depot
from scenarios.bench_routing.sets import Listed, listed
from scenarios.instances.price import price
from scenarios.instances.read import read_problem
from scenarios.instances.solution import read_solution, solution_text
from tests.scenarios.instances.small import kind, problem, routes, trips

DATA = Path(__file__).parents[4] / "shared" / "data" / "bench"
PUBLISHED = {
    "cvrp_x": "X-n200-k36", "vrptw_solomon": "R112", "vrptw_gh1000": "C1_10_2", "mdvrptw": "PR11A",
    "vrpb_x": "X-n524-66-k129", "sdvrptw_site": "PR01", "hfvrp_x": "X172-HVRP", "mtvrptwr": "R208R0.5",
    "pdptw_lilim200": "LR1_2_8",
}  # fmt: skip


def read(folder: Path, text: str, **more: object) -> Routes:
    path = folder / "it.sol"
    path.write_text(text, encoding="utf-8")
    return read_solution(path, problem(**more))


def test_routes_are_numbered_by_location_and_the_cost_is_in_the_files_unit() -> None:
    """Client 0 is location 1; 53 tenths."""
    assert solution_text(problem(units=10), routes([0, 2], [1]), 53) == "Route #1: 1 3\nRoute #2: 2\nCost 5.3\n"


def test_vehicles_told_apart_keep_their_lines() -> None:
    """Type 1 is vehicle 2 of the file; vehicle 1 stays at home."""
    types = (kind(count=1, numbers=(0,)), kind(count=1, numbers=(1,)))
    here = problem(vehicle_types=types)
    assert solution_text(here, routes([0, 1, 2], vehicle_type=1), 53) == "Route #1:\nRoute #2: 1 2 3\nCost 53\n"
    with pytest.raises(ValueError, match="vehicle type 1 has more routes than vehicles"):
        solution_text(here, routes([0], [1], vehicle_type=1), 0)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """A reload is a depot inside a route."""
    here = trips([0], [2, 1])
    text = solution_text(problem(), here, 0)
    assert text.startswith("Route #1: 1 0 3 2\n")
    assert read(tmp_path, text) == here


def test_sintefs_form_and_other_depots(tmp_path: Path) -> None:
    """Two depots: location 2 is client 0; a route of the second depot's vehicle begins there."""
    types = (kind(numbers=(0,)), kind(numbers=(1,), start_depot=1, end_depot=1))
    here = problem(*problem().clients[:2], depots=(Depot(), Depot()), vehicle_types=types)
    path = tmp_path / "it.sol"
    path.write_text("Solution\nRoute 2 : 3 2\n", encoding="utf-8")
    assert read_solution(path, here) == Routes((Route(1, (Trip(1, (1, 0)),)),))


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        ("Route #1: 1 4\n", "it.sol, line 1: there is no location 4", "it.sol 第 1 行：没有地点 4"),
        ("Route #3: 1\n", "it.sol, line 1: there is no vehicle 3", "it.sol 第 1 行：没有车辆 3"),
        ("nothing\n", "it.sol: is neither VRPLIB, Solomon nor Li & Lim", "it.sol：既不是 VRPLIB"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, text: str, en: str, zh: str) -> None:
    """One vehicle, three clients."""
    with pytest.raises(UnreadableInput) as caught:
        read(tmp_path, text, vehicle_types=(kind(numbers=(0,)),))
    assert en in caught.value.issue.message.en
    assert zh in caught.value.issue.message.zh


def published(group: str) -> Listed:
    if not DATA.exists():
        pytest.skip(f"no instances at {DATA}")
    return next(one for one in listed(DATA) if (one.group, one.name) == (group, PUBLISHED[group]))


@pytest.mark.parametrize("group", PUBLISHED)
def test_published_solutions_break_no_rule_and_cost_what_was_published(group: str) -> None:
    """hfvrp_x publishes cents cut off; Li & Lim unrounded distances: these may differ in the fifth figure."""
    one = published(group)
    here = read_problem(one.path)
    assert one.solution is not None
    priced = price(here, read_solution(one.solution, here))
    assert priced.breaches == ()
    loose = group in {"hfvrp_x", "pdptw_lilim200"}
    assert priced.cost == pytest.approx(one.best_known(here), rel=1e-5 if loose else 0, abs=0)
