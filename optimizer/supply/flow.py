"""Minimum-cost flow from those who have to those who want; the one file that knows OR-Tools' flow solver."""

from collections.abc import Mapping, Sequence

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow


def cheapest_flow(
    stocked: Sequence[int], wanted: Sequence[int], costs: Mapping[tuple[int, int], int], shortage_costs: Sequence[int]
) -> dict[tuple[int, int], int]:
    """Share out whole units so that costs, with a price for each unit that stays short, are least.

    Supply shares lots among demands; crews share drivers among vehicles. The solution is exact and always the same.

    Parameters
    ----------
    stocked, wanted
        Units in each lot; units of each demand.
    costs
        Per unit, for each pair (lot, demand) that may be joined; not negative.
    shortage_costs
        Per unit of each demand that gets nothing.

    Returns
    -------
    Units for each pair that gets any.
    """
    lots, demands = len(stocked), len(wanted)
    nothing, spare = lots + demands, lots + demands + 1
    pairs = sorted(costs)
    joined = [(lot, lots + demand, min(stocked[lot], wanted[demand]), costs[lot, demand]) for lot, demand in pairs]
    short = [(nothing, lots + demand, wanted[demand], shortage_costs[demand]) for demand in range(demands)]
    unused = [(lot, spare, stocked[lot], 0) for lot in range(lots)]
    tails, heads, room, price = zip(*joined, *short, *unused, (nothing, spare, sum(wanted), 0), strict=True)

    problem = SimpleMinCostFlow()
    problem.add_arcs_with_capacity_and_unit_cost(
        np.array(tails, np.int32), np.array(heads, np.int32), np.array(room, np.int64), np.array(price, np.int64)
    )
    supplies = [*stocked, *(-units for units in wanted), sum(wanted), -sum(stocked)]
    problem.set_nodes_supplies(np.arange(spare + 1, dtype=np.int32), np.array(supplies, np.int64))
    status = problem.solve()
    assert status == problem.OPTIMAL, f"a flow with room for every unit came out {status}"
    return {pair: int(problem.flow(arc)) for arc, pair in enumerate(pairs) if problem.flow(arc)}
