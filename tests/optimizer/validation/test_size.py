"""A large request is validated quickly."""

import time

from tests.optimizer.validation.requests import good, issues


def test_five_thousand_demands_are_validated_in_about_a_second() -> None:
    """5,000 demands at 1,000 places, 200 vehicles, 300 drivers; the bound leaves room for a busy machine."""
    data = good()
    community = data["places"][2]
    data["places"] += [{**community, "id": f"K{i}", "lon": 106.5 + i / 10_000} for i in range(1_000)]
    data["stocks"][0]["quantity"] = 1_000_000
    demand = {**data["demands"][0], "splittable": False}
    data["demands"] = [{**demand, "id": f"X{i}", "place": f"K{i % 1000}"} for i in range(5_000)]
    van = data["vehicles"][0]
    data["vehicles"] = [{**van, "id": f"V{i}", "plate": f"渝A{i:05d}", "capacity_kg": 1000 + i} for i in range(200)]
    data["drivers"] = [{**data["drivers"][0], "id": f"D{i}"} for i in range(300)]
    began = time.perf_counter()
    assert issues(data) == ()
    assert time.perf_counter() - began < 4
