"""Demands, goods and stock: contradictions are errors; what cannot be served is a warning, and planning goes on."""

import pytest

from optimizer.intake.request import request_of_json
from optimizer.model.findings import Severity
from optimizer.model.windows import TimeWindow
from optimizer.validation.validate import validate
from tests.optimizer.validation.requests import advised, issues, only, spoilt, told


def test_demand_outside_opening_hours() -> None:
    """The community is closed between 12:00 and 14:00."""
    issue = only(spoilt("demands/0/windows", "12:30-13:30"))
    assert told(issue) == (
        "E3101",
        "/demands/0/windows",
        "demand 'X0001' asks for 12:30-13:30, but place 'C001' is open 06:00-12:00;14:00-18:00",
        "需求“X0001”要求 12:30-13:30 送达，但地点“C001”的开放时间为 06:00-12:00;14:00-18:00",
    )
    assert advised(issue)[1] == "请修改需求的送达时间或地点的开放时间"


def test_windows_of_a_demand_are_narrowed_to_those_of_its_place() -> None:
    """08:00-15:00 at a place closed over noon: 08:00-12:00 and 14:00-15:00."""
    day = validate(request_of_json(spoilt("demands/0/windows", "08:00-15:00"))).day
    hour = 3600
    assert day.demands["X0001"].windows == (
        TimeWindow(opens=8 * hour, closes=12 * hour),
        TimeWindow(opens=14 * hour, closes=15 * hour),
    )


def test_good_kept_apart_from_itself() -> None:
    """It would never be carried."""
    issue = only(spoilt("goods/0/keeps_apart_from", ["rice"]))
    assert told(issue) == (
        "E3102", "/goods/0/keeps_apart_from", "good 'rice' is to be kept apart from itself", "物资“rice”不得与自身同车",
    )  # fmt: skip
    assert advised(issue) == ("name other goods only", "请只填其他物资")


@pytest.mark.parametrize("due", ["05:00", "13:00", "19:00"])
def test_due_outside_windows_is_a_warning(due: str) -> None:
    """Before the community opens, over noon, after it closes: planned all the same."""
    issue = only(spoilt("demands/0/due", due))
    assert told(issue) == (
        "W4101",
        "/demands/0/due",
        f"demand 'X0001' is due at {due}, outside its windows 06:00-12:00;14:00-18:00",
        f"需求“X0001”的最迟到达 {due} 不在送达时间 06:00-12:00;14:00-18:00 之内",
    )
    assert issue.severity is Severity.WARNING
    assert "late whatever we do" in advised(issue)[0]
    assert "迟到" in advised(issue)[1]


def test_no_vehicle_large_enough_for_an_unsplittable_demand() -> None:
    """100 bags of 25 kg in one piece on a van for 1,500 kg and 15,000 l."""
    data = spoilt("demands/0/quantity", 100)
    data["demands"][0]["splittable"] = False
    issue = only(data)
    assert told(issue) == (
        "W4102",
        "/demands/0/quantity",
        (
            "demand 'X0001' needs one vehicle for 2,500 kg, 3,500 l, "
            "but the largest carries 1,500 kg, 15,000 l: it will not be served"
        ),
        "需求“X0001”须由一辆车装 2,500 kg, 3,500 l，而最大的车只能装 1,500 kg, 15,000 l，将无法送达",
    )
    assert issue.severity is Severity.WARNING
    assert advised(issue) == ("make it splittable, or add a larger vehicle", "请改为可拆分，或增加更大的车辆")


def test_a_large_demand_that_may_be_split_is_no_problem() -> None:
    """The same 100 bags in several drops."""
    assert issues(spoilt("demands/0/quantity", 100)) == ()


def test_no_vehicle_large_enough_for_one_unit() -> None:
    """A generator of 2 t on a van for 1.5 t."""
    issue = next(i for i in issues(spoilt("goods/0/unit_kg", 2000)))
    assert issue.code == "W4102"
    assert "2,000 kg, 35 l" in issue.message.en
    assert advised(issue) == ("use smaller units, or add a larger vehicle", "请改用更小的包装，或增加更大的车辆")


def test_weight_on_one_vehicle_and_volume_on_another_do_not_add_up() -> None:
    """2,500 kg and 3,500 l: the lorry has the weight, the van the volume, neither has both."""
    data = spoilt("demands/0/quantity", 100)
    data["demands"][0]["splittable"] = False
    lorry = {"plate": "渝A00001", "vehicle_class": "light", "capacity_kg": 2600, "capacity_m3": 3, "home": "P01"}
    data["vehicles"].append(lorry)
    assert only(data).code == "W4102"
    lorry["capacity_m3"] = 3.5
    assert issues(data) == ()


def test_good_that_no_vehicle_can_carry() -> None:
    """Frozen goods and an ambient van."""
    issue = only(spoilt("goods/0/handling", "frozen"))
    assert told(issue) == (
        "W4103",
        "/goods/0/handling",
        "good 'rice' travels frozen, but no vehicle does: it will not be served",
        "物资“rice”须冷冻运输，但没有车辆具备该条件，将无法送达",
    )
    assert issue.severity is Severity.WARNING
    assert advised(issue)[1] == "请为可承运的车辆在“储运条件”中加上“冷冻”"


def test_demand_beyond_all_stock() -> None:
    """600 bags wanted, 400 in stock: 200 will not be served."""
    issue = only(spoilt("demands/0/quantity", 600))
    assert told(issue) == (
        "W4104",
        "/goods/0/id",
        "good 'rice': 600 袋 are wanted, 400 are in stock; 200 will not be served",
        "物资“rice”需求共 600 袋，库存仅 400 袋，有 200 袋无法满足",
    )
    assert issue.severity is Severity.WARNING
    assert advised(issue) == ("add stock, or lower the demands", "请补充库存，或减少需求")
