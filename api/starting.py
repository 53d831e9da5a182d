"""Options of a plan that starts from another one: the prices of changes, in yuan, as the ways in take them."""

from collections.abc import Mapping
from pathlib import Path

from api.errors import BadOption
from api.messages import Start
from optimizer.model.findings import Where
from optimizer.model.given import ChangePrices
from optimizer.model.text import Text

_MOST_YUAN = 1e6
_CENTS = 100


def prices_of(yuan: Mapping[str, float | None]) -> ChangePrices | None:
    """Turn three prices (another vehicle, another order, an hour) by the names of their options into cents.

    Gives None where none is given.

    Raises
    ------
    BadOption
        If one is negative, or above a million.
    """
    if all(price is None for price in yuan.values()):
        return None
    for name, price in yuan.items():
        if price is not None and not 0 <= price <= _MOST_YUAN:
            raise BadOption(
                Text(f"{name} is {price:g}", f"{name} 为 {price:g}"),
                Text(f"give 0 to {_MOST_YUAN:,.0f} yuan", f"请给出 0 至 {_MOST_YUAN:,.0f} 元"),
                Where(pointer=name),
            )
    crew, turn, hour = (round((price or 0.0) * _CENTS) for price in yuan.values())
    return ChangePrices(other_crew_cents=crew, other_turn_cents=turn, cents_per_hour=hour)


def start_of(plan: Path | None, prices: ChangePrices | None, name: str) -> Start | None:
    """Put plan and prices together; ``name`` is that of the option for the plan.

    Raises
    ------
    BadOption
        If there are prices of changes, and no plan to be changed.
    """
    if plan is None and prices is not None:
        raise BadOption(
            Text(
                "changes have a price, but there is no plan to start from",
                "给出了变更代价，但没有指定作为起点的方案",
            ),
            Text(f"give the plan as {name}, or leave the prices away", f"请用 {name} 指定方案，或去掉变更代价"),
            Where(pointer=name),
        )
    return None if plan is None else Start(plan=plan, prices=prices or ChangePrices())
