"""What a plan comes to, for a person at a terminal."""

from api.terminal import show_rows
from api.words import both
from optimizer.dispatch.totals import Totals, totals
from optimizer.dispatch.words import TIERS
from optimizer.live.difference import difference
from optimizer.model.day import Day
from optimizer.model.drivers import Batch
from optimizer.model.plan import Plan
from optimizer.model.units import HOUR, TONNE


def show_summary(day: Day, plan: Plan) -> None:
    """Print the totals of a plan as a table."""
    title = f"{day.name} · {day.date} · {plan.origin.roads} · 种子 seed {plan.origin.seed}"
    show_rows(("项目 item", "数值 value"), summary_rows(totals(day, plan)), title)


def summary_rows(sums: Totals) -> list[tuple[str, str]]:
    """Name and value of each line of the summary."""
    done, goods, cost = sums.transport, sums.service, sums.cost
    rows = [
        ("派车 vehicle-dispatches", f"{done.dispatches}"),
        ("趟次 trips", f"{done.trips}"),
        ("送达站次 deliveries", f"{done.deliveries}"),
        ("需求 demands", f"{goods.demands}"),
        ("全部满足 served in full", f"{goods.served}"),
        ("部分满足 served in part", f"{goods.partly}"),
        ("未满足 unserved", f"{goods.missed}"),
        ("送达 delivered", f"{goods.delivered_grams / TONNE:,.1f} / {goods.demanded_grams / TONNE:,.1f} t"),
    ]
    rows += [(f"{both(TIERS[tier])}", f"{part.served} / {part.demands}") for tier, part in sums.tiers.items()]
    return [
        *rows,
        ("驾驶员（储备） drivers (reserve)", f"{sum(sums.drivers.values())} ({sums.drivers.get(Batch.RESERVE, 0)})"),
        ("装载率 load factor", f"{done.load_factor:.0%}"),
        ("里程 distance", f"{done.metres / 1000:,.0f} km"),
        ("驾驶时间 driving", f"{done.driving_s / HOUR:,.1f} h"),
        ("晚到站次 late stops", f"{done.late_stops}"),
        ("费用 cost", f"¥{cost.total_cents / 100:,.2f}"),
    ]


def show_difference(before: Plan, after: Plan) -> None:
    """Print what has changed against the plan it was made from."""
    found = difference(before, after)
    rows = [
        ("不变 same", f"{found.same}"),
        ("改由其他车辆 another vehicle", f"{found.other_vehicle}"),
        ("顺序改变 another order", f"{found.other_order}"),
        ("时间改变超过 15 分钟 over 15 min earlier or later", f"{found.other_time}"),
        ("新增 new", f"{found.new}"),
        ("取消 gone", f"{found.gone}"),
    ]
    show_rows(("与起点方案相比的站次 stops against the plan given", "数值 value"), rows)
