"""Vehicles and drivers: what cannot be is an error; one that cannot be used today is a warning."""

import pytest

from optimizer.model.findings import Severity
from tests.optimizer.validation.requests import advised, good, issues, only, spoilt, told


def test_no_licence_plate() -> None:
    """A phone number is no plate."""
    issue = only(spoilt("vehicles/0/plate", "13800000000"))
    assert told(issue) == (
        "E3201", "/vehicles/0/plate", "'13800000000' is no licence plate", "“13800000000”不是有效的车牌号",
    )  # fmt: skip
    assert "such as 渝A12345" in advised(issue)[0]
    assert "如 渝A12345" in advised(issue)[1]


def test_a_cart_goes_by_any_mark() -> None:
    """Numbered carts of volunteers have no plates."""
    data = good()
    data["vehicles"].append({"plate": "1号推车", "vehicle_class": "cart", "capacity_kg": 100, "home": "C001"})
    assert issues(data) == ()


def test_open_end_between_shifts() -> None:
    """A vehicle with two shifts must come home between them."""
    data = spoilt("vehicles/0/shifts", "06:00-10:00;14:00-18:00")
    data["vehicles"][0]["returns_home"] = False
    issue = only(data)
    assert told(issue) == (
        "E3202",
        "/vehicles/0/returns_home",
        "vehicle 'V001' has 2 shifts but does not return home",
        "车辆“V001”有 2 段出车时间，却不收车返回",
    )
    assert advised(issue) == ("let it return home, or give it one shift", "请改为收车返回，或只留一段出车时间")


def test_load_above_gross_weight() -> None:
    """4,500 kg of load in a vehicle of 4.4 t: grams and tonnes mixed up."""
    data = spoilt("vehicles/0/capacity_kg", 4500)
    data["vehicles"][0]["gross_t"] = 4.4
    issue = only(data)
    assert told(issue) == (
        "E3203",
        "/vehicles/0/capacity_kg",
        "vehicle 'V001' is to carry 4,500 kg with a gross weight of 4.4 t",
        "车辆“V001”的载重 4,500 千克不小于总质量 4.4 吨",
    )
    assert advised(issue)[1] == "请检查单位：载重为千克，总质量为吨"


def test_no_driver_licensed_for_any_vehicle() -> None:
    """A motorcyclist and a van: nothing could be driven at all."""
    issue = only(spoilt("drivers/0/licence", "E"))
    assert told(issue) == (
        "E3204",
        "/drivers/0/licence",
        "no driver may drive any of the vehicles: the drivers hold E",
        "没有一名驾驶员可驾驶任何一辆车：现有准驾车型为 E",
    )
    assert advised(issue) == (
        "check licences and vehicle classes, or add drivers",
        "请检查准驾车型与车型，或增加驾驶员",
    )


def test_no_driver_licensed_for_one_vehicle() -> None:
    """A heavy lorry beside the van, and only a C1 driver: planned without the lorry."""
    data = good()
    data["vehicles"].append({"plate": "渝A00001", "vehicle_class": "heavy", "capacity_kg": 15000, "home": "P01"})
    issue = only(data)
    assert told(issue) == (
        "W4201",
        "/vehicles/1/vehicle_class",
        "vehicle '渝A00001' needs a driver with A1/A2/B2, and there is none: it will not be used",
        "车辆“渝A00001”需要持 A1/A2/B2 的驾驶员，但没有，将不会使用",
    )
    assert issue.severity is Severity.WARNING
    assert advised(issue)[1] == "请增加相应驾驶员，或检查车型"


@pytest.mark.parametrize(
    ("key", "value", "en", "zh"),
    [
        (
            "whitelisted_until",
            "2022-11-20",
            "is on the whitelist until 2022-11-21 00:00, not today",
            "已于 2022-11-21 00:00 到期",
        ),
        (
            "whitelisted_from",
            "2022-12-01",
            "is on the whitelist from 2022-12-01 00:00, not today",
            "自 2022-12-01 00:00 起方才有效",
        ),
    ],
)
@pytest.mark.parametrize("sheet", ["vehicles", "drivers"])
def test_not_on_the_whitelist_today(sheet: str, key: str, value: str, en: str, zh: str) -> None:
    """Expired the evening before, or not yet begun: planned without."""
    issue = only(spoilt(f"{sheet}/0/{key}", value))
    assert (issue.code, str(issue.where), issue.severity) == ("W4202", f"/{sheet}/0/{key}", Severity.WARNING)
    assert en in issue.message.en
    assert zh in issue.message.zh
    assert advised(issue) == ("renew the whitelist entry, or take the row out", "请更新白名单有效期，或删去该行")


def test_the_last_day_of_the_whitelist_counts() -> None:
    """Until 21 November includes 21 November."""
    assert issues(spoilt("vehicles/0/whitelisted_until", "2022-11-21")) == ()


def test_shift_outside_the_horizon() -> None:
    """A horizon until 12:00 and a driver who begins at 14:00."""
    data = spoilt("settings/horizon", "04:00-12:00")
    data["drivers"].append({"id": "D002", "licence": "C1", "shifts": "14:00-18:00"})
    issue = only(data)
    assert told(issue) == (
        "W4203",
        "/drivers/1/shifts",
        "driver 'D002' works 14:00-18:00, outside the horizon 04:00-12:00: it will not be used",
        "驾驶员“D002”的出车时间 14:00-18:00 不在计划时段 04:00-12:00 之内，将不会使用",
    )
    assert advised(issue)[1] == "请调整出车时间，或放宽“设置”中的计划时段"


@pytest.mark.parametrize(("vehicle_class", "gross_t"), [("light", 4.5), ("mini", 1.9), ("heavy", 11.9)])
def test_gross_weight_of_another_class(vehicle_class: str, gross_t: float) -> None:
    """4.5 t is medium, not light; 1.9 t light, not mini; 11.9 t medium, not heavy."""
    data = spoilt("vehicles/0/vehicle_class", vehicle_class)
    data["vehicles"][0]["gross_t"] = gross_t
    data["drivers"][0]["licence"] = "B2"
    issue = only(data)
    assert (issue.code, str(issue.where)) == ("W4204", "/vehicles/0/gross_t")
    assert issue.message.en == f"vehicle 'V001' is declared {vehicle_class}, but has a gross weight of {gross_t} t"
    assert f"总质量为 {gross_t} 吨" in issue.message.zh
    assert "light below 4.5 t" in advised(issue)[0]
    assert "轻型不足 4.5 吨" in advised(issue)[1]
