"""TRAVEL_TIME, TRAVEL_DISTANCE, UNREACHABLE and REST."""

from dataclasses import replace

from optimizer.checker.check import check
from optimizer.checker.driving import rest, travel_distance, travel_time, unreachable
from optimizer.model.findings import Rule
from optimizer.model.plan import VisitKind
from optimizer.model.rules import DayRules
from tests.builders import Town, town
from tests.checked import checked
from tests.optimizer.checker.small import AT_A, END, at, one_shop, one_trip
from tests.plans import Run, edited, plan, with_visits

HOUR = 3600


def far_shop(hours: float, rules: DayRules | None = None) -> Town:
    """A is so many hours from the market and 10 min from the depot, where the van returns to."""
    world = town(rules=rules).place("A", service_fixed_s=300).demand("A", quantity=100)
    return world.drive("market", "A", int(hours * HOUR))


def test_a_leg_takes_what_the_road_takes_each_way() -> None:
    """900 s there, 1200 s back over another road."""
    _, _, made = one_trip(one_shop().drive("market", "A", 900).drive("A", "depot", 1200))
    assert [visit.drive_s for visit in made.duties[0].visits] == [0, 600, 900, 1200]


def test_a_faster_drive_than_the_road_allows_is_told() -> None:
    """590 s claimed for a leg of 600 s."""
    day, travel, made = one_trip(one_shop())
    assert check(day, travel, edited(made, 2, drive_s=590)) == (
        at(
            Rule.TRAVEL_TIME,
            2,
            AT_A,
            "is reached in 590 s from market, but the road takes 600 s",
            "自 market 行驶 590 秒，而路网为 600 秒",
            excess=10,
        ),
    )


def test_a_longer_way_than_the_road_is_told() -> None:
    """6100 m claimed for a leg of 6000 m."""
    day, travel, made = one_trip(one_shop())
    assert check(day, travel, edited(made, 3, drive_m=6100)) == (
        at(
            Rule.TRAVEL_DISTANCE,
            3,
            END,
            "is reached over 6100 m from A, but the road is 6000 m long",
            "自 A 行驶 6100 米，而路网为 6000 米",
            excess=100,
        ),
    )


def test_a_start_drives_nothing() -> None:
    """The crew stands at home: 60 s and 600 m before START are not in the table."""
    day, travel, made = one_trip(one_shop())
    breaches = check(day, travel, edited(made, 0, drive_s=60, drive_m=600))
    assert [(breach.rule, breach.visit, breach.excess) for breach in breaches] == [
        (Rule.TRAVEL_TIME, 0, 60),
        (Rule.TRAVEL_DISTANCE, 0, 600),
    ]


def test_driving_below_zero_is_told() -> None:
    """No drive takes -5 s or -50 m."""
    day, travel, made = one_trip(one_shop())
    odd = edited(made, 2, drive_s=-5, drive_m=-50)
    assert list(travel_time(day, travel, odd)) == [
        at(
            Rule.TRAVEL_TIME,
            2,
            AT_A,
            "claims -5 s of driving, which cannot be",
            "行驶时间为 -5 秒，不可能为负",
            excess=5,
        )
    ]
    assert list(travel_distance(day, travel, odd)) == [
        at(
            Rule.TRAVEL_DISTANCE,
            2,
            AT_A,
            "claims -50 m of driving, which cannot be",
            "行驶里程为 -50 米，不可能为负",
            excess=50,
        )
    ]


def test_a_place_without_a_road_is_unreachable() -> None:
    """The bridge to A is closed in the table that the check is made with; all else is believed."""
    day, _, made = one_trip(one_shop())
    closed = one_shop().drive("market", "A", 2**30).travel()
    assert check(day, closed, made) == (
        at(
            Rule.UNREACHABLE,
            2,
            AT_A,
            "cannot be reached from market: no road for a light vehicle",
            "无法自 market 到达：没有 light 类车辆可走的道路",
        ),
    )


def test_a_place_that_no_drive_was_computed_for_is_unreachable() -> None:
    """B exists, but nothing is wanted there, so the table does not know it."""
    day, travel, made = one_trip(one_shop().place("B"))
    breaches = list(unreachable(day, travel, edited(made, 2, place="B")))
    assert [(breach.visit, breach.message.en.split(") ")[1]) for breach in breaches] == [
        (2, "cannot be reached from market: no road for a light vehicle"),
        (3, "cannot be reached from B: no road for a light vehicle"),
    ]


def test_four_hours_of_driving_need_no_rest() -> None:
    """600 s + 3 h 40 min + 600 s: 4 h to the second."""
    _, _, made = one_trip(far_shop(3 + 40 / 60))
    assert all(visit.kind is not VisitKind.REST for visit in made.duties[0].visits)


def test_driving_without_a_rest_is_told_where_the_limit_is_passed() -> None:
    """The law as of tomorrow allows 3 h: 600 s + 3 h to A are 600 s too many, and the way home is told no more."""
    _, travel, made = one_trip(far_shop(3))
    day = far_shop(3, DayRules(max_driving_s=3 * HOUR)).day()
    assert check(day, travel, made) == (
        at(
            Rule.REST,
            2,
            AT_A,
            "is reached after 03:10:00 of driving without a rest of 00:20:00, but 03:00:00 are allowed",
            "到达时已连续驾驶 03:10:00 而未休息满 00:20:00，最多允许 03:00:00",
            excess=600,
        ),
    )


def test_a_rest_before_leaving_stands_where_the_crew_stands() -> None:
    """600 s to the market, then 3 h 55 min: the van rests at the market for 20 min."""
    _, _, made = one_trip(far_shop(3 + 55 / 60))
    rests = [visit for visit in made.duties[0].visits if visit.kind is VisitKind.REST]
    assert [(visit.place, visit.drive_s, visit.leave_s - visit.begin_s) for visit in rests] == [
        ("market", 0, 1200),
        ("A", 0, 1200),
    ]


def test_a_long_leg_is_cut_by_rests_on_the_road() -> None:
    """9 h to A: rest at the market, 4 h, rest, 4 h, rest, 1 h."""
    _, _, made = one_trip(far_shop(9))
    legs = [(visit.kind.value, visit.place, visit.drive_s) for visit in made.duties[0].visits]
    assert legs == [
        ("start", "depot", 0),
        ("load", "market", 600),
        ("rest", "market", 0),
        ("rest", None, 4 * HOUR),
        ("rest", None, 4 * HOUR),
        ("deliver", "A", HOUR),
        ("end", "depot", 600),
    ]


def test_the_pieces_of_a_leg_add_up_to_it() -> None:
    """The first rest claims to be taken 60 s earlier on the way: the last piece then does not reach A."""
    day, travel, made = one_trip(far_shop(9))
    breaches = list(travel_time(day, travel, edited(made, 3, drive_s=4 * HOUR - 60)))
    assert breaches == [
        at(
            Rule.TRAVEL_TIME,
            5,
            AT_A,
            "is reached in 32340 s from market, but the road takes 32400 s",
            "自 market 行驶 32340 秒，而路网为 32400 秒",
            excess=60,
        )
    ]


def test_the_metres_of_a_leg_add_up_to_it() -> None:
    """9 h at 10 m/s are 324 km; the second piece claims 1 m more."""
    day, travel, made = one_trip(far_shop(9))
    longer = edited(made, 4, drive_m=144_001)
    assert [(breach.visit, breach.excess) for breach in travel_distance(day, travel, longer)] == [(5, 1)]


def test_a_piece_longer_than_the_leg_is_told() -> None:
    """A rest claimed after 10 h of a leg of 9 h, and the last piece -1 h."""
    day, travel, made = one_trip(far_shop(9))
    odd = edited(edited(made, 4, drive_s=6 * HOUR), 5, drive_s=-HOUR)
    assert [(breach.visit, breach.excess) for breach in travel_time(day, travel, odd)] == [(5, HOUR)]


def test_a_rest_where_the_crew_stands_drives_nothing() -> None:
    """The rest at the market claims 60 s of driving."""
    day, travel, made = one_trip(far_shop(9))
    assert list(travel_time(day, travel, edited(made, 2, drive_s=60))) == [
        at(
            Rule.TRAVEL_TIME,
            2,
            ("rest at market", "market，休息"),
            "is reached in 60 s from market, but the road takes 0 s",
            "自 market 行驶 60 秒，而路网为 0 秒",
            excess=60,
        )
    ]


def test_a_rest_too_short_is_none() -> None:
    """19 min 59 s at the market: 600 s + 3 h 55 min of driving are 300 s too many."""
    day, travel, made = one_trip(far_shop(3 + 55 / 60))
    short = made.duties[0].visits[2]
    cut = edited(made, 2, leave_s=short.leave_s - 1)
    assert [(breach.visit, breach.excess) for breach in rest(day, travel, cut)] == [(3, 300)]


def test_each_stretch_is_told_once() -> None:
    """Without any rest: 600 s + 9 h at A are 5 h 10 min too many; the way home belongs to the same stretch."""
    day, travel, made = one_trip(far_shop(9))
    kept = [visit for visit in made.duties[0].visits if visit.kind is not VisitKind.REST]
    assert [(b.visit, b.excess) for b in rest(day, travel, with_visits(made, kept))] == [(2, 5 * HOUR + 600)]


def test_a_rest_on_the_road_after_too_long_is_told_there() -> None:
    """The first rest on the road only after 5 h: 1 h too late, told at the rest itself."""
    day, travel, made = one_trip(far_shop(9))
    assert [(b.visit, b.excess) for b in rest(day, travel, edited(made, 3, drive_s=5 * HOUR))] == [(3, HOUR)]


def waiting(*, counts: bool) -> tuple[Town, Run]:
    """3 h 50 min to A, open from 10:30 on: a wait of 20 min, then 600 s home."""
    world = town(rules=DayRules(waiting_is_rest=counts)).place("A").demand("A", quantity=100, windows="10:30-20:00")
    world.drive("market", "A", 3 * HOUR + 50 * 60).drive("A", "depot", HOUR)
    return world, Run(trips=[("market", [("A-rice", 100)])])


def test_a_wait_of_twenty_minutes_is_a_rest() -> None:
    """After it the way home of 1 h needs no other."""
    world, run = waiting(counts=True)
    made = checked(world.day(), world.travel(), plan(world.day(), world.travel(), [run]))
    assert [visit.kind.value for visit in made.duties[0].visits] == ["start", "load", "deliver", "end"]


def test_where_waiting_is_no_rest_the_same_duty_breaks_the_rule() -> None:
    """4 h to A, a wait, and 1 h home: 1 h too many."""
    world, run = waiting(counts=True)
    made = plan(world.day(), world.travel(), [run])
    strict = waiting(counts=False)[0]
    [breach] = check(strict.day(), strict.travel(), made)
    assert (breach.rule, breach.visit, breach.excess) == (Rule.REST, 3, HOUR)


def test_a_wait_that_is_claimed_only_is_no_rest() -> None:
    """The plan says that it arrived an hour before it could: the true wait is 0 s."""
    world = far_shop(3 + 55 / 60, DayRules(max_driving_s=5 * HOUR)).drive("A", "depot", 2 * HOUR)
    travel, run = world.travel(), Run(trips=[("market", [("A-rice", 100)])])
    made = plan(world.day(), travel, [run])
    unrested = [visit for visit in made.duties[0].visits if visit.kind is not VisitKind.REST]
    early = replace(unrested[2], arrive_s=unrested[2].arrive_s - HOUR)
    claimed = with_visits(made, [*unrested[:2], early, *unrested[3:]])
    assert [(b.visit, b.excess) for b in rest(world.day(), travel, claimed)] == [(3, HOUR + 5 * 60)]


def test_a_driver_who_holds_on_after_work_has_not_rested() -> None:
    """20 min at A after unloading, without a REST visit: driving adds up all the same."""
    day, travel, made = one_trip(far_shop(3 + 40 / 60).drive("A", "depot", 700))
    rests = [number for number, visit in enumerate(made.duties[0].visits) if visit.kind is VisitKind.REST]
    assert rests == [3]
    visits = list(made.duties[0].visits)
    held = replace(visits[2], leave_s=visits[3].leave_s)
    assert [(b.visit, b.excess) for b in rest(day, travel, with_visits(made, [*visits[:2], held, visits[4]]))] == [
        (3, 100)
    ]


def test_a_duty_without_a_start_is_measured_from_home() -> None:
    """LOAD comes first: the 600 s from the depot are still driven, and paid for."""
    day, travel, made = one_trip(one_shop())
    headless = with_visits(made, made.duties[0].visits[1:])
    assert [breach.rule for breach in check(day, travel, headless)] == [Rule.DUTY_SHAPE]


def test_an_unknown_vehicle_has_no_roads() -> None:
    """No class, no legs: the rules of driving have nothing to say."""
    day, travel, made = one_trip(one_shop())
    renamed = replace(made, duties=(replace(made.duties[0], crew=replace(made.duties[0].crew, vehicle="x")),))
    for rule in (travel_time, travel_distance, unreachable, rest):
        assert list(rule(day, travel, renamed)) == []
