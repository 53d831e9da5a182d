"""未满足: every demand, or part of one, that is not served, why, and what would help."""

from optimizer.dispatch.clock import clock, closing, kilograms
from optimizer.dispatch.words import REASONS, TIERS, both
from optimizer.dispatch.xlsx import Book, Column, Link, Tint
from optimizer.model.day import Day
from optimizer.model.demands import Priority
from optimizer.model.plan import Plan
from optimizer.model.unserved import Unserved

_COLUMNS = (
    Column(zh="序号", en="No.", width=5.5, look="center"),
    Column(zh="需求编号", en="Demand", width=13),
    Column(zh="层级", en="Tier", width=12),
    Column(zh="地点", en="Place", width=20),
    Column(zh="区县", en="District", width=11),
    Column(zh="时间窗", en="Windows", width=15),
    Column(zh="物资与数量", en="Goods and quantity", width=18),
    Column(zh="重量 kg", en="Weight", width=11, look="kilograms"),
    Column(zh="原因", en="Reason", width=16),
    Column(zh="说明", en="Explanation", width=34),
    Column(zh="建议", en="What would help", width=34),
)


def unserved_sheet(book: Book, day: Day, plan: Plan, *, name: str, totals: str) -> None:
    """Write the sheet; the most important tier first, then the heaviest."""
    sheet = book.sheet(name, _COLUMNS, footer=f"未满足 Unserved · {day.name} · {day.date}", tab="#C00000")
    sheet.title("未满足需求 Unserved demands", link=Link("返回汇总 Totals", totals))
    weights = {left: left.quantity * day.goods[left.good].unit_grams for left in plan.unserved}
    sheet.note(
        f"共 {len(plan.unserved)} 项，{sum(weights.values()) / 10**6:,.3f} t。 "
        f"{len(plan.unserved)} entries, {sum(weights.values()) / 10**6:,.3f} t."
    )
    sheet.head(repeat=True)
    ordered = sorted(plan.unserved, key=lambda left: (day.demands[left.demand].priority, -weights[left], left.demand))
    for number, left in enumerate(ordered, 1):
        urgent = day.demands[left.demand].priority is not Priority.DAILY
        sheet.row(_cells(day, number, left), tint=Tint.WARN if urgent else Tint.NONE)
    if not ordered:
        sheet.row((None, "—", None, "全部满足 Everything is served", *[None] * 7))


def _cells(day: Day, number: int, left: Unserved) -> tuple[str | int | float, ...]:
    demand, good = day.demands[left.demand], day.goods[left.good]
    place = day.places[demand.place]
    return (
        number,
        demand.id,
        both(TIERS[demand.priority]),
        place.name,
        place.district,
        "\n".join(f"{clock(window.opens)}–{closing(window.closes)}" for window in demand.windows),
        f"{good.name} {left.quantity:,} {good.unit}",
        kilograms(left.quantity * good.unit_grams),
        both(REASONS[left.reason]),
        f"{left.explanation.zh}\n{left.explanation.en}",
        f"{left.remedy.zh}\n{left.remedy.en}",
    )
