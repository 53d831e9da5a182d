"""How the checker words what it found: one sentence, twice, with crew, visit, place, value found and value expected."""

from collections.abc import Iterable

from optimizer.model.day import Day
from optimizer.model.findings import Breach, Rule
from optimizer.model.plan import DutyPlan, Visit, VisitKind
from optimizer.model.text import Text
from optimizer.model.units import Seconds
from optimizer.model.windows import TimeWindow

KINDS_ZH = {
    VisitKind.START: "出发",
    VisitKind.LOAD: "装货",
    VisitKind.DELIVER: "送货",
    VisitKind.REST: "休息",
    VisitKind.END: "收车",
}


def clock(seconds: Seconds) -> str:
    """Seconds of the day as hours, minutes and seconds; past 24 hours on the next day, negative on the one before."""
    sign, rest = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"


def span(window: TimeWindow) -> str:
    """A window by the clock."""
    return f"{clock(window.opens)}-{clock(window.closes)}"


def spans(windows: Iterable[TimeWindow], none: str) -> str:
    """Several windows by the clock; ``none`` where there is not one."""
    return ", ".join(span(window) for window in windows) or none


def place_name(day: Day, place: str | None) -> Text:
    """A place by the name people know, with its id where that differs; "the road" for None."""
    if place is None:
        return Text("the road", "途中")
    known = day.places.get(place)
    shown = place if known is None or known.name == place else f"{known.name} ({place})"
    return Text(shown, shown)


def at_visit(rule: Rule, day: Day, duty: DutyPlan, number: int, told: Text, *, excess: int = 0) -> Breach:
    """A breach at one visit; ``told`` is the rest of a sentence whose subject is that visit.

    Visits are counted from 0, the START, in the sentence as in ``Breach.visit``.
    """
    visit = duty.visits[number]
    place = place_name(day, visit.place)
    return Breach(
        rule=rule,
        crew=duty.crew.id,
        visit=number,
        excess=excess,
        message=Text(
            f"crew {duty.crew.id}, visit {number} ({visit.kind.value} at {place.en}) {told.en}",
            f"班组 {duty.crew.id} 第 {number} 站（{place.zh}，{KINDS_ZH[visit.kind]}）{told.zh}",
        ),
    )


def of_crew(rule: Rule, duty: DutyPlan, excess: int, told: Text) -> Breach:
    """A breach of a whole duty or of its crew; ``told`` is the rest of a sentence whose subject is the crew."""
    crew = duty.crew
    return Breach(
        rule=rule,
        crew=crew.id,
        excess=excess,
        message=Text(
            f"crew {crew.id} (vehicle {crew.vehicle}, driver {crew.driver}) {told.en}",
            f"班组 {crew.id}（车辆 {crew.vehicle}，驾驶员 {crew.driver}）{told.zh}",
        ),
    )


def of_plan(rule: Rule, excess: int, told: Text) -> Breach:
    """A breach that belongs to no single crew; ``told`` is the whole sentence."""
    return Breach(rule=rule, excess=excess, message=told)


def numbered(duty: DutyPlan, *kinds: VisitKind) -> Iterable[tuple[int, Visit]]:
    """The visits of these kinds with their numbers."""
    return ((number, visit) for number, visit in enumerate(duty.visits) if visit.kind in kinds)
