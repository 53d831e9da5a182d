"""What must hold for any signs, vehicle and period."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.law.book import law_of_tags
from graphs.law.classes import TYPICAL, RoadVehicle
from graphs.law.edgelaw import EdgeLaw
from graphs.law.legal import Clock, verdict

HOUR = 3600
HOURS = st.sampled_from(
    ["07:30-19:00", "22:00-06:00", "Mo-Fr 16:00-11:00;Sa 00:00-11:00", "Su", "Sa,Su,PH 07:00-20:00", "2022 Nov 20-22"]
)
VALUES = st.sampled_from(["no", "yes", "private", "destination"])
CLAUSE = st.builds("{} @ ({})".format, VALUES, HOURS) | st.builds(
    "{} @ ({} AND weight>{})".format, VALUES, HOURS, st.sampled_from(["3.5", "7.5"])
)
CONDITIONAL = st.lists(CLAUSE, min_size=1, max_size=3).map("; ".join)
TAGS = st.fixed_dictionaries(
    {},
    optional={
        "access": VALUES,
        "motor_vehicle:conditional": CONDITIONAL,
        "hgv": VALUES,
        "hgv:conditional": CONDITIONAL,
        "oneway": st.sampled_from(["yes", "-1", "no"]),
        "oneway:conditional": st.builds("{} @ ({})".format, st.sampled_from(["yes", "no", "-1"]), HOURS),
        "maxweight": st.sampled_from(["2", "10", "none"]),
        "maxweight:conditional": st.builds("{} @ ({})".format, st.sampled_from(["4", "20"]), HOURS),
    },
)
VEHICLES = st.sampled_from(list(TYPICAL.values()))
DAYS = st.integers(0, 13).map(lambda days: date(2022, 11, 14) + timedelta(days=days))


def open_in(law: EdgeLaw, vehicle: RoadVehicle, day: date, begin: int, end: int) -> bool:
    """Whether a law lets a vehicle through in a period."""
    return verdict(law, vehicle, Clock(day, begin, end)).bar is None


@settings(max_examples=150, deadline=None)
@given(tags=TAGS, vehicle=VEHICLES, day=DAYS, begin=st.integers(0, 23), hours=st.integers(1, 6))
def test_a_road_is_open_in_a_period_if_it_is_open_in_every_half_hour_of_it(
    tags: dict[str, str], vehicle: RoadVehicle, day: date, begin: int, hours: int
) -> None:
    """All signs here change at half hours, so the half hours tell the whole; also beyond midnight."""
    law = law_of_tags(tags).forward
    halves = range(begin * HOUR, (begin + hours) * HOUR, HOUR // 2)
    parts = [open_in(law, vehicle, day, half, half + HOUR // 2) for half in halves]
    assert open_in(law, vehicle, day, begin * HOUR, (begin + hours) * HOUR) is all(parts)


@settings(max_examples=100, deadline=None)
@given(tags=TAGS, vehicle=VEHICLES, day=DAYS, hour=st.integers(0, 23))
def test_the_day_may_be_counted_from_another_midnight(
    tags: dict[str, str], vehicle: RoadVehicle, day: date, hour: int
) -> None:
    """An hour of tomorrow is the same hour, whether seen from today or from tomorrow."""
    law = law_of_tags(tags).forward
    today = open_in(law, vehicle, day, (24 + hour) * HOUR, (25 + hour) * HOUR)
    assert today is open_in(law, vehicle, day + timedelta(days=1), hour * HOUR, (hour + 1) * HOUR)


@settings(max_examples=100, deadline=None)
@given(tags=TAGS, vehicle=VEHICLES, day=DAYS, hour=st.integers(0, 23))
def test_a_way_seen_from_its_other_end_has_the_same_law(
    tags: dict[str, str], vehicle: RoadVehicle, day: date, hour: int
) -> None:
    """Along a way tagged ``oneway=yes`` holds what holds against one tagged ``oneway=-1``."""
    turn = {"yes": "-1", "-1": "yes"}
    turned = dict(tags)
    if "oneway" in tags:
        turned["oneway"] = turn.get(tags["oneway"], tags["oneway"])
    if "oneway:conditional" in tags:
        value, when = tags["oneway:conditional"].split(" @ ")
        turned["oneway:conditional"] = f"{turn.get(value, value)} @ {when}"
    period = (day, hour * HOUR, (hour + 1) * HOUR)
    assert open_in(law_of_tags(tags).forward, vehicle, *period) is open_in(
        law_of_tags(turned).backward, vehicle, *period
    )


@settings(max_examples=100, deadline=None)
@given(tags=TAGS, vehicle=VEHICLES, day=DAYS, hour=st.integers(0, 23))
def test_where_nobody_may_ever_pass_no_edge_is_needed(
    tags: dict[str, str], vehicle: RoadVehicle, day: date, hour: int
) -> None:
    """Whoever is let through at some hour, the law was passable."""
    law = law_of_tags(tags).forward
    assert law.passable or not open_in(law, vehicle, day, hour * HOUR, (hour + 1) * HOUR)
