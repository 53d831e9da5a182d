"""The written parts of the page as HTML; every text from outside is escaped here."""

from collections.abc import Iterable
from html import escape

from optimizer.dispatch.clock import clock, duration, kilograms_text, share
from optimizer.dispatch.routes import colours
from optimizer.dispatch.runs import driven_m, driven_s, driving, grams, trips
from optimizer.dispatch.sheet_duty import goods_text, notes
from optimizer.dispatch.totals import Service, totals
from optimizer.dispatch.ways import Way, Ways, way_to
from optimizer.dispatch.words import ACTIONS, BATCHES, CLASSES, REASONS, TIERS, both
from optimizer.model.day import Day
from optimizer.model.demands import Priority
from optimizer.model.plan import DutyPlan, Plan, Visit, VisitKind


def header(day: Day, plan: Plan) -> str:
    """Title and figures of the day."""
    found = totals(day, plan)
    moved, late = found.transport, found.transport.late_stops
    cards = [
        _card("出车辆次 dispatches", f"{moved.dispatches:,}"),
        _card("趟次 trips", f"{moved.trips:,}"),
        _card("运量 carried", f"{moved.grams / 10**6:,.1f}", "t"),
        _card("里程 distance", f"{moved.metres / 1000:,.0f}", "km"),
        _card("周转量 tonne-km", f"{moved.tonne_kilometres:,.0f}", "t·km"),
        _card("装载率 load factor", f"{100 * moved.load_factor:.0f}", "%"),
        *(_tier(tier, service) for tier, service in found.tiers.items()),
        _card("晚到 late stops", f"{late:,}", look="warn" if late else "good"),
        _card("未满足 unserved", kilograms_text(found.service.missing_grams), "kg", _look(found.service, "warn")),
        _card("费用 cost", f"{plan.cost.total_cents / 100:,.0f}", "元"),
    ]
    heading = f"应急保供派车计划 · {escape(day.name)} · {day.date}<small>最后一米 Lastmetre dispatch plan</small>"
    return f'<h1>{heading}</h1><div class="figures">{"".join(cards)}</div>'


def _card(label: str, value: str, unit: str = "", look: str = "") -> str:
    return f'<div class="figure {look}"><b>{value}<small>{unit}</small></b><span>{label}</span></div>'


def _tier(tier: Priority, service: Service) -> str:
    look = _look(service, "warn" if tier is Priority.DAILY else "bad")
    return _card(both(TIERS[tier]), f"{service.served:,}/{service.demands:,}", look=look)


def _look(service: Service, lacking: str) -> str:
    return lacking if service.missing_grams else "good"


def crew_rows(day: Day, plan: Plan) -> str:
    """Table of crews; a click on a row picks it."""
    colour = colours(plan)
    head = '<tr><th>车辆·驾驶员</th><th class="n">趟次</th><th class="n">送达</th><th class="n">t</th>'
    head += '<th class="n">km</th><th class="n">收车</th></tr>'
    rows = "".join(_crew_row(day, number, duty, colour) for number, duty in enumerate(driving(plan)))
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _crew_row(day: Day, number: int, duty: DutyPlan, colour: dict[str, str]) -> str:
    vehicle, driver, carried = day.vehicles[duty.crew.vehicle], day.drivers[duty.crew.driver], trips(duty)
    weight = sum(grams(day, run.load.lines) for run in carried)
    words = escape(f"{vehicle.plate} {driver.name} {driver.firm} {vehicle.firm}")
    late = ' class="n late"' if any(visit.late_s for visit in duty.visits) else ' class="n"'
    return (
        f'<tr data-crew="{number}" data-id="{escape(duty.crew.id)}" data-words="{words}"><td class="who">'
        f'<span class="dot" style="background:{colour[duty.crew.vehicle]}"></span>{escape(vehicle.plate)}'
        f" <small>{CLASSES[vehicle.vehicle_class].zh} · {escape(driver.name)}</small></td>"
        f'<td class="n">{len(carried)}</td><td class="n">{sum(len(run.deliveries) for run in carried)}</td>'
        f'<td class="n">{weight / 10**6:,.1f}</td><td class="n">{driven_m(duty) / 1000:,.0f}</td>'
        f"<td{late}>{clock(duty.visits[-1].leave_s)}</td></tr>"
    )


def sheets(day: Day, plan: Plan, ways: Ways) -> str:
    """Contents of the panel beside the map, one a crew and one for all, in HTML templates that wait to be shown."""
    colour = colours(plan)
    parts = [_unserved_panel(day, plan)]
    parts += [_duty_panel(day, number, duty, colour, ways) for number, duty in enumerate(driving(plan))]
    return "\n".join(parts)


def _panel(key: str, title: str, body: str) -> str:
    return f'<template id="sheet-{key}" data-title="{escape(title)}">{body}</template>'


def _unserved_panel(day: Day, plan: Plan) -> str:
    title = f"未满足需求 <small>Unserved · {len(plan.unserved)}</small>"
    if not plan.unserved:
        return _panel("all", title, '<p style="padding:14px">全部需求均已满足。<br>Every demand is served.</p>')
    ordered = sorted(plan.unserved, key=lambda left: (day.demands[left.demand].priority, left.demand))
    rows = ""
    for left in ordered:
        demand, good = day.demands[left.demand], day.goods[left.good]
        tier = {Priority.LIFE: "life", Priority.SPECIAL: "special"}.get(demand.priority, "")
        rows += (
            f'<tr><td><span class="tag {tier}">{TIERS[demand.priority].zh}</span><br>'
            f"<b>{escape(day.places[demand.place].name)}</b><br>"
            f"{escape(good.name)} {left.quantity:,} {escape(good.unit)}"
            f'<br><span class="quiet">{escape(demand.id)}</span></td>'
            f"<td><b>{REASONS[left.reason].zh}</b><br>{escape(left.explanation.zh)}<br>"
            f'<span class="quiet">建议 </span>{escape(left.remedy.zh)}<br>'
            f'<span class="quiet">{escape(left.explanation.en)} — {escape(left.remedy.en)}</span></td></tr>'
        )
    return _panel("all", title, f"<table><thead><tr><th>需求</th><th>原因与建议</th></tr></thead>{rows}</table>")


def _duty_panel(day: Day, number: int, duty: DutyPlan, colour: dict[str, str], ways: Ways) -> str:
    vehicle, driver = day.vehicles[duty.crew.vehicle], day.drivers[duty.crew.driver]
    dot = f'<span class="dot" style="background:{colour[vehicle.id]}"></span>'
    title = f"{dot}派车单 {escape(vehicle.plate)} <small>{escape(driver.name)}</small>"
    weight, carried = sum(grams(day, run.load.lines) for run in trips(duty)), trips(duty)
    factor = share(weight, len(carried) * vehicle.capacity_grams)
    facts = _facts(
        ("车型", CLASSES[vehicle.vehicle_class].zh),
        ("载重", f"{kilograms_text(vehicle.capacity_grams)} kg"),
        ("准驾", f"{driver.licence.value} · {BATCHES[driver.batch].zh}"),
        ("班次", f"{clock(duty.crew.shift.opens)}–{clock(duty.crew.shift.closes)}"),
        ("里程", f"{driven_m(duty) / 1000:,.1f} km"),
        ("行驶", f"{duration(driven_s(duty))} h"),
        ("运量", f"{kilograms_text(weight)} kg"),
        ("装载率", f"{100 * factor:.0f}%"),
    )
    head = '<tr><th></th><th>到达–离开</th><th>作业·地点</th><th class="n">kg</th></tr>'
    rows = "".join(_visit_rows(day, duty, colour[vehicle.id], ways))
    return _panel(str(number), title, f"{facts}<table><thead>{head}</thead>{rows}</table>")


def _facts(*pairs: tuple[str, str]) -> str:
    cells = "".join(f"<span>{label}</span><b>{escape(value)}</b>" for label, value in pairs)
    return f'<div class="facts">{cells}</div>'


def _visit_rows(day: Day, duty: DutyPlan, colour: str, ways: Ways) -> Iterable[str]:
    stop = 0
    for number, visit in enumerate(duty.visits):
        if way := way_to(day, duty, number, ways):
            yield _way_row(way)
        stop += visit.kind is VisitKind.DELIVER
        badge = f'<span class="badge" style="background:{colour}">{stop}</span>'
        yield _visit_row(day, visit, badge if visit.kind is VisitKind.DELIVER else "")


def _way_row(way: Way) -> str:
    """The way to the next visit, turn by turn for those who open it."""
    steps = "".join(
        f"<li>{moment} {escape(step.zh)}<br><small>{escape(step.en)}</small></li>" for moment, step in way.steps
    )
    told = f"<summary>{escape(way.text)}</summary><ol>{steps}</ol>"
    return f'<tr class="way"><td>↓</td><td colspan="3"><details>{told}</details></td></tr>'


def _visit_row(day: Day, visit: Visit, badge: str) -> str:
    name = day.places[visit.place].name if visit.place is not None else "途中"
    texts = (*goods_text(day, visit.lines).split("\n"), *notes(day, visit).split("\n"))
    said = "<br>".join(escape(text) for text in texts if text)
    look = ' class="load"' if visit.kind is VisitKind.LOAD else ""
    late = " late" if visit.late_s else ""
    weight = kilograms_text(grams(day, visit.lines)) if visit.lines else ""
    return (
        f'<tr{look}><td>{badge}</td><td class="who{late}">{clock(visit.arrive_s)}–{clock(visit.leave_s)}</td>'
        f'<td title="{escape(both(ACTIONS[visit.kind]))}">{ACTIONS[visit.kind].zh} <b>{escape(name)}</b><br>'
        f'<span class="quiet">{said}</span></td><td class="n">{weight}</td></tr>'
    )


def footer(plan: Plan) -> str:
    """How the plan came about."""
    origin = plan.origin
    return escape(
        f"路网 {origin.roads} · 种子 {origin.seed} · 迭代 {origin.iterations:,} · 搜索 {origin.search_s:.1f} s · "
        f"Lastmetre {origin.version} · 坐标 WGS-84"
    )
