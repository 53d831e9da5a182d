"""The sentences for a drop that was left out: the reason and the remedy, with figures, in English and Chinese."""

from collections.abc import Callable
from dataclasses import dataclass

from optimizer.explain.alone import Obstacle, Trial
from optimizer.model.crews import Crew
from optimizer.model.day import Day
from optimizer.model.loads import Drop, Line
from optimizer.model.text import Text
from optimizer.model.units import Seconds
from optimizer.model.unserved import Reason, Unserved
from optimizer.model.vehicles import Vehicle
from optimizer.supply.words import CLASS_ZH, HANDLING_ZH, clock, weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the trials of a drop showed.

    Attributes
    ----------
    suited
        Vehicles that could bring the drop by size, handling and admission, crewed or not.
    alone
        The trial that came nearest to success when each crew had nothing else to do.
    able
        How many crews succeeded alone.
    gap
        The trial that came nearest in the hours that the duties leave free.
    """

    day: Day
    drop: Drop
    reason: Reason
    suited: tuple[Vehicle, ...]
    alone: Trial | None
    able: int
    gap: Trial | None

    @property
    def closes_s(self) -> Seconds:
        """When the last window of the drop closes."""
        return self.drop.windows[-1].closes

    @property
    def size(self) -> str:
        """Weight and volume, for a sentence in either language."""
        return f"{weight(self.drop.grams)} / {self.drop.litres} l"

    @property
    def place(self) -> str:
        """Name of the customer."""
        return self.day.places[self.drop.place].name

    def crew(self, crew: Crew) -> str:
        """Plate and driver, "渝A12345/王强"."""
        return f"{self.day.vehicles[crew.vehicle].plate}/{self.day.drivers[crew.driver].name}"


def answer(finding: Finding, line: Line) -> Unserved:
    """Word the answer for one line of the drop."""
    why, remedy = _TEXTS[finding.reason](finding)
    good = finding.day.goods[line.good]
    return Unserved(
        demand=line.demand,
        good=line.good,
        quantity=line.quantity,
        reason=finding.reason,
        explanation=Text(
            f"{finding.place}: {line.quantity} {good.unit} {good.name} stay behind: {why.en}",
            f"{finding.place}：{good.name} {line.quantity} {good.unit}未能派送：{why.zh}",
        ),
        remedy=remedy,
    )


def until(seconds: Seconds) -> str:
    """Round up to a full minute, so that the clock time told is surely late enough."""
    return clock(-(-seconds // 60) * 60)


def _busy(finding: Finding) -> tuple[Text, Text]:
    assert finding.alone is not None
    if finding.gap is not None and finding.gap.obstacle is Obstacle.NONE:
        return _room_left(finding, finding.gap)
    vehicle = finding.day.vehicles[finding.alone.start.crew.vehicle]
    crew, home = finding.crew(finding.alone.start.crew), finding.day.places[vehicle.home].name
    leaves_by = clock(max(finding.alone.leaves_by_s, finding.alone.start.hours.opens))
    why = Text(
        f"all {finding.able} crews that could bring it ({crew}, for one) are busy with other drops"
        if finding.able > 1
        else f"{crew}, the only crew that could bring it, is busy with other drops",
        f"可承运的 {finding.able} 个班组（如 {crew}）均已排满其他任务",
    )
    more = Text(
        f"one more {vehicle.vehicle_class} vehicle for {finding.size}, leaving {home} by {leaves_by}, would help",
        f"增加一辆{CLASS_ZH[vehicle.vehicle_class]}车（可装 {finding.size}），{leaves_by} 前从{home}出发",
    )
    free = finding.gap
    if free is None or free.obstacle is not Obstacle.WINDOW_CLOSED:
        return why, more
    late = Text(
        f"; or keep the window open until {until(free.arrives_s)}: {finding.crew(free.start.crew)} is free "
        f"from {clock(free.start.hours.opens)}",
        f"；或将收货时间延长至 {until(free.arrives_s)}：{finding.crew(free.start.crew)} "
        f"{clock(free.start.hours.opens)} 起空闲",
    )
    if free.ends_s > free.start.hours.closes:
        return why, more
    return why, Text(more.en + late.en, more.zh + late.zh)


def _room_left(finding: Finding, gap: Trial) -> tuple[Text, Text]:
    crew, hours = finding.crew(gap.start.crew), gap.start.hours
    span = f"{clock(hours.opens)}-{clock(hours.closes)}"
    return (
        Text(
            f"the search found no place for it in time, although {crew} is free {span} and could be there "
            f"at {until(gap.arrives_s)}",
            f"搜索时间内未能安排，但 {crew} 在 {span} 空闲，可于 {until(gap.arrives_s)} 到达",
        ),
        Text(f"give it to {crew}, or plan with more search time", f"交由 {crew} 承运，或延长计算时间重新规划"),
    )


def _tight(finding: Finding) -> tuple[Text, Text]:
    trial = finding.alone
    assert trial is not None
    crew, closes_s = finding.crew(trial.start.crew), trial.start.hours.closes
    ends_late = trial.ends_s > closes_s
    if trial.obstacle is Obstacle.SHIFT_OVER:
        return (
            Text(
                f"even with nothing else to do no crew can bring it within its shift; {crew} would be done at "
                f"{until(trial.ends_s)}, after {clock(closes_s)}",
                f"即使不承担其他任务，也没有班组能在班次内完成；"
                f"{crew} 将于 {until(trial.ends_s)} 完成，晚于 {clock(closes_s)}",
            ),
            Text(
                f"crew {crew} could serve it alone if its shift lasted until {until(trial.ends_s)}",
                f"若 {crew} 的班次延长至 {until(trial.ends_s)}，可单独承运",
            ),
        )
    also = Text(f" and its shift until {until(trial.ends_s)}", f"、班次延长至 {until(trial.ends_s)}")
    return (
        Text(
            f"even with nothing else to do no crew arrives before the window closes at {clock(finding.closes_s)}; "
            f"{crew} arrives at {until(trial.arrives_s)}",
            f"即使不承担其他任务，也没有班组能在 {clock(finding.closes_s)} 前到达；"
            f"{crew} 最早 {until(trial.arrives_s)} 到达",
        ),
        Text(
            f"crew {crew} could serve it alone if the window stayed open until {until(trial.arrives_s)}"
            + (also.en if ends_late else ""),
            f"若收货时间延长至 {until(trial.arrives_s)}{also.zh if ends_late else ''}，{crew} 可单独承运",
        ),
    )


def _not_loadable(finding: Finding) -> tuple[Text, Text]:
    trial = finding.alone
    assert trial is not None
    crew, point = finding.crew(trial.start.crew), finding.day.places[trial.load_point]
    needed_s = max(trial.arrives_s, finding.drop.ready_s)
    return (
        Text(
            f"{point.name} stops loading at {clock(point.windows[-1].closes)}; the goods are ready at "
            f"{clock(finding.drop.ready_s)}, and {crew} is there at {until(trial.arrives_s)} at the earliest",
            f"{point.name} {clock(point.windows[-1].closes)} 停止装货；货物 {clock(finding.drop.ready_s)} 备好，"
            f"{crew} 最早 {until(trial.arrives_s)} 到达",
        ),
        Text(
            f"keep {point.name} open for loading until {until(needed_s)}",
            f"将{point.name}装货时间延长至 {until(needed_s)}",
        ),
    )


def _unreachable(finding: Finding) -> tuple[Text, Text]:
    trial = finding.alone
    assert trial is not None
    crew, point = finding.crew(trial.start.crew), finding.day.places[trial.load_point].name
    return (
        Text(
            f"for none of the crews admitted ({crew}, for one) is there a road from its stand over {point} and back",
            f"可承运的班组（如 {crew}）从驻地经{point}往返均无可通行道路",
        ),
        Text(
            f"check the position of {finding.place} and the closures around it, or supply it from elsewhere",
            f"核对{finding.place}的坐标及周边封闭情况，或改由其他货源供应",
        ),
    )


def _no_driver(finding: Finding) -> tuple[Text, Text]:
    vehicle = finding.suited[0]
    return (
        Text(
            f"no vehicle that could bring it ({len(finding.suited)}, such as {vehicle.plate}) has a driver",
            f"可承运的 {len(finding.suited)} 辆车（如 {vehicle.plate}）均无驾驶员",
        ),
        Text(
            f"call up a driver licensed for {vehicle.vehicle_class} vehicles",
            f"调派一名可驾驶{CLASS_ZH[vehicle.vehicle_class]}车的驾驶员",
        ),
    )


def _no_vehicle(finding: Finding) -> tuple[Text, Text]:
    what = {
        Reason.NO_VEHICLE_FOR_HANDLING: Text("carries goods of its kind", "可运此类物资"),
        Reason.VEHICLES_NOT_ADMITTED: Text(
            "that carries it is admitted both there and where it is loaded", "可同时进出装货点与收货点"
        ),
        Reason.NO_VEHICLE_LARGE_ENOUGH: Text(f"admitted there holds {finding.size}", f"可装下 {finding.size}"),
    }[finding.reason]
    handlings = sorted(finding.drop.handlings)
    kinds = Text("/".join(handlings), "、".join(HANDLING_ZH[handling] for handling in handlings))
    fleet = len(finding.day.vehicles)
    return (
        Text(f"no vehicle of {fleet} {what.en}", f"{fleet} 辆车中没有{what.zh}的车辆"),
        Text(
            f"add a vehicle for {kinds.en} goods that holds {finding.size} and keeps the limits of {finding.place}",
            f"增加一辆可运{kinds.zh}物资、可装 {finding.size} 且符合{finding.place}车辆限制的车辆",
        ),
    )


_TEXTS: dict[Reason, Callable[[Finding], tuple[Text, Text]]] = {
    Reason.CREWS_BUSY: _busy,
    Reason.WINDOW_TOO_TIGHT: _tight,
    Reason.NOT_LOADABLE_IN_TIME: _not_loadable,
    Reason.UNREACHABLE: _unreachable,
    Reason.NO_DRIVER: _no_driver,
    Reason.NO_VEHICLE_FOR_HANDLING: _no_vehicle,
    Reason.VEHICLES_NOT_ADMITTED: _no_vehicle,
    Reason.NO_VEHICLE_LARGE_ENOUGH: _no_vehicle,
}
